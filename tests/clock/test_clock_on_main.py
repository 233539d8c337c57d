"""On main the moment of publication comes from the approvals, so that nothing grows late by standing there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline import flow
from pipeline.checks import check_parts
from pipeline.model.approval import Approval, ApprovedSite
from pipeline.model.finding import Report
from pipeline.source.corpus import load
from tests.casework import NOW
from tests.checks.ground import ARTICLE, item, repository


@pytest.mark.parametrize(("hour", "late"), [("16:59", False), ("17:30", True)])
def test_a_run_judges_items_by_their_publication(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hour: str, late: bool
) -> None:
    text = item().replace("2026-11-20T08:00:00", "2026-11-06T08:00:00")
    corpus = load(repository(tmp_path, {ARTICLE: text}))
    moment = datetime.fromisoformat(f"2026-11-13T{hour}:00+07:00")
    site = ApprovedSite("daklak", "c0ffee", corpus, {ARTICLE: Approval("c0ffee", moment, moment)})
    told: list[Report] = []

    def noted(*args: object, **options: object) -> Mapping[str, Report]:
        told.append(check_parts(*args, **options, codes={"TH001"})["daklak"])  # type: ignore[arg-type]
        return {"daklak": told[-1]}

    monkeypatch.setattr(flow, "check_parts", noted)
    place = flow.Workplace(tmp_path / "state")
    passed, stopped = flow._check(
        None,  # type: ignore[arg-type]  # no history is asked where no release is served
        SimpleNamespace(sites={"daklak": site}),  # type: ignore[arg-type]
        ["daklak"],
        place,
        NOW,
    )
    assert (list(passed), stopped) == (["daklak"], [])  # lateness never stops a site
    assert [f.code for f in told[0].findings] == (["TH001"] if late else [])

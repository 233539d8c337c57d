"""What a forge answered goes into the ledger: later runs and verifiers do not depend on the forge any more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from pipeline.approval.forges.source import replay
from pipeline.approval.ledger import BrokenLedger
from pipeline.approval.ledger_verify import verify_ledger
from pipeline.approval.office import Office, Sitting
from pipeline.cli.main import main
from pipeline.clock.now import parse_time
from pipeline.history.repository import Repository
from pipeline.model.approval import Result
from tests.forges.fake import TOKEN, serving
from tests.forges.records import Fault
from tests.storytelling.forge_acts import connection
from tests.storytelling.teller import Story, Teller

NEWS = "content/{}/tin-tuc/2026/11/{}.md"
LATER = parse_time("2026-11-22T10:00:00+07:00")


def reviewed(branch: str, site: str, label: str, *, approved: bool = True) -> list[dict[str, Any]]:
    files = {NEWS.format(site, branch): {"loai": "tin-tuc"}}
    acts: list[dict[str, Any]] = [
        {"commit": {"branch": branch, "by": "phong-vien", "files": files}},
        {"forge": {"open": branch, "by": "phong-vien"}},
    ]
    acts += [{"review": {"branch": branch, "by": f"truong-ban.{site}"}}] if approved else []
    return [*acts, {"squash": {"branch": branch, "by": "thu-ky.daklak", "author": "phong-vien", "as": label}}]


@pytest.fixture(params=["gitlab", "forgejo"])
def teller(request: pytest.FixtureRequest, tmp_path: Path, keys: Path) -> Teller:
    play = [*reviewed("a", "daklak", "m1"), *reviewed("la", "gialai", "m2", approved=False)]
    teller = Teller(Story("", {"story": "", "forge": request.param, "play": play}), tmp_path, keys)
    teller.tell()
    return teller


def act(teller: Teller, acts: list[dict[str, Any]]) -> None:
    for each in acts:
        ((verb, told),) = each.items()
        getattr(teller, f"do_{verb}")(dict(told))


class Host:
    """A publishing host over a story's repository, whose forge may be out of order."""

    def __init__(self, teller: Teller, repo: Repository) -> None:
        self.teller, self.repo = teller, repo
        self.office = Office(repo, teller.folder / "may-xuat-ban")

    def sit(self, at: str = "2026-11-22T09:00:00+07:00") -> tuple[Sitting, list[str]]:
        with serving(self.teller.records, self.teller.folder / "kho") as fake:
            forge = connection(fake)
            sitting = self.office.sit(self.teller.labels["anchor"], "main", parse_time(at), forge=forge)
            self.office.close(sitting, parse_time(at))
            return sitting, fake.asked


@contextmanager
def host(teller: Teller) -> Iterator[Host]:
    with Repository.open(teller.folder / "kho") as repo:
        yield Host(teller, repo)


def told(sitting: Sitting, label: str, teller: Teller) -> dict[str, list[str]]:
    step = next(s for s in sitting.gate.steps if s.commit == teller.labels[label])
    return {site: [r.value for r in d.reasons] or [d.result.value] for site, d in step.sites.items()}


def test_a_later_run_needs_no_answer_about_what_is_in_the_ledger(teller: Teller) -> None:
    with host(teller) as publisher:
        first, _ = publisher.sit()
        assert told(first, "m1", teller) == {"daklak": ["DAT"]}
        assert told(first, "m2", teller) == {"gialai": ["KHONG_CO_THAM_QUYEN"]}
        # the forge goes down and somebody dismisses the review: what was published stays
        teller.records.faults.append(Fault("status", value=403))
        teller.records.pulls[0].reviews[0].dismissed = True
        act(teller, reviewed("b", "daklak", "m3"))
        second, asked = publisher.sit("2026-11-22T10:00:00+07:00")
        assert told(second, "m2", teller)["gialai"]
        assert told(second, "m3", teller) == {"daklak": ["FORGE_KHONG_TRA_LOI"]}
        assert second.gate.steps[-1].sites["daklak"].result is Result.KHONG_XAC_DINH
        assert second.gate.publishable["daklak"] == teller.labels["m2"]
        # back again: the same step is asked about and passes
        teller.records.faults.clear()
        third, asked = publisher.sit("2026-11-22T11:00:00+07:00")
        assert told(third, "m3", teller) == {"daklak": ["DAT"]}
        assert asked
        # a host without a forge goes on with what is in its ledger
        alone = publisher.office.sit(teller.labels["anchor"], "main", LATER)
        assert alone.gate.publishable["daklak"] == teller.labels["m3"]
        verify_ledger(
            publisher.repo, publisher.office.public_key, replay=lambda kept: replay(publisher.repo, kept)
        )
        with pytest.raises(BrokenLedger):  # without what the forge said, the lines cannot be derived
            verify_ledger(publisher.repo, publisher.office.public_key)


def test_the_gate_beside_the_host_knows_from_the_ledger_what_the_forge_said(
    teller: Teller, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without the forge the answers in a trusted ledger count on; without that ledger nobody gave any."""
    with host(teller) as publisher:
        publisher.sit()
        key = publisher.office.public_key
    where = [
        "gate",
        "--repo",
        str(teller.folder / "kho"),
        "--from",
        teller.labels["anchor"],
        "--now",
        "2026-11-22",
    ]
    for to in ("main", teller.labels["m1"]):  # the newest state, and one that the ledger has gone beyond
        main([*where, "--to", to, "--format", "json", "--ledger-key", key])
        told = json.loads(capsys.readouterr().out)
        assert told["publishable"]["daklak"] == teller.labels["m2" if to == "main" else "m1"]
        assert all(s["sites"].get("daklak", {"result": "DAT"})["result"] == "DAT" for s in told["steps"])
        main([*where, "--to", to, "--format", "json"])
        assert json.loads(capsys.readouterr().out)["publishable"]["daklak"] == teller.labels["anchor"]


def test_kept_answers_hold_numbers_and_times_only(teller: Teller) -> None:
    with host(teller) as publisher:
        sitting, _ = publisher.sit()
    text = sitting.ledger.text.decode()
    answers = [a for line in sitting.ledger.lines for a in line.told.get("tra_loi", [])]
    assert answers and all(json.loads(a)["kieu"] == "forge/v1" for a in answers)
    for word in ("Ông", "Nguyễn", "phong-vien", "@", "example", TOKEN):
        assert not any(word in a for a in answers), word
    assert TOKEN not in text


def test_approved_heads_are_kept_when_their_branch_is_gone(teller: Teller) -> None:
    with host(teller) as publisher:
        publisher.sit()
        head = teller.play.tip("a")
        assert publisher.repo.resolve(f"refs/phe-duyet/dau/{head}") == head

"""Every row of the regulations' deadline table is in the profiles as it should be, and somebody holds it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from pipeline.checks import all_rules
from pipeline.clock.deadlines import Row, read_deadlines
from pipeline.model.content import as_list
from pipeline.source.registry import load_registry
from tests.casework import ROOT

TABLE: Mapping[str, Any] = yaml.safe_load(
    (ROOT / "tests/clock/deadline_table.yml").read_text(encoding="utf-8")
)
REGISTRY = load_registry(ROOT)[0]
DEADLINES = read_deadlines(REGISTRY)
CODES = {r.code for r in all_rules()}


def row_of(wanted: Mapping[str, Any]) -> Row:
    found = [r for r in DEADLINES.rows if (r.profile, r.code) == (wanted["profile"], wanted["code"])]
    assert len(found) == 1, f"{wanted['profile']} {wanted['code']}: {len(found)} rows"
    return found[0]


@pytest.mark.parametrize("wanted", TABLE["rows"], ids=lambda w: f"{w['profile']}-{w['code']}-{w['type']}")
def test_a_row_of_the_table_stands_in_the_data(wanted: Mapping[str, Any]) -> None:
    row = row_of(wanted)
    assert row.work == wanted["work"]
    assert wanted["type"] in row.types or "*" in row.types
    assert (f"{row.amount} {row.unit}" if row.amount else "") == wanted["within"]
    assert row.trigger == wanted["trigger"]
    assert row.verified is wanted.get("verified", row.verified)
    assert row.legal, "every row names its law"


def test_somebody_holds_every_row() -> None:
    for wanted in TABLE["rows"]:
        held = wanted["held"] if isinstance(wanted["held"], list) else [wanted["held"]]
        assert all(h in CODES or h.startswith(("duty: ", "feature: ")) for h in held), wanted["code"]


def test_a_row_with_a_number_and_a_trigger_in_the_item_is_held_by_a_rule() -> None:
    fields = {f.key for f in REGISTRY.base_fields}
    for kind in REGISTRY.types.values():
        fields |= {f.key for f in kind.fields}
    for wanted in TABLE["rows"]:
        if wanted["within"] and wanted["trigger"].split(".")[0] in fields:
            assert wanted["held"] == [] or not str(wanted["held"]).startswith("duty"), wanted["code"]


@pytest.mark.parametrize("wanted", TABLE["rhythms"], ids=lambda w: f"{w['profile']}-{w['work']}")
def test_a_rhythm_of_the_table_stands_in_the_data(wanted: Mapping[str, Any]) -> None:
    rows = as_list(REGISTRY.profiles[wanted["profile"]].raw.get("dinh_ky"))
    found = [r for r in rows if isinstance(r, Mapping) and r.get("ma") == wanted["work"]]
    assert [(r.get("it_nhat"), r.get("moi")) for r in found] == [(wanted["at_least"], wanted["per"])]

"""What the gate tells: the published JSON form, and sentences for people."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from pipeline.approval.reasons import REASONS, RESULTS, ROLES
from pipeline.approval.report import gate_json, gate_table
from pipeline.approval.roster import ROLES as ROLE_NAMES
from pipeline.model.approval import Approver, Decision, GateResult, Reason, Result, Step

AT = datetime.fromisoformat("2026-11-20T09:00:00+07:00")
APPROVER = Approver("truong-ban", "truong-ban", "E2", AT, "01/QĐ", "12/UQ")
RESULT = GateResult(
    "a" * 40,
    "c" * 40,
    (
        Step(
            "b" * 40,
            "a" * 40,
            AT,
            "Bài\x1b[31m",
            ("content/daklak/a.md",),
            {"daklak": Decision(Result.DAT, (), (APPROVER,))},
        ),
        Step(
            "c" * 40,
            "b" * 40,
            AT,
            "Bài hai",
            ("content/gialai/a.md",),
            {"gialai": Decision(Result.KHONG_DAT, (Reason.TU_DUYET,))},
        ),
    ),
    {"gialai": "b" * 40, "daklak": "c" * 40},
)


def test_the_json_has_exactly_the_published_form() -> None:
    assert json.loads(json.dumps(gate_json(RESULT))) == {
        "schema": 1,
        "anchor": "a" * 40,
        "tip": "c" * 40,
        "steps": [
            {
                "commit": "b" * 40,
                "base": "a" * 40,
                "sites": {
                    "daklak": {
                        "result": "DAT",
                        "reasons": [],
                        "approvers": [
                            {
                                "person": "truong-ban",
                                "role": "truong-ban",
                                "evidence": "E2",
                                "at": "2026-11-20T09:00:00+07:00",
                            }
                        ],
                    }
                },
            },
            {
                "commit": "c" * 40,
                "base": "b" * 40,
                "sites": {"gialai": {"result": "KHONG_DAT", "reasons": ["TU_DUYET"], "approvers": []}},
            },
        ],
        "publishable": {"daklak": "c" * 40, "gialai": "b" * 40},
        "refused": [],
    }


def test_a_late_approval_says_so() -> None:
    late = Approver("x", "truong-ban", "E1", AT, late=True)
    step = Step("b" * 40, "a" * 40, AT, "", (), {"daklak": Decision(Result.DAT, (), (late,))})
    told = gate_json(GateResult("a" * 40, "b" * 40, (step,), {}))
    assert told["steps"][0]["sites"]["daklak"]["approvers"][0]["late"] is True


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_table_names_who_approved_what_is_missing_and_where_a_site_stands(lang: str) -> None:
    table = gate_table(RESULT, lang)
    assert ROLES["truong-ban"].say(lang) in table
    assert "01/QĐ; 12/UQ" in table
    assert REASONS[Reason.TU_DUYET].remedy.say(lang) in table
    assert "\x1b" not in table
    held = [line for line in table.splitlines() if line.startswith("  gialai") and "b" * 10 in line]
    assert len(held) == 1
    assert "c" * 10 in held[0]
    assert RESULTS[Result.KHONG_DAT].say(lang) in table.splitlines()[-1]


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_says_what_is_wrong_and_what_to_do(reason: Reason) -> None:
    explanation = REASONS[reason]
    for text in (explanation.what, explanation.remedy):
        for sentence in (text.vi, text.en):
            assert sentence.endswith(".")
            assert 20 < len(sentence) < 200
        assert text.vi != text.en


def test_every_role_has_a_title() -> None:
    assert set(ROLES) == ROLE_NAMES

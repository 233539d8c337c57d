"""The code quality report: what GitLab takes, and nothing that makes it drop a finding."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from pipeline.model.finding import Report, Severity
from pipeline.output import render
from pipeline.output.plain import one_line
from tests.output import sample

_SCHEMA = json.loads((Path(__file__).parent / "schemas/code-quality.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(_SCHEMA)


def valid(report: Report, lang: str = "vi") -> list[dict[str, Any]]:
    raw = render(report, "gitlab", lang).encode("utf-8")
    assert raw.startswith(b"["), "no byte order mark, an array at once"
    issues = json.loads(raw)
    VALIDATOR.validate(issues)
    return issues


def test_an_issue_says_code_fault_and_mending() -> None:
    (issue,) = valid(sample.report(sample.finding()))
    assert issue == {
        "description": "TC004: Chữ của liên kết “tại đây” không cho biết dẫn đến đâu. "
        "Cách sửa: Dùng tên của nơi được dẫn đến.",
        "check_name": "TC004",
        "fingerprint": sample.finding().fingerprint,
        "severity": "blocker",
        "location": {"path": sample.PATH, "lines": {"begin": 17}},
    }


def test_letters_are_not_escaped_and_a_clean_report_is_an_empty_array() -> None:
    assert "liên kết" in render(sample.report(sample.finding()), "gitlab")
    assert render(sample.report(), "gitlab") == "[]\n"


def test_weights() -> None:
    issues = valid(sample.report(*(sample.finding(severity=s, anchor=s.value) for s in Severity)))
    assert [i["severity"] for i in issues] == ["blocker", "minor", "info"]


def test_a_fingerprint_stays_while_lines_move_and_is_never_shared() -> None:
    one = sample.finding()
    moved = replace(one, line=99)
    assert valid(sample.report(one))[0]["fingerprint"] == valid(sample.report(moved))[0]["fingerprint"]
    twice = valid(sample.report(one, moved, one))
    assert len({i["fingerprint"] for i in twice}) == 3
    assert twice == valid(sample.report(one, moved, one))


@pytest.mark.parametrize(
    ("path", "told"),
    [("", "content"), ("/srv/a.html", "srv/a.html"), ("../a/b.md", "a/b.md"), ("./a.md", "a.md")],
)
def test_paths_start_at_the_root(path: str, told: str) -> None:
    assert valid(sample.report(sample.finding(path=path)))[0]["location"]["path"] == told


@settings(deadline=None, max_examples=60)
@given(sample.REPORTS, sample.LANGS)
def test_any_text_gives_a_valid_report(report: Report, lang: str) -> None:
    issues = valid(report, lang)
    apart = int(len(report.current) < len(report.findings))
    remarks = sum(bool(one_line(r.say(lang))) for r in report.remarks)
    assert len(issues) == len(report.current) + apart + remarks == len({i["fingerprint"] for i in issues})
    assert all("\n" not in i["description"] for i in issues)

"""What a terminal shows: colours where they are wanted, and never the commands of an author."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings

from pipeline.model.finding import Report, Severity
from pipeline.output import FORMATS, colour_wanted, render
from tests.output import sample


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("terminal", "setting", "output", "wanted"),
    [
        (True, None, None, True),
        (True, "", None, True),
        (True, "1", None, False),
        (True, None, Path("bao-cao.txt"), False),
        (False, None, None, False),
    ],
)
def test_colours_are_for_terminals_of_those_who_want_them(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, setting: str | None, output: Path | None, wanted: bool
) -> None:
    monkeypatch.setattr("sys.stdout", Terminal() if terminal else io.StringIO())
    monkeypatch.delenv("NO_COLOR", raising=False)
    if setting is not None:
        monkeypatch.setenv("NO_COLOR", setting)
    assert colour_wanted(output) is wanted


def test_colours_add_nothing_but_colours() -> None:
    report = sample.report(*(sample.finding(severity=s, anchor=s.value) for s in Severity))
    painted = render(report, "human", colour=True)
    for style, words in (("1;31", "LỖI"), ("33", "CẢNH BÁO"), ("36", "LƯU Ý")):
        assert f"\033[{style}m{words} TC004\033[0m" in painted
    assert re.sub("\033\\[[0-9;]*m", "", painted) == render(report, "human")


def test_colour_changes_no_form_for_machines() -> None:
    report = sample.report(sample.finding())
    for form in set(FORMATS) - {"human"}:
        assert render(report, form, colour=True) == render(report, form)


@settings(deadline=None, max_examples=60)
@given(sample.REPORTS, sample.LANGS)
def test_no_finding_steers_a_terminal(report: Report, lang: str) -> None:
    told = render(report, "human", lang)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", told)
    assert told.encode("utf-8")


@settings(deadline=None, max_examples=60)
@given(sample.REPORTS, sample.LANGS)
def test_json_can_always_be_written_and_read(report: Report, lang: str) -> None:
    read = json.loads(render(report, "json", lang).encode("utf-8"))
    assert len(read["findings"]) == len(report.findings)

"""Every rule has cases of both kinds, speaks exactly where they say, and its page is up to date."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.checks import all_rules
from pipeline.checks.pages import index_page, rule_page
from tests.casework import ROOT, RULES, Case, called, findings, spoken

CODES = [r.code for r in all_rules()]


@pytest.mark.parametrize("code", CODES)
def test_a_rule_stays_silent_on_its_right_cases(code: str, tmp_path: Path) -> None:
    case = Case(code, RULES / code / "dung")
    assert case.folder.is_dir() and any(case.folder.iterdir()), f"{code} has no right case"
    found = findings(case, tmp_path)
    assert spoken(case, found) == [], [f.message.vi for f in found]


@pytest.mark.parametrize("code", CODES)
def test_a_rule_speaks_exactly_where_its_wrong_cases_say_in_both_languages(code: str, tmp_path: Path) -> None:
    case = Case(code, RULES / code / "sai")
    assert case.expected, f"{code} has no wrong case"
    found = findings(case, tmp_path)
    assert spoken(case, found) == case.expected, [f.message.vi for f in found]
    for f in found:  # the fault and the way out, in both languages
        for text in (f.message, f.hint):
            assert text.vi.strip() and text.en.strip() and text.vi != text.en


@pytest.mark.parametrize("rule", all_rules(), ids=CODES)
def test_the_page_of_a_rule_is_what_the_rule_says(rule: object) -> None:
    from pipeline.checks.registry import Rule

    assert isinstance(rule, Rule)
    page = ROOT / "docs" / "quy-tac" / f"{rule.code}.md"
    assert page.read_text(encoding="utf-8") == rule_page(rule, RULES / rule.code), "chạy: make docs"
    assert "## Vì sao" in rule.doc and "## Cách sửa" in rule.doc


def test_the_index_of_rules_is_up_to_date() -> None:
    page = ROOT / "docs" / "quy-tac" / "README.md"
    assert page.read_text(encoding="utf-8") == index_page(all_rules()), "chạy: make docs"


def test_every_case_folder_belongs_to_a_rule() -> None:
    assert {p.name for p in RULES.iterdir() if p.is_dir()} <= set(CODES)


def test_a_file_whose_name_ends_another_name_is_called_by_its_own() -> None:
    names = {"content/daklak/tep/bia.html": "bia.html", "content/daklak/tep/sau-bia.html": "sau-bia.html"}
    assert called("/tam/TC101/sai/sau-bia.html", names) == "sau-bia.html"
    assert called("/tam/TC101/sai/bia.html", names) == "bia.html"
    assert called("/tam/TC101/sai/a.html", names) == "/tam/TC101/sai/a.html"

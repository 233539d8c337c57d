"""docs/quy-che.md answers every article of the five regulations and every requirement, with things that exist."""

from __future__ import annotations

from collections import Counter

import pytest

from pipeline.checks import all_rules
from pipeline.cli.main import build_parser
from pipeline.source.values import mapping, text_of, texts
from tests import legal_table
from tests.legal_table import ANSWERS, REGULATIONS, ROOT

# How many articles each decision and its regulation have.
ARTICLES = {"S0": (3, 20), "S1": (3, 26), "S2": (3, 21), "S3": (2, 21), "S4": (3, 26)}
# How many numbered requirements each group has; CNT has names in place of numbers.
REQUIREMENTS = {
    "DOM": 9,
    "AVL": 5,
    "BAK": 3,
    "SEC": 9,
    "ENC": 1,
    "LNG": 5,
    "STD": 4,
    "FUN": 15,
    "FLD": 13,
    "SUP": 10,
    "SRC": 6,
    "APP": 10,
    "BAN": 3,
    "TIM": 5,
    "COR": 5,
    "ARC": 4,
    "AD": 7,
    "ROY": 4,
    "QA": 6,
    "PD": 6,
    "META": 5,
    "A11Y": 12,
    "REP": 7,
    "CMP": 3,
    "TRN": 3,
}
SECTIONS = ("ND42", "S0", "S2", "S3", "S4", "INTRO-D", "INTRO-P", "DIR", "FORM", "HR", "FEED")


@pytest.mark.parametrize("code", REGULATIONS)
def test_every_article_and_clause_is_answered_once(code: str) -> None:
    held = legal_table.regulation(code)
    decision, rest = ARTICLES[code]
    assert list(held.articles) == [f"QĐ Đ{n + 1}" for n in range(decision)] + [
        f"Đ{n + 1}" for n in range(rest)
    ]
    for article, clauses in held.articles.items():
        rows = [row for row in held.rows if row.article == article]
        if any(not row.clauses for row in rows):
            assert len(rows) == 1, article
        else:
            told = Counter(clause for row in rows for clause in row.clauses)
            assert told == Counter(clauses), article


@pytest.mark.parametrize("code", REGULATIONS)
def test_every_row_has_a_gist_and_an_answer(code: str) -> None:
    held = legal_table.regulation(code)
    for row in held.rows:
        assert row.gist and set(row.answers) <= {"y_chinh", "khoan", *ANSWERS}, row
        assert legal_table.rules_of(code, row) or any(row.answers.get(key) for key in ANSWERS), row
    profiles = {p.stem for p in (ROOT / "sites" / "_chung" / "quy-che").glob("*.yml")}
    assert held.profile in profiles


def test_every_requirement_is_answered() -> None:
    wanted = [f"R-{group}-{n + 1:02}" for group, count in REQUIREMENTS.items() for n in range(count)]
    held = legal_table.read("yeu-cau")
    assert set(held) == {*wanted, *(f"R-CNT-{name}" for name in SECTIONS)}
    for name, value in held.items():
        row = mapping(value)
        assert text_of(row, "y_chinh") and set(row) <= {"y_chinh", *ANSWERS}, name
        assert any(row.get(key) for key in ANSWERS), name


def answers() -> list[tuple[str, dict[str, tuple[str, ...]]]]:
    rows = [(f"{c} {r.article}", r.answers) for c in REGULATIONS for r in legal_table.regulation(c).rows]
    rows += [(name, mapping(value)) for name, value in legal_table.read("yeu-cau").items()]
    return [(where, {k: texts(row.get(k)) for k in ("quy_tac", "tinh_nang")}) for where, row in rows]


def test_every_named_rule_and_feature_exists() -> None:
    codes, features = {r.code for r in all_rules()}, legal_table.read("tinh-nang")
    for where, named in answers():
        assert set(named["quy_tac"]) <= codes, where
        assert set(named["tinh_nang"]) <= set(features), where
    used = {f for _, named in answers() for f in named["tinh_nang"]}
    assert used == set(features)


def test_every_feature_is_where_it_is_said_to_be() -> None:
    commands = next(
        a for a in build_parser()._actions if a.dest == "command" or (hasattr(a, "choices") and a.choices)
    )
    for name, value in legal_table.read("tinh-nang").items():
        feature = mapping(value)
        assert text_of(feature, "ten") and texts(feature.get("noi")), name
        for place in texts(feature.get("noi")):
            assert (ROOT / place).exists(), place
        if text_of(feature, "lenh"):
            assert text_of(feature, "lenh") in (commands.choices or ()), name


def test_every_rule_is_in_the_table_or_has_its_reason_beside_it() -> None:
    page = legal_table.PAGE.read_text(encoding="utf-8")
    for rule in all_rules():
        assert f"(quy-tac/{rule.code}.md)" in page, f"{rule.code}: make docs"
    assert {rule.family for rule in legal_table.beyond()} <= set(legal_table.BEYOND)


def test_the_table_is_up_to_date() -> None:
    assert legal_table.PAGE.read_text(encoding="utf-8") == legal_table.page(), "chạy: make docs"

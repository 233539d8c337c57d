"""The scan of a body against what Python-Markdown, which builds the pages, makes of the same text."""

from __future__ import annotations

import re

import markdown
import pytest

from pipeline.checks.markdown import Scan, scan
from pipeline.source.items import read_item
from tests.checks.ground import ARTICLE, item

SAME = (
    "[a](b)",
    "[a](b 'c')",
    "[a](<b c>)",
    "[a](b_(c))",
    "[a] [b]\n\n[b]: /c",
    "[a]\n\n[a]: /c",
    "[a][]\n\n[A]: <c> (d)",
    "![a](b)",
    '![a](b "c")',
    "[![a](b)](c)",
    "`[a](b)` [c](d)",
    "``[a](b) ` [x](y)`` [c](d)",
    "`a [c](d)",
    "\\[a](b) [c](d)",
    "```\n[a](b)\n```\n\n[c](d)",
    "~~~ text\n[a](b)\n~~~",
    "```\n[a](b)",
    "    [a](b)\n\n[c](d)",
    "- a\n\n    [c](d)",
    "<!-- [a](b) --> [c](d)",
    "<a href='b'>c</a>",
    '<img src="b" alt="a">',
    "<https://a.example>",
    "[phụ\nlục](b)",
    "> [a](b)\n> c",
    "| a | b |\n|---|---|\n| [c](d) | ![e](f) |",
    "a\n# b",
    "#a",
    "## a ##",
    "a\n===\n\nb\n---",
    "# a `b`\n\n### c",
    "## a\nb\nc\n## d\ne [f](g)",
    "a\n---\nb\n\n- c\n---\n\nd",
    "```\n# a\n```\n\n## b",
    "    # a",
    "[a](b) [c](d) ![e](f)",
    "**[a](b)**\n\n1. [c](d)\n2. ![e](f)",
)


def scanned(body: str) -> Scan:
    return scan(read_item(ARTICLE, item(body).encode()))


@pytest.mark.parametrize("body", SAME)
def test_links_pictures_and_headings_are_those_of_the_page(body: str) -> None:
    made = markdown.markdown(body, extensions=["tables", "fenced_code", "attr_list", "sane_lists"])
    shown = re.sub(r"<(pre|code)>.*?</\1>|<!--.*?-->", "", made, flags=re.DOTALL)
    found = scanned(body)
    assert [x.target for x in found.links] == re.findall(r"<a [^>]*?href=[\"']([^\"']*)", shown)
    assert [p.target for p in found.pictures] == re.findall(r"<img [^>]*?src=\"([^\"]*)", shown)
    assert [h.level for h in found.headings] == [int(n) for n in re.findall(r"<h([1-6])", shown)]
    assert len([b for b in found.blocks if b.kind == "bang"]) == shown.count("<table")


def test_text_title_and_alternative_are_told_without_marks() -> None:
    found = scanned('[**Quyết định** `10`](a "Tên &amp; số") ![Trụ *sở*](b)')
    assert (found.links[0].text, found.links[0].title) == ("Quyết định", "Tên & số")
    assert found.pictures[0].alt == "Trụ sở"
    assert scanned("[![Bìa *sách*](b)](c)").links[0].text == "Bìa sách"


def test_a_picture_says_when_it_only_decorates() -> None:
    found = scanned("![](a){: role=presentation }\n\n![](b)\n\n<img src=c role=none>\n\n<img src=d>\n")
    assert [p.decorative for p in found.pictures] == [True, False, True, False]
    assert [p.alt for p in found.pictures] == ["", "", None, None]


def test_bare_addresses_end_before_the_full_stop() -> None:
    found = scanned("Xem https://a.example/b?c=d, rồi (www.b.example). Thư a@b.example không phải.\n")
    assert [(x.target, x.bare) for x in found.links] == [
        ("https://a.example/b?c=d", True),
        ("www.b.example", True),
    ]


def test_places_count_from_the_files_first_line() -> None:
    text = item("Một\n\nHai [a](b)\nba ![c](d)\n")
    found = scan(read_item(ARTICLE, text.encode()))
    lines = text.split("\n")
    assert lines[found.links[0].line - 1] == "Hai [a](b)" and found.links[0].column == 5
    assert lines[found.pictures[0].line - 1] == "ba ![c](d)" and found.pictures[0].column == 4
    assert found.below(found.links[0].line) == "ba ![c](d)" and found.below(len(lines)) == ""


def test_quotes_lists_and_prose_are_told_apart() -> None:
    found = scanned("Câu.\n> Lời\nnối\n\n- a\n- b\n  c\n\nHết.\n")
    assert [(b.kind, len(b.lines)) for b in found.blocks] == [
        ("chu", 1),
        ("trich", 2),
        ("danh-sach", 1),
        ("danh-sach", 2),
        ("chu", 1),
    ]

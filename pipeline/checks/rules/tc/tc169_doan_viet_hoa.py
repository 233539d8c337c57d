"""Cả một đoạn dài viết hoa.

## Vì sao
Chữ hoa làm mọi từ có cùng một hình khối nên khó đọc; có phần mềm đọc màn hình đọc từ viết hoa thành từng chữ cái.

## Cách sửa
Viết chữ thường như trong câu; muốn nhấn mạnh thì dùng `<strong>` cho vài từ.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, short
from pipeline.checks.rules.passages import reading
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text

_LETTERS = 60  # letters; shorter ones are names of bodies and headings of documents
_BLOCKS = ("p", "li", "td", "dd", "div", "blockquote", "figcaption", "article", "section", "main", "body")


@rule(
    "TC169",
    "doan-viet-hoa",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.NOTE,
    legal=ACCESSIBILITY,
    since="0.2",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each block with a long stretch of capitals."""
    for passage in reading(page).passages:
        if passage.attribute or passage.element.tag not in _BLOCKS:
            continue
        if sum(map(str.isupper, passage.text)) < _LETTERS:
            continue
        stretch = _capitals(passage.text)
        if sum(1 for c in stretch if c.isalpha()) < _LETTERS:
            continue
        yield Problem(
            passage.element.line,
            passage.element.column,
            Text(
                f"Đoạn “{short(stretch, 40)}” viết hoa toàn bộ.", f"“{short(stretch, 40)}” is all capitals."
            ),
            Text(
                f"Viết chữ thường: “{short(stretch.capitalize(), 40)}”.",
                f"Write it in small letters: “{short(stretch.capitalize(), 40)}”.",
            ),
            stretch[:80],
            ("1.4.8",),
        )


def _capitals(text: str) -> str:
    """Return the longest run of words without a small letter."""
    best: list[str] = []
    run: list[str] = []
    most = letters = 0
    for word in (*text.split(), "x"):
        if word == word.upper() and word != word.lower():
            run.append(word)
            letters += len(word)
        elif word.lower() != word.upper() and run:  # numbers and marks do not end a run
            if letters > most:
                best, most = run, letters
            run, letters = [], 0
    return " ".join(best)

"""Chữ viết tắt đánh dấu bằng `<abbr>` mà không nói viết đầy đủ là gì.

## Vì sao
Thẻ `<abbr>` là để phần mềm đọc và người đọc biết chữ viết tắt nghĩa là gì; không có `title` thì thẻ ấy vô ích.

## Cách sửa
`<abbr title="Ủy ban nhân dân">UBND</abbr>`, hoặc viết đầy đủ ở lần đầu: “Ủy ban nhân dân (UBND)”.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, short
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text


@rule(
    "TC149",
    "viet-tat-khong-giai",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.NOTE,
    legal=ACCESSIBILITY,
    since="0.2",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each first abbreviation that nothing spells out."""
    told: set[str] = set()
    for element in page.all("abbr", "acronym"):
        if element.text in told or not element.text:
            continue
        told.add(element.text)
        around = page.elements[element.parent].text if element.parent >= 0 else ""
        if (
            element.attrs.get("title", "").strip()
            or f"({element.text}" in around
            or f"{element.text} (" in around
        ):
            continue
        yield Problem(
            element.line,
            element.column,
            Text(
                f"Chữ viết tắt “{short(element.text)}” không được giải nghĩa.",
                f"The abbreviation “{short(element.text)}” is not spelled out.",
            ),
            Text(
                f'Viết: <abbr title="Viết đầy đủ">{short(element.text)}</abbr>',
                f'Write: <abbr title="In full">{short(element.text)}</abbr>',
            ),
            element.text,
            ("3.1.4",),
        )

"""Đoạn trống dùng để tạo khoảng cách.

## Vì sao
Có phần mềm đọc màn hình dừng ở từng đoạn trống và đọc “trống”. Đoạn trống thường do bấm Enter nhiều lần hoặc dán từ Word.

## Cách sửa
Xóa `<p></p>`, `<p>&nbsp;</p>`, `<p><br></p>`; khoảng cách giữa các đoạn do mẫu giao diện lo.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, hidden
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text

_EMPTY = ("br", "span", "b", "strong", "i", "em", "u", "font", "o:p")


@rule(
    "TC148",
    "doan-trong",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.NOTE,
    legal=ACCESSIBILITY,
    since="0.2",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each paragraph that holds nothing."""
    for element in page.all("p"):
        if not element.attrs.get("class", "Mso").startswith("Mso"):
            continue  # a place that a template keeps; what Word pastes has classes of its own
        if element.text.strip("\xa0\u200b ") or element.attrs.keys() & {"id", "role", "aria-live"}:
            continue
        if any(isinstance(c, int) and not _nothing(page, page.elements[c]) for c in element.content):
            continue
        if hidden(page, element):
            continue
        yield Problem(
            element.line,
            element.column,
            Text("Có đoạn trống.", "There is an empty paragraph."),
            Text("Xóa: <p></p>", "Delete: <p></p>"),
            "p",
            ("1.3.1",),
        )


def _nothing(page: BuiltPage, element: Element) -> bool:
    """Return whether a child of a textless paragraph is nothing but markup."""
    return element.tag in _EMPTY and not any(isinstance(c, int) for c in element.content)

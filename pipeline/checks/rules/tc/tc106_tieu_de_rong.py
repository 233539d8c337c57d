"""Tiêu đề không có chữ.

## Vì sao
Phần mềm đọc màn hình báo “tiêu đề” rồi im lặng; người nghe không biết phần đó nói gì và mục lục có một dòng
trống.

## Cách sửa
Viết chữ cho tiêu đề, hoặc xóa dòng `## ` bỏ trống. Muốn có khoảng trống thì để một dòng trống, không dùng `##`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, headings, name
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text


@rule(
    "TC106",
    "tieu-de-rong",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.ERROR,
    legal=ACCESSIBILITY,
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each heading that says nothing."""
    for element, level in headings(page):
        if name(page, element).strip("¶# \u200b"):
            continue
        yield Problem(
            element.line,
            element.column,
            Text(f"Tiêu đề cấp {level} không có chữ.", f"A heading of level {level} has no text."),
            Text("Viết chữ cho tiêu đề hoặc xóa nó.", "Give the heading a text or remove it."),
            element.tag,
            ("1.3.1", "2.4.6"),
            ("ffd0e9",),
        )

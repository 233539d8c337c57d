"""Tiêu đề nhảy cấp, ví dụ từ cấp 2 xuống cấp 4.

## Vì sao
Người nghe đọc màn hình đi theo cấp của tiêu đề như đi theo mục lục. Thiếu một cấp thì họ tưởng mình đã bỏ sót
một phần của bài.

## Cách sửa
Sau `## …` dùng `### …`, không dùng `#### …`. Đừng chọn cấp theo cỡ chữ.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, headings, short
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text


@rule(
    "TC105",
    "nhay-cap-tieu-de",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.ERROR,
    legal=ACCESSIBILITY,
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each heading more than one level below the one before it."""
    before = None
    for element, level in headings(page):
        if before is not None and level > before + 1:
            fitting = before + 1
            yield Problem(
                element.line,
                element.column,
                Text(
                    f"Tiêu đề “{short(element.text)}” là cấp {level}, ngay sau một tiêu đề cấp {before}.",
                    f"The heading “{short(element.text)}” has level {level}, right after one of level {before}.",
                ),
                Text(
                    f"Viết: {'#' * fitting} {short(element.text)}",
                    f"Write: {'#' * fitting} {short(element.text)}  (level {fitting})",
                ),
                element.text,
                ("1.3.1",),
            )
        before = level

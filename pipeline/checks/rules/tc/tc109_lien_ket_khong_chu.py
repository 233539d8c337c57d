"""Liên kết không có chữ nào để đọc.

## Vì sao
Phần mềm đọc màn hình báo “liên kết” rồi đọc địa chỉ hoặc im lặng. Hay gặp nhất là ảnh có liên kết mà ảnh không
có lời thay thế.

## Cách sửa
Viết chữ cho liên kết: `[Quyết định số 10/2024/QĐ-UBND](…)`; nếu liên kết bọc một ảnh thì viết lời thay thế cho
ảnh và nói liên kết dẫn đến đâu.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import all_links, name, short, target
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text


@rule(
    "TC109",
    "lien-ket-khong-chu",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.ERROR,
    legal=("S1 Đ5 k2 d", "TT 32/2017 Đ18 k1 d"),
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each link without anything to read out."""
    for element in all_links(page):
        if name(page, element).strip("¶ \u200b"):
            continue
        to = target(element)
        yield Problem(
            element.line,
            element.column,
            Text(
                f"Liên kết đến {short(to)} không có chữ.",
                f"The link to {short(to)} has no text.",
            ),
            Text(
                f"Viết: [Tên của trang được dẫn đến]({short(to)})",
                f"Write: [Name of the page it leads to]({short(to)})",
            ),
            to,
            ("1.1.1", "2.4.4", "4.1.2") if element.tag == "area" else ("2.4.4", "4.1.2"),
            ("c487ae",),
        )

"""Phần tử có `tabindex` lớn hơn 0.

## Vì sao
Phím Tab đi theo thứ tự đọc của trang. Số lớn hơn 0 kéo một phần tử lên trước tất cả, nên người dùng bàn phím bị
nhảy đi nhảy lại và không biết mình đang ở đâu.

## Cách sửa
Bỏ `tabindex` hoặc dùng `tabindex="0"`; muốn đổi thứ tự thì đổi vị trí trong trang.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text


@rule(
    "TC119",
    "tabindex-duong",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each positive tabindex."""
    for element in page.elements:
        value = element.attrs.get("tabindex", "").strip().removeprefix("+")
        if not value.isdecimal() or not value.strip("0"):
            continue
        yield Problem(
            element.line,
            element.column,
            Text(
                f'Thẻ {element.tag} có tabindex="{value[:10]}".',
                f'The tag {element.tag} has tabindex="{value[:10]}".',
            ),
            Text('Bỏ thuộc tính này hoặc ghi tabindex="0".', 'Remove it or write tabindex="0".'),
            f"{element.tag} {element.attrs.get('id', '')}",
            ("2.4.3",),
        )

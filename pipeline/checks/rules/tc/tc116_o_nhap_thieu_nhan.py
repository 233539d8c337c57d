"""Ô nhập không có nhãn.

## Vì sao
Người nghe đọc màn hình chỉ nghe “ô nhập” mà không biết phải điền gì. Chữ mờ bên trong ô (placeholder) không thay
được nhãn: nó biến mất khi gõ.

## Cách sửa
Thêm `<label for="id-của-ô">Từ khóa</label>`, hoặc thuộc tính `aria-label`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, name, short, visible
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text

_OWN_NAME = ("hidden", "submit", "reset", "button", "image")


@rule(
    "TC116",
    "o-nhap-thieu-nhan",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.ERROR,
    legal=ACCESSIBILITY,
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each form field or button that nothing names."""
    labelled = {e.attrs["for"] for e in page.all("label") if e.attrs.get("for") and e.text}
    for element in visible(page, "input", "select", "textarea", "button", "meter", "progress"):
        kind = element.attrs.get("type", "text").lower()
        if element.tag == "input" and kind in _OWN_NAME and kind not in ("button", "submit"):
            continue
        if element.attrs.get("id") in labelled or _named(page, element, kind):
            continue
        called = element.attrs.get("name") or element.attrs.get("id") or element.tag
        yield Problem(
            element.line,
            element.column,
            Text(f"“{short(called)}” không có nhãn.", f"“{short(called)}” has no label."),
            Text(
                f'Thêm: <label for="{short(called)}">Phải điền gì</label>',
                f'Add: <label for="{short(called)}">What to fill in</label>',
            ),
            called,
            ("1.3.1", "3.3.2", "4.1.2"),
        )


def _named(page: BuiltPage, element: Element, kind: str) -> bool:
    attrs = element.attrs
    if attrs.get("aria-label", "").strip() or attrs.get("title", "").strip():
        return True
    if "aria-labelledby" in attrs and name(page, element):
        return True
    if element.tag == "button":
        return bool(element.text)
    if element.tag == "input" and kind in ("submit", "button"):
        return (kind == "submit" and "value" not in attrs) or bool(attrs.get("value", "").strip())
    parent = element.parent
    while parent >= 0:
        around = page.elements[parent]
        if around.tag == "label":
            return bool(around.text)
        parent = around.parent
    return False

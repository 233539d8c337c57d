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
from pipeline.checks.roles import FIELDS, role_of
from pipeline.checks.rules.html import ACCESSIBILITY, name, short
from pipeline.checks.styles import hidden_of
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text, squeeze

_TAGS = frozenset(("input", "select", "textarea", "button", "meter", "progress"))
_ACT = {"button": ("97a4e1",), "menuitem": ("m6b1q3",)}


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
    for element, role in _fields(page):
        named = name(page, element)
        only_placeholder = bool(named) and _placeholder_alone(page, element)
        if named and not only_placeholder:
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
            ("3.3.2",) if only_placeholder else ("1.3.1", "3.3.2", "4.1.2") if role in FIELDS else ("4.1.2",),
            () if only_placeholder else _ACT.get(role, ("e086e5",) if role in FIELDS else ()),
        )


def _fields(page: BuiltPage) -> Iterator[tuple[Element, str]]:
    away = hidden_of(page).listeners
    for element in page.elements:
        if away[element.index] or (element.tag not in _TAGS and "role" not in element.attrs):
            continue
        role = role_of(page, element)
        kind = element.attrs.get("type", "").strip().lower()
        if element.tag == "input":
            if kind not in ("image", "hidden") and role != "none":
                yield element, role or "textbox"
        elif role in FIELDS or role in _ACT or element.tag in ("meter", "progress"):
            # A drop-down that a script makes of other elements takes its name as a text field does.
            yield element, role


def _placeholder_alone(page: BuiltPage, element: Element) -> bool:
    attrs = element.attrs
    given = squeeze(attrs.get("placeholder", ""))
    if not given or name(page, element) != given:
        return False
    return not any(key in attrs for key in ("aria-label", "aria-labelledby", "title"))

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

_TAGS = frozenset(("input", "select", "textarea", "button", "meter", "progress", "summary"))
_DIALOGS = ("dialog", "alertdialog")
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
        message, hint = _told(short(called), element, role)
        yield Problem(
            element.line,
            element.column,
            message,
            hint,
            called,
            ("3.3.2",) if only_placeholder else ("1.3.1", "3.3.2", "4.1.2") if role in FIELDS else ("4.1.2",),
            () if only_placeholder else _act(element, role),
        )


def _act(element: Element, role: str) -> tuple[str, ...]:
    if element.tag == "summary" and not role:
        return ("2t702h",)
    return _ACT.get(role, ("e086e5",) if role in FIELDS else ())


def _told(called: str, element: Element, role: str) -> tuple[Text, Text]:
    """Return what is wrong and how to mend it: a button is named by its text, a field by a label."""
    if role in _DIALOGS:
        return (
            Text("Hộp thoại không có tên.", "The dialog has no name."),
            Text(
                f'Thêm: <{element.tag} role="{role}" aria-label="Xác nhận gửi hồ sơ">', 'Add: aria-label="…"'
            ),
        )
    if element.tag == "summary":
        return (
            Text("Phần mở ra, gập lại không có tên.", "What opens and closes has no name."),
            Text("Viết: <summary>Hồ sơ cần nộp</summary>", "Write: <summary>What to hand in</summary>"),
        )
    if role in _ACT and element.tag != "input":
        return (
            Text(
                f"Nút “{called}” không có chữ nào để đọc.", f"The button “{called}” has nothing to read out."
            ),
            Text(
                f"Viết chữ vào nút: <{element.tag}>Gửi hồ sơ</{element.tag}>; nút chỉ có hình thì thêm "
                'aria-label="Gửi hồ sơ".',
                'Put a text into it, or give it aria-label="…".',
            ),
        )
    return (
        Text(f"“{called}” không có nhãn.", f"“{called}” has no label."),
        Text(
            f'Thêm: <label for="{called}">Phải điền gì</label>',
            f'Add: <label for="{called}">What to fill in</label>',
        ),
    )


def _fields(page: BuiltPage) -> Iterator[tuple[Element, str]]:
    away = hidden_of(page).listeners
    # Of several in one place only the first opens it; the others are no buttons.
    within = {e.parent: e.index for e in reversed(page.all("summary")) if e.parent >= 0}
    summaries = {index for around, index in within.items() if page.elements[around].tag == "details"}
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
        elif element.attrs.get("role") in _DIALOGS or (
            element.index in summaries and not element.text.strip()
        ):
            yield element, role


def _placeholder_alone(page: BuiltPage, element: Element) -> bool:
    attrs = element.attrs
    given = squeeze(attrs.get("placeholder", ""))
    if not given or name(page, element) != given:
        return False
    return not any(key in attrs for key in ("aria-label", "aria-labelledby", "title"))

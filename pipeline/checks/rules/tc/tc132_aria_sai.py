"""Thuộc tính `role` hoặc `aria-…` sai: không có thật, đặt nhầm chỗ hoặc giá trị vô nghĩa.

## Vì sao
Phần mềm đọc màn hình bỏ qua thứ nó không hiểu, hoặc đọc sai vai trò: nút không còn là nút, ô đã chọn bị đọc là chưa chọn.

## Cách sửa
Tốt nhất là dùng thẻ HTML sẵn có (`<button>`, `<nav>`, `<input type="checkbox">`) và bỏ ARIA. Nếu cần ARIA thì dùng đúng tên,
đúng giá trị theo chuẩn. Đây là việc của người quản trị kỹ thuật.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.accname import by_id
from pipeline.checks.aria import GLOBAL, NAMELESS_ROLES, NAMELESS_TAGS, REQUIRED, SUPPORTED, VALUES, fits
from pipeline.checks.registry import Context, rule
from pipeline.checks.roles import LINKS, explicit, focusable, implicit, role_of
from pipeline.checks.rules.html import ACCESSIBILITY, hidden, short
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text

_APPLICATION = ("audio", "video", "embed", "object", "canvas")
_Told = tuple[Text, str]  # what is wrong, W3C's rule
_NAMES = ("aria-label", "aria-labelledby", "aria-braillelabel")
_ROLE_NAMES = ("aria-roledescription", "aria-brailleroledescription")


@rule(
    "TC132",
    "aria-sai",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each role that is none, and each ARIA attribute that is none, misplaced or senseless."""
    for element in page.elements:
        if "role" not in element.attrs and not any(key.startswith("aria-") for key in element.attrs):
            continue
        for said, act in _faults(page, element):
            yield Problem(
                element.line,
                element.column,
                said,
                Text(
                    "Dùng thẻ HTML sẵn có, ví dụ <button>, hoặc sửa theo chuẩn ARIA 1.2.",
                    "Use the HTML element made for it, for example <button>, or follow ARIA 1.2.",
                ),
                said.en,
                ("4.1.2",),
                (act,),
            )


def _faults(page: BuiltPage, element: Element) -> Iterator[_Told]:
    attrs = element.attrs
    for key, value in attrs.items():
        if not key.startswith("aria-"):
            continue
        if key not in VALUES:
            yield Text(f"Không có thuộc tính {short(key)}.", f"There is no attribute {short(key)}."), "5f99a7"
        elif value.strip() and not fits(key, value):
            yield (
                Text(
                    f"{key} không thể có giá trị “{short(value)}”.",
                    f"{key} cannot have the value “{short(value)}”.",
                ),
                "6a7281",
            )
    if hidden(page, element):
        return
    said = attrs.get("role", "").strip()
    if said and not explicit(element):
        yield Text(f"Không có vai trò “{short(said)}”.", f"There is no role “{short(said)}”."), "674b10"
        return
    role = role_of(page, element)
    yield from (
        (
            Text(
                f"{key} không dùng được cho <{element.tag}> (vai trò: {role or 'không có'}).",
                f"{key} cannot stand on <{element.tag}> (role: {role or 'none at all'}).",
            ),
            "5c01ea",
        )
        for key in attrs
        if key in VALUES and key not in GLOBAL and not _allowed(element, role, key)
    )
    yield from _missing(page, element, role)
    yield from _unheard(element, role)
    if _leads_nowhere(page, element, role):
        said = short(attrs["aria-controls"])
        yield (
            Text(
                f"aria-controls “{said}” không phải là id của phần nào trên trang.",
                f"aria-controls “{said}” is the id of nothing on the page.",
            ),
            "in6db8",
        )


def _unheard(element: Element, role: str) -> Iterator[_Told]:
    """Yield the names and role descriptions that ARIA forbids on what has no role, or one that takes no name."""
    attrs, own = element.attrs, explicit(element)
    decorative = own in ("none", "presentation")
    nothing = not role and element.tag in NAMELESS_TAGS and "tabindex" not in attrs
    # Of a name on what is marked as decorative TC137 tells.
    names = _NAMES if (nothing or (own or role) in NAMELESS_ROLES) and not decorative else ()
    for key in (*names, *(_ROLE_NAMES if nothing or decorative or own == "generic" else ())):
        if attrs.get(key, "").strip():
            yield (
                Text(
                    f"{key} trên <{element.tag}> (vai trò: {own or role or 'không có'}) thì không ai nghe thấy.",
                    f"{key} on a <{element.tag}> (role: {own or role or 'none at all'}) is not heard.",
                ),
                "kb1m8s",
            )


def _allowed(element: Element, role: str, key: str) -> bool:
    if role in LINKS:
        role = "link"
    if not role and element.tag == "input":
        role = "textbox"
    if not role and element.tag in _APPLICATION:
        role = "application"
    if not role and element.tag == "summary":
        role = "button"
    if role == "cell" and element.tag == "td":
        role = "gridcell"  # a script may make a grid of the table
    if role == "none" or (element.tag == "input" and key in SUPPORTED["combobox"]):
        return True  # what stands on nothing harms nobody
    return key in SUPPORTED.get(role, ())


def _leads_nowhere(page: BuiltPage, element: Element, role: str) -> bool:
    """Return whether what a scrollbar or an open drop-down has to point at is not on the page."""
    attrs = element.attrs
    if role == "combobox" and attrs.get("aria-expanded", "").strip().lower() != "true":
        return False
    named = attrs.get("aria-controls", "").split()[:50] if role in ("scrollbar", "combobox") else ()
    return bool(named) and not any(by_id(page, name) for name in named)


def _missing(page: BuiltPage, element: Element, role: str) -> Iterator[_Told]:
    """Yield what a role by attribute needs and does not have; elements with that role by nature need nothing."""
    said = explicit(element)
    if not said or said != role or said == implicit(page, element):
        return
    needed = REQUIRED.get(role, ())
    if role == "separator" and focusable(page, element):
        needed = ("aria-valuenow",)
    if element.tag == "input" and element.attrs.get("type", "").lower() in ("checkbox", "radio"):
        return
    for key in needed:
        if not element.attrs.get(key, "").strip():
            yield (
                Text(f"Vai trò {role} phải có {key}.", f"The role {role} needs {key}."),
                "4e8ab6",
            )

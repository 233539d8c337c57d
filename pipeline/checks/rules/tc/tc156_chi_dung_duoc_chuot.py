"""Chỗ bấm chỉ dùng được bằng chuột.

## Vì sao
Thẻ `<div onclick>` hay nội dung chỉ hiện khi rê chuột thì người dùng bàn phím, người dùng giọng nói và người dùng phần
mềm đọc màn hình không đến được.

## Cách sửa
Dùng `<button type="button">` cho việc làm ngay trên trang, `<a href="…">` cho việc đi đến trang khác; có `onmouseover`
thì thêm `onfocus`; không đòi bấm đúp.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, hidden, short
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text

_NATIVE = frozenset(
    (
        "a",
        "button",
        "input",
        "select",
        "textarea",
        "summary",
        "label",
        "option",
        "area",
        "details",
        "form",
        "body",
        "html",
        "iframe",
        "video",
        "audio",
        "dialog",
    )
)
_BUTTON = frozenset(("btn", "button", "nut", "nut-bam"))
_KEYS = ("onkeydown", "onkeypress", "onkeyup")


@rule(
    "TC156",
    "chi-dung-duoc-chuot",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.2",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each thing that reacts to a mouse only."""
    for element in page.elements:
        found = _mouse_only(page, element)
        if found is None or hidden(page, element):
            continue
        vi, en = found
        yield Problem(
            element.line,
            element.column,
            Text(f"<{element.tag}> {vi}.", f"This <{element.tag}> {en}."),
            Text(
                f'Viết: <button type="button">{short(element.text, 30) or "Tên việc"}</button>',
                f'Write: <button type="button">{short(element.text, 30) or "What it does"}</button>',
            ),
            f"{element.tag} {element.text}"[:80],
            ("2.1.1",),
        )


def _mouse_only(page: BuiltPage, element: Element) -> tuple[str, str] | None:
    attrs = element.attrs
    if not any(key.startswith("on") for key in attrs) and "class" not in attrs:
        return None
    if "ondblclick" in attrs and not attrs.keys() & {"onclick", *_KEYS}:
        return "đòi bấm đúp chuột (ondblclick)", "asks for a double click"
    hovering = attrs.keys() & {"onmouseover", "onmouseenter"}
    heeded = element.tag in _NATIVE or attrs.keys() & {"tabindex", "onmouseout", "onmouseleave"}
    if hovering and heeded and not attrs.keys() & {"onfocus", "onfocusin", "onclick"}:
        return "chỉ phản ứng khi rê chuột (onmouseover)", "reacts to a hovering mouse only"
    looks = element.tag in ("div", "span") and not _BUTTON.isdisjoint(attrs.get("class", "").lower().split())
    clicked = attrs.keys() & {"onclick", "onmousedown"}
    if element.tag in _NATIVE or not (looks or clicked) or _reachable(page, element):
        return None
    if clicked:
        if "tabindex" in attrs and attrs.keys() & set(_KEYS):
            return None
        return (
            "bấm được bằng chuột (onclick) nhưng không đến được bằng bàn phím",
            "can be clicked but not reached by keyboard",
        )
    plain = element.text and len(element.text) <= 40 and not any(isinstance(c, int) for c in element.content)
    if plain and "tabindex" not in attrs:
        return "trông như nút nhưng không phải là nút", "looks like a button and is none"
    return None


def _reachable(page: BuiltPage, element: Element) -> bool:
    """Return whether a control around it or within it can be reached by keyboard."""
    at = element.parent
    while at >= 0:
        if page.elements[at].tag in ("a", "button", "label", "summary"):
            return True
        at = page.elements[at].parent
    inside = [c for c in element.content if isinstance(c, int)]
    for _ in range(3):
        for index in inside:
            if page.elements[index].tag in ("a", "button", "input", "select", "summary"):
                return True
        inside = [c for i in inside for c in page.elements[i].content if isinstance(c, int)][:50]
    return False

"""Trang bỏ viền cho biết bàn phím đang ở đâu.

## Vì sao
Người dùng bàn phím đi từ liên kết này sang liên kết khác bằng phím Tab và chỉ biết mình ở đâu nhờ viền quanh chỗ
ấy. `outline: none` làm họ mất dấu.

## Cách sửa
Bỏ `outline: none` (hoặc `outline: 0`); nếu muốn kiểu khác thì thay bằng viền thấy rõ:
`:focus-visible { outline: 3px solid #1a4f9c; }`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.checks.registry import Context, rule
from pipeline.checks.roles import tabindex
from pipeline.checks.rules.html import ACCESSIBILITY, short
from pipeline.checks.rules.styles import declarations, styles
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text

_NONE = re.compile(r"(?:none|0(?:px)?)(?: (?:none|0(?:px)?))*")
_CONTROLS = ("a", "button", "input", "select", "textarea", "summary", "area")
_INSTEAD = (
    "border",
    "box-shadow",
    "background",
    "background-color",
    "text-decoration",
    "border-bottom",
    "border-color",
)


@rule(
    "TC155",
    "bo-vien-tieu-diem",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.2",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each style that takes the outline of what has the focus and gives nothing for it."""
    known = styles(page)
    replaced = any(
        ":focus" in each.selector
        and not _bare(each.declarations)
        and each.declarations.keys() & {"outline", *_INSTEAD}
        for each in known.rules
    )
    marks = _marks(page) if known.rules else frozenset()
    for each in known.rules:
        if not _bare(each.declarations) or (replaced and ":focus" not in each.selector):
            continue
        focus = ":focus" in each.selector
        if focus and (each.declarations.keys() & set(_INSTEAD) or ":not(" in each.selector):
            continue
        if not _concerns_controls(marks, each.selector, focus):
            continue
        yield _problem(each.holder, each.selector)
    for element in _reached(page):
        if "style" in element.attrs and _bare(declarations(element.attrs["style"])):
            yield _problem(element, f"<{element.tag}>")


def _reached(page: BuiltPage) -> Iterator[Element]:
    """Yield what the key Tab can come to."""
    for element in page.elements:
        stop = tabindex(element)
        if element.tag in _CONTROLS if stop is None else stop >= 0:
            yield element


def _bare(said: Mapping[str, str]) -> bool:
    value = (
        said.get("outline") or said.get("outline-style") or said.get("outline-width") or ""
    ).removesuffix("!important")
    return _NONE.fullmatch(value.strip()) is not None


def _concerns_controls(marks: frozenset[str], selector: str, focus: bool) -> bool:
    """Return whether a selector is for controls; one with `:focus` is, unless its classes are on none of the page's."""
    last = re.split(r"[\s>+~]+", selector.strip())[-1]
    tag = re.match(r"[a-z]+|\*", last, re.IGNORECASE)
    if tag is not None:
        return focus or tag[0].lower() in (*_CONTROLS, "*")
    named = re.findall(r"[.#][\w-]+", last)
    return (focus and not named) or not marks.isdisjoint(named)


def _marks(page: BuiltPage) -> frozenset[str]:
    """Return the classes and ids of the page's controls, as selectors write them."""
    found: set[str] = set()
    for element in _reached(page):
        found.update("." + name for name in element.attrs.get("class", "").split())
        found.add("#" + element.attrs.get("id", ""))
    return frozenset(found)


def _problem(element: Element, where: str) -> Problem:
    return Problem(
        element.line,
        element.column,
        Text(
            f"Kiểu của {short(where)} bỏ viền của chỗ đang chọn (outline: none).",
            f"The style of {short(where)} takes away the outline of what has the focus.",
        ),
        Text(
            "Thay bằng: :focus-visible { outline: 3px solid #1a4f9c; }",
            "Write in its place: :focus-visible { outline: 3px solid #1a4f9c; }",
        ),
        where,
        ("2.4.7",),
        ("oj04fd",),
    )

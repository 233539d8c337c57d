"""Danh sách sai cấu trúc: mục nằm ngoài danh sách, hoặc thẻ khác nằm thẳng trong danh sách.

## Vì sao
Phần mềm đọc màn hình đếm số mục và cấp của danh sách theo cấu trúc thẻ. Mục nằm ngoài `<ul>`, hay `<ul>` nằm thẳng
trong `<ul>`, làm số mục và cấp bị đọc sai.

## Cách sửa
Mỗi `<li>` nằm thẳng trong `<ul>` hoặc `<ol>`; danh sách con nằm trong `<li>` của mục mẹ; `<dt>`, `<dd>` nằm trong `<dl>`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, hidden
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text

_LISTS = ("ul", "ol", "menu")
_IN_DL = ("dt", "dd", "div", "script", "template")


@rule(
    "TC152",
    "cau-truc-danh-sach",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.ERROR,
    legal=ACCESSIBILITY,
    since="0.2",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each list element in a place where no list can hold it."""
    for element in page.elements:
        if "role" in element.attrs or element.parent < 0 or hidden(page, element):
            continue
        parent = page.elements[element.parent]
        if "role" in parent.attrs and parent.attrs["role"] not in ("list", "group"):
            continue
        if element.tag == "li" and parent.tag not in _LISTS and parent.attrs.get("role") != "list":
            yield _problem(element, f"<li> nằm trong <{parent.tag}>", f"an <li> lies in <{parent.tag}>")
        elif element.tag in ("dt", "dd") and not _in_dl(page, parent):
            yield _problem(
                element, f"<{element.tag}> không nằm trong <dl>", f"a <{element.tag}> lies outside any <dl>"
            )
        elif parent.tag == "dl" and element.tag not in _IN_DL:
            yield _problem(
                element,
                f"<{element.tag}> nằm thẳng trong <dl>",
                f"a <{element.tag}> lies directly in a <dl>",
            )
        elif parent.tag in _LISTS and element.tag != "li" and "role" not in parent.attrs:
            yield _problem(
                element,
                f"<{element.tag}> nằm thẳng trong <{parent.tag}>",
                f"a <{element.tag}> lies directly in <{parent.tag}>",
            )


def _in_dl(page: BuiltPage, parent: Element) -> bool:
    if parent.tag == "div" and parent.parent >= 0:
        parent = page.elements[parent.parent]
    return parent.tag == "dl"


def _problem(element: Element, vi: str, en: str) -> Problem:
    return Problem(
        element.line,
        element.column,
        Text(f"Danh sách sai cấu trúc: {vi}.", f"A list is put together wrongly: {en}."),
        Text(
            "Viết: <ul><li>Mục mẹ<ul><li>Mục con</li></ul></li></ul>; <dl><dt>Từ</dt><dd>Nghĩa</dd></dl>",
            "Write: <ul><li>Item<ul><li>Item below</li></ul></li></ul>; <dl><dt>Term</dt><dd>Meaning</dd></dl>",
        ),
        f"{element.tag} {element.text}"[:80],
        ("1.3.1",),
    )

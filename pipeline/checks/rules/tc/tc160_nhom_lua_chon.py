"""Nhóm lựa chọn không có tên chung.

## Vì sao
Người nghe đọc màn hình chỉ nghe “Có, nút chọn”, “Không, nút chọn” mà không biết câu hỏi là gì, vì câu hỏi không nằm
trong `<legend>` của nhóm.

## Cách sửa
`<fieldset><legend>Bạn đã có tài khoản chưa?</legend> … </fieldset>` quanh các ô chọn của cùng một câu hỏi.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, visible
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text

_FEWEST = {"radio": 2, "checkbox": 2}


@rule(
    "TC160",
    "nhom-lua-chon",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.2",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each group of choices that nothing names, and each fieldset without a legend."""
    groups: dict[tuple[int, str, str], list[Element]] = defaultdict(list)
    for element in visible(page, "input"):
        kind = element.attrs.get("type", "").lower()
        if kind in _FEWEST and element.attrs.get("name"):
            groups[_form(page, element), kind, element.attrs["name"]].append(element)
    for (_, kind, _), members in groups.items():
        if len(members) >= _FEWEST[kind] and not any(_grouped(page, m) for m in members):
            yield _problem(
                members[0],
                f"{len(members)} ô chọn cùng nhóm không nằm trong fieldset",
                f"{len(members)} choices of one group lie in no fieldset",
                ("1.3.1", "3.3.2"),
            )
    for element in visible(page, "fieldset"):
        legends = [
            page.elements[c]
            for c in element.content
            if isinstance(c, int) and page.elements[c].tag == "legend"
        ]
        if (
            any(e.text for e in legends)
            or element.attrs.get("aria-label")
            or element.attrs.get("aria-labelledby")
        ):
            continue
        yield _problem(
            legends[0] if legends else element,
            "fieldset không có legend" if not legends else "legend trống",
            "a fieldset has no legend" if not legends else "a legend is empty",
            ("1.3.1",),
        )


def _form(page: BuiltPage, element: Element) -> int:
    at = element.parent
    while at >= 0 and page.elements[at].tag != "form":
        at = page.elements[at].parent
    return at


def _grouped(page: BuiltPage, element: Element) -> bool:
    at = element.parent
    while at >= 0:
        around = page.elements[at]
        if around.tag in ("fieldset", "table") or around.attrs.get("role") in (
            "group",
            "radiogroup",
            "listbox",
            "menu",
        ):
            return True
        at = around.parent
    return False


def _problem(element: Element, vi: str, en: str, wcag: tuple[str, ...]) -> Problem:
    return Problem(
        element.line,
        element.column,
        Text(f"Nhóm lựa chọn thiếu tên: {vi}.", f"A group of choices has no name: {en}."),
        Text(
            "Viết: <fieldset><legend>Câu hỏi</legend> … </fieldset>",
            "Write: <fieldset><legend>The question</legend> … </fieldset>",
        ),
        f"{element.tag} {element.attrs.get('name', '')}",
        wcag,
    )

"""Phần tử nhận tiêu điểm nằm trong phần bị giấu khỏi phần mềm đọc màn hình.

## Vì sao
Người dùng bàn phím nhấn Tab đến một liên kết, nút hay ô nhập mà phần mềm đọc màn hình không đọc gì: họ không biết mình đang ở
đâu.

## Cách sửa
Bỏ `aria-hidden="true"` ở phần tử bao ngoài, hoặc thêm `tabindex="-1"`, `disabled` cho phần tử bên trong. Không đặt liên kết, ô
nhập bên trong nút.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.roles import CHILDREN_PRESENTATIONAL, in_tab_order, role_of
from pipeline.checks.rules.html import ACCESSIBILITY
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text


@rule(
    "TC131",
    "nhan-tieu-diem-trong-phan-an",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.ERROR,
    legal=ACCESSIBILITY,
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each element in the tab order within aria-hidden, or within a button or the like."""
    muted: list[bool] = []
    solid: list[str] = []  # the role of an ancestor whose children are nothing by themselves
    for element in page.elements:
        up = element.parent
        kept = element.attrs.get("aria-hidden", "").strip().lower() == "true"
        muted.append(kept or (up >= 0 and muted[up]))
        around = solid[up] if up >= 0 else ""
        role = role_of(page, element) if "role" in element.attrs or element.tag in _TAGS else ""
        solid.append(around or (role if role in CHILDREN_PRESENTATIONAL else ""))
        if not (muted[-1] or around) or element.tag == "iframe" or not in_tab_order(page, element):
            continue  # whether a frame itself takes the focus differs between browsers
        yield _problem(element, "" if muted[-1] else around)


def _problem(element: Element, around: str) -> Problem:
    if around:
        said = Text(
            f"<{element.tag}> nhận tiêu điểm nằm trong một phần tử có vai trò {around}.",
            f"<{element.tag}> takes the focus within an element of the role {around}.",
        )
    else:
        said = Text(
            f'<{element.tag}> nhận tiêu điểm nằm trong phần có aria-hidden="true".',
            f'<{element.tag}> takes the focus within aria-hidden="true".',
        )
    return Problem(
        element.line,
        element.column,
        said,
        Text(
            'Thêm tabindex="-1" cho phần tử này, hoặc bỏ aria-hidden ở phần tử bao ngoài.',
            'Give it tabindex="-1", or remove aria-hidden around it.',
        ),
        f"{element.tag} {element.attrs.get('id', '')}",
        ("4.1.2",) if around else ("1.3.1", "4.1.2"),
        ("307n5z",) if around else ("6cfa84",),
    )


_TAGS = frozenset(("button", "img", "option", "progress", "meter", "hr"))

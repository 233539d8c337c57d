"""Phần chữ của liên kết, nút hay nhãn bị ẩn khỏi cả phần mềm đọc màn hình.

## Vì sao
`display: none` và `visibility: hidden` giấu chữ với mọi người, kể cả người nghe đọc màn hình. Phần “về giải bóng đá” giấu
trong liên kết “Xem thêm” vì thế không ai nghe được.

## Cách sửa
Hiện phần chữ ấy ra, hoặc dùng lớp chỉ ẩn với mắt (ví dụ `class="visually-hidden"`), không dùng `display: none`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, short
from pipeline.checks.rules.styles import styles
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text

_AROUND = ("a", "button", "label", "legend", "th", "h1", "h2", "h3", "h4", "h5", "h6")


@rule(
    "TC165",
    "an-chu-trong-lien-ket",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.2",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each text in a link, button, label or heading that the page's styles hide from everyone."""
    known = styles(page)
    if not known.any:
        return
    for element in page.elements:
        said = known.own(element)
        if said.get("display") != "none" and said.get("visibility") != "hidden":
            continue
        if (
            not element.text
            or "aria-hidden" in element.attrs
            or not any(page.inside(element, tag) for tag in _AROUND)
        ):
            continue
        yield Problem(
            element.line,
            element.column,
            Text(
                f"Chữ “{short(element.text, 40)}” bị ẩn với cả phần mềm đọc màn hình.",
                f"The text “{short(element.text, 40)}” is hidden from screen readers as well.",
            ),
            Text(
                f'Viết: <span class="visually-hidden">{short(element.text, 40)}</span>',
                f'Write: <span class="visually-hidden">{short(element.text, 40)}</span>',
            ),
            element.text[:80],
            ("1.3.1", "2.4.4"),
        )

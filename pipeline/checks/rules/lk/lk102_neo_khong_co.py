"""Liên kết dẫn đến một mục không có trong trang đích.

## Vì sao
Trang đích mở ra ở đầu trang thay vì ở mục cần đọc; người đọc phải tự tìm. Hay gặp khi tiêu đề của mục đã đổi chữ.

## Cách sửa
Chép lại phần sau dấu `#` từ mục lục của trang đích, hoặc bỏ phần đó.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import broken_links, short
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text


@rule(
    "LK102",
    "neo-khong-co",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=(),
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each link to a place that its page does not have."""
    for element, target in broken_links(page, ctx, "neo"):
        place = target.partition("#")[2]
        yield Problem(
            element.line,
            element.column,
            Text(
                f"Liên kết đến {short(target, 100)}: trang có, nhưng không có mục “{short(place)}”.",
                f"Link to {short(target, 100)}: the page is there, the place “{short(place)}” is not.",
            ),
            Text(
                "Chép lại phần sau dấu # từ mục lục của trang đích, hoặc bỏ phần đó.",
                "Copy the part after # from the contents list of that page, or remove it.",
            ),
            target,
        )

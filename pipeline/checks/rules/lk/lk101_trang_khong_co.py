"""Liên kết dẫn đến một trang không có trên chính trang này.

## Vì sao
Người dân bấm vào và gặp “Không tìm thấy trang”. Hay gặp khi bài được dẫn đến đã đổi tên, chuyển mục hoặc chưa được
duyệt.

## Cách sửa
Mở bài đích, chép đúng đường dẫn tệp của nó trong kho (`../tin-tuc/2026/11/ten-bai.md`). Bài đích đã gỡ thì bỏ liên
kết hoặc dẫn đến bài thay thế.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import broken_links, short
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text


@rule(
    "LK101",
    "trang-khong-co",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.ERROR,
    legal=(),
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each link to a page that was not built."""
    for element, target in broken_links(page, ctx, "trang"):
        yield Problem(
            element.line,
            element.column,
            Text(
                f"Liên kết đến {short(target, 100)}: không có trang này.",
                f"Link to {short(target, 100)}: there is no such page.",
            ),
            Text(
                "Sửa đường dẫn theo tên tệp của bài đích, hoặc bỏ liên kết.",
                "Mend the path by the file name of the item it should lead to, or remove the link.",
            ),
            target,
        )

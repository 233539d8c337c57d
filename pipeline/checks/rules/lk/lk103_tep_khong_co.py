"""Ảnh hoặc tệp được dẫn đến không có trên trang.

## Vì sao
Người dân không tải được biểu mẫu, văn bản, không thấy ảnh. Hay gặp khi tệp chưa được đưa vào kho cùng với bài, hoặc
tên tệp khác một chữ hoa, một dấu.

## Cách sửa
Đưa tệp vào `tep/` hoặc `anh/` của trang trong cùng yêu cầu duyệt, tên chỉ gồm chữ thường không dấu, số và gạch nối;
dẫn đến đúng tên đó.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import broken_links, short
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text


@rule(
    "LK103",
    "tep-khong-co",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.ERROR,
    legal=(),
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each picture, script, style or attachment that is not in the tree."""
    for element, target in broken_links(page, ctx, "tep"):
        yield Problem(
            element.line,
            element.column,
            Text(
                f"Không có tệp {short(target, 100)}.",
                f"There is no file {short(target, 100)}.",
            ),
            Text(
                "Đưa tệp vào tep/ hoặc anh/ của trang, hoặc sửa tên tệp trong liên kết.",
                "Put the file into tep/ or anh/ of the site, or mend its name in the link.",
            ),
            target,
        )

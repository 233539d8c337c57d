"""Tệp còn ghi chú, bình luận của người soạn.

## Vì sao
Ghi chú là lời trao đổi nội bộ, kèm tên người viết.

## Cách sửa
Trong Word, Excel: thẻ Review (Xem lại), Delete, “Delete All Comments in Document”, lưu lại.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Attachment
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "BM022",
    "tep-con-ghi-chu",
    on=Attachment,
    severity=Severity.WARNING,
    legal=("S1 Đ7 k2", "S2 Đ6", "S4 Đ5 k2", "Luật BVDLCN 91/2025"),
    since="0.2",
)
def check(attachment: Attachment, ctx: Context) -> Iterator[Problem]:
    """Yield one problem for such a file."""
    facts = attachment.facts
    if facts.comments:
        yield Problem(
            1,
            1,
            Text(
                f"Tệp còn {facts.comments} ghi chú của người soạn.",
                f"The file keeps {facts.comments} comments.",
            ),
            Text(
                "Trong Word chọn Review, Delete, Delete All Comments rồi lưu lại",
                "Delete all comments and save",
            ),
            anchor="",
        )

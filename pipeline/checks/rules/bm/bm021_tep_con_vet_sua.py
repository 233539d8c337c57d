"""Tệp còn giữ vết sửa (Track Changes).

## Vì sao
Ai mở tệp cũng thấy câu đã xóa, số liệu cũ, tên người sửa. Vết sửa từng làm lộ bản thảo nhiều nơi.

## Cách sửa
Trong Word: thẻ Review (Xem lại), Accept, “Accept All Changes and Stop Tracking”, lưu lại; hoặc xuất ra PDF.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Attachment
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "BM021",
    "tep-con-vet-sua",
    on=Attachment,
    severity=Severity.WARNING,
    legal=("S1 Đ7 k2", "S2 Đ6", "S4 Đ5 k2", "Luật BVDLCN 91/2025"),
    since="0.2",
)
def check(attachment: Attachment, ctx: Context) -> Iterator[Problem]:
    """Yield one problem for such a file."""
    facts = attachment.facts
    if facts.changes:
        yield Problem(
            1,
            1,
            Text(
                f"Tệp còn {facts.changes} vết sửa chưa chấp nhận.",
                f"The file keeps {facts.changes} tracked changes.",
            ),
            Text(
                "Trong Word chọn Review, Accept, Accept All Changes and Stop Tracking rồi lưu lại",
                "Accept all changes, stop tracking and save",
            ),
            anchor="",
        )

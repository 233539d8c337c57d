"""Tệp có chữ ẩn, trang tính ẩn hoặc trang chiếu ẩn.

## Vì sao
Nội dung ẩn không hiện khi mở nhưng ai cũng mở lại được; đó thường là bảng gốc có dữ liệu riêng.

## Cách sửa
Excel: bấm chuột phải vào tên trang tính, Unhide, xem rồi xóa hẳn. Word: File, Info, Inspect Document.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Attachment
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "BM023",
    "tep-co-noi-dung-an",
    on=Attachment,
    severity=Severity.WARNING,
    legal=("S1 Đ7 k2", "S2 Đ6", "S4 Đ5 k2", "Luật BVDLCN 91/2025"),
    since="0.2",
)
def check(attachment: Attachment, ctx: Context) -> Iterator[Problem]:
    """Yield one problem for such a file."""
    facts = attachment.facts
    if facts.hidden:
        yield Problem(
            1,
            1,
            Text(
                f"Tệp có nội dung ẩn: “{short(facts.hidden[0])}”.",
                f"The file has hidden content: “{short(facts.hidden[0])}”.",
            ),
            Text(
                "Hiện ra xem rồi xóa hẳn phần không đăng, ví dụ Excel: chuột phải vào tên trang tính, Unhide, Delete",
                "Show it and delete what is not to be published",
            ),
            anchor="",
        )

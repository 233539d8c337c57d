"""Tệp văn phòng có macro, hoặc tệp PDF, SVG, HTML có mã lệnh chạy.

## Vì sao
Macro và mã lệnh là đường lây mã độc phổ biến nhất; người dân tin tệp của cơ quan nhà nước nên càng dễ mở.

## Cách sửa
Lưu lại dưới dạng không macro: `.docx`, `.xlsx`, hoặc xuất ra PDF. Biểu mẫu cần tính toán thì dùng công thức.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Attachment
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "BM025",
    "tep-co-ma-lenh",
    on=Attachment,
    severity=Severity.ERROR,
    legal=("S3 Đ6 k2", "S4 Đ4 k2 b", "S1 Đ25 k3"),
    since="0.2",
)
def check(attachment: Attachment, ctx: Context) -> Iterator[Problem]:
    """Yield one problem for such a file."""
    facts = attachment.facts
    if facts.macros or facts.scripts:
        yield Problem(
            1,
            1,
            Text(
                "Tệp có macro." if facts.macros else "Tệp có mã lệnh chạy.",
                "The file has macros." if facts.macros else "The file has scripts.",
            ),
            Text(
                "Lưu lại dạng không macro, ví dụ bieu-mau.docx thay cho bieu-mau.docm, rồi tải lên lại",
                "Save it without macros or scripts and upload it again",
            ),
            anchor="",
        )

"""PDF không gắn thẻ cấu trúc.

## Vì sao
Thiếu thẻ thì máy đọc màn hình không biết đâu là tiêu đề, bảng, danh sách, và có thể đọc sai thứ tự.

## Cách sửa
Word: Save As, PDF, Options, chọn “Document structure tags for accessibility”.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Attachment
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "TC025",
    "pdf-khong-gan-the",
    on=Attachment,
    severity=Severity.NOTE,
    legal=("S1 Đ5 k2 d", "S4 Đ2 k3", "TT 26/2020"),
    since="0.2",
)
def check(attachment: Attachment, ctx: Context) -> Iterator[Problem]:
    """Yield one problem for such a file."""
    facts = attachment.facts
    if facts.kind == "pdf" and facts.text_pages and not facts.tagged:
        yield Problem(
            1,
            1,
            Text("PDF không gắn thẻ cấu trúc.", "The PDF has no structure tags."),
            Text(
                "Xuất lại từ Word: Save As, PDF, Options, chọn Document structure tags for accessibility",
                "Export it anew with structure tags",
            ),
            anchor="",
        )

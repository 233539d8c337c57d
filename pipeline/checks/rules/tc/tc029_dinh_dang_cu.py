"""Tệp ở dạng cũ (.doc, .xls, .ppt, .rtf) hoặc kho nén .rar, .7z.

## Vì sao
Dạng cũ không mang được tiêu đề, ngôn ngữ, lời thay thế cho máy đọc màn hình, và điện thoại thường không mở được. Danh mục
tiêu chuẩn dùng PDF, OOXML, ODF.

## Cách sửa
Mở bằng Word rồi lưu thành `.docx` hoặc PDF; kho nén thì dùng `.zip`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Attachment
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "TC029",
    "dinh-dang-cu",
    on=Attachment,
    severity=Severity.WARNING,
    legal=("S1 Đ16 k9", "S2 Đ4 k2"),
    since="0.2",
)
def check(attachment: Attachment, ctx: Context) -> Iterator[Problem]:
    """Yield one problem for such a file."""
    facts = attachment.facts
    if facts.kind in ("doc", "xls", "ppt", "rtf", "rar", "7z"):
        yield Problem(
            1,
            1,
            Text(
                f"Tệp ở dạng cũ hoặc ít nơi mở được ({facts.kind}).",
                f"An old or little known form ({facts.kind}).",
            ),
            Text(
                "Lưu lại dạng mới, ví dụ: bieu-mau.docx, danh-sach.xlsx, ho-so.zip",
                "Save it as .docx, .xlsx, PDF or .zip",
            ),
            anchor="",
        )

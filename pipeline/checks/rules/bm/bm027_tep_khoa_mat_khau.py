"""Tệp bị khóa bằng mật khẩu.

## Vì sao
Người dân không mở được, người duyệt không xem được, và không quy tắc nào kiểm tra được nội dung.

## Cách sửa
Bỏ mật khẩu rồi tải lên lại. Word, Excel: File, Info, Protect Document, Encrypt with Password, xóa trống ô mật khẩu. PDF: in
lại ra PDF mới.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.attachments import ENCRYPTED
from pipeline.model.content import Attachment
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "BM027",
    "tep-khoa-mat-khau",
    on=Attachment,
    severity=Severity.ERROR,
    legal=("NĐ 42/2022 Đ4 k1 a", "S0 Đ12 k2"),
    since="0.2",
)
def check(attachment: Attachment, ctx: Context) -> Iterator[Problem]:
    """Yield one problem for such a file."""
    facts = attachment.facts
    if facts.trouble == ENCRYPTED:
        yield Problem(
            1,
            1,
            Text("Tệp bị khóa bằng mật khẩu.", "The file needs a password."),
            Text(
                "Bỏ mật khẩu rồi tải lên lại, ví dụ Word: File, Info, Protect Document, Encrypt with Password, xóa trống ô",
                "Remove the password and upload it again",
            ),
            anchor="",
        )

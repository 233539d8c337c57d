"""Tệp hỏng, quá lớn hoặc thuộc loại máy không kiểm tra được.

## Vì sao
Quy tắc về dấu mật, dữ liệu cá nhân và mã độc không xem được tệp này. Tệp hỏng thì người dân cũng không mở được.

## Cách sửa
Mở thử tệp rồi lưu lại. Kho nén dạng .rar, .7z thì nén lại thành `ho-so.zip`. Tệp quá lớn thì tách nhỏ.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.attachments import DAMAGED, TOO_LARGE, TOO_LONG, UNKNOWN_FORM
from pipeline.model.content import Attachment
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_WORDS = {
    DAMAGED: Text(
        "Tệp hỏng hoặc không đúng dạng, không kiểm tra được.", "The file is damaged; it cannot be checked."
    ),
    TOO_LARGE: Text("Tệp quá lớn để kiểm tra.", "The file is too large to be checked."),
    TOO_LONG: Text("Tệp quá phức tạp, kiểm tra mãi không xong.", "The file takes too long to be checked."),
    UNKNOWN_FORM: Text("Loại tệp này máy không kiểm tra được.", "This kind of file cannot be checked."),
}


@rule(
    "BM028",
    "tep-khong-kiem-tra-duoc",
    on=Attachment,
    severity=Severity.WARNING,
    legal=("S0 Đ12 k2", "NĐ 42/2022 Đ4 k1 a"),
    since="0.2",
)
def check(attachment: Attachment, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a file that could not be looked into; unreadable paths are told by TR010."""
    words = _WORDS.get(attachment.facts.trouble) if not attachment.faults else None
    if words:
        yield Problem(
            1,
            1,
            words,
            Text(
                "Mở thử, lưu lại rồi tải lên; kho nén thì dùng .zip, ví dụ: ho-so.zip",
                "Open it, save it anew and upload it; use .zip for archives.",
            ),
            anchor=attachment.facts.trouble,
        )

"""Tệp không được lưu bằng bảng mã Unicode (UTF-8).

## Vì sao
Bộ mã ký tự chữ Việt TCVN 6909:2001 (Unicode) là bắt buộc khi lưu và trao đổi. Tệp lưu bằng TCVN3 (ABC), VNI hay bảng mã
khác hiện thành chữ lạ trên máy người đọc.

## Cách sửa
Mở tệp trong trình soạn thảo, chọn “Lưu thành… UTF-8”. Nếu văn bản gõ bằng TCVN3 hoặc VNI thì chuyển mã sang Unicode trước.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.loading import told
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_WORDS = {
    "khong-utf8": (
        Text(
            "Tệp không phải UTF-8; byte sai đầu tiên ở đây. Bảng mã nhận ra: {}.",
            "The file is not UTF-8; the first wrong byte is here. It looks like: {}.",
        ),
        Text(
            "Chuyển mã sang Unicode rồi lưu lại bằng UTF-8.",
            "Convert the text to Unicode and save it as UTF-8.",
        ),
    ),
}


@rule(
    "MH001",
    "khong-phai-utf-8",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S0 Đ10 k2", "S1 Đ16 k7", "S2 Đ4 k1", "S4 Đ3 k2"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for bytes that are not UTF-8."""
    yield from told(edition, _WORDS)

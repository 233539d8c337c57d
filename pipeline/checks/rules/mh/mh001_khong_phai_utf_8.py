"""Tệp không được lưu bằng bảng mã Unicode (UTF-8).

## Vì sao
Bộ mã ký tự chữ Việt TCVN 6909:2001 (Unicode) là bắt buộc khi lưu và trao đổi. Tệp lưu bằng TCVN3 (ABC), VNI hay bảng mã
khác hiện thành chữ lạ trên máy người đọc.

## Cách sửa
Văn bản gõ bằng TCVN3 hoặc VNI: chạy `congtinh fix --write` để chuyển sang Unicode. Bảng mã khác: mở tệp trong trình soạn
thảo, chọn “Lưu thành… UTF-8”.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


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
    for fault in edition.faults:
        if fault.kind != "khong-utf8":
            continue
        if fault.detail:
            message = Text(
                f"Tệp không phải UTF-8 mà là {fault.detail}; byte sai đầu tiên ở đây.",
                f"The file is {fault.detail}, not UTF-8; the first wrong byte is here.",
            )
            hint = Text(
                f"Chuyển sang Unicode bằng lệnh: congtinh fix --write {edition.path}",
                f"Convert it to Unicode with: congtinh fix --write {edition.path}",
            )
        else:
            message = Text(
                "Tệp không phải UTF-8 và không nhận ra bảng mã; byte sai đầu tiên ở đây.",
                "The file is not UTF-8 and its encoding is unknown; the first wrong byte is here.",
            )
            hint = Text(
                "Mở bằng phần mềm đã soạn ra tệp, chọn Lưu thành… (Save as…) với bảng mã UTF-8 rồi tải lên lại.",
                "Open it in the program that made it, save it as UTF-8 and upload it again.",
            )
        yield Problem(fault.line, fault.column, message, hint, anchor=f"{fault.kind} {fault.detail}".strip())

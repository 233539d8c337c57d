"""Chữ Việt trong tệp ở dạng tổ hợp, không phải dựng sẵn.

## Vì sao
“ế” có thể lưu là một ký tự dựng sẵn hoặc ba ký tự ghép. Dạng ghép nhìn giống nhau nhưng tìm kiếm, so sánh không khớp; hệ
thống thống nhất dùng dạng dựng sẵn (NFC).

## Cách sửa
Chạy `congtinh fix --write`; để khỏi gặp lại, đặt bộ gõ ở chế độ “Unicode dựng sẵn”.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.loading import told
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_WORDS = {
    "khong-nfc": (
        Text(
            "Chữ Việt ở dòng này là Unicode tổ hợp, không phải dựng sẵn.",
            "This line holds decomposed (NFD) Vietnamese text.",
        ),
        Text(
            "Chuyển tệp sang Unicode dựng sẵn (NFC) bằng lệnh: congtinh fix --write",
            "Convert the file to normal form C with: congtinh fix --write",
        ),
    ),
}


@rule("MH004", "khong-dung-san", on=Edition, severity=Severity.ERROR, legal=("S1 Đ16 k7",), since="0.1")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for text that is not in normal form C."""
    yield from told(edition, _WORDS)

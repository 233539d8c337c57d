"""Tệp .md chứa dữ liệu nhị phân, không phải chữ.

## Vì sao
Ảnh, PDF hay tệp Word được đổi đuôi thành `.md`, hoặc tệp bị hỏng khi tải lên; không thể đọc như bài viết.

## Cách sửa
Tải tệp lên lại với đúng đuôi vào thư mục `tep/` hoặc `anh/`, còn bài viết thì soạn bằng chữ.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.loading import told
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_WORDS = {
    "nhi-phan": (
        Text("Tệp chứa dữ liệu nhị phân, không phải bài viết.", "The file holds binary data, not text."),
        Text(
            "Xóa tệp này; nếu là ảnh hoặc tài liệu thì tải lên tep/ hoặc anh/ với đúng đuôi.",
            "Remove it; upload pictures and documents under anh/ or tep/ with their own endings.",
        ),
    ),
}


@rule("MH002", "khong-phai-van-ban", on=Edition, severity=Severity.ERROR, legal=("S1 Đ16 k7",), since="0.1")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for binary data."""
    yield from told(edition, _WORDS)

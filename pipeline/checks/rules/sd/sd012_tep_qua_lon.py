"""Tệp bài viết lớn hơn 1 MB.

## Vì sao
Một bài viết bằng chữ hiếm khi quá 100 KB. Tệp quá lớn thường do dán ảnh hoặc dữ liệu vào nội dung; nó không được đọc tiếp
để không làm nghẽn việc kiểm tra.

## Cách sửa
Đưa ảnh và dữ liệu thành tệp riêng trong `anh/`, `tep/` rồi dẫn tới; hoặc tách thành nhiều bài.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.loading import told
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_WORDS = {
    "qua-lon": (
        Text("Tệp lớn hơn 1.000.000 byte.", "The file is larger than 1,000,000 bytes."),
        Text(
            "Tách ảnh, dữ liệu thành tệp riêng rồi dẫn tới chúng.",
            "Move pictures and data into files of their own and link to them.",
        ),
    ),
}


@rule("SD012", "tep-qua-lon", on=Edition, severity=Severity.ERROR, legal=(), since="0.1")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a file over the limit."""
    yield from told(edition, _WORDS)

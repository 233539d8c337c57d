"""Bài còn chỗ trống của khuôn mẫu chưa thay.

## Vì sao
Lệnh `congtinh new` để sẵn những chỗ như `[Thay: tên cơ quan]` cho người viết điền. Còn sót một chỗ là người dân đọc
thấy lời nhắc thay cho thông tin.

## Cách sửa
Thay cả cụm trong ngoặc vuông bằng nội dung thật, hoặc xóa dòng nếu không cần.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_MARK = "[Thay:"


@rule("SD015", "khuon-chua-thay", on=Edition, severity=Severity.ERROR, legal=(), since="0.1")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for the first placeholder of each line; comments of the front matter are not read."""
    if _MARK not in edition.text:
        return
    for number, line in edition.written_lines():
        found = line.find(_MARK)
        if found < 0:
            continue
        shown = line[found : found + 60].partition("]")[0] + "]"
        yield Problem(
            number,
            found + 1,
            Text(f"Chỗ trống của khuôn mẫu chưa thay: {shown}", f"A placeholder is still there: {shown}"),
            Text(
                "Thay cả cụm trong ngoặc vuông bằng nội dung thật, hoặc xóa dòng.",
                "Put the real content in its place, or remove the line.",
            ),
            anchor=shown,
        )

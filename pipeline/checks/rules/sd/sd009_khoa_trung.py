"""Một khóa được viết hai lần.

## Vì sao
Hai dòng cùng khóa thì không biết lấy dòng nào; chương trình chỉ giữ dòng đầu, giá trị sau bị mất.

## Cách sửa
Xóa một trong hai dòng, hoặc gộp thành danh sách nếu khóa nhận nhiều giá trị.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.loading import told
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_WORDS = {
    "khoa-trung": (
        Text("Khóa “{}” được viết lần thứ hai ở đây.", "The key “{}” is written a second time here."),
        Text("Giữ lại một dòng, xóa dòng kia.", "Keep one line and remove the other."),
    ),
}


@rule("SD009", "khoa-trung", on=Edition, severity=Severity.ERROR, legal=(), since="0.1")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a key that is written twice."""
    yield from told(edition, _WORDS)

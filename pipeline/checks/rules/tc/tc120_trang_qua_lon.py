"""Trang quá lớn nên không kiểm tra được hết.

## Vì sao
Trang dài hơn 5 MB hoặc có hơn 60.000 thẻ làm điện thoại cũ đứng máy, và phần vượt quá giới hạn không được kiểm tra.
Phần không kiểm tra thì không được xuất bản.

## Cách sửa
Chia bài thành nhiều bài, hoặc đưa bảng số liệu lớn thành tệp đính kèm dạng CSV.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text


@rule(
    "TC120",
    "trang-qua-lon",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.ERROR,
    legal=(),
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem when the audit read only a part of the page."""
    if page.ref.file not in ctx.facts.get("too_large", ()):
        return
    yield Problem(
        1,
        1,
        Text(
            "Trang quá lớn: chỉ phần đầu được kiểm tra.",
            "The page is too large: only its beginning was checked.",
        ),
        Text(
            "Chia bài thành nhiều bài, hoặc đưa bảng lớn thành tệp đính kèm.",
            "Split the item, or turn a large table into an attached file.",
        ),
        "size",
    )

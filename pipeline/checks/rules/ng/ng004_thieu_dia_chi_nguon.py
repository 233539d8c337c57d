"""Bài trích dẫn mà không dẫn địa chỉ bài gốc.

## Vì sao
Có địa chỉ thì người đọc và người duyệt đối chiếu được với bản gốc. Nguồn in trên giấy không có địa chỉ, nên đây chỉ là
lời nhắc.

## Cách sửa
Thêm `dia_chi` vào khối `nguon`: địa chỉ đầy đủ của bài gốc.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.credits import lacking
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule("NG004", "thieu-dia-chi-nguon", on=Edition, severity=Severity.WARNING, legal=("S0 Đ7 k2",), since="0.1")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a quoted item whose source block lacks `dia_chi`; NG001 tells of a missing block."""
    yield from lacking(
        edition,
        "nguon.dia_chi",
        Text("Chưa dẫn địa chỉ bài gốc của nguồn{}.", "The address of the original{} is missing."),
        Text(
            "Thêm vào khối nguon: dia_chi: https://nhandan.vn/… (địa chỉ đầy đủ của bài gốc)",
            "Add under nguon: dia_chi: https://… (the full address of the original)",
        ),
    )

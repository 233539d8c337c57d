"""Bài trích dẫn mà không ghi tác giả của nguồn.

## Vì sao
Người viết ra tác phẩm được nêu tên khi tác phẩm được dùng lại; quy chế buộc ghi rõ tác giả và nguồn.

## Cách sửa
Thêm `tac_gia` vào khối `nguon`. Nguồn thật sự không ghi tác giả thì ghi `khong_ro_tac_gia: true`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.credits import lacking
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "NG002",
    "thieu-tac-gia-cua-nguon",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S0 Đ7 k1 đ", "S2 Đ9 k3"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a quoted item whose source block lacks `tac_gia`; NG001 tells of a missing block."""
    if edition.value("nguon.khong_ro_tac_gia") is True:
        return
    yield from lacking(
        edition,
        "nguon.tac_gia",
        Text("Chưa ghi tác giả của nguồn{}.", "The author of the source{} is missing."),
        Text(
            "Thêm vào khối nguon: tac_gia: Ban Thời sự – hoặc, nếu nguồn không ghi tác giả: khong_ro_tac_gia: true",
            "Add under nguon: tac_gia: …, or khong_ro_tac_gia: true where the source names none",
        ),
    )

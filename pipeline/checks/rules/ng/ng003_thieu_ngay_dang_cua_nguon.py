"""Bài trích dẫn mà không ghi ngày nguồn đăng.

## Vì sao
Thông tin cũ đăng lại mà không có ngày dễ bị hiểu là mới. Quy chế buộc ghi thời điểm nguồn đã đăng, phát thông tin.

## Cách sửa
Thêm `ngay_dang` vào khối `nguon`, viết năm trước: `ngay_dang: 2026-11-18`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.credits import lacking
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "NG003",
    "thieu-ngay-dang-cua-nguon",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S0 Đ7 k2",),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a quoted item whose source block lacks `ngay_dang`; NG001 tells of a missing block."""
    yield from lacking(
        edition,
        "nguon.ngay_dang",
        Text(
            "Chưa ghi ngày nguồn{} đăng thông tin này.",
            "The day on which the source{} published this is missing.",
        ),
        Text(
            "Thêm vào khối nguon: ngay_dang: 2026-11-18",
            "Add under nguon: ngay_dang: 2026-11-18",
        ),
    )

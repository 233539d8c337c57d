"""Bài trích dẫn mà không ghi ngày nguồn đăng.

## Vì sao
Thông tin cũ đăng lại mà không có ngày dễ bị hiểu là mới. Quy chế buộc ghi thời điểm nguồn đã đăng, phát thông tin.

## Cách sửa
Thêm `ngay_dang` vào khối `nguon`, viết năm trước: `ngay_dang: 2026-11-18`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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
    if edition.get("nguon_tin") != "trich-dan" or not isinstance(edition.value("nguon"), Mapping):
        return
    if edition.value("nguon.ngay_dang") not in (None, ""):
        return
    mark = edition.mark("nguon.ngay_dang")
    name = edition.get("nguon.ten").strip()
    of = Text(f" “{name}”", f" “{name}”") if name else Text("", "")
    yield Problem(
        mark.line,
        mark.column,
        Text(
            f"Chưa ghi ngày nguồn{of.vi} đăng thông tin này.",
            f"The day on which the source{of.en} published this is missing.",
        ),
        Text(
            "Thêm vào khối nguon: ngay_dang: 2026-11-18",
            "Add under nguon: ngay_dang: 2026-11-18",
        ),
        anchor="nguon.ngay_dang",
    )

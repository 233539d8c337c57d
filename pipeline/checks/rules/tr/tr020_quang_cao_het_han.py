"""Bài quảng cáo đã hết thời gian được đăng.

## Vì sao
Quảng cáo chỉ đăng trong thời gian ghi ở văn bản chấp thuận. Hết thời gian mà còn trên trang là đăng không phép.

## Cách sửa
Gỡ bài bằng `go_bo`, hoặc xin gia hạn rồi sửa `den_ngay` theo văn bản mới.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.kinds import parse_day
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "TR020",
    "quang-cao-het-han",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S2 Đ7 k1", "S1 Đ8"),
    since="0.2",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for an advertisement whose last day has passed and that was not taken down."""
    last = parse_day(edition.value("den_ngay"))
    expiry = parse_day(edition.value("het_han"))
    today = ctx.now.date()
    if edition.type != "quang-cao" or last is None or last >= today or edition.value("go_bo"):
        return
    if expiry and expiry < today:
        return  # it has left the lists by itself
    mark = edition.mark("den_ngay")
    yield Problem(
        mark.line,
        mark.column,
        Text(f"Quảng cáo đã hết hạn từ ngày {last:%d/%m/%Y}.", f"The advertisement ended on {last}."),
        Text(
            f"Thêm dòng: het_han: {last}; hoặc gia hạn rồi sửa den_ngay theo văn bản chấp thuận mới.",
            f"Add: het_han: {last}; or mend den_ngay after a new consent.",
        ),
        anchor="den_ngay",
    )

"""Lịch tuần được đăng khi tuần đã bắt đầu.

## Vì sao
Lịch làm việc, lịch tiếp công dân chỉ có ích khi người dân biết trước. Không quy chế nào nêu giờ; đây là nhắc nhở của hệ thống.

## Cách sửa
Sửa `tuan_bat_dau` nếu gõ nhầm tuần. Tuần sau gửi lịch trước thứ Hai.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.kinds import parse_day, parse_moment
from pipeline.checks.registry import Context, rule
from pipeline.checks.timing import judged, published_at
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "TH007",
    "lich-tuan-dang-muon",
    on=Edition,
    severity=Severity.NOTE,
    legal=("S0 Đ8 k1 c", "S2 Đ10 k2 a"),
    since="0.3",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a schedule that citizens see on the Tuesday of its week or later."""
    monday = parse_day(edition.value("tuan_bat_dau")) if edition.type == "lich-lam-viec" else None
    site = judged(edition, ctx) if monday else None
    if monday is None or site is None or (site.running_since and monday < site.running_since):
        return
    moment, known = published_at(edition, ctx)
    if not known and moment <= ctx.now:  # under review, or nobody said: at least since when it was there
        moment = parse_moment(edition.value("tiep_nhan_luc")) or moment
    days = (moment.date() - monday).days
    if days < 1:
        return
    said = (
        Text("được đăng", "was published")
        if known
        else Text("gửi tới hoặc hẹn đăng", "was handed in, or is to be published,")
    )
    mark = edition.mark("tuan_bat_dau")
    yield Problem(
        mark.line,
        mark.column,
        Text(
            f"Lịch của tuần bắt đầu {monday:%d/%m/%Y} {said.vi} khi tuần đã qua {days} ngày.",
            f"The schedule of the week of {monday} {said.en}, {days} days into it.",
        ),
        Text(
            "Sửa tuần nếu gõ nhầm, ví dụ: tuan_bat_dau: 2026-11-23; tuần sau gửi lịch trước thứ Hai.",
            "Mend a slip (tuan_bat_dau: 2026-11-23); next time send it before Monday.",
        ),
        anchor="tuan_bat_dau",
    )

"""Thời gian lấy ý kiến ngắn hơn mức nhắc.

## Vì sao
Người dân, tổ chức cần đủ thời gian đọc dự thảo và góp ý. Con số ở `sites/_chung/thoi-han-chung.yml` chưa đối chiếu được với nguyên
văn, ghi “[chưa kiểm chứng]”, chỉ để nhắc trong nội bộ.

## Cách sửa
Dời `han_gop_y`, hoặc sửa `mo_luc` nếu gõ nhầm. Dự thảo theo thủ tục rút gọn thì để nguyên.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.timing import deadlines, judged, lookup
from pipeline.clock.deadlines import read_trigger
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "TH006",
    "thoi-gian-lay-y-kien-ngan",
    on=Edition,
    severity=Severity.NOTE,
    legal=("Luật BHVBQPPL 64/2025 [chưa kiểm chứng]",),
    since="0.3",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where a consultation is shorter than the least number of days."""
    site = judged(edition, ctx)
    ends = read_trigger(edition.value("han_gop_y"))
    if site is None or edition.type != "lay-y-kien" or ends is None:
        return
    for due in deadlines(ctx).all_due(edition, site, "toi-thieu", lookup(ctx)):
        days = (ends[0].date() - due.trigger.date()).days
        if days < 0 or ends[0].date() >= due.at.date():
            continue  # a deadline before its opening is told by SD011
        mark, mark_unverified = edition.mark("han_gop_y"), "" if due.row.verified else " [chưa kiểm chứng]"
        yield Problem(
            mark.line,
            mark.column,
            Text(
                f"Lấy ý kiến chỉ {days} ngày; mức nhắc là {due.row.amount} ngày{mark_unverified}.",
                f"The consultation lasts {days} days; the reminder is at {due.row.amount} days.",
            ),
            Text(
                f"Nếu không theo thủ tục rút gọn thì dời hạn, ví dụ: han_gop_y: {due.at:%Y-%m-%d}",
                f"Unless it follows the short procedure, write for example: han_gop_y: {due.at:%Y-%m-%d}",
            ),
            anchor="han_gop_y",
            legal=due.row.sources(),
        )
        return

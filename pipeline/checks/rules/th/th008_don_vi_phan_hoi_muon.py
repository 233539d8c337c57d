"""Đơn vị được giao chưa phản hồi câu hỏi trong hạn của mình.

## Vì sao
Ngoài hạn trả lời người hỏi, quy chế đặt hạn ngắn hơn cho đơn vị gửi nội dung trả lời về Ban Biên tập: một đơn vị hoặc đơn vị phối hợp
05 ngày làm việc, đơn vị chủ trì 07 ngày làm việc. Nhắc sớm thì còn kịp hạn với người hỏi.

## Cách sửa
Đôn đốc đơn vị ghi ở `don_vi_chu_tri`; có trả lời thì ghi `tra_loi_luc`, chưa có thì báo người hỏi và ghi `thong_bao_tien_do_luc`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.timing import CONVENTION, answered_at, deadlines, judged, limit, lookup, span
from pipeline.clock.deadlines import strictest
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "TH008",
    "don-vi-phan-hoi-muon",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S4 Đ13 k1",),
    since="0.3",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where a unit owes its answer; once the asker's own time is over, TH004 tells of it."""
    site = judged(edition, ctx)
    if site is None or edition.type != "hoi-dap" or answered_at(edition) is not None:
        return
    rows = deadlines(ctx)
    due = strictest(rows.all_due(edition, site, "phan-hoi-don-vi", lookup(ctx), old_too=True))
    asker = strictest(rows.all_due(edition, site, "tra-loi", lookup(ctx), old_too=True))
    if due is None or due.at >= ctx.now or (asker and asker.at < ctx.now):
        return
    by, late = limit(due), span(ctx.now - due.at)
    unit = site.unit(edition.get("don_vi_chu_tri"))
    name = unit.name if unit else edition.get("don_vi_chu_tri")[:100] or "đơn vị được giao"
    if due.row.code.endswith("phoi-hop"):
        name = "Đơn vị phối hợp"
    mark = edition.mark("chuyen_luc")
    yield Problem(
        mark.line,
        mark.column,
        Text(
            f"{name} phản hồi quá hạn {late.vi}: hạn là {by.vi}.",
            f"The answer of {name} is {late.en} overdue: due {by.en}.",
        ),
        Text(
            f"Đôn đốc đơn vị; báo người hỏi thì ghi thong_bao_tien_do_luc và han_tra_loi. {CONVENTION.vi}",
            f"Remind the unit, or tell the asker: thong_bao_tien_do_luc and han_tra_loi. {CONVENTION.en}",
        ),
        anchor=due.row.code,
        legal=due.row.sources(),
    )

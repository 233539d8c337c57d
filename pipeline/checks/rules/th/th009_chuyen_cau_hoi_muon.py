"""Câu hỏi được chuyển tới đơn vị trả lời muộn.

## Vì sao
Hạn của đơn vị tính từ lúc nhận câu hỏi; chuyển chậm thì người hỏi phải chờ lâu hơn. Quy chế chỉ yêu cầu phân loại và chuyển, không nêu
số; một ngày làm việc là số của hệ thống, ghi “[chưa kiểm chứng]”.

## Cách sửa
Sửa `chuyen_luc` hoặc `hoi_luc` nếu gõ nhầm. Nếu đúng thì không phải sửa bài.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.kinds import parse_moment
from pipeline.checks.registry import Context, rule
from pipeline.checks.timing import CONVENTION, deadlines, judged, limit, lookup, span
from pipeline.clock.deadlines import strictest
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "TH009",
    "chuyen-cau-hoi-muon",
    on=Edition,
    severity=Severity.NOTE,
    legal=("S4 Đ7 k2 b [chưa kiểm chứng]",),
    since="0.3",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where a question reached its unit after the reminder's time."""
    site = judged(edition, ctx)
    sent = parse_moment(edition.value("chuyen_luc")) if edition.type == "hoi-dap" else None
    if site is None or sent is None:
        return
    due = strictest(deadlines(ctx).all_due(edition, site, "cung-cap", lookup(ctx)))
    if due is None or sent <= due.at:
        return
    by, late = limit(due), span(sent - due.at)
    mark = edition.mark("chuyen_luc")
    yield Problem(
        mark.line,
        mark.column,
        Text(
            f"Câu hỏi chuyển tới đơn vị muộn {late.vi}: mốc nhắc là {by.vi}.",
            f"The question reached its unit {late.en} late: reminder {by.en}.",
        ),
        Text(
            f"Sửa chuyen_luc nếu gõ nhầm, ví dụ: chuyen_luc: {due.at.isoformat()}. {CONVENTION.vi}",
            f"Mend a slip: chuyen_luc: {due.at.isoformat()}. {CONVENTION.en}",
        ),
        anchor="chuyen_luc",
        legal=due.row.sources(),
    )

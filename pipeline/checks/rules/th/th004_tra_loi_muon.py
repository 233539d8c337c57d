"""Câu hỏi quá hạn mà chưa trả lời, hoặc được trả lời muộn.

## Vì sao
Quy chế cho cơ quan 15 ngày làm việc kể từ khi nhận câu hỏi để trả lời, hoặc để báo cho người hỏi biết đang xử lý đến đâu và bao
giờ trả lời. Đã báo tiến độ và hẹn ngày (`han_tra_loi`) thì tính theo ngày đã hẹn.

## Cách sửa
Trả lời và ghi `tra_loi_luc`; nếu chưa trả lời được thì báo cho người hỏi, ghi `thong_bao_tien_do_luc` và `han_tra_loi`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from pipeline.checks.kinds import parse_moment
from pipeline.checks.registry import Context, rule
from pipeline.checks.timing import (
    CONVENTION,
    answered_at,
    deadlines,
    judged,
    limit,
    lookup,
    promised_day,
    said,
    span,
)
from pipeline.clock.deadlines import strictest
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_QUESTION = "hoi-dap"


@rule(
    "TH004",
    "tra-loi-muon",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S2 Đ11 k1 a", "S4 Đ7 k2 b", "S4 Đ8 k1 e"),
    since="0.2",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where the asker heard nothing by the due time, or nothing by the promised day.

    A question from before the site ran here is told only while it is still open.
    """
    site = judged(edition, ctx)
    if site is None or edition.type != _QUESTION:
        return
    answer = parse_moment(edition.value("tra_loi_luc"))
    dues = deadlines(ctx).all_due(edition, site, "tra-loi", lookup(ctx), old_too=answer is None)
    due = strictest(d for d in dues if d.row.trigger == "hoi_luc")
    if due is None:
        return
    heard = answered_at(edition)
    if (heard or ctx.now) > due.at:
        yield _late(edition, due.row.code, due.row.sources(), heard, ctx.now, due.at, limit(due))
        return
    promise = promised_day(edition)
    if heard and promise and promise >= due.at and (answer or ctx.now) > promise:
        by = said(promise)
        wanted = Text(f"{by.vi} (`han_tra_loi`)", f"{by.en} (`han_tra_loi`)")
        yield _late(edition, "han_tra_loi", due.row.sources(), answer, ctx.now, promise, wanted)


def _late(
    edition: Edition,
    anchor: str,
    legal: tuple[str, ...],
    done: datetime | None,
    now: datetime,
    due: datetime,
    by: Text,
) -> Problem:
    late = span((done or now) - due)
    if done:
        message = Text(
            f"Trả lời người hỏi muộn {late.vi}: hạn là {by.vi}.",
            f"The asker heard {late.en} late: due {by.en}.",
        )
        key = "tra_loi_luc" if edition.value("tra_loi_luc") else "thong_bao_tien_do_luc"
        hint = Text(f"Sửa `{key}` nếu gõ nhầm. {CONVENTION.vi}", f"Mend a slip in `{key}`. {CONVENTION.en}")
    else:
        message = Text(
            f"Quá hạn trả lời {late.vi}: hạn là {by.vi}, người hỏi chưa được trả lời.",
            f"{late.en} past its due time: due {by.en}; the asker has no answer.",
        )
        key = "han_tra_loi" if anchor == "han_tra_loi" else "hoi_luc"
        when = now.replace(microsecond=0).isoformat()
        hint = Text(
            f"Trả lời và ghi tra_loi_luc: {when}; chưa trả lời được thì báo người hỏi, ghi "
            f"thong_bao_tien_do_luc và han_tra_loi. {CONVENTION.vi}",
            f"Answer and write tra_loi_luc: {when}; or tell the asker when, and write "
            f"thong_bao_tien_do_luc and han_tra_loi. {CONVENTION.en}",
        )
    mark = edition.mark(key)
    return Problem(mark.line, mark.column, message, hint, anchor=anchor, legal=legal)

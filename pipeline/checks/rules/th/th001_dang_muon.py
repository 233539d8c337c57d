"""Bài đăng sau hạn mà quy chế đặt ra.

## Vì sao
Quy chế đặt hạn đăng cho từng loại thông tin, tính từ lúc sự kiện diễn ra, văn bản được ban hành hay dự án được phê duyệt. Đăng
muộn không chặn bài, vì thông tin muộn vẫn hơn không có; cảnh báo để Ban Biên tập biết và ghi vào thống kê. Bài đang chờ duyệt
được coi như đăng ngay lúc kiểm tra, bài có `dang_luc` được coi như đăng vào lúc đó. Trang theo nhiều quy chế thì tính hạn sớm
nhất. Việc xảy ra trước ngày trang chạy trên hệ thống này (`hoat_dong_tu`) không bị tính là muộn. Con số chưa đối chiếu được với
nguyên văn được ghi “[chưa kiểm chứng]” và chỉ để nhắc trong nội bộ. Giờ, ngày làm việc đếm theo lịch ở `sites/_chung/lich.yml`;
cách đếm là quy ước của hệ thống vì các quy chế không nêu.

## Cách sửa
Nếu ô ghi mốc bị gõ nhầm thì sửa ô đó. Nếu mốc đúng thì không phải sửa gì trong bài: duyệt và đăng sớm.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.kinds import parse_moment
from pipeline.checks.registry import Context, rule
from pipeline.checks.timing import CONVENTION, deadlines, judged, limit, lookup, published_at, said, span
from pipeline.clock.deadlines import Due, strictest
from pipeline.clock.worktime import Unit
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.site import Site
from pipeline.model.text import Text


@rule(
    "TH001",
    "dang-muon",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S0 Đ13 k1", "S2 Đ11 k1 a", "S4 Đ8 k1"),
    since="0.2",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where an item is published after its earliest due time.

    A verified deadline that was missed is told rather than an earlier one that is only the program's own.
    """
    site = judged(edition, ctx)
    if site is None:
        return
    moment, known = published_at(edition, ctx)
    dues = deadlines(ctx).all_due(edition, site, "dang", lookup(ctx))
    missed = [d for d in dues if d.at < moment]
    due = strictest(d for d in missed if d.row.verified) or strictest(missed)
    if due is None:
        return
    late, by = span(moment - due.at), limit(due)
    began = Text(f"{due.trigger:%d/%m/%Y}", f"{due.trigger:%Y-%m-%d}") if due.whole_day else said(due.trigger)
    if known:
        told = Text(f"Đã đăng muộn {late.vi}: hạn là {by.vi}", f"Published {late.en} late: due {by.en}")
    elif moment > ctx.now:
        told = Text(
            f"Hẹn đăng muộn {late.vi}: hạn là {by.vi}", f"To be published {late.en} late: due {by.en}"
        )
    else:
        told = Text(f"Đã quá hạn đăng {late.vi}: hạn là {by.vi}", f"{late.en} past its due time: due {by.en}")
    field = due.row.trigger
    message = Text(f"{told.vi}, tính từ `{field}` {began.vi}.", f"{told.en}, from `{field}` {began.en}.")
    supplied = _supplied_late(edition, ctx, site)
    hint = Text(
        f"Sửa `{field}` nếu mốc bị gõ nhầm; nếu đúng thì duyệt và đăng sớm, không phải sửa bài.{supplied.vi}",
        f"Mend `{field}` if it is a slip; otherwise approve soon, nothing is to be mended.{supplied.en}",
    )
    if due.row.unit is not Unit.HOURS:
        hint = Text(f"{hint.vi} {CONVENTION.vi}", f"{hint.en} {CONVENTION.en}")
    mark = edition.mark(field.split(".")[0])
    yield Problem(mark.line, mark.column, message, hint, anchor=due.row.code, legal=due.row.sources())


def _supplied_late(edition: Edition, ctx: Context, site: Site) -> Text:
    """Return who was late where a regulation times the supplying unit too (G-01), else nothing."""
    received = parse_moment(edition.value("tiep_nhan_luc"))
    supply: Due | None = strictest(deadlines(ctx).all_due(edition, site, "cung-cap", lookup(ctx)))
    if received is None or supply is None:
        return Text("", "")
    by = limit(supply)
    if received > supply.at:
        return Text(
            f" Đơn vị cung cấp gửi sau hạn của mình, {by.vi}.", f" The unit supplied it after {by.en}."
        )
    return Text(
        f" Đơn vị cung cấp đã gửi đúng hạn của mình, {by.vi}.", f" The unit supplied it in time, by {by.en}."
    )

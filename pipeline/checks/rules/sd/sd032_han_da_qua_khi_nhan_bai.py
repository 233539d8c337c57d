"""Hạn nộp hồ sơ, hạn góp ý đã qua từ trước khi bài được tiếp nhận.

## Vì sao
Người dân đọc thông báo tuyển dụng, mời thầu hay lấy ý kiến mà hạn đã hết thì không làm được gì nữa. Thường là gõ nhầm tháng
hoặc năm, có khi là chép thông báo của năm trước rồi quên sửa hạn.

## Cách sửa
Đối chiếu thông báo gốc rồi sửa hạn: `han_nop: 2026-12-20`. Việc đã xong mà đăng để lưu thì nêu kết quả: lấy ý kiến ghi
`ket_qua`, đấu thầu đổi `loai_thong_bao: ket-qua`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.checks.kinds import parse_day, parse_moment
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_DEADLINES = {
    "tuyen-dung": ("han_nop", Text("hạn nộp hồ sơ", "the closing date")),
    "dau-thau": ("han_nop_thau", Text("hạn nộp hồ sơ dự thầu", "the closing date for tenders")),
    "chi-dao-dieu-hanh": ("han_thuc_hien", Text("hạn thực hiện", "the deadline of the task")),
    "lay-y-kien": ("han_gop_y", Text("hạn góp ý", "the closing date for comments")),
}


@rule("SD032", "han-da-qua-khi-nhan-bai", on=Edition, severity=Severity.WARNING, legal=(), since="0.3")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a deadline that had passed on the day the item was received; what is over is archived."""
    known = _DEADLINES.get(edition.type)
    if known is None or "go_bo" in edition.meta:
        return
    key, name = known
    closes, received = _day(edition, key), _day(edition, "tiep_nhan_luc")
    if closes is None or received is None or closes >= received or _over(edition, closes):
        return
    mark = edition.mark(key)
    yield Problem(
        mark.line,
        mark.column,
        Text(
            f"Ngày nhận bài ({received:%d/%m/%Y}) thì {name.vi} ({closes:%d/%m/%Y}) đã qua.",
            f"When the item was received ({received}), {name.en} ({closes}) had passed.",
        ),
        Text(
            f"Đối chiếu thông báo gốc rồi sửa dòng này, ví dụ: {key}: {received.year}-12-20; việc đã xong thì nêu kết quả.",
            f"Compare with the original and mend it, for example: {key}: {received.year}-12-20; or tell the result.",
        ),
        anchor=key,
    )


def _over(edition: Edition, closes: date) -> bool:
    """Return whether the item tells that the matter is over, or belongs to what was done before its date."""
    if edition.get("ket_qua").strip() or edition.get("loai_thong_bao") in ("ke-hoach", "ket-qua"):
        return True
    # told by SD011: the deadline lies before what opens it
    opened = _day(edition, "mo_luc") or _day(edition, "ngay_phe_duyet")
    return opened is not None and closes < opened


def _day(edition: Edition, key: str) -> date | None:
    value = edition.value(key)
    moment = parse_moment(value)
    return moment.date() if moment else parse_day(value)

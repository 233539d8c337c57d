"""Các ngày trong bài mâu thuẫn với nhau hoặc với hiện tại.

## Vì sao
Văn bản có hiệu lực trước ngày ban hành, hạn góp ý trước ngày mở, sự kiện ở tương lai: hầu như luôn là gõ nhầm, và
làm sai việc tính thời hạn.

## Cách sửa
Đối chiếu với văn bản gốc rồi sửa ngày ở dòng được nêu. Sự kiện sắp tới thì ghi ngày trong nội dung; `su_kien_luc` là lúc
sự kiện đã diễn ra.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from pipeline.checks.kinds import parse_day, parse_moment
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

# (earlier, later): the second may not come before the first
_ORDERS = (
    ("ngay_ban_hanh", "ngay_hieu_luc"),
    ("ngay_hieu_luc", "ngay_het_hieu_luc"),
    ("mo_luc", "han_gop_y"),
    ("thong_ke_tu", "thong_ke_den"),
    ("tu_ngay", "den_ngay"),
    ("hoi_luc", "chuyen_luc"),
    ("hoi_luc", "tra_loi_luc"),
)
# what has to have happened already
_PAST = ("su_kien_luc", "tiep_nhan_luc", "hoi_luc", "tra_loi_luc", "nguon.ngay_dang", "ngay_ban_hanh")


@rule("SD011", "ngay-khong-the", on=Edition, severity=Severity.ERROR, legal=(), since="0.1")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every pair of dates in the wrong order and every future date of a past thing."""
    labels = {spec.key: spec.label for spec in ctx.fields(edition)}
    for first, second in _ORDERS:
        a, b = _day(edition, first), _day(edition, second)
        if a and b and b < a:
            one, two = labels.get(first, Text(first, first)), labels.get(second, Text(second, second))
            yield _problem(
                edition,
                second,
                Text(
                    f"“{two.vi}” ({b:%d/%m/%Y}) sớm hơn “{one.vi}” ({a:%d/%m/%Y}).",
                    f"“{two.en}” ({b}) is before “{one.en}” ({a}).",
                ),
            )
    for key in _PAST:
        moment = parse_moment(edition.value(key))
        day = parse_day(edition.value(key))
        if (moment and moment > ctx.now) or (day and day > ctx.now.date()):
            label = labels.get(key, Text("Ngày nguồn đăng", "Date of the source"))
            yield _problem(
                edition,
                key,
                Text(f"“{label.vi}” ở tương lai: {edition.get(key)}.", f"“{label.en}” is in the future."),
            )


def _day(edition: Edition, key: str) -> date | datetime | None:
    moment = parse_moment(edition.value(key))
    return moment.date() if moment else parse_day(edition.value(key))


def _problem(edition: Edition, key: str, message: Text) -> Problem:
    mark = edition.mark(key)
    hint = Text(
        f"Đối chiếu bản gốc rồi sửa, ví dụ: {key.rsplit('.', 1)[-1]}: {edition.get(key)[:4]}-…",
        "Compare with the original and mend the date.",
    )
    return Problem(mark.line, mark.column, message, hint, anchor=key)

"""Bài đã tới ngày rà soát, hoặc đã hết hạn trước khi đăng.

## Vì sao
Thành viên Ban Biên tập hẹn ngày xem lại bài để nội dung không lỗi thời. Bài hết hạn trước khi đăng thì vừa đăng đã vào kho lưu, người
đọc không thấy.

## Cách sửa
Xem lại bài rồi dời ngày, ví dụ `ra_soat: 2027-05-20`; bài không còn dùng thì gỡ bằng `go_bo`. Bài chưa đăng thì sửa `het_han`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.kinds import parse_day
from pipeline.checks.registry import Context, rule
from pipeline.checks.timing import judged, published_at
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule("TH005", "qua-han-ra-soat", on=Edition, severity=Severity.NOTE, legal=("S0 Đ14",), since="0.3")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a review that is due, and for an expiry that comes before publication."""
    review, expiry = parse_day(edition.value("ra_soat")), parse_day(edition.value("het_han"))
    if (review is None and expiry is None) or judged(edition, ctx) is None:
        return
    today = ctx.now.date()
    _, known = published_at(edition, ctx)
    if review and review <= today and not (expiry and expiry < today):
        mark = edition.mark("ra_soat")
        yield Problem(
            mark.line,
            mark.column,
            Text(
                f"Bài đã tới ngày rà soát {review:%d/%m/%Y}.", f"The review of this item was due on {review}."
            ),
            Text(
                f"Xem lại bài rồi hẹn ngày mới, ví dụ: ra_soat: {today.year + 1}-05-20",
                f"Review the item, then set a new day: ra_soat: {today.year + 1}-05-20",
            ),
            anchor="ra_soat",
        )
    if expiry and not known and expiry < today:
        mark = edition.mark("het_han")
        yield Problem(
            mark.line,
            mark.column,
            Text(
                f"Bài hết hạn ngày {expiry:%d/%m/%Y}, trước khi được đăng.",
                f"The item expired on {expiry}, before it was published.",
            ),
            Text(
                f"Sửa ngày hoặc bỏ dòng này, ví dụ: het_han: {today.year + 1}-12-31",
                f"Mend the day or remove the line: het_han: {today.year + 1}-12-31",
            ),
            anchor="het_han",
        )

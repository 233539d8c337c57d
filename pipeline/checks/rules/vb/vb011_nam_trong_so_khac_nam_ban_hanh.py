"""Năm trong số, ký hiệu khác năm ban hành.

## Vì sao
Năm trong số của văn bản quy phạm pháp luật là năm ban hành. Hai năm khác nhau nghĩa là một trong hai ô gõ nhầm; hạn đăng và hiệu
lực tính theo ô sai sẽ sai theo.

## Cách sửa
Đối chiếu bản chính rồi sửa `so_ky_hieu` hoặc `ngay_ban_hanh`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.documents import DOCUMENT
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.legal import issued_on, year_of
from pipeline.model.text import Text


@rule(
    "VB011",
    "nam-trong-so-khac-nam-ban-hanh",
    on=Edition,
    severity=Severity.WARNING,
    legal=("NĐ 42/2022 Đ4 k1 a",),
    since="0.3",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where the year of the number is not that of the day of issue."""
    if edition.type != DOCUMENT:
        return
    number, issued = edition.get("so_ky_hieu"), issued_on(edition)[:4]
    year = year_of(number)
    if year is None or len(issued) != 4 or not issued.isdecimal() or int(issued) == year:
        return
    mark = edition.mark("ngay_ban_hanh")
    yield Problem(
        mark.line,
        mark.column,
        Text(
            f"Số {number.strip()[:60]} là của năm {year}, nhưng ngày ban hành ghi năm {issued}.",
            f"The number {number.strip()[:60]} is of {year}, but the day of issue lies in {issued}.",
        ),
        Text(
            f"Đối chiếu bản chính rồi sửa, ví dụ: ngay_ban_hanh: {year}-02-23",
            f"Compare with the original, for example: ngay_ban_hanh: {year}-02-23",
        ),
        anchor="ngay_ban_hanh",
    )

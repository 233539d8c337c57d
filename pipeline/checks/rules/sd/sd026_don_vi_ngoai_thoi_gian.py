"""Đơn vị cung cấp không hoạt động vào lúc bài được tiếp nhận.

## Vì sao
Đơn vị đã giải thể, sáp nhập hoặc chưa thành lập thì không thể cung cấp tin; trách nhiệm thuộc về đơn vị kế thừa.

## Cách sửa
Dùng mã của đơn vị kế thừa nêu trong thông báo, hoặc đề nghị quản trị sửa `tu`, `den` của đơn vị trong `site.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.kinds import parse_moment
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "SD026",
    "don-vi-ngoai-thoi-gian",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S0 Đ9 k2", "S2 Đ10 k2"),
    since="0.2",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where the supplying unit had ended, or not begun, when the item was received."""
    site, received = ctx.site(edition), parse_moment(edition.value("tiep_nhan_luc"))
    unit = site.unit(edition.get("don_vi")) if site else None
    if unit is None or received is None or site is None:
        return
    day, mark = received.date(), edition.mark("don_vi")
    if unit.until and unit.until < day:
        heir = site.unit(unit.successor or "")
        better = f"don_vi: {heir.code}" if heir else "don_vi: mã của đơn vị kế thừa"
        yield Problem(
            mark.line,
            mark.column,
            Text(
                f"{unit.name or unit.code} hoạt động đến {unit.until:%d/%m/%Y}, trước ngày tiếp nhận {day:%d/%m/%Y}.",
                f"{unit.name_en or unit.code} ended on {unit.until}, before the item came in on {day}.",
            ),
            Text(
                f"Ghi đơn vị kế thừa: {better}", f"Name the successor: {heir.code if heir else 'don_vi: …'}"
            ),
            anchor="don_vi",
        )
    elif unit.since and day < unit.since and not (site.since and unit.since <= site.since):
        # units entered when the site was registered have no beginning of their own
        yield Problem(
            mark.line,
            mark.column,
            Text(
                f"{unit.name or unit.code} hoạt động từ {unit.since:%d/%m/%Y}, sau ngày tiếp nhận {day:%d/%m/%Y}.",
                f"{unit.name_en or unit.code} began on {unit.since}, after the item came in on {day}.",
            ),
            Text(
                f"Ghi đơn vị có trách nhiệm vào ngày {day:%d/%m/%Y}, hoặc sửa tiep_nhan_luc nếu gõ nhầm.",
                "Name the unit of that day, or mend tiep_nhan_luc.",
            ),
            anchor="don_vi",
        )

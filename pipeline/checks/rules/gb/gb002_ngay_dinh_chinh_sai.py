"""Ngày đính chính không thể có.

## Vì sao
Dòng đính chính hiện trên trang cho người đọc biết đã sửa từ khi nào. Ngày ở tương lai, hoặc trước khi bài được tiếp nhận, là gõ
nhầm.

## Cách sửa
Ghi ngày thật sự sửa, ví dụ `dinh_chinh: [{ngay: 2026-11-21, noi_dung: Sửa ngày có hiệu lực ở đoạn hai}]`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.checks.kinds import parse_day, parse_moment
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition, as_list
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "GB002",
    "ngay-dinh-chinh-sai",
    on=Edition,
    severity=Severity.ERROR,
    legal=("Luật TCTT 2016 Đ22",),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every correction dated after today or before the item came in."""
    received = parse_moment(edition.value("tiep_nhan_luc"))
    value = edition.value("dinh_chinh")
    for number, entry in enumerate(as_list(value)):
        day = parse_day(entry.get("ngay")) if isinstance(entry, Mapping) else None
        if day is None:
            continue  # a missing or misspelt day is told by SD001 and SD003
        path = f"dinh_chinh[{number}].ngay" if isinstance(value, tuple) else "dinh_chinh.ngay"
        mark = edition.mark(path)
        if day > ctx.now.date():
            message = Text(
                f"Ngày đính chính {day:%d/%m/%Y} ở tương lai.", f"The correction of {day} is in the future."
            )
        elif received and day < received.astimezone(ctx.now.tzinfo).date():
            came = received.astimezone(ctx.now.tzinfo).date()
            message = Text(
                f"Ngày đính chính {day:%d/%m/%Y} trước ngày tiếp nhận bài ({came:%d/%m/%Y}).",
                f"The correction of {day} is before the item came in ({came}).",
            )
        else:
            continue
        hint = Text(
            f"Ghi ngày thật sự sửa, ví dụ: ngay: {ctx.now.date()}",
            f"Write the day of the correction: {ctx.now.date()}",
        )
        yield Problem(mark.line, mark.column, message, hint, anchor=path)

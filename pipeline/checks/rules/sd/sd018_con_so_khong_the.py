"""Con số hoặc mã không thể có: năm ngân sách, thời kỳ, thứ tự lãnh đạo, mã thủ tục.

## Vì sao
Năm ngân sách gõ thừa một chữ số thì bảng công khai xếp sai năm; thứ tự âm làm đảo danh sách lãnh đạo; mã thủ tục sai thì
người dân không tra được trên Cổng Dịch vụ công quốc gia.

## Cách sửa
Sửa con số ở dòng được nêu theo văn bản gốc.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_FIRST_BUDGET = 1996  # the first law on the state budget
_AHEAD = 6  # years: medium-term plans run for five
_MOST_LEADERS = 999
_YEARS = re.compile(r"(?<![\d/])((?:19|20)\d\d)\s*[-–—]\s*((?:19|20)\d\d)(?![\d/])")
_CODE = re.compile(
    r"\d{1,2}\.\d{6}(?:\.[0-9A-Z]{1,5}){0,5}|(?!\d{1,2}\.\d)[A-ZĐ0-9]{1,12}(?:[-./][A-ZĐa-z0-9]{1,12}){1,6}"
)


@rule("SD018", "con-so-khong-the", on=Edition, severity=Severity.ERROR, legal=(), since="0.2")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every number out of its range and for a procedure code that is none."""
    labels = {spec.key: spec.label for spec in ctx.fields(edition)}
    year, last = edition.value("nam_ngan_sach"), ctx.now.year + _AHEAD
    if "nam_ngan_sach" in labels and _whole(year) and not _FIRST_BUDGET <= int(str(year)) <= last:
        message = Text(f"Không thể có năm ngân sách {year}.", f"{year} cannot be a budget year.")
        hint = Text(
            f"Ghi năm từ {_FIRST_BUDGET} đến {last}, ví dụ: nam_ngan_sach: {ctx.now.year}",
            f"Write a year from {_FIRST_BUDGET} to {last}, for example: nam_ngan_sach: {ctx.now.year}",
        )
        yield _problem(edition, "nam_ngan_sach", message, hint)
    rank = edition.value("thu_tu")
    if "thu_tu" in labels and _whole(rank) and not 0 <= int(str(rank)) <= _MOST_LEADERS:
        message = Text(f"Thứ tự {rank} không thể có.", f"{rank} cannot be a place in the order.")
        yield _problem(
            edition, "thu_tu", message, Text("Ghi số từ 1, ví dụ: thu_tu: 1", "Write 1 or more: thu_tu: 1")
        )
    for key in ("thoi_ky", "thoi_gian_thuc_hien"):
        span = _YEARS.search(edition.get(key)[:200]) if key in labels else None
        if span and span[1] > span[2]:
            message = Text(
                f"Thời kỳ {span[0]} kết thúc trước khi bắt đầu.", f"{span[0]} ends before it begins."
            )
            hint = Text(
                f"Ghi năm đầu trước: {key}: {span[2]} - {span[1]}",
                f"First year first: {key}: {span[2]} - {span[1]}",
            )
            yield _problem(edition, key, message, hint)
    code = edition.get("ma_thu_tuc").strip()
    if "ma_thu_tuc" in labels and code and not _CODE.fullmatch(code[:100]):
        message = Text(f"“{code[:60]}” không phải mã thủ tục.", f"“{code[:60]}” is not a procedure code.")
        hint = Text(
            'Chép mã trên Cổng Dịch vụ công quốc gia, ví dụ: ma_thu_tuc: "1.001193"',
            'Copy the code of the national portal, for example: ma_thu_tuc: "1.001193"',
        )
        yield _problem(edition, "ma_thu_tuc", message, hint)


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _problem(edition: Edition, key: str, message: Text, hint: Text) -> Problem:
    mark = edition.mark(key)
    return Problem(mark.line, mark.column, message, hint, anchor=key)

"""Các ngày trong bài mâu thuẫn với nhau hoặc với hiện tại.

## Vì sao
Văn bản có hiệu lực trước ngày ban hành, hạn góp ý trước ngày mở, sự kiện ở tương lai: hầu như luôn là gõ nhầm, và
làm sai việc tính thời hạn.

## Cách sửa
Đối chiếu với văn bản gốc rồi sửa ngày ở dòng được nêu. Sự kiện sắp tới thì ghi ngày trong nội dung; `su_kien_luc` là lúc
sự kiện đã diễn ra.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date

from pipeline.checks.kinds import parse_day, parse_moment
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.site import FieldSpec
from pipeline.model.text import Text

# (earlier, later): the second may not come before the first
_ORDERS = (
    ("ngay_ban_hanh", "ngay_hieu_luc"),
    ("ngay_hieu_luc", "ngay_het_hieu_luc"),
    ("ngay_ban_hanh", "ngay_het_hieu_luc"),
    ("mo_luc", "han_gop_y"),
    ("thong_ke_tu", "thong_ke_den"),
    ("thong_ke_tu", "ngay_phat_hanh"),
    ("tu_ngay", "den_ngay"),
    ("hoi_luc", "chuyen_luc"),
    ("hoi_luc", "tra_loi_luc"),
    ("chuyen_luc", "tra_loi_luc"),
    ("hoi_luc", "han_tra_loi"),
    ("hoi_luc", "thong_bao_tien_do_luc"),
    ("ngay_phe_duyet", "han_nop_thau"),
    ("thoi_gian_thuc_hien.tu", "thoi_gian_thuc_hien.den"),
    ("thoi_gian_thuc_hien.tu", "ngay_nghiem_thu"),
    ("dang_luc", "het_han"),
)
# what has to have happened already
_PAST = (
    "su_kien_luc",
    "tiep_nhan_luc",
    "hoi_luc",
    "chuyen_luc",
    "tra_loi_luc",
    "thong_bao_tien_do_luc",
    "nguon.ngay_dang",
    "ngay_ban_hanh",
    "ngay_ban_hanh_luat",
    "ngay_phe_duyet",
    "ngay_quyet_dinh",
    "ngay_nghiem_thu",
    "ngay_phat_hanh",
    "tinh_den",
)
_KEYS = tuple(
    (key, key.partition(".")[0]) for key in sorted({*_PAST, *(key for pair in _ORDERS for key in pair)})
)
_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
_FIRST_YEAR = 1945  # the state whose acts are published here begins then; below it stands a slip


@rule("SD011", "ngay-khong-the", on=Edition, severity=Severity.ERROR, legal=(), since="0.1")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every pair of dates in the wrong order and every future date of a past thing."""
    specs = ctx.fields(edition)
    told: set[str] = set()  # one slip of a date is told once
    spans = {key: _span(edition, key) for key, head in _KEYS if head in edition.meta}
    for key in _PAST:
        span = spans.get(key)
        moment = parse_moment(edition.value(key)) if span else None
        if span and span[0].year < _FIRST_YEAR:
            label = _label(specs, key)
            message = Text(
                f"“{label.vi}” ghi năm {span[0].year}, không thể có.",
                f"“{label.en}” has the year {span[0].year}.",
            )
            told.add(key)
            yield _problem(edition, key, message)
        elif (moment and moment > ctx.now) or (span and not moment and span[0] > ctx.now.date()):
            label = _label(specs, key)
            told.add(key)
            yield _problem(
                edition,
                key,
                Text(
                    f"“{label.vi}” ở tương lai: {_said(edition, key)}.",
                    f"“{label.en}” is in the future: {edition.get(key)}.",
                ),
            )
    for first, second in _ORDERS:
        a, b = spans.get(first), spans.get(second)
        if first == "ngay_phe_duyet" and edition.get("loai_thong_bao") == "ket-qua":
            continue  # the decision that approves the result comes after the closing
        if a and b and b[1] < a[0] and not {first, second} & told:
            told |= {first, second}
            one, two = _label(specs, first), _label(specs, second)
            yield _problem(
                edition,
                second,
                Text(
                    f"“{two.vi}” ({_said(edition, second)}) sớm hơn “{one.vi}” ({_said(edition, first)}).",
                    f"“{two.en}” ({edition.get(second)}) is before “{one.en}” ({edition.get(first)}).",
                ),
            )


def _label(specs: Iterable[FieldSpec], key: str) -> Text:
    """Return the field's label; of an inner key, that of its parent and what it says itself."""
    if key == "nguon.ngay_dang":
        return Text("Ngày nguồn đăng", "Date of the source")
    head, _, inner = key.partition(".")
    label = next((spec.label for spec in specs if spec.key == head), Text(head, head))
    return Text(f"{label.vi}: {inner}", f"{label.en}: {inner}") if inner else label


def _span(edition: Edition, key: str) -> tuple[date, date] | None:
    """Return the first and last day that a date can mean: a year or month without day means all its days."""
    value = edition.value(key)
    moment = parse_moment(value)
    day = moment.date() if moment else parse_day(value)
    if day:
        return day, day
    if isinstance(value, int) and not isinstance(value, bool) and 1000 <= value <= 9999:
        return date(value, 1, 1), date(value, 12, 31)
    if isinstance(value, str) and _MONTH.fullmatch(value):
        year, month = int(value[:4]), int(value[5:])
        if year:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return None


def _said(edition: Edition, key: str) -> str:
    value = edition.value(key)
    moment, day = parse_moment(value), parse_day(value)
    if moment:
        return f"{moment:%H:%M} ngày {moment:%d/%m/%Y}"
    return f"{day:%d/%m/%Y}" if day else str(value)


def _problem(edition: Edition, key: str, message: Text) -> Problem:
    mark = edition.mark(key)
    shown = str(edition.value(key))
    hint = Text(
        f"Đối chiếu bản gốc rồi sửa dòng này: {key.rsplit('.', 1)[-1]}: {shown[:4]}-…",
        "Compare with the original and mend the date.",
    )
    return Problem(mark.line, mark.column, message, hint, anchor=key)

"""Whether a value fits the kind of its field, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.model.content import Edition, Value, as_list
from pipeline.model.patterns import regex
from pipeline.model.site import FieldSpec
from pipeline.model.text import Text

_PARTIAL_DATE = regex(r"\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?")
_EMAIL = regex(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_ONE_PHONE = r"\+?[\d .()-]{3,20}(?:[;,]? ?(?:máy lẻ|số lẻ|ext\.?|/) ?\d{1,5})?"
_PHONE = regex(rf"{_ONE_PHONE}(?: ?[;,/–-] ?{_ONE_PHONE}){{0,3}}", re.IGNORECASE)
_MONEY = regex(
    r"\d[\d.,]{0,30} ?(?:triệu|tỷ|tỉ)(?!\w)|"
    r"\d[\d.,]{0,30} ?(?:(?:nghìn|ngàn|triệu|tr|tỷ|tỉ) ?){0,2}"
    r"(?:đồng|đ|vnđ|vnd|usd|eur|jpy|krw|cny|gbp|aud|đô la|euro|yên|won)(?!\w)|[$€]\s?\d|\d ?[$€]",
    re.IGNORECASE,
)
_DIGEST = regex(r"sha256:[0-9a-f]{64}")
_WEB = regex(r"https?://[^\s/?#][^\s/?#.]*+\.\S++")


@dataclass(frozen=True, slots=True)
class Misfit:
    """A value that does not fit: where (dotted path), its field, and what the kind asks for."""

    path: str
    spec: FieldSpec
    wanted: Text
    value: Value


def misfits(edition: Edition, spec: FieldSpec, path: str | None = None) -> Iterator[Misfit]:
    """Yield every misfit of one field of an item; a missing value fits (SD001 tells of it)."""
    path = path or spec.key
    yield from _misfits(edition.value(path), spec, path)


def _misfits(value: Value, spec: FieldSpec, path: str) -> Iterator[Misfit]:
    if value is None:
        return
    if spec.kind in ("anh-xa", "danh-sach-anh-xa", "chu-hoac-anh-xa", "hinh"):
        yield from _structured(value, spec, path)
        return
    test, wanted = KINDS.get(spec.kind, KINDS["chu"])
    if not test(value):
        yield Misfit(path, spec, wanted, value)


def _structured(value: Value, spec: FieldSpec, path: str) -> Iterator[Misfit]:
    if spec.kind == "chu-hoac-anh-xa" and is_text(value):
        return
    if spec.kind in ("anh-xa", "chu-hoac-anh-xa"):
        if isinstance(value, Mapping):
            yield from _inner(value, spec, path)
        else:
            yield Misfit(path, spec, _A_MAPPING, value)
        return
    if spec.kind == "danh-sach-anh-xa" and not isinstance(value, tuple):
        yield Misfit(path, spec, _A_LIST, value)
        return
    for number, entry in enumerate(as_list(value)):
        place = f"{path}[{number}]" if isinstance(value, tuple) else path
        if isinstance(entry, Mapping):
            yield from _inner(entry, spec, place)
        elif not (spec.kind == "hinh" and isinstance(entry, str)):  # a bare path lacks its alternative: TC001
            yield Misfit(place, spec, _A_MAPPING, entry)


def _inner(value: Mapping[str, Value], spec: FieldSpec, path: str) -> Iterator[Misfit]:
    for inner in spec.fields:
        yield from _misfits(value.get(inner.key), inner, f"{path}.{inner.key}")


def fits(written: str, spec: FieldSpec) -> bool:
    """Return whether a value, written as text after its key, is what its field takes."""
    if spec.kind in ("dung-sai", "so-nguyen", "danh-sach-chu"):
        return bool(written)
    test, _ = KINDS.get(spec.kind, KINDS["chu"])
    return test(written)


def is_text(value: Value) -> bool:
    """Return whether a value is text or a plain number, which text may look like."""
    return isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool))


def parse_day(value: Value) -> date | None:
    """Return the day of a whole ISO date, None where it is none (29 February included)."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None


def parse_moment(value: Value) -> datetime | None:
    """Return the moment of an ISO time with zone, None where it is none."""
    if not isinstance(value, str) or "T" not in value:
        return None
    try:
        parsed = datetime.fromisoformat(value)
    except ValueError:
        return None
    return parsed if parsed.tzinfo else None


def _partial(value: Value) -> bool:
    text = str(value) if is_text(value) else ""
    return bool(_PARTIAL_DATE.fullmatch(text)) and (len(text) < 10 or parse_day(text) is not None)


def _monday(value: Value) -> bool:
    day = parse_day(value)
    return day is not None and day.weekday() == 0


def _texts(value: Value) -> bool:
    return isinstance(value, tuple) and all(is_text(v) for v in value)


def _number(value: Value) -> bool:
    if isinstance(value, Mapping):
        return isinstance(value.get("so"), str)
    return isinstance(value, str) and bool(value.strip())


def _numbers(value: Value) -> bool:
    return all(_number(v) for v in as_list(value))


def _file(value: Value) -> bool:
    if isinstance(value, Mapping):
        return isinstance(value.get("tep"), str)
    return isinstance(value, str) and bool(value.strip())


def _files(value: Value) -> bool:
    return all(_file(v) for v in as_list(value))


def _money(value: Value) -> bool:
    return isinstance(value, str) and bool(_MONEY.search(value[:300]))


def _phone(value: Value) -> bool:
    text = str(value).strip() if is_text(value) else ""
    digits = sum(c.isdigit() for c in text)
    # three to five digits are a hotline (113, 1022); six to eight lack the area code, 1800 and 1900 aside
    whole = (
        not 6 <= digits <= 8 or text.startswith(("18", "19", "+", "(0")) or text.endswith(("1022", "1080"))
    )
    return len(text) <= 100 and digits >= 3 and whole and bool(_PHONE.fullmatch(text))


def _matches(pattern: re.Pattern[str]) -> Callable[[Value], bool]:
    return lambda value: isinstance(value, str) and bool(pattern.fullmatch(value.strip()))


def _anything(_: Value) -> bool:
    return True


_TEXT = Text("một dòng chữ", "one line of text")
_A_MAPPING = Text("các dòng “khóa: giá trị” thụt vào hai dấu cách", "indented “key: value” lines")
_A_LIST = Text("danh sách, mỗi mục bắt đầu bằng dấu gạch “-”", "a list, each entry beginning with “-”")
_NUMBER = Text("số, ký hiệu văn bản, như 10/2024/QĐ-UBND", "a document number, such as 10/2024/QĐ-UBND")
_FILE = Text(
    "đường dẫn tệp, hoặc {tep: /tep/…, ten: …}, hoặc danh sách như vậy",
    "a file path, or {tep: /tep/…, ten: …}, or a list of these",
)

# kind → (test, what it asks for)
KINDS: Mapping[str, tuple[Callable[[Value], bool], Text]] = {
    "chu": (lambda v: is_text(v) and "\n" not in str(v).strip(), _TEXT),
    "doan": (is_text, Text("đoạn chữ", "text")),
    "chu-hoac-tep": (lambda v: is_text(v) or _files(v), _FILE),
    "lua-chon": (_anything, _TEXT),  # choices are told by SD004, with the list
    "ngay": (
        lambda v: parse_day(v) is not None,
        Text("ngày có thật, dạng 2026-11-22", "a real date such as 2026-11-22"),
    ),
    "ngay-mot-phan": (
        _partial,
        Text("năm, tháng hoặc ngày: 2022, 2022-04, 2022-04-05", "a year, month or day"),
    ),
    "thoi-diem": (
        lambda v: parse_moment(v) is not None,
        Text(
            "thời điểm có múi giờ, dạng 2026-11-22T08:30:00+07:00",
            "a time with zone, 2026-11-22T08:30:00+07:00",
        ),
    ),
    "ngay-hoac-thoi-diem": (
        lambda v: parse_day(v) is not None or parse_moment(v) is not None,
        Text("ngày 2026-11-22 hoặc thời điểm có múi giờ", "a date, or a time with zone"),
    ),
    "tuan": (
        _monday,
        Text("ngày thứ Hai đầu tuần, dạng 2026-11-23", "the week's Monday, such as 2026-11-23"),
    ),
    "dung-sai": (lambda v: isinstance(v, bool), Text("true hoặc false", "true or false")),
    "so-nguyen": (
        lambda v: isinstance(v, int) and not isinstance(v, bool),
        Text("số nguyên không có dấu chấm", "a whole number without separators"),
    ),
    "tien": (_money, Text("số tiền kèm đơn vị, như 98.000.000 đồng", "an amount with its unit")),
    "danh-sach-chu": (_texts, _A_LIST),
    "tep": (_files, _FILE),
    "thu-dien-tu": (_matches(_EMAIL), Text("một địa chỉ thư điện tử", "one e-mail address")),
    "dien-thoai": (
        _phone,
        Text("số điện thoại có mã vùng, như 0262 0000 101", "a telephone number with its area code"),
    ),
    "dia-chi-web": (
        _matches(_WEB),
        Text("địa chỉ đầy đủ, bắt đầu bằng https://", "a full address, https://…"),
    ),
    "duong-dan": (
        is_text,
        Text("đường dẫn từ thư mục nội dung của trang", "a path from the site's content folder"),
    ),
    "so-van-ban": (_numbers, _NUMBER),
    "danh-sach-so-van-ban": (_numbers, _NUMBER),
    "don-vi": (is_text, Text("mã đơn vị trong site.yml", "a unit code of site.yml")),
    "ma-bam": (_matches(_DIGEST), Text("sha256: và 64 chữ số thập lục phân", "sha256: and 64 hex digits")),
}

"""What a value in a wrong form was most likely meant to be, written as its field takes it.

Only forms that Vietnamese writers use and that have one reading; day before month, as Viet Nam writes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from pipeline.model.content import Value
from pipeline.model.patterns import regex
from pipeline.model.site import FieldSpec
from pipeline.model.text import fold

_LONGEST = 120  # characters of a value that is read as a date; longer ones are prose
_DMY = regex(r"(?<![\d/.-])(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{4})(?!\d)")
_YMD = regex(r"(?<!\d)(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?!\d)")
_WORDS = regex(r"(?:ngày )?(\d{1,2}) tháng (\d{1,2}),? năm (\d{4})", re.IGNORECASE)
_CLOCK = regex(r"(?<![\d.:])(\d{1,2}) ?(?:giờ|g|h|:) ?(\d{2})?(?::(\d{2}))?(?!\d)", re.IGNORECASE)
_YES = frozenset(("co", "yes", "y", "dung", "x", "1", "true", "on", "roi"))
_NO = frozenset(("khong", "no", "n", "sai", "0", "false", "off", "chua"))


def reading(value: Value, spec: FieldSpec) -> str:
    """Return the value in its field's form, "" when there is no one reading."""
    reader = _READERS.get(spec.kind)
    return reader(value) if reader and not isinstance(value, Mapping) else ""


def read_day(value: Value) -> date | None:
    """Return the day in a text such as “22/11/2026” or “ngày 22 tháng 11 năm 2026”, None without one."""
    text = str(value)
    if len(text) > _LONGEST:
        return None
    for pattern, order in ((_WORDS, (3, 2, 1)), (_YMD, (1, 2, 3)), (_DMY, (3, 2, 1))):
        found = pattern.search(text)
        if found:
            try:
                return date(*(int(found[n]) for n in order))
            except ValueError:
                return None
    return None


def _day(value: Value) -> str:
    found = read_day(value)
    return found.isoformat() if found else ""


def _monday(value: Value) -> str:
    found = read_day(value)
    return (found - timedelta(found.weekday())).isoformat() if found and found.year > 1 else ""


def _moment(value: Value) -> str:
    day = read_day(value)
    if day is None:
        return ""
    text = str(value)
    for pattern in (_WORDS, _YMD, _DMY):
        text = pattern.sub(" ", text)
    clock = _CLOCK.search(text.replace("T", " "))
    hour, minute = (int(clock[1]), int(clock[2] or 0)) if clock else (8, 0)
    if clock and hour < 12 and re.search(r"chiều|tối|\bpm\b", text, re.IGNORECASE):
        hour += 12
    if hour > 23 or minute > 59:
        return ""
    return f"{day.isoformat()}T{hour:02}:{minute:02}:00+07:00"


def read_flag(value: Value) -> str:
    """Return “true” or “false” for a word that means yes or no, “” for any other."""
    word = fold(str(value)).strip(" .“”\"'")
    return "true" if word in _YES else "false" if word in _NO else ""


def _list(value: Value) -> str:
    if not isinstance(value, str) or len(value) > 500 or any(c in value for c in "[]{}:#\"'"):
        return ""
    parts = [p.strip(" -•*+") for p in re.split(r"[;,\n]| -(?=\S)", value)]
    return "[" + ", ".join(p for p in parts if p) + "]"


def _line(value: Value) -> str:
    if isinstance(value, tuple) and value and all(isinstance(v, str | int) for v in value):
        joined = ", ".join(str(v) for v in value)
        return joined if len(joined) < 200 and not any(c in joined for c in ":#[]{}\"'") else ""
    return ""


def _code(value: Value) -> str:
    return str(value[0]) if isinstance(value, tuple) and len(value) == 1 and isinstance(value[0], str) else ""


def _whole(value: Value) -> str:
    digits = re.sub(r"^năm|[. ]", "", str(value).strip().lower()) if len(str(value)) < 30 else ""
    return digits if digits.isascii() and digits.isdigit() else ""


def _money(value: Value) -> str:
    plain = _whole(value)
    return f"{int(plain):,} đồng".replace(",", ".") if plain else ""


def _web(value: Value) -> str:
    text = str(value).strip().strip("“”\"'<>")
    host = re.match(
        r"(?:https?:?/{0,2})?((?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,10})([/?#]\S{0,200})?$", text, re.I
    )
    return f"https://{host[1].lower()}{host[2] or ''}" if host else ""


_READERS: Mapping[str, Callable[[Value], str]] = {
    "ngay": _day,
    "tuan": _monday,
    "ngay-mot-phan": _day,
    "thoi-diem": _moment,
    "ngay-hoac-thoi-diem": _day,
    "dung-sai": read_flag,
    "danh-sach-chu": _list,
    "chu": _line,
    "don-vi": _code,
    "so-nguyen": _whole,
    "tien": _money,
    "dia-chi-web": _web,
}

"""Values of front matter as days and moments, and the way a page writes them."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.clock.now import VIETNAM
from pipeline.model.content import Value

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
# what ends a telephone number: a second one, an extension, a word
_BESIDE_NUMBER = re.compile(r"\s[-–]|[/,;]|[^\W\d_]")
_LEAST_DIGITS = 7
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_UNITS = ("B", "KB", "MB", "GB")


@dataclass(frozen=True, slots=True)
class PartialDay:
    """A date of which only the year, or year and month, may be known; orders as its first day."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date:
        """Return the earliest day that is meant."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """Return the latest day that is meant."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def iso(self) -> str:
        """Return the W3CDTF form: 2022, 2022-04 or 2022-04-05."""
        parts = [f"{self.year:04}"] + [f"{p:02}" for p in (self.month, self.day) if p]
        return "-".join(parts)


def partial_day(value: Value) -> PartialDay | None:
    """Return the day of a text such as 2022, 2022-04 or 2022-04-05; None when it is none."""
    text = str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
    found = _PARTIAL.fullmatch(text.strip())
    if not found:
        return None
    year, month, day = (int(g) if g else None for g in found.groups())
    try:
        made = PartialDay(year or 0, month, day)
        _ = made.first, made.last
    except ValueError:
        return None
    return made


def moment(value: Value) -> datetime | None:
    """Return the aware time of a text, in Viet Nam's zone; a bare day is its start."""
    if not isinstance(value, str):
        return None
    try:
        parsed = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    try:
        return (parsed if parsed.tzinfo else parsed.replace(tzinfo=VIETNAM)).astimezone(VIETNAM)
    except OverflowError:
        return None


def day(value: Value) -> date | None:
    """Return the day of a text holding a date or a time; None when it is neither."""
    found = moment(value)
    return found.date() if found else None


def write_day(value: date | None, lang: str = "vi") -> str:
    """Return a day as readers write it: 22/11/2026, in English 22 November 2026."""
    if value is None:
        return ""
    if lang == "en":
        return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    return f"{value.day:02}/{value.month:02}/{value.year:04}"


def write_partial(value: PartialDay, lang: str) -> str:
    """Return a partial day as readers write it: 05/4/2022, tháng 4/2022, năm 2022."""
    if value.month and value.day:
        return write_day(value.first, lang)
    if value.month:
        return (
            write_month(value.year, value.month, lang).lower()
            if lang == "vi"
            else write_month(value.year, value.month, lang)
        )
    return f"{value.year}" if lang == "en" else f"năm {value.year}"


def write_month(year: int, month: int, lang: str) -> str:
    """Return a month as a title: Tháng 11/2026, in English November 2026."""
    return f"{_MONTHS[month - 1]} {year}" if lang == "en" else f"Tháng {month}/{year}"


def write_clock(value: datetime | None, lang: str = "vi") -> str:
    """Return the time of day in Viet Nam: 08:30."""
    return value.astimezone(VIETNAM).strftime("%H:%M") if value else ""


def write_moment(value: datetime, lang: str) -> str:
    """Return a time as readers write it: 08:30 ngày 22/11/2026."""
    local = value.astimezone(VIETNAM)
    joiner = ", " if lang == "en" else " ngày "
    return f"{write_clock(local)}{joiner}{write_day(local.date(), lang)}"


def call_link(number: str) -> str:
    """Return the address that dials the first telephone number of a text, "" where there is none."""
    first, whole = (
        "".join(c for c in part if c in "+0123456789")
        for part in (_BESIDE_NUMBER.split(number, maxsplit=1)[0], number)
    )
    dialled = first if len(first) >= _LEAST_DIGITS else whole  # a dash may follow the area code
    return f"tel:{dialled}" if dialled else ""


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set, for lists of names in the program."""
    return frozenset(text.split())


def write_size(size: int, lang: str) -> str:
    """Return a file's size with one digit after the decimal sign where it helps: 1,4 MB."""
    amount, unit = float(size), _UNITS[0]
    for unit in _UNITS:
        if amount < 1024 or unit == _UNITS[-1]:
            break
        amount /= 1024
    text = f"{amount:.0f}" if unit == "B" or amount >= 10 else f"{amount:.1f}".removesuffix(".0")
    return f"{text if lang == 'en' else text.replace('.', ',')} {unit}"

"""Working days of Viet Nam from data: weekends, holidays, days worked in place of a holiday.

The data is `sites/_chung/lich.yml` (Bộ luật Lao động 2019 Đ111 k3, Đ112); nothing is computed from the
moon here: the days of Tết and of Giỗ Tổ are listed with their dates.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from pipeline.model.content import Meta, Value, as_list

_WEEKDAYS = ("thu-hai", "thu-ba", "thu-tu", "thu-nam", "thu-sau", "thu-bay", "chu-nhat")
_DEFAULT_HOURS = ((time(7, 30), time(11, 30)), (time(13, 30), time(17, 0)))  # own default, see lich.yml
_DEFAULT_WEEKEND = frozenset({5, 6})
# A calendar in which nothing is ever worked would be looked through without end.
_FARTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day off: its name, and whether its date was compared with the official announcement."""

    name: str
    verified: bool = True


@dataclass(frozen=True)
class WorkCalendar:
    """Which days and hours are worked.

    `weekend` holds weekdays (Monday is 0), `worked` days worked although they fall on a weekend, `yearly`
    the (month, day) of holidays by the sun, used in the years of which `holidays` lists nothing.
    """

    weekend: frozenset[int] = _DEFAULT_WEEKEND
    holidays: Mapping[date, Holiday] | None = None
    worked: frozenset[date] = frozenset()
    hours: tuple[tuple[time, time], ...] = _DEFAULT_HOURS
    yearly: frozenset[tuple[int, int]] = frozenset()

    def holiday(self, day: date) -> Holiday | None:
        """Return the holiday that a day is, None where it is none."""
        listed = self.holidays or {}
        if day in listed:
            return listed[day]
        if (day.month, day.day) in self.yearly and not self.covers(day.year):
            return Holiday("", verified=False)
        return None

    def covers(self, year: int) -> bool:
        """Return whether the holidays of a year are listed."""
        return any(day.year == year for day in self.holidays or {})

    def is_working(self, day: date) -> bool:
        """Return whether a day is worked: a swapped day always, else neither weekend nor holiday."""
        if day in self.worked:
            return True
        return day.weekday() not in self.weekend and self.holiday(day) is None

    def next_working(self, day: date) -> date:
        """Return the first working day after a day; raises `ValueError` where a year has none."""
        last = day + _FARTHEST
        while day < last:
            day += timedelta(days=1)
            if self.is_working(day):
                return day
        raise ValueError("the calendar has no working day within a year")


def read_calendar(data: Meta) -> WorkCalendar:
    """Return the calendar in the mapping of lich.yml; what is missing falls back to Monday–Friday."""
    weekend = [_WEEKDAYS.index(d) for d in as_list(data.get("ngay_nghi_tuan")) if d in _WEEKDAYS]
    hours = tuple(sorted(_hours(data.get("gio_lam_viec"))))
    holidays = {
        day: Holiday(str(row.get("ten") or ""), row.get("da_kiem_chung") is not False)
        for day, row in _dated(data.get("ngay_nghi"))
    }
    return WorkCalendar(
        weekend=frozenset(weekend) if "ngay_nghi_tuan" in data else _DEFAULT_WEEKEND,
        holidays=holidays,
        worked=frozenset(day for day, _ in _dated(data.get("lam_bu"))),
        hours=hours or _DEFAULT_HOURS,
        yearly=frozenset(_yearly(data.get("ngay_le"))),
    )


def _dated(value: Value) -> Iterator[tuple[date, Mapping[str, Value]]]:
    for row in as_list(value):
        day = read_day(row.get("ngay")) if isinstance(row, Mapping) else None
        if day and isinstance(row, Mapping):
            yield day, row


def _hours(value: Value) -> Iterator[tuple[time, time]]:
    for row in as_list(value):
        if isinstance(row, Mapping):
            start, end = read_time(row.get("tu")), read_time(row.get("den"))
            if start and end and start < end:
                yield start, end


def _yearly(value: Value) -> Iterator[tuple[int, int]]:
    for row in as_list(value):
        day = read_day(f"2000-{row.get('duong_lich')}") if isinstance(row, Mapping) else None
        if day:
            yield day.month, day.day


def read_day(value: Value) -> date | None:
    """Return the day of an ISO text, None where it is none."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None


def read_time(value: Value) -> time | None:
    """Return the time of day of a text such as 17:00, None where it is none."""
    try:
        return time.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None

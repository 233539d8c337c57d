"""Adding hours and days to a moment, each unit as it is counted here.

No regulation says how to count (requirements.md G-04); the conventions are the program's own, stand in
`quy_uoc` of `sites/_chung/thoi-han-chung.yml` and are named as such wherever a result is shown:
working days begin with the next working day and end at 17:00, working hours run in office hours only,
clock hours never stop.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum

from pipeline.clock.calendar import WorkCalendar
from pipeline.clock.now import VIETNAM

END_OF_DAY = time(17, 0)
# Longer spans are slips of the data, not deadlines; they would only keep the machine busy.
MOST = 20_000


class Unit(StrEnum):
    """The four units of deadlines."""

    HOURS = "gio"
    WORKING_HOURS = "gio-lam-viec"
    WORKING_DAYS = "ngay-lam-viec"
    DAYS = "ngay"


def add(
    calendar: WorkCalendar, start: datetime, amount: int, unit: Unit, ends: time = END_OF_DAY
) -> datetime:
    """Return the moment `amount` units after `start`, in Viet Nam's time zone.

    `start` is aware. Days end at `ends`. Raises `ValueError` for an amount below 1 or above `MOST`, and
    `OverflowError` beyond the years that a date can hold.
    """
    if not 1 <= amount <= MOST:
        raise ValueError(f"{amount} {unit} is no span of a deadline")
    start = start.astimezone(VIETNAM)
    if unit is Unit.HOURS:
        return start + timedelta(hours=amount)
    if unit is Unit.DAYS:
        return at(start.date() + timedelta(days=amount), ends)
    if unit is Unit.WORKING_DAYS:
        day = start.date()
        for _ in range(amount):
            day = calendar.next_working(day)
        return at(day, ends)
    return _add_working_hours(calendar, start, timedelta(hours=amount))


def _add_working_hours(calendar: WorkCalendar, start: datetime, left: timedelta) -> datetime:
    day = start.date() if calendar.is_working(start.date()) else calendar.next_working(start.date())
    while True:
        for opens, closes in calendar.hours:
            begin, end = max(at(day, opens), start), at(day, closes)
            if begin >= end:
                continue
            if left <= end - begin:
                return begin + left
            left -= end - begin
        day = calendar.next_working(day)


def at(day: date, clock: time) -> datetime:
    """Return a time of day on a day in Viet Nam."""
    return datetime.combine(day, clock, VIETNAM)

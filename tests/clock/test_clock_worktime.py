"""Adding hours and days on the calendar of sites/_chung/lich.yml: tables by hand, and what always holds."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clock.calendar import WorkCalendar, read_calendar
from pipeline.clock.now import VIETNAM
from pipeline.clock.worktime import MOST, Unit, add
from pipeline.source.registry import load_registry
from tests.casework import ROOT

CALENDAR = read_calendar(load_registry(ROOT)[0].shared["lich"])


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}:00+07:00")


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2026-11-20", True),  # a Friday
        ("2026-11-21", False),  # Saturday
        ("2026-11-22", False),  # Sunday
        ("2026-01-01", False),  # New Year
        ("2026-01-02", False),  # swapped with …
        ("2026-01-10", True),  # … this Saturday
        ("2026-02-13", True),  # the last working day before Tết
        ("2026-02-16", False),
        ("2026-02-20", False),
        ("2026-02-23", True),
        ("2026-04-27", False),  # in place of Giỗ Tổ on a Sunday
        ("2026-04-30", False),
        ("2026-05-01", False),
        ("2026-08-22", True),  # a Saturday worked for 31 August
        ("2026-08-31", False),
        ("2026-09-02", False),
        ("2026-11-24", True),  # waits in cho_xac_minh, so it is no holiday yet
        ("2030-01-01", False),  # by the sun, in a year that is not listed
        ("2030-02-04", True),  # Tết of an unlisted year is not guessed
    ],
)
def test_working_days(day: str, worked: bool) -> None:
    assert CALENDAR.is_working(date.fromisoformat(day)) is worked


@pytest.mark.parametrize(
    ("start", "amount", "unit", "due"),
    [
        ("2026-11-18T08:00", 2, "ngay-lam-viec", "2026-11-20T17:00"),
        ("2026-11-18T23:59", 2, "ngay-lam-viec", "2026-11-20T17:00"),  # the day counts, not the hour
        ("2026-11-20T08:00", 1, "ngay-lam-viec", "2026-11-23T17:00"),  # over a weekend
        ("2026-11-21T08:00", 1, "ngay-lam-viec", "2026-11-23T17:00"),  # from a weekend
        ("2026-02-13T16:00", 2, "ngay-lam-viec", "2026-02-24T17:00"),  # over Tết Bính Ngọ
        ("2026-02-17T08:00", 1, "ngay-lam-viec", "2026-02-23T17:00"),  # from within Tết
        ("2026-08-21T08:00", 1, "ngay-lam-viec", "2026-08-22T17:00"),  # a swapped Saturday counts
        ("2026-08-28T08:00", 1, "ngay-lam-viec", "2026-09-03T17:00"),  # over 31/8, 1/9 and 2/9
        ("2026-12-31T08:00", 1, "ngay-lam-viec", "2027-01-04T17:00"),  # over the turn of the year
        ("2026-11-20T08:00", 15, "ngay-lam-viec", "2026-12-11T17:00"),
        ("2026-11-20T14:00", 12, "gio", "2026-11-21T02:00"),  # clock hours run at night
        ("2026-02-16T22:00", 24, "gio", "2026-02-17T22:00"),
        ("2026-11-20T10:30", 10, "ngay", "2026-11-30T17:00"),
        ("2026-02-28T08:00", 1, "ngay", "2026-03-01T17:00"),
        ("2028-02-28T08:00", 1, "ngay", "2028-02-29T17:00"),
        ("2026-11-18T08:00", 3, "gio-lam-viec", "2026-11-18T11:00"),
        ("2026-11-18T08:00", 5, "gio-lam-viec", "2026-11-18T15:00"),  # over noon
        ("2026-11-18T12:15", 1, "gio-lam-viec", "2026-11-18T14:30"),  # from noon
        ("2026-11-18T05:00", 4, "gio-lam-viec", "2026-11-18T11:30"),  # to the last minute of the morning
        ("2026-11-18T17:00", 1, "gio-lam-viec", "2026-11-19T08:30"),
        ("2026-11-20T08:00", 12, "gio-lam-viec", "2026-11-23T14:30"),
        ("2026-02-13T16:00", 2, "gio-lam-viec", "2026-02-23T08:30"),  # over Tết
        ("2026-11-22T09:00", 12, "gio-lam-viec", "2026-11-24T14:00"),
    ],
)
def test_due_times(start: str, amount: int, unit: str, due: str) -> None:
    assert add(CALENDAR, at(start), amount, Unit(unit)) == at(due)


def test_a_moment_of_another_zone_is_counted_on_the_day_in_viet_nam() -> None:
    late_in_london = datetime(2026, 11, 18, 20, 0, tzinfo=UTC)  # 03:00 on the 19th in Viet Nam
    due = add(CALENDAR, late_in_london, 1, Unit.WORKING_DAYS)
    assert (due, due.utcoffset()) == (at("2026-11-20T17:00"), timedelta(hours=7))


@pytest.mark.parametrize("amount", [0, -1, MOST + 1])
@pytest.mark.parametrize("unit", list(Unit))
def test_spans_that_no_deadline_has_are_refused(amount: int, unit: Unit) -> None:
    with pytest.raises(ValueError, match="no span"):
        add(CALENDAR, at("2026-11-18T08:00"), amount, unit)


def test_a_calendar_without_working_days_ends_in_an_error_not_in_a_loop() -> None:
    idle = WorkCalendar(weekend=frozenset(range(7)))
    for unit in (Unit.WORKING_DAYS, Unit.WORKING_HOURS):
        with pytest.raises(ValueError, match="no working day"):
            add(idle, at("2026-11-18T08:00"), 1, unit)


def test_hours_and_weekend_come_from_the_data() -> None:
    data = {
        "ngay_nghi_tuan": ("chu-nhat",),
        "gio_lam_viec": ({"tu": "07:00", "den": "11:00"}, {"tu": "13:00", "den": "17:00"}),
    }
    calendar = read_calendar(data)
    assert calendar.hours == ((time(7), time(11)), (time(13), time(17)))
    assert add(calendar, at("2026-11-20T16:00"), 2, Unit.WORKING_HOURS) == at("2026-11-21T08:00")
    assert add(calendar, at("2026-11-20T16:00"), 1, Unit.WORKING_DAYS) == at("2026-11-21T17:00")


def test_faulty_data_falls_back_to_the_defaults() -> None:
    calendar = read_calendar(
        {
            "ngay_nghi": ("x", {"ngay": "2026-02-30"}, {"ngay": "2026-11-20", "ten": "Ngày thử"}),
            "gio_lam_viec": ({"tu": "17:00", "den": "7:00"}, {"tu": 7}),
            "lam_bu": "2026-11-21",
        }
    )
    assert calendar.hours == WorkCalendar().hours
    assert not calendar.is_working(date(2026, 11, 20))
    assert not calendar.is_working(date(2026, 11, 21))


def test_a_day_that_was_not_compared_says_so() -> None:
    announced, assumed = CALENDAR.holiday(date(2026, 2, 17)), CALENDAR.holiday(date(2027, 2, 5))
    assert announced and announced.verified
    assert assumed and not assumed.verified
    assert CALENDAR.holiday(date(2026, 11, 20)) is None


MOMENTS = st.datetimes(
    min_value=datetime(2024, 1, 1), max_value=datetime(2027, 12, 31), timezones=st.just(VIETNAM)
)


@settings(max_examples=150, deadline=None)
@given(MOMENTS, st.integers(1, 60), st.sampled_from(list(Unit)))
def test_due_is_later_than_the_trigger_and_grows_with_the_span(
    start: datetime, amount: int, unit: Unit
) -> None:
    assert start < add(CALENDAR, start, amount, unit) < add(CALENDAR, start, amount + 1, unit)


@settings(max_examples=150, deadline=None)
@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(days=20)), st.integers(1, 40), st.sampled_from(Unit))
def test_a_later_trigger_is_never_due_earlier(
    start: datetime, later: timedelta, amount: int, unit: Unit
) -> None:
    assert add(CALENDAR, start, amount, unit) <= add(CALENDAR, start + later, amount, unit)


@settings(max_examples=150, deadline=None)
@given(MOMENTS, st.integers(1, 60), st.sampled_from([Unit.WORKING_DAYS, Unit.WORKING_HOURS]))
def test_working_time_ends_in_working_time(start: datetime, amount: int, unit: Unit) -> None:
    end = add(CALENDAR, start, amount, unit)
    assert CALENDAR.is_working(end.date()) and any(a <= end.time() <= b for a, b in CALENDAR.hours)


@settings(max_examples=100, deadline=None)
@given(MOMENTS, st.integers(1, 30), st.integers(1, 30))
def test_working_hours_add_up(start: datetime, first: int, second: int) -> None:
    halfway = add(CALENDAR, start, first, Unit.WORKING_HOURS)
    whole = add(CALENDAR, start, first + second, Unit.WORKING_HOURS)
    assert add(CALENDAR, halfway, second, Unit.WORKING_HOURS) == whole

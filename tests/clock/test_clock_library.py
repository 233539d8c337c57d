"""The calendar in sites/_chung/lich.yml against the library `holidays`, every difference with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import holidays

from pipeline.clock.calendar import WorkCalendar, read_calendar
from pipeline.model.content import as_list
from pipeline.source.registry import load_registry
from tests.casework import ROOT

DATA = load_registry(ROOT)[0].shared["lich"]
OURS = read_calendar(DATA)
YEARS = range(2018, 2028)
# Days on which an office is open by one of the two and closed by the other.
DIFFERENCES = {
    date(2026, 1, 2): "swapped with Saturday 10/01/2026; the library has no notices after its own release",
    date(2026, 1, 10): "worked in place of 02/01/2026",
    date(2026, 11, 24): "Ngày Văn hóa Việt Nam waits in cho_xac_minh: the text of the law was not read",
    date(2027, 2, 4): "the plan for Tết 2027 is not announced; the library guesses two days before the first",
    date(2027, 2, 11): "the same: two days made up for the weekend follow from our one day before",
    date(2027, 11, 24): "Ngày Văn hóa Việt Nam waits in cho_xac_minh",
}


def library() -> WorkCalendar:
    """The library's days as a calendar of ours."""
    found = holidays.country_holidays("VN", years=YEARS)
    worked = frozenset(getattr(found, "weekend_workdays", ()))
    return WorkCalendar(holidays=dict.fromkeys(found), worked=worked)  # type: ignore[arg-type]


def test_both_calendars_open_and_close_on_the_same_days_but_for_the_reasons_given() -> None:
    theirs = library()
    differing = set()
    day = date(YEARS.start, 1, 1)
    while day.year < YEARS.stop:
        closed = day.weekday() >= 5 or day in (theirs.holidays or {})
        if OURS.is_working(day) is not (day in theirs.worked or not closed):
            differing.add(day)
        day += timedelta(days=1)
    assert differing == set(DIFFERENCES)


def test_a_holiday_on_a_weekend_is_made_up_for_unless_days_were_swapped_around_it() -> None:
    """Bộ luật Lao động 2019 Đ111 k3: on the next working day; Tết follows the plan of its year."""
    fixed = {(1, 1), (4, 30), (5, 1), (9, 2)}
    for year in YEARS:
        made_up = [d for d in (date(year, m, n) for m, n in fixed) if d.weekday() >= 5]
        for each in made_up:
            following = OURS.next_working(each)
            skipped = [each + timedelta(days=n) for n in range(1, (following - each).days)]
            assert any(d.weekday() < 5 and OURS.holiday(d) for d in skipped), each


def test_every_year_lists_its_holidays_of_the_moon() -> None:
    for year in YEARS:
        names = [h.name for d, h in (OURS.holidays or {}).items() if d.year == year]
        assert sum("Mùng" in n and "Nghỉ bù" not in n for n in names) >= 3, year
        assert any("Giỗ Tổ" in n for n in names), year
        assert sum("Quốc khánh" in n for n in names) >= (2 if year >= 2021 else 1), year


def test_a_day_worked_instead_names_the_day_it_was_swapped_for() -> None:
    for row in as_list(DATA.get("lam_bu")):
        assert isinstance(row, Mapping)
        day, other = date.fromisoformat(str(row["ngay"])), date.fromisoformat(str(row["thay_cho"]))
        assert day.weekday() >= 5 and OURS.is_working(day)
        assert other.weekday() < 5 and not OURS.is_working(other)

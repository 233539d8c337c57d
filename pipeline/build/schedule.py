"""Weekly schedules: the table of one week, and which week a front page shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from pipeline.build import phrases as p
from pipeline.build.context import text
from pipeline.build.entries import Entry
from pipeline.build.values import day, write_day
from pipeline.build.views import Table, Week
from pipeline.model.content import as_list

SCHEDULE = "lich-lam-viec"
WORK = "lam-viec"  # the kind of schedule that a front page shows
_KEYS = ("gio", "lanh_dao", "noi_dung", "dia_diem")


def table_of(entry: Entry) -> Table | None:
    """Return the table of a weekly schedule, None for other items."""
    rows = as_list(entry.edition.value("muc_lich"))
    if entry.type != SCHEDULE or not rows:
        return None
    lang = entry.lang
    first = day(entry.edition.value("tuan_bat_dau"))
    caption = entry.edition.title
    if first:
        last = first + timedelta(days=6)
        caption = p.say(p.SCHEDULE, lang, first=write_day(first, lang), last=write_day(last, lang))
    listed = [r for r in rows if isinstance(r, Mapping)]
    listed.sort(key=lambda r: (text(r.get("ngay")), text(r.get("gio"))))
    return Table(
        caption,
        tuple(h.say(lang) for h in p.SCHEDULE_HEAD),
        tuple((_weekday(r.get("ngay"), lang), *(text(r.get(k)) for k in _KEYS)) for r in listed),
    )


def _weekday(value: object, lang: str) -> str:
    at = day(value) if isinstance(value, str) else None
    return f"{p.WEEKDAYS[at.weekday()].say(lang)}, {write_day(at, lang)}" if at else str(value or "")


def week_to_show(entries: Iterable[Entry], today: date, kind: str = WORK) -> Entry | None:
    """Return the schedule of a kind for the week of `today`, else the next one, else the newest past one."""
    weeks: list[tuple[date, Entry]] = []
    for entry in entries:
        first = day(entry.edition.value("tuan_bat_dau"))
        if first and entry.edition.get("loai_lich") == kind:
            weeks.append((first, entry))
    weeks.sort(key=lambda pair: (pair[0], pair[1].path))
    for first, entry in weeks:
        if today <= first + timedelta(days=6):
            return entry
    return weeks[-1][1] if weeks else None


def weeks_of(entries: Sequence[Entry], today: date) -> tuple[Week, ...]:
    """Return the schedule to show of each kind that a section has, that of work first."""
    current = [e for e in entries if e.type == SCHEDULE and e.current]
    kinds = sorted({e.edition.get("loai_lich") for e in current} - {""}, key=lambda k: (k != WORK, k))
    found = []
    for kind in kinds:
        entry = week_to_show(current, today, kind)
        table = table_of(entry) if entry else None
        if entry and table:
            found.append(Week(entry.edition.title, entry.url, table))
    return tuple(found)

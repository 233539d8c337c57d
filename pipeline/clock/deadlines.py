"""The deadline rows of the profiles (requirements.md, part D): which apply to an item, and when it is due.

Rows come from `thoi_han` of `sites/_chung/quy-che/*.yml` and `sites/_chung/thoi-han-chung.yml`. Where a site
follows several texts, the earliest due time counts, and the row that gave it is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from pipeline.clock.calendar import WorkCalendar, read_calendar, read_day, read_time
from pipeline.clock.now import VIETNAM
from pipeline.clock.worktime import END_OF_DAY, Unit, add, at
from pipeline.model.content import Edition, Meta, Value, as_list
from pipeline.model.site import Registry, Site

UNVERIFIED = "[chưa kiểm chứng]"
_ANY = "*"
# Looks a dotted trigger up ("van_ban.ngay_ban_hanh"); the register of documents knows what lies behind.
Lookup = Callable[[Edition, str], Value]


@dataclass(frozen=True, slots=True)
class Row:
    """One deadline as data.

    `work` is what must be done (dang, cung-cap, tra-loi, phan-hoi-don-vi, cap-nhat); `amount` is None where
    the text only says promptly; `trigger` is a dotted key of the item, "" for rhythms of sections.
    """

    code: str
    profile: str  # "" for the rows that hold under every profile
    work: str
    types: tuple[str, ...]
    when: Mapping[str, Value]
    amount: int | None
    unit: Unit
    trigger: str
    legal: tuple[str, ...]
    verified: bool
    since: date | None = None
    until: date | None = None

    def sources(self) -> tuple[str, ...]:
        """Return the legal basis; what was not verified says so, so that it never poses as law."""
        return self.legal if self.verified else tuple(f"{each} {UNVERIFIED}" for each in self.legal)


@dataclass(frozen=True, slots=True)
class Due:
    """When an item is due by a row; `whole_day`: the trigger is a day, not a moment."""

    row: Row
    trigger: datetime
    whole_day: bool
    at: datetime


@dataclass(frozen=True)
class Deadlines:
    """All rows with the calendar they are counted on."""

    rows: tuple[Row, ...]
    calendar: WorkCalendar
    ends: time = END_OF_DAY
    by_type: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)

    def applying(self, edition: Edition, site: Site, work: str) -> Iterator[Row]:
        """Yield the rows of one kind of work that hold for an item of a site, met conditions only."""
        for row in self.by_type.get(edition.type, ()):
            if row.work == work and row.profile in ("", *site.profiles) and _holds(row, edition):
                yield row

    def due(self, row: Row, edition: Edition, lookup: Lookup) -> Due | None:
        """Return when an item is due by a row, None without number, trigger, or where it is out of force."""
        if row.amount is None or not row.trigger:
            return None
        found = read_trigger(lookup(edition, row.trigger))
        if found is None:
            return None
        moment, whole_day = found
        day = moment.date()
        if (row.since and day < row.since) or (row.until and day > row.until):
            return None
        try:
            return Due(row, moment, whole_day, add(self.calendar, moment, row.amount, row.unit, self.ends))
        except (ValueError, OverflowError):
            return None  # an amount or a year that no deadline has; the fields' own rules tell of the year

    def all_due(
        self, edition: Edition, site: Site, work: str, lookup: Lookup, *, old_too: bool = False
    ) -> tuple[Due, ...]:
        """Return every due time of an item for one kind of work, the earliest first.

        Of equal times the verified row comes first. What was triggered before the site ran here
        (`hoat_dong_tu`) is left out, because it can never be late, unless `old_too`: what is still owed today.
        """
        found = (self.due(row, edition, lookup) for row in self.applying(edition, site, work))
        counted = [d for d in found if d and (old_too or not _before(d, site))]
        return tuple(sorted(counted, key=lambda d: (d.at, not d.row.verified, d.row.code)))


def strictest(dues: Iterable[Due]) -> Due | None:
    """Return the earliest due time, None where there is none."""
    return min(dues, key=lambda d: (d.at, not d.row.verified, d.row.code), default=None)


def read_deadlines(registry: Registry) -> Deadlines:
    """Return the deadlines of a registry; rows of a wrong shape are left out."""
    common = registry.shared.get("thoi-han-chung", {})
    rows = [r for raw in as_list(common.get("thoi_han")) if (r := _row(raw, ""))]
    for profile in registry.profiles.values():
        rows += [r for raw in as_list(profile.raw.get("thoi_han")) if (r := _row(raw, profile.id))]
    convention = common.get("quy_uoc")
    ends = read_time(convention.get("het_han_luc")) if isinstance(convention, Mapping) else None
    by_type = {slug: tuple(r for r in rows if slug in r.types or _ANY in r.types) for slug in registry.types}
    calendar = read_calendar(registry.shared.get("lich", {}))
    return Deadlines(tuple(rows), calendar, ends or END_OF_DAY, by_type)


def read_trigger(value: Value) -> tuple[datetime, bool] | None:
    """Return the moment of a trigger and whether it is a whole day; None where the value is neither.

    A whole day counts from 17:00 of that day, to nobody's disadvantage.
    """
    day = read_day(value)
    if day:
        return at(day, END_OF_DAY), True
    if not isinstance(value, str) or "T" not in value:
        return None
    try:
        moment = datetime.fromisoformat(value)
        return (moment.astimezone(VIETNAM), False) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _row(raw: Value, profile: str) -> Row | None:
    if not isinstance(raw, Mapping):
        return None
    amount, unit = raw.get("trong"), raw.get("don_vi")
    if isinstance(amount, bool) or not isinstance(amount, int):
        amount = None
    if unit not in list(Unit):
        amount, unit = None, Unit.DAYS
    condition = raw.get("khi")
    return Row(
        code=_text(raw, "ma"),
        profile=profile,
        work=_text(raw, "viec"),
        types=_texts(raw, "loai"),
        when=condition if isinstance(condition, Mapping) else {},
        amount=amount,
        unit=Unit(str(unit)),
        trigger=_text(raw, "tu"),
        legal=_texts(raw, "can_cu"),
        verified=raw.get("da_kiem_chung") is not False,
        since=read_day(raw.get("ap_dung_tu")),
        until=read_day(raw.get("ap_dung_den")),
    )


def _text(raw: Meta, key: str) -> str:
    value = raw.get(key)
    return value if isinstance(value, str) else ""


def _texts(raw: Meta, key: str) -> tuple[str, ...]:
    return tuple(v for v in as_list(raw.get(key)) if isinstance(v, str))


def _holds(row: Row, edition: Edition) -> bool:
    return all(_fits(edition, key, wanted) for key, wanted in row.when.items())


def _fits(edition: Edition, key: str, wanted: Value) -> bool:
    value: Value = edition.document.lang if key == "ngon_ngu" else edition.value(key)
    if wanted is None or wanted == _ANY:
        return (value in (None, "", ())) is (wanted is None)
    return value == wanted


def _before(due: Due, site: Site) -> bool:
    return site.running_since is not None and due.trigger.date() < site.running_since

"""What the rules on deadlines share: when an item is published, what starts its time, how spans are said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from pipeline.checks.documents import Register, references
from pipeline.checks.kinds import parse_day, parse_moment
from pipeline.checks.registry import Context
from pipeline.clock.calendar import read_day
from pipeline.clock.deadlines import UNVERIFIED, Deadlines, Due, Lookup
from pipeline.clock.worktime import Unit
from pipeline.model.content import Edition, Value
from pipeline.model.site import Site
from pipeline.model.text import Text

_UNITS: Mapping[Unit, Text] = {
    Unit.HOURS: Text("giờ", "hours"),
    Unit.WORKING_HOURS: Text("giờ làm việc", "working hours"),
    Unit.WORKING_DAYS: Text("ngày làm việc", "working days"),
    Unit.DAYS: Text("ngày", "days"),
}
# Told with every finding that rests on a count (G-04): the convention is the program's own.
CONVENTION = Text(
    "Quy chế không nêu cách đếm; hệ thống đếm từ ngày kế tiếp, hết hạn lúc 17:00.",
    "The regulations do not say how to count; days run from the next one and end at 17:00.",
)


def judged(edition: Edition, ctx: Context) -> Site | None:
    """Return the site of an item whose deadlines are watched, None for what has none.

    Translations follow their originals; what was taken down is no longer owed.
    """
    if edition.document.lang != "vi" or edition.value("go_bo"):
        return None
    return ctx.site(edition)


def deadlines(ctx: Context) -> Deadlines:
    """Return the deadline rows of this run."""
    found: Deadlines = ctx.facts["deadlines"]
    return found


def published_at(edition: Edition, ctx: Context) -> tuple[datetime, bool]:
    """Return when an item was published, and whether that is known.

    Unknown means under review: such an item counts as published now, or at the end of its embargo.
    """
    known: Mapping[str, datetime] = ctx.facts.get("published", {})
    if edition.path in known:
        return known[edition.path], True
    embargo = parse_moment(edition.value("dang_luc"))
    return (embargo if embargo and embargo > ctx.now else ctx.now), False


def lookup(ctx: Context) -> Lookup:
    """Return how triggers are found: in the item, or ("van_ban.ngay_ban_hanh") in a document it names."""
    register: Register = ctx.facts["register"]

    def find(edition: Edition, key: str) -> Value:
        head, _, rest = key.partition(".")
        if not rest:
            return edition.value(key)
        days = [_day(register.find(r, edition), rest) for r in references(edition, head)]
        return max((d for d in days if d), default=None)  # of several documents, the newest is the news

    return find


def _day(document: Edition | None, key: str) -> str | None:
    value = document.value(key) if document else None
    return value if isinstance(value, str) and read_day(value) else None


def said(moment: datetime) -> Text:
    """Return a moment in words: 17:00 ngày 16/11/2026."""
    return Text(f"{moment:%H:%M} ngày {moment:%d/%m/%Y}", f"{moment:%H:%M on %Y-%m-%d}")


def span(length: timedelta) -> Text:
    """Return how long something lasted, in its two largest units, rounded down; at least one minute."""
    minutes = max(1, int(length.total_seconds() // 60))
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [(days, "ngày", "days"), (hours, "giờ", "hours"), (rest, "phút", "minutes")]
    shown = [p for p in (parts[:2] if days else parts[1:]) if p[0]]
    return Text(" ".join(f"{n} {vi}" for n, vi, _ in shown), " ".join(f"{n} {en}" for n, _, en in shown))


def limit(due: Due) -> Text:
    """Return a due time with number and basis: 17:00 ngày 16/11/2026 (2 ngày làm việc, S4 Đ8 k1 c)."""
    when, unit = said(due.at), _UNITS[due.row.unit]
    basis = ", ".join(due.row.legal) or due.row.code
    mark = "" if due.row.verified else f" {UNVERIFIED}"
    mark_en = "" if due.row.verified else " [unverified]"
    return Text(
        f"{when.vi} ({due.row.amount} {unit.vi}, {basis}{mark})",
        f"{when.en} ({due.row.amount} {unit.en}, {basis}{mark_en})",
    )


def answered_at(edition: Edition) -> datetime | None:
    """Return when the asker first heard: the answer or the notice of progress, None while neither is there."""
    told = [parse_moment(edition.value(k)) for k in ("tra_loi_luc", "thong_bao_tien_do_luc")]
    return min((t for t in told if t), default=None)


def promised_day(edition: Edition) -> datetime | None:
    """Return the end of the day by which a notice of progress promised the answer."""
    day = parse_day(edition.value("han_tra_loi"))
    return datetime.fromisoformat(f"{day}T17:00:00+07:00") if day else None

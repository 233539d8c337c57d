"""A board as the rules see it: people, keys, appointments and delegations, each with its place in its file.

Reading is lenient: what has the wrong shape is left out here, and `malformed` says where. The gate itself refuses a
board with any such fault as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.checks.registry import Context
from pipeline.model.board import (
    APPOINTMENT_KEYS,
    BOARD_KEYS,
    DELEGATION_KEYS,
    HEAD,
    KEY_KEYS,
    PERSON_KEYS,
    REASONS,
    ROLES,
    BoardConfig,
    BoardFile,
)
from pipeline.model.content import Value, as_list
from pipeline.model.finding import Problem
from pipeline.model.openpgp import BadPacket, read_key
from pipeline.model.patterns import regex
from pipeline.model.text import Text

SOON = 30  # days before the end of a term or a key at which somebody is told
Period = tuple[date, date | None]
_DAY = regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Row:
    """An entry of a board's file and its place there."""

    file: BoardFile
    place: str
    value: Mapping[str, Value]

    def text(self, key: str) -> str:
        """Return the text under a key, "" where there is none."""
        found = self.value.get(key)
        return found.strip() if isinstance(found, str) else ""

    def day(self, key: str) -> date | None:
        """Return the day under a key, None where there is none."""
        return _day(self.value.get(key))

    def inner(self, key: str) -> tuple[Row, ...]:
        """Return the entries of a list under a key."""
        return tuple(_rows(self.file, self.value.get(key), f"{self.place}.{key}"))

    @property
    def period(self) -> Period | None:
        """Return the days from `tu` to `den`, both included (None: open); None where they are not well written."""
        first, last = self.day("tu"), self.day("den")
        if first is None or (last is None and self.value.get("den") is not None):
            return None
        return first, last

    def holds(self, today: date) -> bool:
        """Return whether a day lies in the entry's period."""
        found = self.period
        return found is not None and meets((found,), (today, today))

    def problem(self, key: str, message: Text, hint: Text, legal: tuple[str, ...] = ()) -> Problem:
        """Return a problem at one of the entry's keys, or at the entry itself for ""."""
        place = f"{self.place}.{key}" if key else self.place
        line, column = self.file.mark(place)
        return Problem(line, column, message, hint, anchor=place, path=self.file.path, legal=legal)


def periods(rows: Iterable[Row]) -> frozenset[Period]:
    """Return the periods of entries, read once for many questions."""
    return frozenset(p for p in (row.period for row in rows) if p)


def meets(found: Iterable[Period], other: Period) -> bool:
    """Return whether one of several periods has a day in common with another."""
    begin, end = other
    return any((last is None or begin <= last) and (end is None or first <= end) for first, last in found)


def people(board: BoardConfig) -> tuple[Row, ...]:
    """Return the people of a board."""
    return tuple(_listed(board.board, "nguoi"))


def appointments(board: BoardConfig) -> tuple[Row, ...]:
    """Return the appointments of a board."""
    return tuple(_listed(board.board, "bo_nhiem"))


def delegations(board: BoardConfig) -> tuple[Row, ...]:
    """Return the delegations of both files."""
    found = list(_listed(board.board, "uy_quyen"))
    if board.delegations:
        value = board.delegations.value
        whole = not isinstance(value, Mapping)
        found += _rows(board.delegations, value, "") if whole else _listed(board.delegations, "uy_quyen")
    return tuple(found)


def terms(rows: Iterable[Row], role: str) -> Mapping[str, frozenset[Period]]:
    """Return the periods in which people hold a role, by person."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        if row.text("vai_tro") == role:
            found.setdefault(row.text("nguoi"), []).append(row)
    return {person: periods(held) for person, held in found.items()}


def in_force(board: BoardConfig, ctx: Context) -> bool:
    """Return whether the board's site is registered and not closed, so that its board has work to do."""
    site = ctx.registry.sites.get(board.site_id)
    return site is not None and (site.until is None or site.until >= ctx.facts["today"])


def law_of(board: BoardConfig, ctx: Context, role: str) -> tuple[str, ...]:
    """Return where the site's regulations speak of a role; rows that were not verified are left out."""
    site = ctx.registry.sites.get(board.site_id)
    profiles = [ctx.registry.profiles.get(name) for name in site.profiles] if site else []
    found: dict[str, None] = {}
    for profile in profiles:
        for row in as_list(profile.raw.get("vai_tro")) if profile else ():
            if isinstance(row, Mapping) and row.get("ma") == role and row.get("da_kiem_chung") is not False:
                found |= dict.fromkeys(t for t in as_list(row.get("can_cu")) if isinstance(t, str))
    return tuple(found)


def role_name(code: str) -> Text:
    """Return the name of a role, its code where it is unknown."""
    return ROLES.get(code, Text(code[:40], code[:40]))


def key_name(row: Row) -> str:
    """Return the kind of a key: the first word of its line, or OpenPGP."""
    return "OpenPGP" if row.text("gpg") else (row.text("ssh").split(None, 1) or [""])[0][:40]


def malformed(board: BoardConfig) -> Iterator[tuple[BoardFile, str, Text]]:
    """Yield (file, place, what is wrong) for everything for which the gate refuses the files as a whole."""
    if not isinstance(board.board.value, Mapping):
        yield board.board, "", Text("tệp phải là các cặp khóa và giá trị", "the file must be a mapping")
        return
    yield from _unknown(board.board, "", board.board.value, BOARD_KEYS)
    if board.delegations and isinstance(board.delegations.value, Mapping):
        yield from _unknown(board.delegations, "", board.delegations.value, ("uy_quyen",))
    for person in people(board):
        yield from _row(person, PERSON_KEYS, texts=("ma",))
        for key in person.inner("khoa"):
            yield from _row(key, KEY_KEYS, days=("tu",), open_days=("den", "thu_hoi"))
            yield from _one_key(key)
    for given in appointments(board):
        yield from _row(given, APPOINTMENT_KEYS, texts=("nguoi", "vai_tro"), days=("tu",), open_days=("den",))
        role = given.text("vai_tro")
        if role and role not in ROLES:
            yield (
                given.file,
                f"{given.place}.vai_tro",
                Text(f"không có vai trò “{role[:40]}”", "unknown role"),
            )
    for given in delegations(board):
        yield from _row(given, DELEGATION_KEYS, texts=("tu_nguoi", "cho", "ly_do"), days=("tu", "den"))
        reason = given.text("ly_do")
        if reason and reason not in REASONS:
            yield (
                given.file,
                f"{given.place}.ly_do",
                Text(f"không có lý do “{reason[:40]}”", "unknown reason"),
            )


def _one_key(row: Row) -> Iterator[tuple[BoardFile, str, Text]]:
    """Yield what is wrong with the key itself; an SSH key that is none is seen by the gate alone."""
    if bool(row.text("ssh")) == bool(row.text("gpg")):
        said = Text("phải có đúng một trong hai khóa ssh, gpg", "it must have one of ssh and gpg")
        yield row.file, f"{row.place}.gpg" if row.text("gpg") else f"{row.place}.ssh", said
    elif row.text("gpg"):
        try:
            read_key(row.text("gpg"))
        except BadPacket as error:
            yield row.file, f"{row.place}.gpg", Text(f"gpg: {error}", "gpg holds no key that can be enrolled")


def _row(
    row: Row,
    known: Sequence[str],
    *,
    texts: Sequence[str] = (),
    days: Sequence[str] = (),
    open_days: Sequence[str] = (),
) -> Iterator[tuple[BoardFile, str, Text]]:
    yield from _unknown(row.file, row.place, row.value, known)
    for key in texts:
        if not row.text(key):
            yield row.file, f"{row.place}.{key}", Text(f"thiếu {key}", f"{key} is missing")
    for key in (*days, *open_days):
        empty = row.value.get(key) is None
        if row.day(key) is None and not (empty and key in open_days):
            said = Text(f"{key} phải là ngày dạng 2026-11-22", f"{key} must be a day such as 2026-11-22")
            yield row.file, f"{row.place}.{key}", said
    first, last = row.day("tu"), row.day("den")
    if first and last and last < first:
        yield row.file, f"{row.place}.den", Text("ngày cuối trước ngày đầu", "it ends before it begins")


def _unknown(
    file: BoardFile, place: str, value: Mapping[str, Value], known: Sequence[str]
) -> Iterator[tuple[BoardFile, str, Text]]:
    for key in value:
        if key not in known:
            where = f"{place}.{key}" if place else key
            yield file, where, Text(f"khóa không biết “{key[:40]}”", f"unknown key “{key[:40]}”")


def _listed(file: BoardFile, key: str) -> Iterator[Row]:
    value = file.value.get(key) if isinstance(file.value, Mapping) else None
    yield from _rows(file, value, key)


def _rows(file: BoardFile, value: Value, place: str) -> Iterator[Row]:
    for number, entry in enumerate(value if isinstance(value, tuple) else ()):
        if isinstance(entry, Mapping):
            yield Row(file, f"{place}[{number}]", entry)


def _day(value: Value) -> date | None:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def heads(board: BoardConfig, today: date) -> tuple[Row, ...]:
    """Return the appointments of those who are head today."""
    return tuple(a for a in appointments(board) if a.text("vai_tro") == HEAD and a.holds(today))

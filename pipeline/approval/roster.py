"""The editorial board of a site as the decisions made it: people, keys, appointments, delegations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from pipeline.approval.keys import BadKey, fingerprint_of
from pipeline.approval.strictfile import BadFile, Table, read_yaml, rows
from pipeline.clock.now import VIETNAM
from pipeline.history.commits import comparable
from pipeline.model import board as fields
from pipeline.model.content import Value
from pipeline.model.openpgp import BadPacket, read_key

HEAD, DEPUTY, STANDING = fields.HEAD, fields.DEPUTY, fields.STANDING
ROLES = frozenset(fields.ROLES)
REASONS = frozenset(fields.REASONS)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from the first to the last, both included, as days in Viet Nam; no last day: open."""

    first: date
    last: date | None

    def holds(self, moment: datetime) -> bool:
        """Return whether a moment lies in the period."""
        day = moment.astimezone(VIETNAM).date()
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """An enrolled key; from the day of its revocation on it is worth nothing.

    `text`: one line of an SSH public key, or an armoured OpenPGP key. `names`: all by which a signature may call it,
    which for OpenPGP are those of the subkeys as well.
    """

    text: str
    fingerprint: str
    period: Period
    revoked: date | None
    names: frozenset[str] = frozenset()

    def holds(self, moment: datetime) -> bool:
        """Return whether the key may be used at a moment."""
        if self.revoked is not None and moment.astimezone(VIETNAM).date() >= self.revoked:
            return False
        return self.period.holds(moment)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the board, under a stable id."""

    id: str
    name: str
    email: str
    accounts: Mapping[str, int] = field(hash=False)
    keys: tuple[SigningKey, ...]


@dataclass(frozen=True, slots=True)
class Appointment:
    """A role that a decision gave to a person for a period."""

    person: str
    role: str
    decision: str
    decided: date
    period: Period
    approves: bool


@dataclass(frozen=True, slots=True)
class Delegation:
    """What a head lets a deputy approve; `types` empty means every type."""

    giver: str
    receiver: str
    reason: str
    types: frozenset[str]
    period: Period
    paper: str


@dataclass(frozen=True, slots=True)
class Roster:
    """One site's board; `id` is the blob id of its file."""

    site: str
    id: str
    people: tuple[Person, ...]
    appointments: tuple[Appointment, ...]
    delegations: tuple[Delegation, ...]

    def person(self, identity: str) -> Person | None:
        """Return the person with this id."""
        return next((p for p in self.people if p.id == identity), None)

    def owner_of(self, fingerprint: str) -> tuple[Person, SigningKey] | None:
        """Return whose key has this fingerprint (of an OpenPGP key: or a subkey's), together with the key."""
        return next(((p, k) for p in self.people for k in p.keys if fingerprint in k.names), None)

    def owner_of_account(self, forge: str, account: int) -> Person | None:
        """Return whose account on a kind of forge has this numeric id."""
        return next((p for p in self.people if p.accounts.get(forge) == account), None)

    def named(self, name: str) -> Person | None:
        """Return whom a name means: an id, else an e-mail that one person alone has; never proof of anything."""
        mail = comparable(name)
        same = [p for p in self.people if p.email and p.email == mail]
        return self.person(name) or (same[0] if len(same) == 1 else None)

    def count(self, people: Collection[str]) -> int:
        """Return how many people these ids are: entries with one e-mail are one person."""
        found = (self.person(identity) for identity in people)
        return len({p.email or p.id for p in found if p is not None})

    def of(self, person: str) -> tuple[Appointment, ...]:
        """Return the appointments of a person."""
        return tuple(a for a in self.appointments if a.person == person)


def parse_roster(site: str, identity: str, board: bytes, delegations: bytes | None = None) -> Roster:
    """Return the board in ban-bien-tap.yml, with the delegations of uy-quyen.yml; raises `BadFile`."""
    name = f"sites/{site}/ban-bien-tap.yml"
    top = Table(read_yaml(board, name), name, fields.BOARD_KEYS)
    people = tuple(_person(row) for row in top.rows("nguoi", fields.PERSON_KEYS))
    known = {p.id for p in people}
    _unique([p.id for p in people], name, "mã người")
    # A key that two people hold proves neither of them.
    _unique([n for p in people for k in p.keys for n in k.names], name, "khóa ký")
    _unique([f"{forge} {number}" for p in people for forge, number in p.accounts.items()], name, "tài khoản")
    given = tuple(_delegation(row, known) for row in top.rows("uy_quyen", fields.DELEGATION_KEYS))
    if delegations is not None:
        given += parse_delegations(site, delegations, known)
    appointments = tuple(_appointment(r, known) for r in top.rows("bo_nhiem", fields.APPOINTMENT_KEYS))
    return Roster(site, identity, people, appointments, given)


def parse_delegations(site: str, raw: bytes, known: set[str]) -> tuple[Delegation, ...]:
    """Return the delegations of uy-quyen.yml: a list, or a mapping with the one key `uy_quyen`."""
    name = f"sites/{site}/uy-quyen.yml"
    value: Value = read_yaml(raw, name)
    if isinstance(value, Mapping):
        value = Table(value, name, ("uy_quyen",)).raw("uy_quyen")
    return tuple(_delegation(row, known) for row in rows(value, name, fields.DELEGATION_KEYS))


def _person(row: Table) -> Person:
    accounts = row.raw("tai_khoan")
    if accounts is not None and not isinstance(accounts, Mapping):
        raise BadFile(f"{row.place}.tai_khoan: phải là các cặp khóa và giá trị")
    numbered: dict[str, int] = {}
    for forge, number in (accounts or {}).items():
        if isinstance(number, bool) or not isinstance(number, int):
            raise BadFile(f"{row.place}.tai_khoan.{forge}: phải là mã số")
        numbered[forge] = number
    return Person(
        row.text("ma"),
        row.text("ho_ten", required=False),
        comparable(row.text("email", required=False)),
        numbered,
        tuple(signing_key(k) for k in row.rows("khoa", fields.KEY_KEYS)),
    )


def signing_key(row: Table) -> SigningKey:
    """Return the key in one entry of a list `khoa`: an SSH key or an OpenPGP key; raises `BadFile`."""
    if (row.raw("ssh") is None) == (row.raw("gpg") is None):
        raise BadFile(f"{row.place}: ghi đúng một trong hai khóa ssh, gpg")
    period, revoked = _period(row), row.day("thu_hoi", required=False)
    try:
        if row.raw("gpg") is None:
            text = row.text("ssh")
            fingerprint = fingerprint_of(text)
            return SigningKey(text, fingerprint, period, revoked, frozenset({fingerprint}))
        text = row.text("gpg")
        key = read_key(text)
        return SigningKey(text, key.fingerprint, period, revoked, key.names)
    except (BadKey, BadPacket) as error:
        raise BadFile(f"{row.place}: {error}") from None


def _period(row: Table, open_end: bool = True) -> Period:
    first, last = row.day("tu", required=True), row.day("den", required=not open_end)
    assert first is not None
    if last is not None and last < first:
        raise BadFile(f"{row.place}.den: trước ngày bắt đầu")
    return Period(first, last)


def _appointment(row: Table, known: set[str]) -> Appointment:
    decision = Table(row.raw("quyet_dinh"), f"{row.place}.quyet_dinh", ("so", "ngay", "co_quan"))
    decided = decision.day("ngay", required=True)
    assert decided is not None
    role = row.text("vai_tro")
    if role not in ROLES:
        raise BadFile(f"{row.place}.vai_tro: không có vai trò {role}")
    return Appointment(
        _known(row, "nguoi", known), role, decision.text("so"), decided, _period(row), row.flag("duyet")
    )


def _delegation(row: Table, known: set[str]) -> Delegation:
    paper = Table(row.raw("van_ban"), f"{row.place}.van_ban", ("so", "ngay", "co_quan"))
    paper.day("ngay", required=True)
    reason = row.text("ly_do")
    if reason not in REASONS:
        raise BadFile(f"{row.place}.ly_do: không có lý do {reason}")
    return Delegation(
        _known(row, "tu_nguoi", known),
        _known(row, "cho", known),
        reason,
        frozenset(row.texts("loai", required=False)),
        _period(row, open_end=False),
        paper.text("so"),
    )


def _known(row: Table, key: str, known: set[str]) -> str:
    person = row.text(key)
    if person not in known:
        raise BadFile(f"{row.place}.{key}: không có ai mang mã {person}")
    return person


def _unique(values: list[str], name: str, what: str) -> None:
    twice = sorted(v for v, times in Counter(values).items() if times > 1)
    if twice:
        raise BadFile(f"{name}: trùng {what} {', '.join(twice)}")

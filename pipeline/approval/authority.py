"""Who may approve what, when: roles, terms, delegations, keys, and the exclusion of one's own work.

Every date is judged twice, at the time that the evidence claims and at the time of its observation:
the first is written by the signer, the second is not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from pipeline.approval.policy import PathClass
from pipeline.approval.roster import DEPUTY, HEAD, STANDING, Appointment, Delegation, Person, Roster
from pipeline.model.approval import Reason


@dataclass(frozen=True, slots=True)
class Moment:
    """The time that the evidence claims and the time at which it was observed."""

    claimed: datetime
    observed: datetime

    @property
    def possible(self) -> bool:
        """Return whether the claim does not lie in the observer's future."""
        return self.claimed <= self.observed

    @property
    def both(self) -> tuple[datetime, datetime]:
        """Return the two times at which everything must hold."""
        return self.claimed, self.observed


@dataclass(frozen=True, slots=True)
class Scope:
    """The kinds of item that a change is about.

    `known`: every file's type is known, so that a delegation for some types can be held against
    them. `sensitive`: something in it is never for a standing member to approve.
    """

    types: frozenset[str]
    known: bool
    sensitive: bool


WHOLE = Scope(frozenset(), known=False, sensitive=True)  # what is no item at all


@dataclass(frozen=True, slots=True)
class Grant:
    """By what somebody may approve: role, number of the decision, number of the delegation."""

    role: str
    decision: str
    delegation: str = ""


def authority(
    roster: Roster,
    person: str,
    asked: PathClass,
    scope: Scope,
    moment: Moment,
    standing_allowed: bool,
) -> Grant | Reason:
    """Return by what a person may approve a change on the roster's site, or why not.

    The strongest appointment counts; of several refusals the one that is nearest to a yes is told.
    """
    refusals: list[Reason] = []
    for appointment in sorted(roster.of(person), key=lambda a: (a.role != HEAD, a.role != DEPUTY)):
        found = _by(roster, appointment, asked, scope, moment, standing_allowed)
        if isinstance(found, Grant):
            return found
        refusals.append(found)
    for reason in (Reason.KHONG_CO_UY_QUYEN, Reason.HET_NHIEM_KY):
        if reason in refusals:
            return reason
    return Reason.KHONG_CO_THAM_QUYEN


def _by(
    roster: Roster,
    appointment: Appointment,
    asked: PathClass,
    scope: Scope,
    moment: Moment,
    standing_allowed: bool,
) -> Grant | Reason:
    if appointment.role not in asked.roles:
        return Reason.KHONG_CO_THAM_QUYEN
    if not appointment.period.holds(moment.claimed) or not _in_office(roster, appointment, moment.observed):
        return Reason.HET_NHIEM_KY
    if appointment.role == DEPUTY:
        delegation = delegation_for(roster, appointment.person, scope, moment)
        if delegation is None:
            return Reason.KHONG_CO_UY_QUYEN
        return Grant(DEPUTY, appointment.decision, delegation.paper)
    if appointment.role == STANDING and not (
        standing_allowed and appointment.approves and not scope.sensitive
    ):
        return Reason.KHONG_CO_THAM_QUYEN
    return Grant(appointment.role, appointment.decision)


def _in_office(roster: Roster, like: Appointment, at: datetime) -> bool:
    """Return whether a person holds the same office at another time, by this decision or a later one."""
    return any(
        a.role == like.role and a.period.holds(at) and a.approves >= like.approves
        for a in roster.of(like.person)
    )


def delegation_for(roster: Roster, deputy: str, scope: Scope, moment: Moment) -> Delegation | None:
    """Return the delegation that lets a deputy approve: period, scope, and a giver who is head in office.

    Only a head can give, so what was received cannot be handed on.
    """
    found = [_delegation_at(roster, deputy, scope, at) for at in moment.both]
    return found[0] if all(found) else None


def _delegation_at(roster: Roster, deputy: str, scope: Scope, at: datetime) -> Delegation | None:
    for given in roster.delegations:
        if given.receiver != deputy or given.giver == deputy or not given.period.holds(at):
            continue
        if given.types and not (scope.known and scope.types <= given.types):
            continue
        if any(a.role == HEAD and a.period.holds(at) for a in roster.of(given.giver)):
            return given
    return None


@dataclass(frozen=True, slots=True)
class Traces:
    """What the contributors of a change left behind: e-mails, keys their commits are signed with, accounts.

    An account is a forge's kind with the user's numeric id there.
    """

    emails: frozenset[str]
    fingerprints: frozenset[str]
    accounts: frozenset[tuple[str, int]] = frozenset()

    def __or__(self, other: Traces) -> Traces:
        """Return the traces of the contributors of both."""
        return Traces(
            self.emails | other.emails,
            self.fingerprints | other.fingerprints,
            self.accounts | other.accounts,
        )


NO_TRACES = Traces(frozenset(), frozenset())


Place = tuple[str, str]  # a board and an id on it


def own_work(rosters: Iterable[Roster], site: str, person: str, traces: Traces) -> bool:
    """Return whether a person of a site's board is among the contributors."""
    entries = entries_of(rosters)
    found = {
        place
        for place, p in entries.items()
        if p.email in traces.emails
        or any(not k.names.isdisjoint(traces.fingerprints) for k in p.keys)
        or not traces.accounts.isdisjoint(p.accounts.items())
    }
    return (site, person) in same_people(entries, found)


def entries_of(rosters: Iterable[Roster]) -> dict[Place, Person]:
    """Return everybody on some boards, by board and id."""
    return {(r.site, p.id): p for r in rosters for p in r.people}


def same_people(entries: Mapping[Place, Person], found: Collection[Place]) -> frozenset[Place]:
    """Return all entries of the people behind some of them.

    Somebody who stands on several boards, or has several keys or accounts, is one person: entries are
    joined by id, by key and by account. Joining only ever excludes, so a wrong join costs an approval and gives none away.
    """
    known = frozenset(found)
    while True:
        ids = {identity for _, identity in known}
        keys = {k.fingerprint for place in known for k in entries[place].keys}
        accounts = {a for place in known for a in entries[place].accounts.items()}
        joined = known | {
            place
            for place, p in entries.items()
            if p.id in ids
            or any(k.fingerprint in keys for k in p.keys)
            or not accounts.isdisjoint(p.accounts.items())
        }
        if joined == known:
            return known
        known = joined

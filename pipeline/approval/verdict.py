"""From claims to the answer for one site in one step."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline.approval.authority import Grant, Moment, Scope, authority, entries_of, own_work, same_people
from pipeline.approval.evidence import Claim, Withdrawal
from pipeline.approval.facts import StepFacts
from pipeline.approval.governance import Governance
from pipeline.approval.openpgp import Frame
from pipeline.approval.policy import PathClass, Policy
from pipeline.approval.roster import Person, Roster, SigningKey
from pipeline.clock.now import VIETNAM
from pipeline.model.approval import WEAK_LEVELS, Approver, Decision, Reason, Result


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be answered: which realm, whose board, by which class, about what."""

    realm: str
    roster: Roster
    asked: PathClass
    scope: Scope
    excluded: frozenset[str] = frozenset()  # people who gain by the change
    only: frozenset[str] | None = None  # an act of these people alone, such as a delegation
    weak: frozenset[str] = frozenset()  # levels that name people without proving them and are taken here


def answer(
    governance: Governance,
    step: StepFacts,
    question: Question,
    claims: Sequence[Claim],
    withdrawn: Sequence[Withdrawal],
    observed: datetime,
    now: datetime,
) -> tuple[tuple[Approver, ...], tuple[Reason, ...]]:
    """Return who validly approved, and every reason why that is not enough (empty: it is).

    `observed` is when the step was first seen as approved. An approval that is newer was not seen then, but `now`.
    """
    asked = question.asked
    approvers: dict[str, Approver] = {}
    reasons: list[Reason] = []
    for claim in claims:
        seen = observed if claim.at <= observed else now
        judged = _one(governance, step, question, claim, withdrawn, seen)
        if isinstance(judged, Approver):
            approvers.setdefault(judged.person, judged)
        else:
            reasons.extend(judged)
    # A valid approval outweighs a second, worthless one by somebody else.
    if question.roster.count(approvers) >= asked.count:
        return tuple(approvers.values()), ()
    if claims and asked.count > 1:
        reasons.append(Reason.THIEU_NGUOI_DUYET)
    return tuple(approvers.values()), tuple(reasons)


def _one(
    governance: Governance,
    step: StepFacts,
    question: Question,
    claim: Claim,
    withdrawn: Sequence[Withdrawal],
    observed: datetime,
) -> Approver | list[Reason]:
    asked, roster = question.asked, question.roster
    moment = Moment(claim.at, observed)
    person, reasons = _who(governance.policy, roster, claim, moment)
    if person is None:
        return [Reason.KHONG_CO_THAM_QUYEN]  # known somewhere, but nobody of this site's board
    if claim.withdrawn:
        return [Reason.DA_THU_HOI]
    traces = step.traces | claim.traces
    own = not asked.self_signed and own_work(governance.rosters(), roster.site, person.id, traces)
    if own or person.id in question.excluded:
        reasons.append(Reason.TU_DUYET)
    if not moment.possible or (claim.frame and claim.frame.made > observed):
        reasons.append(Reason.HET_NHIEM_KY)
    standing = governance.standing_may_approve(roster.site)
    granted = authority(roster, person.id, asked, question.scope, moment, standing)
    if isinstance(granted, Reason):
        reasons.append(granted)
    elif question.only is not None and question.only != {person.id}:
        reasons.append(Reason.KHONG_CO_THAM_QUYEN)
    if claim.covers != step.digest or claim.roster not in (None, roster.id):
        reasons.append(Reason.NOI_DUNG_DA_DOI)
    merged = min(step.merged, observed)
    if withdrawn and _taken_back(_keys_of(governance, roster.site, person), claim, withdrawn, merged):
        reasons.append(Reason.DA_THU_HOI)
    if claim.level not in governance.policy.levels(asked, question.realm) or (
        claim.level in WEAK_LEVELS and claim.level not in question.weak
    ):
        reasons.append(Reason.BANG_CHUNG_YEU)
    if reasons or not isinstance(granted, Grant):
        return reasons
    return Approver(
        person=person.id,
        role=granted.role,
        evidence=claim.level,
        at=claim.at.astimezone(VIETNAM),
        decision=granted.decision,
        delegation=granted.delegation,
        late=claim.at > merged,
        proof=claim.proof,
    )


def _who(policy: Policy, roster: Roster, claim: Claim, moment: Moment) -> tuple[Person | None, list[Reason]]:
    """Return whose claim it is on a board, and what is wrong with the means by which it was made."""
    if claim.named is not None:
        return roster.named(claim.named), _forge_key_faults(policy, roster.site, claim, moment)
    if claim.account is not None:
        person = roster.owner_of_account(claim.account.forge, claim.account.id)
        return person, []
    owner = roster.owner_of(claim.fingerprint) if claim.fingerprint else None
    if owner is None:
        return None, []
    person, key = owner
    frame = claim.frames.get(key.text) if claim.frame else None
    told = claim.frame is None or frame is not None  # under this very board's form of the key
    holds = told and _holds(key, frame, moment) and claim.person in (None, person.id)
    return person, [] if holds else [Reason.KHOA_KHONG_HOP_LE]


def _holds(key: SigningKey, frame: Frame | None, moment: Moment) -> bool:
    """Return whether a key may be used at every time that counts, by the file that names it and by its own word."""
    moments = [*moment.both, *([frame.made] if frame else [])]
    until = frame.until if frame else None
    return all(key.holds(at) and (until is None or at < until) for at in moments)


def _forge_key_faults(policy: Policy, site: str, claim: Claim, moment: Moment) -> list[Reason]:
    """Return what is wrong with the forge's key behind a claim: it must be the site's own, and hold at both times."""
    if claim.fingerprint is None:
        return []
    keys = [k for k in policy.forge_keys.get(site, ()) if k.fingerprint == claim.fingerprint]
    holds = any(_holds(k, claim.frame, moment) for k in keys)
    return [] if holds else [Reason.KHOA_KHONG_HOP_LE]


def _keys_of(governance: Governance, site: str, person: Person) -> frozenset[str]:
    """Return all keys of a person, those on other boards among them: any of them can take an approval back."""
    entries = entries_of(governance.rosters())
    places = same_people(entries, {(site, person.id)})
    return frozenset(k.fingerprint for place in places for k in entries[place].keys)


def _taken_back(
    keys: frozenset[str], claim: Claim, withdrawn: Sequence[Withdrawal], merged: datetime
) -> bool:
    """Return whether the owner of these keys withdrew this approval before the merge; a newer one counts again."""
    return any(w.fingerprint in keys and claim.at <= w.at <= merged for w in withdrawn)


def refuse(*reasons: Reason) -> Decision:
    """Return a refusal."""
    return Decision(Result.KHONG_DAT, ordered(reasons))


def ordered(reasons: Collection[Reason]) -> tuple[Reason, ...]:
    """Return reasons once each, in the order in which they are told."""
    return tuple(r for r in Reason if r in set(reasons))

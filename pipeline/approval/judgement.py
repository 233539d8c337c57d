"""One step judged: which sites it touches, what each part asks for, who answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline.approval.authority import WHOLE, Place, entries_of, same_people
from pipeline.approval.evidence import EvidenceSource, Found, View
from pipeline.approval.facts import StepFacts
from pipeline.approval.governance import BOARD, DELEGATIONS, Governance
from pipeline.approval.policy import POLICY_PATH, PathClass, is_content, parse_policy
from pipeline.approval.roster import Roster, parse_delegations, parse_roster
from pipeline.approval.scope import scope_of
from pipeline.approval.standing import Standing
from pipeline.approval.strictfile import BadFile
from pipeline.approval.usage import Usage
from pipeline.approval.verdict import Question, answer, ordered
from pipeline.history.diff import Change
from pipeline.history.repository import Repository
from pipeline.history.trees import Entry
from pipeline.history.view import MissingObject
from pipeline.model.address import CONTENT, SHARED, SITES
from pipeline.model.approval import WEAK_LEVELS, Approver, Decision, Mode, Reason, Result


@dataclass(frozen=True, slots=True)
class Judged:
    """The answer for every site that a step touches, and the raw answers of a forge that it rests on."""

    decisions: Mapping[str, Decision]
    answers: tuple[str, ...] = ()


Parts = dict[tuple[str, PathClass], list[Change]]


class Judge:
    """Judges steps one after the other against the proven state, which the caller moves forward."""

    def __init__(
        self,
        repo: Repository,
        governance: Governance,
        standing: Standing,
        sources: Sequence[EvidenceSource],
        now: datetime,
        observed: Mapping[str, datetime],
        mode: Mode = Mode.STRICT,
    ) -> None:
        self._repo, self._governance, self._standing = repo, governance, standing
        self._usage = Usage(repo)
        self._sources, self._now, self._observed, self._mode = sources, now, observed, mode

    def view(self, chain: Sequence[str]) -> View:
        """Return what the sources of evidence may ask the state that is proven now."""
        try:
            policy = self._governance.policy
            placer = self._governance.placer
            return View(self._enrolled, policy.root_site, chain, policy, placer, self._blocks)
        except (BadFile, MissingObject):  # told when the step itself is judged
            return View(self._enrolled, "", chain)

    def decide(self, step: StepFacts, chain: Sequence[str]) -> Judged:
        """Return the answer for every site that the step touches, or for the shared part.

        `chain` holds the commits of main from the anchor to the step's base.
        """
        view = self.view(chain)
        found = [s.find(step, view) for s in self._sources]
        answers = tuple(a for f in found for a in f.answers)
        return Judged(self._decide(step, found), answers)

    def _decide(self, step: StepFacts, found: list[Found]) -> Mapping[str, Decision]:
        try:
            parts, stray = self._parts(step)
        except BadFile:
            return {SHARED: Decision(Result.KHONG_DAT, ordered((*step.shape, Reason.DANH_SACH_HONG)))}
        shape: list[Reason] = list(step.shape)
        if stray or step.bad_paths:
            shape.append(Reason.DUONG_DAN_LA)
        if not step.changes:
            return self._empty(step, found)
        realms = self._realms(parts, stray)
        mixed = SHARED not in realms and any(realm == SHARED for realm, _ in parts)
        if mixed:
            shape.append(Reason.TRON_LAN)
        return {realm: self._realm(step, realm, parts, shape, found) for realm in sorted(realms)}

    def _parts(self, step: StepFacts) -> tuple[Parts, list[str]]:
        """Return the changes by who answers for them under which class, and the paths nobody maps."""
        parts: Parts = {}
        stray: list[str] = []
        placer = self._governance.placer()
        for change in step.changes:
            place = placer(change.path, change.new is None)
            if place is None:
                stray.append(change.path)
            else:
                parts.setdefault((place.realm, place.path_class), []).append(change)
        return parts, stray

    def _realms(self, parts: Parts, stray: list[str]) -> set[str]:
        """Return who gets an answer; governance mixed with content is told to the content's sites only.

        A path that nobody maps concerns the site in whose folder it stands as well, or that site would go on with it.
        """
        realms = {realm for realm, _ in parts}
        with_content = {
            realm for (realm, _), changes in parts.items() if any(is_content(c.path) for c in changes)
        } - {SHARED}
        if realms - {SHARED}:
            named = (path.split("/", 2) for path in stray)
            found = {n[1] for n in named if len(n) == 3 and n[0] in (CONTENT, SITES)}
            realms |= found & self._governance.sites
        if with_content:
            realms.discard(SHARED)
        return realms or {SHARED}

    def _realm(
        self, step: StepFacts, realm: str, parts: Parts, shape: list[Reason], found: list[Found]
    ) -> Decision:
        if step.untold:  # nobody can be told not to be the author, so nobody can approve
            result = Result.KHONG_DAT if shape else Result.KHONG_XAC_DINH
            return Decision(result, ordered((*shape, Reason.KHO_KHONG_DU)))
        reasons: list[Reason] = list(shape)
        reasons += [r for f in found if f.flooded for r in f.reasons]
        approvers: dict[str, Approver] = {}
        told = sorted((c for f in found for c in f.claims), key=lambda c: c.at)
        weak, taken = {c.level for c in told} & WEAK_LEVELS, self._taken(realm)
        claims = [c for c in told if c.level in taken or c.level not in weak]
        if not claims:
            specific = [r for f in found for r in f.reasons]
            reasons.extend(specific or [r for f in found for r in f.absent])
        here = [c for c in claims if c.realm in (None, realm)]
        withdrawn = [w for f in found for w in f.withdrawals if w.realm == realm]
        for (whose, asked), changes in parts.items():
            if whose != realm:
                continue
            try:
                question = self._question(step, realm, asked, changes)
            except BadFile:
                reasons.append(Reason.DANH_SACH_HONG)
                continue
            people, why_not = answer(
                self._governance,
                step,
                question,
                here,
                withdrawn,
                self.seen(step.commit.sha, realm),
                self._now,
            )
            approvers.update((p.person, p) for p in people)
            reasons.extend(why_not)
            if not people and not why_not and not reasons:
                reasons.append(Reason.KHONG_CO_THAM_QUYEN)
        if not reasons and approvers:
            return Decision(Result.DAT, (), tuple(approvers.values()))
        unknown = any(f.unknown for f in found)
        reasons.extend(r for f in found if f.unknown for r in f.reasons)  # even beside worthless claims
        result = Result.KHONG_XAC_DINH if unknown and not shape else Result.KHONG_DAT
        return Decision(result, ordered(reasons), tuple(approvers.values()), tuple(sorted(weak)))

    def _taken(self, realm: str) -> frozenset[str]:
        """Return the levels without proof that the run takes on a site: names alone only on a sample site."""
        if self._mode is Mode.DEMO and self._governance.is_demo(realm):
            return WEAK_LEVELS
        return frozenset({"E4"}) if self._mode is Mode.FALLBACK else frozenset()

    def seen(self, commit: str, site: str = "") -> datetime:
        """Return when the evidence of a step (for one site) was first observed: earlier by record, else now.

        What other sites lack in a step takes nothing from a site for which it was approved in office.
        """
        whole = self._observed.get(commit, self._now)
        return min(self._now, self._observed.get(f"{commit} {site}", whole) if site else whole)

    def _question(self, step: StepFacts, realm: str, asked: PathClass, changes: list[Change]) -> Question:
        policy = self._governance.policy
        roster = self._governance.roster(policy.root_site if asked.root else realm)
        self._must_stay_readable(changes)
        if asked.root:
            return Question(realm, roster, asked, WHOLE, excluded=self._beneficiaries(roster, changes))
        if asked.self_signed:
            return Question(realm, roster, asked, WHOLE, only=self._givers(realm, roster, changes))
        if not all(is_content(c.path) for c in changes):
            return Question(realm, roster, asked, WHOLE)
        scope = scope_of(
            self._repo,
            self._usage,
            self._governance,
            realm,
            step.base,
            step.commit.sha,
            changes,
            self._standing.entry,
        )
        return Question(realm, roster, asked, scope, weak=self._taken(realm))

    def _must_stay_readable(self, changes: list[Change]) -> None:
        """Raise `BadFile` where a step would leave a board or the policy unreadable, or the root without a board."""
        if any(c.path == POLICY_PATH or _board_of(c.path) is not None for c in changes):
            self._must_keep_a_root(changes)
        for change in changes:
            if change.path == POLICY_PATH:
                if change.new is None:
                    raise BadFile(POLICY_PATH)
                parse_policy(self._text(change.new, change.path))
            site = _board_of(change.path)
            if site is not None and change.new is not None:
                # people who leave the board may still be named in the delegations beside it
                given = self._standing.entry(f"{SITES}/{site}/{DELEGATIONS}")
                board = self._text(change.new, change.path)
                parse_roster(site, change.new.id, board, self._text(given, DELEGATIONS) if given else None)

    def _text(self, entry: Entry, path: str) -> bytes:
        """Return the bytes of a governance file; raises `BadFile` for a link or a submodule in its place."""
        if not entry.is_file:
            raise BadFile(f"{path}: không phải tệp")
        return self._repo.content(entry.id)

    def _must_keep_a_root(self, changes: list[Change]) -> None:
        """Raise `BadFile` where after a step no board answers for governance: nothing could mend that any more."""
        policy = self._governance.policy
        coming = next((c.new for c in changes if c.path == POLICY_PATH and c.new is not None), None)
        if coming is not None:
            policy = parse_policy(self._text(coming, POLICY_PATH))
            if policy.governance is None:
                raise BadFile(f"{POLICY_PATH}: không còn lớp nào cho phần quản trị")
        board = f"{SITES}/{policy.root_site}/{BOARD}"
        changed = [c.new for c in changes if c.path == board]
        entry = changed[0] if changed else self._standing.entry(board)
        if entry is None:
            raise BadFile(f"{board}: không có tệp")
        roster = parse_roster(policy.root_site, entry.id, self._text(entry, board))
        asked = policy.governance
        able = {a.person for a in roster.appointments if asked is not None and a.role in asked.roles}
        if asked is not None and roster.count(able) < asked.count:
            raise BadFile(f"{board}: không đủ {asked.count} người cho phần quản trị")

    def _beneficiaries(self, roster: Roster, changes: list[Change]) -> frozenset[str]:
        """Return the people of a board whose entries on some board a step changes, under whatever id they stand there."""
        entries = entries_of((*self._governance.rosters(), roster))
        gaining: set[Place] = set()
        for change in changes:
            site = _board_of(change.path)
            if site is None:
                continue
            sides = [self._board(change, new=new) for new in (False, True)]
            said = [_entries(r) if r else {} for r in sides]
            for who in set(said[0]) | set(said[1]):
                if said[0].get(who) == said[1].get(who):
                    continue
                for number, side in enumerate(sides):
                    person = side.person(who) if side else None
                    if person is not None:
                        entries[f"{site}#{number}", who] = person
                        gaining.add((f"{site}#{number}", who))
        return frozenset(who for site, who in same_people(entries, gaining) if site == roster.site)

    def _board(self, change: Change, new: bool) -> Roster | None:
        site = _board_of(change.path)
        entry = change.new if new else self._standing.entry(change.path)
        if site is None or entry is None:
            return None
        try:
            return parse_roster(site, entry.id, self._text(entry, change.path))
        except BadFile:
            if new:
                raise
            return None  # what could not be read before may be mended: then everybody on the new board gains

    def _givers(self, site: str, roster: Roster, changes: list[Change]) -> frozenset[str] | None:
        """Return whose delegations a step brings; None where it only takes away, which any head may."""
        known = {p.id for p in roster.people}
        found: set[str] = set()
        for change in changes:
            if change.path != f"{SITES}/{site}/{DELEGATIONS}":
                continue
            before, after = (
                set(parse_delegations(site, self._text(e, change.path), known)) if e else set()
                for e in (self._standing.entry(change.path), change.new)
            )
            found |= {d.giver for d in after - before}
        return frozenset(found) or None

    def _empty(self, step: StepFacts, found: list[Found]) -> Mapping[str, Decision]:
        """Judge a step that changes nothing: only how it came about can be wrong with it."""
        direct = [r for f in found for r in (*f.reasons, *f.absent) if r is Reason.DAY_THANG]
        reasons = ordered((*step.shape, *direct))
        return {SHARED: Decision(Result.KHONG_DAT, reasons)} if reasons else {}

    def _enrolled(self, fingerprint: str) -> str | None:
        owners = (roster.owner_of(fingerprint) for roster in self._governance.rosters())
        return next((owner[1].text for owner in owners if owner), None)

    def _blocks(self, fingerprint: str) -> tuple[str, ...]:
        """Return the public key for a fingerprint in every form in which some board holds it."""
        owners = (roster.owner_of(fingerprint) for roster in self._governance.rosters())
        return tuple(dict.fromkeys(owner[1].text for owner in owners if owner))


def _board_of(path: str) -> str | None:
    parts = path.split("/")
    fits = len(parts) == 3 and parts[0] == SITES and parts[1] != SHARED and parts[2] == BOARD
    return parts[1] if fits else None


def _entries(roster: Roster) -> dict[str, tuple[object, ...]]:
    """Return everything that a board says of each person, for comparing."""
    said: dict[str, tuple[object, ...]] = {}
    for person in roster.people:
        given = tuple(d for d in roster.delegations if person.id in (d.giver, d.receiver))
        said[person.id] = (person, roster.of(person.id), given)
    return said

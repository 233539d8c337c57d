"""A change before it is approved: what it is, whom it concerns, and what the gate would say of an approval.

Nothing is judged by rules of its own: the gate's own judge is asked about the step as if it had been taken, with
an approval that has not been given. So the report and the gate cannot contradict each other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pipeline.approval.authority import Traces
from pipeline.approval.evidence import Claim, EvidenceSource, Found, View
from pipeline.approval.facts import StepFacts, examine, traces_of
from pipeline.approval.gate import advance, judge
from pipeline.approval.governance import Governance
from pipeline.approval.judgement import Judge
from pipeline.approval.paths import dangerous
from pipeline.approval.roster import Person, Roster
from pipeline.approval.signed_statements import SignedStatements
from pipeline.approval.standing import Standing
from pipeline.approval.statements import APPROVE, MAIN, Statement
from pipeline.approval.strictfile import BadFile
from pipeline.errors import ConfigError, UsageError
from pipeline.history.commits import MalformedCommit
from pipeline.history.diff import change_digest, parse_diff
from pipeline.history.repository import Repository
from pipeline.history.view import BadHistory
from pipeline.model.address import SHARED
from pipeline.model.approval import Decision, Reason
from pipeline.model.text import Text

CLEAN, CONFLICT, MOVED = "sach", "xung-dot", "nhanh-chinh-da-doi"


@dataclass(frozen=True)
class Proposal:
    """A change that somebody may approve.

    `base` is the tip of main (P), `head` the commit that brings the change (H), `origin` where it left main.
    `merge` tells what a merge would meet; `late`: the step is on main already.
    """

    base: str
    head: str
    origin: str
    facts: StepFacts
    merge: str
    late: bool

    @property
    def digest(self) -> str:
        """Return the change digest C."""
        return self.facts.digest


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a board: whether the gate would count an approval of this change, or why not."""

    person: str
    name: str
    role: str
    counts: bool
    reasons: tuple[Reason, ...]
    decision: str = ""
    delegation: str = ""


@dataclass(frozen=True, slots=True)
class Realm:
    """One site (or the shared part) that the change touches.

    `now` is the gate's answer on what is signed already, `then` with the asked person's approval added.
    """

    site: str
    roster: Roster | None
    now: Decision
    then: Decision
    members: tuple[Member, ...]
    withdrawable: bool = False  # an approval by the asked person is there

    def member(self, person: str | None) -> Member | None:
        """Return somebody of the board."""
        return next((m for m in self.members if m.person == person), None)


class _Supposed:
    """Approvals that nobody has given."""

    def __init__(self, claims: tuple[Claim, ...]) -> None:
        self._claims = claims

    def find(self, step: StepFacts, view: View) -> Found:
        return Found(self._claims)

    def knows(self, digest: str, commits: Sequence[str], view: View) -> bool:
        return False


def proposal_of(repo: Repository, main: str, rev: str, at: datetime) -> Proposal:
    """Return the change that a branch or commit brings to main; raises `UsageError` where there is none."""
    base, head = repo.head(main), repo.head(rev)
    try:
        origin = repo.merge_base(base, head)
    except BadHistory:
        raise _useless(
            Text("Nhánh này không cùng gốc với nhánh chính.", "This branch has no one origin with main."),
            Text("Hãy tạo nhánh mới từ nhánh chính.", "Make a new branch from main."),
        ) from None
    if origin == head:
        raise _useless(
            Text(
                "Thay đổi này đã có trong nhánh chính hoặc không đổi gì.",
                "This change is on main already, or changes nothing.",
            ),
            Text(
                "Muốn phê duyệt bổ sung một bước đã vào nhánh chính: --step COMMIT.",
                "To approve a step of main belatedly: --step COMMIT.",
            ),
        )
    raw = repo.raw_diff(origin, head)
    digest, changes = change_digest(raw), parse_diff(raw)
    commit = repo.commit(head)
    supposed = replace(commit, parents=(base, head), committer=replace(commit.committer, at=at))
    facts = StepFacts(
        base=base,
        commit=supposed,
        changes=changes,
        digest=digest,
        reviewed=digest,
        shape=(),
        bad_paths=dangerous(repo, head, changes),
        traces=_traces(repo, base, head),
        merged=at,
    )
    return Proposal(base, head, origin, facts, _merge(repo, base, head, origin, digest), late=False)


def _traces(repo: Repository, base: str, head: str) -> Traces:
    """Return who contributed; raises `UsageError` where a commit is not of git's form."""
    try:
        return traces_of(repo.commits_between(base, head))
    except MalformedCommit as error:
        raise _useless(
            Text(
                f"Commit {str(error)[:10]} của nhánh bị hỏng.",
                f"Commit {str(error)[:10]} of the branch is broken.",
            ),
            Text("Hãy làm lại nhánh từ nhánh chính.", "Make the branch anew from main."),
        ) from None


def _merge(repo: Repository, base: str, head: str, origin: str, digest: str) -> str:
    """Return what merging would meet: nothing, a conflict, or a main that changed the same files."""
    if origin == base:
        return CLEAN
    tree = repo.merged_tree(base, head)
    if tree is None:
        return CONFLICT
    return CLEAN if change_digest(repo.raw_diff(base, tree)) == digest else MOVED


def late_proposal(repo: Repository, main: str, rev: str) -> Proposal:
    """Return a step that is on main already, for a late approval; raises `UsageError` where it is none."""
    tip, step = repo.head(main), repo.head(rev)
    commit = repo.commit(step)
    try:
        repo.first_parent(step, tip)
        if not commit.parents:
            raise BadHistory(step)
    except BadHistory:
        raise _useless(
            Text(f"{step[:10]} không phải một bước của nhánh chính.", f"{step[:10]} is no step of main."),
            Text(
                "Xem các bước bằng: git log --first-parent main.", "List steps: git log --first-parent main."
            ),
        ) from None
    base = commit.parents[0]
    facts = examine(repo, base, commit)
    head, origin = step, base
    if len(commit.parents) == 2 and facts.reviewed == facts.digest:
        head = commit.parents[1]
        origin = repo.merge_base(base, head)
    return Proposal(base, head, origin, facts, CLEAN, late=True)


def proven_before(repo: Repository, base: str, anchor: str | None, at: datetime) -> Standing:
    """Return the proven state at a commit of main: what stands there, less what nobody approved since `anchor`.

    Without an anchor the commit itself is taken as proven; the gate decides in the end.
    """
    if anchor is None:
        return Standing(repo, base)
    result = judge(repo, anchor, base, at)
    if result.refused:
        raise ConfigError(
            Text(
                "Không chứng minh được nhánh chính từ mốc tin cậy.", "Main cannot be proven from the anchor."
            ),
            Text("Chạy congtinh gate để xem lý do.", "Run congtinh gate to see why."),
        )
    standing = Standing(repo, repo.head(anchor))
    governance = Governance(standing)
    for step in result.steps:
        advance(governance, standing, step.commit, repo.changes(step.base, step.commit), step.sites)
    return standing


def realms_of(
    repo: Repository,
    proposal: Proposal,
    standing: Standing,
    person: Person | None,
    at: datetime,
    *,
    suppose: bool = True,
) -> tuple[Realm, ...]:
    """Return everybody whom a change concerns, with the gate's answers.

    `person` is who asks; `suppose`: what the gate would say with that person's approval added.
    """
    governance = Governance(standing)
    facts = proposal.facts

    def decide(*sources: EvidenceSource) -> dict[str, Decision]:
        judge_of = Judge(repo, governance, standing, sources, at, {})
        return dict(judge_of.decide(facts, (facts.base,)).decisions)

    def claim(who: Person) -> Claim | None:
        held = [k for k in who.keys if k.holds(at)]
        keys = held or list(who.keys)
        if not keys:
            return None
        return Claim("E1", at, facts.digest, fingerprint=keys[0].fingerprint, person=who.id, proof="")

    given = SignedStatements(repo)
    now = decide(given)
    mine = claim(person) if person and suppose else None
    then = decide(given, _Supposed((mine,))) if mine else now
    boards = {site: _board(governance, site) for site in now}
    asked: dict[str, dict[str, Decision]] = {}
    for board in boards.values():
        for who in board.people if board else ():
            supposed = claim(who)
            if who.id not in asked and supposed is not None:
                asked[who.id] = decide(_Supposed((supposed,)))
    return tuple(
        Realm(
            site,
            board,
            now[site],
            then[site],
            tuple(_member(board, p, asked.get(p.id, {}).get(site)) for p in (board.people if board else ())),
            withdrawable=person is not None and any(a.person == person.id for a in now[site].approvers),
        )
        for site, board in sorted(boards.items())
    )


def _board(governance: Governance, site: str) -> Roster | None:
    try:
        return governance.roster(governance.policy.root_site if site == SHARED else site)
    except BadFile:
        return None


def _member(board: Roster | None, who: Person, told: Decision | None) -> Member:
    roles = board.of(who.id) if board else ()
    role = roles[0].role if roles else ""
    found = next((a for a in told.approvers if a.person == who.id), None) if told else None
    if found is None:
        reasons = told.reasons if told else (Reason.KHOA_KHONG_HOP_LE,)
        return Member(who.id, who.name, role, False, tuple(r for r in reasons if r in _PERSONAL))
    return Member(who.id, who.name, found.role, True, (), found.decision, found.delegation)


_PERSONAL = frozenset(
    {
        Reason.KHOA_KHONG_HOP_LE,
        Reason.TU_DUYET,
        Reason.HET_NHIEM_KY,
        Reason.KHONG_CO_UY_QUYEN,
        Reason.KHONG_CO_THAM_QUYEN,
        Reason.BANG_CHUNG_YEU,
    }
)


def statement_for(
    proposal: Proposal, realm: Realm, person: str, at: datetime, decision: str = APPROVE
) -> Statement:
    """Return what the person signs for one site; raises `ConfigError` where its board cannot be read."""
    if realm.roster is None:
        raise ConfigError(
            Text(
                f"Không đọc được Ban Biên tập của {realm.site}.",
                f"The board of {realm.site} cannot be read.",
            ),
            Text("Hãy sửa ban-bien-tap.yml theo mẫu trước.", "Mend ban-bien-tap.yml by the template first."),
        )
    return Statement(
        branch=MAIN,
        base=proposal.base,
        head=proposal.head,
        digest=proposal.digest,
        sites=(realm.site,),
        roster=realm.roster.id,
        person=person,
        at=at,
        decision=decision,
    )


def owner_of(repo: Repository, standing: Standing, fingerprint: str, person: str | None) -> Person | None:
    """Return who holds a key by any board, else the person of this id (whose key is not enrolled)."""
    rosters = Governance(standing).rosters()
    for roster in rosters:
        owner = roster.owner_of(fingerprint)
        if owner and person in (None, owner[0].id):
            return owner[0]
    return next((p for r in rosters for p in r.people if p.id == person), None)


def who_answers(realms: Iterable[Realm], person: str, sites: Collection[str] | None) -> tuple[Realm, ...]:
    """Return the realms that a person's approval counts for; where there is none, those with his or her name."""
    chosen = [r for r in realms if sites is None or r.site in sites]
    able = tuple(r for r in chosen if (m := r.member(person)) is not None and m.counts)
    return able or tuple(r for r in chosen if r.member(person) is not None)


def _useless(what: Text, hint: Text) -> UsageError:
    return UsageError(what, hint)

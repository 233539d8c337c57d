"""E3 as a source of approvals: what the forge recorded about the request behind a step.

An approval is bound to content like every other: it covers the change of the head that was approved, so it holds
through squash and rebase and fails on whatever was pushed or slipped in afterwards.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.approval.authority import Traces
from pipeline.approval.evidence import Account, Claim, EvidenceSource, Found, View
from pipeline.approval.facts import StepFacts, traces_of
from pipeline.approval.forges.answers import Answer, parse_answers
from pipeline.approval.forges.port import (
    Approval,
    Forge,
    ForgeFault,
    ForgeRecord,
    Request,
    approved_head,
    approved_version,
    shown_from,
)
from pipeline.approval.ledger import Ledger
from pipeline.approval.policy import ForgeSetting
from pipeline.history.commits import MalformedCommit
from pipeline.history.diff import Change, change_digest
from pipeline.history.repository import Repository
from pipeline.history.view import BadHistory, MissingObject
from pipeline.model.address import SHARED
from pipeline.model.approval import Reason

LEVEL = "E3"
Kept = Mapping[str, Sequence[str]]  # the answers that the ledger holds, by commit


@dataclass(frozen=True, slots=True)
class Connection:
    """A publisher's connection: the forge that its token belongs to, and the project of this repository there."""

    forge: Forge
    setting: ForgeSetting


@dataclass
class _Gathered:
    claims: list[Claim] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    absent: list[Reason] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    unknown: bool = False


class ForgeEvidence:
    """E3. Without a connection it only reads the answers that are kept, as a verifier of the ledger does.

    `kept`: answers of earlier runs. Those of `settled` commits are final, so a published item does not depend on
    what becomes of its request later; the others are used where the forge fails.
    """

    level = LEVEL

    def __init__(
        self,
        repo: Repository,
        connection: Connection | None,
        kept: Kept | None = None,
        settled: Collection[str] = (),
    ) -> None:
        self._repo, self._connection = repo, connection
        self._kept: Kept = kept or {}
        self._settled = frozenset(settled)
        self._asked: dict[tuple[ForgeSetting, str], ForgeRecord] = {}

    def find(self, step: StepFacts, view: View) -> Found:
        """Return the approvals of the requests that a step came from; without an answer: unknown."""
        gathered = _Gathered()
        for answer in self._answers(step.commit.sha, step.changes, view, gathered):
            gathered.answers.append(answer.text)
            self._weigh(answer, step, gathered)
        return Found(
            tuple(gathered.claims),
            tuple(dict.fromkeys(gathered.reasons)),
            absent=tuple(dict.fromkeys(gathered.absent)),
            unknown=gathered.unknown,
            answers=tuple(gathered.answers),
        )

    def knows(self, digest: str, commits: Sequence[str], view: View) -> bool:
        """Return whether the request that ended with the last commit of a run was approved with this digest."""
        base = view.chain[-1]
        try:
            changes = self._repo.changes(base, commits[-1])
            return any(
                approval.stands and self._covered(base, commits, request, approval) == digest
                for answer in self._answers(commits[-1], changes, view, _Gathered())
                for request in answer.record.counting()
                for approval in request.approvals
            )
        except (MissingObject, MalformedCommit):
            return False

    # -- what the forge says ------------------------------------------------------------------------

    def _answers(
        self, commit: str, changes: Iterable[Change], view: View, gathered: _Gathered
    ) -> tuple[Answer, ...]:
        try:
            kept = parse_answers(self._kept.get(commit, ()))
        except ForgeFault:
            gathered.unknown, kept = True, ()
            gathered.reasons.append(Reason.FORGE_KHONG_TRA_LOI)
        if self._connection is None or (kept and commit in self._settled):
            return tuple(a for a in kept if a.record.commit == commit)
        asked = tuple(
            Answer(self._record(self._connection, setting, commit), tuple(sorted(realms)))
            for setting, realms in _to_ask(changes, view, self._connection.setting).items()
        )
        failed = any(a.record.fault for a in asked)
        return kept if failed and kept and not any(a.record.fault for a in kept) else asked

    def _record(self, connection: Connection, setting: ForgeSetting, commit: str) -> ForgeRecord:
        if (setting, commit) not in self._asked:
            requests: tuple[Request, ...] = ()
            fault, forge = "", connection.forge
            try:
                # a token is for one server; wherever else a policy points, it is not sent
                if (setting.kind, setting.address) != (forge.kind, forge.address):
                    raise ForgeFault("chua-cau-hinh")
                requests = forge.requests(setting.project, commit)
            except ForgeFault as error:
                fault = error.code
            self._asked[setting, commit] = ForgeRecord(
                setting.kind, setting.address, setting.project, commit, requests, fault
            )
        return self._asked[setting, commit]

    # -- what it is worth ---------------------------------------------------------------------------

    def _weigh(self, answer: Answer, step: StepFacts, gathered: _Gathered) -> None:
        record = answer.record
        if record.fault:
            gathered.unknown = True
            gathered.reasons.append(Reason.FORGE_KHONG_TRA_LOI)
            return
        counting = tuple(record.counting())
        if not counting:
            gathered.absent.append(Reason.DAY_THANG)
            return
        if not any(request.approvals for request in counting):
            gathered.reasons.append(Reason.KHONG_CO_THAM_QUYEN)
        proof = hashlib.sha256(answer.text.encode("utf-8")).hexdigest()
        for request in counting:
            for approval in request.approvals:
                self._claim(answer, request, approval, step, proof, gathered)

    def _claim(
        self,
        answer: Answer,
        request: Request,
        approval: Approval,
        step: StepFacts,
        proof: str,
        gathered: _Gathered,
    ) -> None:
        kind = answer.record.kind
        traces = Traces(frozenset(), frozenset(), frozenset({(kind, request.author)}))
        covers: str | None = None
        head = approved_head(request, approval)
        try:
            if approval.stands and head is not None:
                # who wrote what was approved must be known, or nobody can say whose own work it is
                traces |= traces_of(self._repo.commits_between(step.base, head))
                covers = self._covered(step.base, step.run, request, approval)
        except (MissingObject, MalformedCommit):
            gathered.unknown = True
            gathered.reasons.append(Reason.KHO_KHONG_DU)
            return
        gathered.claims.extend(
            Claim(
                LEVEL,
                approval.at,
                covers,
                account=Account(kind, approval.account),
                realm=realm,
                traces=traces,
                proof=proof,
                withdrawn=not approval.stands,
            )
            for realm in answer.realms
        )

    def _covered(self, base: str, run: Sequence[str], request: Request, approval: Approval) -> str | None:
        """Return C(merge-base(P, H), H) for the head H of an approval, None where there is no one such head.

        A run of commits on main may belong to the request only in part: what was pushed before the request began
        was never shown to its reviewers. Where a head holds commits of the run, the forge must say from where on it
        was shown. A request that was shown against another branch showed another change. Raises `MissingObject` for a
        head that the clone does not have.
        """
        head = approved_head(request, approval)
        if head is None:
            return None
        try:
            origin = self._repo.merge_base(base, head)
            if len(run) > 1:
                before = self._repo.commit(run[-1]).parents[0]
                own = self._repo.merge_base(before, head) == origin
                if not own and shown_from(request, head) != origin:
                    return None
            covered = change_digest(self._repo.raw_diff(origin, head))
            version = None if approval.head else approved_version(request, approval)
            shown = version.base if version is not None else origin
            if shown != origin and change_digest(self._repo.raw_diff(shown, head)) != covered:
                return None
            return covered
        except BadHistory:
            return None


def _to_ask(changes: Iterable[Change], view: View, default: ForgeSetting) -> dict[ForgeSetting, set[str]]:
    """Return which forges are to be asked for which sites; only where the policy lets their answers count."""
    found: dict[ForgeSetting, set[str]] = {}
    if view.policy is None or view.placer is None:
        return found
    placer = view.placer()
    for change in changes:
        place = placer(change.path, change.new is None)
        if place is None or LEVEL not in view.policy.levels(place.path_class, place.realm):
            continue
        site = view.root_site if place.realm == SHARED else place.realm
        found.setdefault(view.policy.forges.get(site, default), set()).add(place.realm)
    return found


def forge_evidence(repo: Repository, forge: Connection | None, ledger: Ledger) -> tuple[EvidenceSource, ...]:
    """Return a source for what a forge says, and for what it said already as a trusted ledger holds it.

    What was answered counts on where the forge is not there any more; what it answered about steps that were approved
    is not asked again. None where there is neither.
    """
    kept = ledger.answered()
    settled = [commit for commit in kept if ledger.steps[commit][-1].passed]
    return (ForgeEvidence(repo, forge, kept, settled),) if forge is not None or kept else ()


def replay(repo: Repository, kept: Kept) -> tuple[EvidenceSource, ...]:
    """Return a source that answers from the ledger alone, for verifying it."""
    return (ForgeEvidence(repo, None, kept),)

"""E1 as a source of approvals: which signed statements speak of a step, and which only seem to."""

from __future__ import annotations

import functools
import hashlib
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.approval.authority import Traces
from pipeline.approval.evidence import Claim, Found, View, Withdrawal
from pipeline.approval.facts import StepFacts, traces_of
from pipeline.approval.signatures import verify
from pipeline.approval.statements import APPROVE, MAIN, NAMESPACE, WITHDRAW, Signed, Statement, StatementStore
from pipeline.history.commits import MalformedCommit
from pipeline.history.diff import change_digest
from pipeline.history.repository import Repository
from pipeline.history.view import BadHistory, MissingObject
from pipeline.model.address import SHARED, SITES
from pipeline.model.approval import Reason

BOARD_FILE = "ban-bien-tap.yml"
_MOST_LOOKED = 50  # statements that may have been meant for a step, and were not


@dataclass
class _Gathered:
    claims: list[Claim] = field(default_factory=list)
    withdrawals: list[Withdrawal] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    unknown: bool = False
    flooded: bool = False


class SignedStatements:
    """E1: a statement signed with an enrolled key, bound to branch, base, head, change, board and site."""

    level = "E1"

    def __init__(self, repo: Repository, store: StatementStore | None = None) -> None:
        self._repo = repo
        self._store = store if store is not None else StatementStore(repo)
        self._seen: set[str] = set()  # change digests of the steps that were judged before
        self._positions: dict[str, int] = {}
        self._touched = functools.lru_cache(maxsize=20_000)(self._paths_of)
        self._approved = functools.lru_cache(maxsize=20_000)(self._approved_paths)
        self._before = functools.lru_cache(maxsize=1_000)(self._way_before)

    def find(self, step: StepFacts, view: View) -> Found:
        """Return the approvals and withdrawals that fit a step exactly, or why none does."""
        gathered = _Gathered()
        for signed in self._store.of(step.digest):
            self._weigh(signed, step, view, gathered)
        if self._store.overflows(step.digest):
            # among what is not read may be a withdrawal: nothing of this kind counts, and nothing may count beside it
            gathered = _Gathered(reasons=[Reason.BANG_CHUNG_YEU], flooded=True)
        if not gathered.claims and not gathered.reasons and not gathered.unknown:
            gathered.reasons.extend(self._nearby(step, view))
        self._seen.add(step.digest)
        return Found(
            tuple(gathered.claims),
            tuple(dict.fromkeys(gathered.reasons)),
            withdrawals=tuple(gathered.withdrawals),
            unknown=gathered.unknown,
            flooded=gathered.flooded,
        )

    def knows(self, digest: str, commits: Sequence[str], view: View) -> bool:
        """Return whether a statement that approves this digest is kept, signed with somebody's enrolled key.

        Anybody may be able to put a file there; by its mere name it may not take a commit out of the run it belongs to.
        """
        return any(
            signed.statement.decision == APPROVE
            and signed.statement.branch == MAIN
            and verify(signed.raw, signed.armour, NAMESPACE, view.enrolled).fingerprint is not None
            for signed in self._store.of(digest)
        )

    # -- what fits the digest -----------------------------------------------------------------------

    def _weigh(self, signed: Signed, step: StepFacts, view: View, gathered: _Gathered) -> None:
        statement = signed.statement
        verified = verify(signed.raw, signed.armour, NAMESPACE, view.enrolled)
        if verified.fingerprint is None:
            gathered.reasons.extend((verified.reason,) if verified.reason else ())
            return
        if view.of_forge(verified.fingerprint):
            gathered.reasons.append(Reason.KHOA_KHONG_HOP_LE)
            return
        if len(statement.sites) != 1 or not self._fits(statement, step, view):
            replayed = step.digest in self._seen
            gathered.reasons.append(Reason.NOI_DUNG_DA_DOI if replayed else Reason.BANG_CHUNG_YEU)
            return
        realm = statement.sites[0]
        if statement.decision == WITHDRAW:
            gathered.withdrawals.append(Withdrawal(verified.fingerprint, realm, statement.at))
            return
        traces = self._contributors(step.base, statement)
        if traces is None:
            gathered.unknown = (
                True  # who wrote what was approved cannot be told, so neither who may approve it
            )
            gathered.reasons.append(Reason.KHO_KHONG_DU)
            return
        if not self._speaks_truly(statement):
            gathered.reasons.append(Reason.BANG_CHUNG_YEU)
            return
        gathered.claims.append(
            Claim(
                self.level,
                statement.at,
                statement.digest,
                fingerprint=verified.fingerprint,
                person=statement.person,
                realm=realm,
                roster=self._board_to_compare(statement, realm, view),
                traces=traces,
                proof=hashlib.sha256(signed.raw).hexdigest(),
                frame=verified.frame,
                frames=view.frames(signed.raw, signed.armour, NAMESPACE, verified),
            )
        )

    def _fits(self, statement: Statement, step: StepFacts, view: View) -> bool:
        """Return whether a statement is about main as it stood, with nothing on its paths since."""
        if statement.branch != MAIN:
            return False
        since = self._since(statement.base, step.base, view)
        if since is None:
            return False
        paths = {c.path for c in step.changes}
        return all(paths.isdisjoint(self._touched(old, new)) for old, new in since)

    def _since(self, start: str, base: str, view: View) -> list[tuple[str, str]] | None:
        """Return the steps of main from one commit to the step's base, None where it is not on that way."""
        chain = view.chain
        self._positions.update((chain[n], n) for n in range(len(self._positions), len(chain)))
        at, end = self._positions.get(start), self._positions.get(base)
        if end is None:
            return None
        if at is not None:
            way = list(chain[at : end + 1])
        else:
            before = self._before(start, chain[0])
            if before is None:
                return None
            way = [start, *before, *chain[1 : end + 1]]
        return list(itertools.pairwise(way))

    def _way_before(self, start: str, end: str) -> tuple[str, ...] | None:
        try:
            return tuple(c.sha for c in self._repo.first_parent(start, end))
        except (BadHistory, MissingObject, MalformedCommit):
            return None

    def _paths_of(self, old: str, new: str) -> frozenset[str]:
        return frozenset(self._repo.changed_paths(old, new))

    def _contributors(self, base: str, statement: Statement) -> Traces | None:
        """Return the traces of the commits that the approved head has beyond main, None where it is not here.

        A merge that takes over nothing of a branch makes its commits part of main all the same. So they are looked
        for from where main stood when the statement was signed.
        """
        head = statement.head
        try:
            brought = self._repo.commits_between(base, head)
            if not self._left_before(base, statement):
                brought += self._repo.commits_between(statement.base, head)
            return traces_of(brought)
        except (MissingObject, MalformedCommit):
            return None

    def _left_before(self, base: str, statement: Statement) -> bool:
        """Return whether the approved head surely left main where main stood at the signing, or before."""
        if statement.base == base:
            return True
        try:
            origin = self._positions.get(self._repo.merge_base(base, statement.head))
        except BadHistory:
            return False
        signed = self._positions.get(statement.base)
        return origin is not None and signed is not None and origin <= signed

    def _speaks_truly(self, statement: Statement) -> bool:
        """Return whether the head that a statement names brings the change that it names."""
        try:
            origin = self._repo.merge_base(statement.base, statement.head)
            return change_digest(self._repo.raw_diff(origin, statement.head)) == statement.digest
        except (BadHistory, MissingObject):
            return False

    def _board_to_compare(self, statement: Statement, realm: str, view: View) -> str | None:
        """Return the board's id that must be in force, None where it is that of the statement's own base."""
        site = view.root_site if realm == SHARED else realm
        try:
            at_base = self._repo.blob_id(statement.base, f"{SITES}/{site}/{BOARD_FILE}")
        except MissingObject:
            at_base = None
        return None if at_base == statement.roster else statement.roster

    # -- what does not fit it -----------------------------------------------------------------------

    def _nearby(self, step: StepFacts, view: View) -> Iterator[Reason]:
        """Yield a reason when a valid statement was meant for this step but approves another content."""
        try:
            brought = {c.sha for c in self._repo.commits_between(step.base, step.head)} if step.head else None
        except (MissingObject, MalformedCommit):
            return
        candidates = self._store.about(sorted(brought)) if brought is not None else self._store.all()
        looked = 0
        for signed in candidates:
            if looked >= _MOST_LOOKED:
                return  # only a nicer reason is at stake
            if signed.statement.digest == step.digest or signed.statement.digest in self._seen:
                continue
            same_paths = brought is not None or self._same_paths(signed.statement, step)
            if same_paths and self._on_main(signed.statement, step, view):
                looked += 1
                verified = verify(signed.raw, signed.armour, NAMESPACE, view.enrolled)
                if verified.fingerprint is not None:
                    yield Reason.NOI_DUNG_DA_DOI
                    return

    def _same_paths(self, statement: Statement, step: StepFacts) -> bool:
        """Return whether a statement was made for a change of the same paths."""
        return self._approved(statement.base, statement.head) == frozenset(c.path for c in step.changes)

    def _on_main(self, statement: Statement, step: StepFacts, view: View) -> bool:
        return self._since(statement.base, step.base, view) is not None

    def _approved_paths(self, base: str, head: str) -> frozenset[str] | None:
        """Return the paths that an approved head changes, None where that cannot be told."""
        try:
            return frozenset(self._repo.changed_paths(self._repo.merge_base(base, head), head))
        except (BadHistory, MissingObject):
            return None

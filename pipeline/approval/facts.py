"""What the record says about one step, before anybody's authority is asked about."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pipeline.approval.authority import NO_TRACES, Traces
from pipeline.approval.keys import BadKey, read_signature
from pipeline.approval.openpgp import MARK
from pipeline.approval.paths import dangerous
from pipeline.history.commits import CommitInfo, MalformedCommit
from pipeline.history.diff import Change, change_digest, parse_diff
from pipeline.history.repository import Repository
from pipeline.history.trees import Entry
from pipeline.history.view import BadHistory, MissingObject
from pipeline.model.approval import Reason
from pipeline.model.openpgp import BadPacket, openpgp_names


@dataclass(frozen=True)
class StepFacts:
    """One step P → M. `digest` is C(P, M); `reviewed` is C(merge-base(P, H), H), None without one H.

    `merged` is when M was made as its committer says, but never before P. `untold`: a commit that the step brings is
    not of git's form, so who contributed cannot be told.
    """

    base: str
    commit: CommitInfo
    changes: tuple[Change, ...]
    digest: str
    reviewed: str | None
    shape: tuple[Reason, ...]  # what is wrong with the merge itself
    bad_paths: tuple[str, ...]
    traces: Traces
    merged: datetime
    run: tuple[str, ...] = ()  # the commits that are judged as one, where they are several
    untold: bool = False

    @property
    def head(self) -> str | None:
        """Return the reviewed head H of a two-parent step."""
        return self.commit.parents[1] if len(self.commit.parents) == 2 else None


def examine(repo: Repository, base: str, commit: CommitInfo, run: tuple[CommitInfo, ...] = ()) -> StepFacts:
    """Return the facts of a step, or of a `run` of one-parent commits that ends with it.

    Raises `MissingObject` and `MalformedCommit`.
    """
    raw = repo.raw_diff(base, commit.sha)
    changes = parse_diff(raw)
    digest = change_digest(raw)
    repo.need(dict.fromkeys(c.new.id for c in changes if c.new is not None and c.new.is_file))
    odd = [c for c in changes if _file_at(repo, commit.sha, c.path) != c.new]
    if not all(_same_but_mode(_file_at(repo, commit.sha, c.path), c.new) for c in odd):
        raise MissingObject(commit.sha)  # git and we read this tree differently: trust neither
    reviewed: str | None = None
    shape: list[Reason] = []
    untold = False
    if len(commit.parents) == 2:
        try:
            traces = traces_of(repo.commits_between(base, commit.parents[1]))
            reviewed, shape = _two_parents(repo, base, commit, digest)
        except MalformedCommit:
            traces, untold = NO_TRACES, True
    elif len(commit.parents) == 1:
        # whoever only squashed or rebased is its committer; who wrote it is its author
        traces = Traces(frozenset().union(*(c.written_by for c in run or (commit,))), frozenset())
    else:
        traces = traces_of(repo.commits_between(base, commit.sha))
        shape.append(Reason.HOP_NHAT_BAT_THUONG)
    return StepFacts(
        base=base,
        commit=commit,
        changes=changes,
        digest=digest,
        reviewed=reviewed,
        shape=tuple(shape),
        bad_paths=(*dangerous(repo, commit.sha, changes), *(c.path for c in odd)),
        traces=traces,
        merged=max(commit.committer.at, repo.commit(base).committer.at),
        untold=untold,
        run=tuple(c.sha for c in run),
    )


def _file_at(repo: Repository, commit: str, path: str) -> Entry | None:
    """Return what stands at a path that a difference names; a folder that took a file's place is no file there."""
    found = repo.entry(commit, path)
    return None if found is not None and found.is_tree else found


def _same_but_mode(one: Entry | None, other: Entry | None) -> bool:
    """Return whether two entries hold the same; git shows a mode that it does not know as another one."""
    return one is not None and other is not None and one.id == other.id


def _two_parents(
    repo: Repository, base: str, commit: CommitInfo, digest: str
) -> tuple[str | None, list[Reason]]:
    head = commit.parents[1]
    try:
        origin = repo.merge_base(base, head)
    except BadHistory:
        return None, [Reason.HOP_NHAT_BAT_THUONG]
    if origin == base and repo.commit(head).tree == commit.tree:
        return digest, []  # main did not move and the merge is the head as it was reviewed
    raw = repo.raw_diff(origin, head)
    reviewed = change_digest(raw)
    if origin == base:
        clean = repo.commit(head).tree == commit.tree
    elif reviewed == digest and _apart(repo.raw_diff(origin, base), raw):
        clean = True
    else:
        clean = repo.merged_tree(base, head) == commit.tree
    if not clean or _is_foxtrot(repo, base, head, origin):
        return reviewed, [Reason.HOP_NHAT_BAT_THUONG]
    return reviewed, []


def _apart(ours: bytes, theirs: bytes) -> bool:
    """Return whether two changes of one state have nothing to do with each other, whoever merges them.

    Neither takes a path away (so nothing can have been renamed, folders included), no path is in both, and none
    is a folder of the other's. Then the merge is the one side with the changes of the other.
    """
    one, other = parse_diff(ours), parse_diff(theirs)
    if any(c.new is None for c in (*one, *other)):
        return False
    sides = [{c.path for c in side} for side in (one, other)]
    within = [{p[:n] for p in side for n, c in enumerate(p) if c == "/"} for side in sides]
    return sides[0].isdisjoint(sides[1] | within[1]) and sides[1].isdisjoint(within[0])


def _is_foxtrot(repo: Repository, base: str, head: str, origin: str) -> bool:
    """Return whether main was merged into somebody's branch and the branch then pushed as main.

    It shows in the two ways back to the common origin: the side that claims to be main has single
    commits only, and the other, "reviewed" side has merges that brought in further branches.
    """
    if origin in (base, head):
        return False
    try:
        own_side = repo.first_parent(origin, base)
    except BadHistory:
        return False  # a branch that went on after it had been merged: its origin lies beside main
    if any(len(c.parents) > 1 for c in own_side):
        return False
    try:
        other_side = repo.first_parent(origin, head)
    except BadHistory:
        return False
    return any(len(c.parents) > 1 and not repo.is_ancestor(c.parents[1], base) for c in other_side)


def traces_of(contributors: Iterable[CommitInfo]) -> Traces:
    """Return what authors, committers and co-authors of some commits left behind."""
    contributors = tuple(contributors)
    emails: frozenset[str] = frozenset().union(*(c.emails for c in contributors))
    named = (_claimed_keys(c.signature) for c in contributors if c.signature)
    return Traces(emails, frozenset().union(*named))


@functools.lru_cache(maxsize=10_000)
def _claimed_keys(armour: str) -> frozenset[str]:
    """Return what a contributor's signature calls its key; unverified, since it can only exclude."""
    try:
        return openpgp_names(armour) if MARK in armour else frozenset({read_signature(armour).fingerprint})
    except (BadKey, BadPacket):
        return frozenset()

"""The gate: every step on main judged by what was proven before it, every site for itself."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from pipeline.approval.evidence import EvidenceSource, View
from pipeline.approval.facts import StepFacts, examine
from pipeline.approval.forges.local import local_evidence
from pipeline.approval.governance import Governance
from pipeline.approval.judgement import Judge, Judged
from pipeline.approval.standing import Standing
from pipeline.approval.strictfile import BadFile
from pipeline.history.commits import CommitInfo, MalformedCommit
from pipeline.history.diff import Change, change_digest
from pipeline.history.repository import Repository
from pipeline.history.view import BadHistory, MissingObject
from pipeline.model.address import SHARED
from pipeline.model.approval import Decision, GateResult, Mode, Reason, Result, Step, StepRecord

_LONGEST_RUN = 100  # commits; whoever needs more can merge
_TOGETHER = 60  # steps that are read together
_MOST_LOOKS = 5_000  # differences in vain, over a whole history


def judge(
    repo: Repository,
    anchor: str,
    rev: str,
    now: datetime,
    sources: Sequence[EvidenceSource] | None = None,
    observed: Mapping[str, datetime] | None = None,
    mode: Mode = Mode.STRICT,
) -> GateResult:
    """Return the gate's answer for every step from `anchor` (trusted) to `rev`, observed at `now`.

    `mode` is what the operator lets this run take beside proof.

    `observed` gives steps that this publisher has seen before the time at which it first saw them, so that
    an approval given in office stays valid when the term ends. `sources` are the kinds of evidence to ask, by default signed
    statements (E1) and merges signed with an enrolled key (E2).
    Raises `UsageError` for a revision that the repository does not know. Legal basis: S0 Đ11–12,
    S1 Đ20 k2, S2 Đ9 k4, S3 Đ11 k4, S4 Đ7 k2 a: nothing is published before the board's approval.
    """
    tip = repo.head(rev)
    start = repo.resolve(anchor)
    if start is None:
        if not repo.is_shallow and len(anchor) != 40:
            repo.head(anchor)  # tells the operator that the name is wrong
        return GateResult(anchor, tip, (), {}, (Reason.KHO_KHONG_DU,))
    if repo.is_shallow:
        return _refused(repo, start, tip, Reason.KHO_KHONG_DU)
    try:
        commits = repo.first_parent(start, tip)
    except BadHistory:
        return _refused(repo, start, tip, Reason.LICH_SU_BI_VIET_LAI)
    except (MissingObject, MalformedCommit):
        return _refused(repo, start, tip, Reason.KHO_KHONG_DU)
    asked = tuple(sources) if sources is not None else local_evidence(repo)
    return replace(_walk(repo, start, tip, commits, now, asked, observed or {}, mode), mode=mode)


def _walk(
    repo: Repository,
    anchor: str,
    tip: str,
    commits: Sequence[CommitInfo],
    now: datetime,
    sources: Sequence[EvidenceSource],
    observed: Mapping[str, datetime],
    mode: Mode,
) -> GateResult:
    standing = Standing(repo, anchor)
    governance = Governance(standing)
    repo.follow(anchor)
    judge_of_steps = Judge(repo, governance, standing, sources, now, observed, mode)
    publishable = dict.fromkeys(governance.sites, anchor)
    steps: list[Step] = []
    chain = [anchor]
    at = 0
    looks = _MOST_LOOKS
    read = 0
    while at < len(commits):
        base = standing.at
        if at >= read and len(commits) > at + 1:
            read = at + _TOGETHER
            with contextlib.suppress(MissingObject, MalformedCommit):
                repo.look_ahead((repo.commit(base), *commits[at:read]))
        run, used = _run(repo, base, commits, at, sources, judge_of_steps.view(chain), looks)
        looks -= used
        commit = commits[at + len(run) - 1]
        at += len(run)
        try:
            facts = examine(repo, base, commit, run if len(run) > 1 else ())
            judged = judge_of_steps.decide(facts, chain)
            decisions = judged.decisions
            record = _record(governance, facts, judged)
            advance(governance, standing, commit.sha, facts.changes, decisions)
            repo.follow(commit.sha, base)
            sites = governance.sites
            chain.extend(c.sha for c in run)
        except (MissingObject, MalformedCommit):
            chain.extend(c.sha for c in run)
            # what the step changed cannot be read, so nothing from here on can be proven
            standing.lose(commit.sha)
            unknown = Decision(Result.KHONG_XAC_DINH, (Reason.KHO_KHONG_DU,))
            steps.append(replace(_step(commit, base, (), {SHARED: unknown}), held=standing.held))
            continue
        step = _step(commit, base, tuple(c.path for c in facts.changes), decisions, record)
        # readers are told this time: it lies between the step before and the first look at this one
        when = min(facts.merged, judge_of_steps.seen(commit.sha))
        steps.append(replace(step, at=when, held=standing.held))
        for site in sites:
            publishable.setdefault(site, anchor)
            if standing.is_open(site):
                publishable[site] = commit.sha
    return GateResult(anchor, tip, tuple(steps), dict(sorted(publishable.items())))


def _run(
    repo: Repository,
    base: str,
    commits: Sequence[CommitInfo],
    at: int,
    sources: Sequence[EvidenceSource],
    view: View,
    looks: int,
) -> tuple[tuple[CommitInfo, ...], int]:
    """Return the commits from one on that are to be judged as one, and how many differences were looked at in vain.

    They are the fewest whose whole change is known: a rebase and a fast-forward put several commits on main of which
    only the sum was approved. `looks` bounds what a flood of direct pushes can cost; beyond it commits stand alone.
    """
    alone = (commits[at],)
    used = 0
    try:
        if len(commits[at].parents) != 1 or _known(repo, base, alone, sources, view):
            return alone, 0
        for end in range(at + 1, min(len(commits), at + _LONGEST_RUN, at + 1 + looks)):
            if len(commits[end].parents) != 1:
                break
            run = tuple(commits[at : end + 1])
            if _known(repo, base, run, sources, view):
                return run, 0
            used += 1
    except MissingObject:
        pass  # told when the commit itself is judged
    return alone, used


def _known(
    repo: Repository,
    base: str,
    run: tuple[CommitInfo, ...],
    sources: Sequence[EvidenceSource],
    view: View,
) -> bool:
    digest = change_digest(repo.raw_diff(base, run[-1].sha))
    return any(s.knows(digest, tuple(c.sha for c in run), view) for s in sources)


def advance(
    governance: Governance,
    standing: Standing,
    commit: str,
    changes: Sequence[Change],
    decisions: Mapping[str, Decision],
) -> None:
    """Move the proven state over one judged step; paths are placed by the policy that judged it."""
    try:
        place = governance.placer()
    except BadFile:
        standing.advance(commit, changes, decisions, lambda path, removed: None)
        return
    standing.advance(commit, changes, decisions, place)


def _step(
    commit: CommitInfo,
    base: str,
    paths: tuple[str, ...],
    decisions: Mapping[str, Decision],
    record: StepRecord | None = None,
) -> Step:
    return Step(commit.sha, base, commit.committer.at, commit.subject, paths, dict(decisions), record)


def _record(governance: Governance, facts: StepFacts, judged: Judged) -> StepRecord:
    """Return what a step was judged by; an unreadable board or policy has no id."""
    rosters: dict[str, str] = {}
    policy, root = governance.policy_id or "", ""
    try:
        root = governance.policy.root_site
    except BadFile:
        policy = ""
    for realm in judged.decisions:
        site = root if realm == SHARED else realm
        try:
            rosters[site] = governance.roster(site).id
        except BadFile:
            continue
    return StepRecord(facts.digest, facts.head, rosters, policy, judged.answers)


def _refused(repo: Repository, anchor: str, tip: str, reason: Reason) -> GateResult:
    """Return the answer when the history as a whole cannot be judged: every site stays at the anchor."""
    try:
        sites = Governance(Standing(repo, anchor)).sites
    except (MissingObject, MalformedCommit):
        sites = frozenset()
    return GateResult(anchor, tip, (), dict.fromkeys(sorted(sites), anchor), (reason,))

"""Where the published content comes from: for every path the step that approved what readers see.

The judged steps are gone through once more, without judging, so that nothing but the gate's own
answers decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime

from pipeline.approval.gate import advance
from pipeline.approval.governance import Governance
from pipeline.approval.policy import is_content
from pipeline.approval.standing import Standing
from pipeline.approval.strictfile import BadFile
from pipeline.history.repository import Repository
from pipeline.model.address import SHARED
from pipeline.model.approval import Approver, Reason, Result, Step


@dataclass(frozen=True, slots=True)
class Origin:
    """The step that approved a path's content, since when the path and this content are public."""

    step: str
    approvers: tuple[Approver, ...]
    first: datetime
    last: datetime


@dataclass(slots=True)
class _SiteTrail:
    """One site on the way: what was approved but is still held back, and what is public."""

    waiting: dict[str, Step | None] = field(default_factory=dict)  # None: approved removal
    public: MutableMapping[str, Origin] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Origins:
    """The outcome: origins by site and path, and the newest commit whose governance is proven."""

    sites: Mapping[str, MutableMapping[str, Origin]]
    governance: str

    def of(self, site: str, path: str) -> Origin | None:
        """Return the origin of a path, None where it is unchanged since the anchor."""
        known = self.sites.get(site)
        return known.get(path) if known is not None else None


def trace(
    repo: Repository,
    anchor: str,
    steps: Iterable[Step],
    start: Mapping[str, MutableMapping[str, Origin]] | None = None,
) -> Origins:
    """Return the origins after some steps from a commit at which nothing was held back.

    `start` gives the origins at that commit, by site and path; without it the commit is the anchor.
    """
    standing = Standing(repo, anchor)
    governance = Governance(standing)
    trails = {site: _SiteTrail(public=copy(known)) for site, known in (start or {}).items()}
    proven_governance = anchor
    for step in steps:
        if _unread(step):
            break  # nothing after it was proven
        changes = repo.changes(step.base, step.commit)
        blocked_before = standing.blocked.keys() & set(step.paths)
        for site, paths in _approved(governance, step).items():
            waiting = trails.setdefault(site, _SiteTrail()).waiting
            gone = {c.path for c in changes if c.new is None}
            waiting.update({p: None if p in gone else step for p in paths if p not in blocked_before})
        advance(governance, standing, step.commit, changes, step.sites)
        if standing.is_open(SHARED):
            proven_governance = step.commit
        for site, trail in trails.items():
            if trail.waiting and standing.is_open(site):
                _publish(trail, step.at)
    return Origins({site: t.public for site, t in trails.items()}, proven_governance)


def _approved(governance: Governance, step: Step) -> Mapping[str, list[str]]:
    """Return the content paths that a step brought or removed with approval, by site."""
    found: dict[str, list[str]] = {}
    try:
        place = governance.placer()
    except BadFile:
        return found
    for path in step.paths:
        where = place(path, False)
        decision = step.sites.get(where.realm) if where else None
        if where and decision and decision.result is Result.DAT and is_content(path):
            found.setdefault(where.realm, []).append(path)
    return found


def _publish(trail: _SiteTrail, at: datetime) -> None:
    """Make public what was waiting; what is still blocked keeps its earlier origin."""
    for path, step in trail.waiting.items():
        if step is None:
            trail.public.pop(path, None)
            continue
        before = trail.public.get(path)
        approvers = tuple(a for d in (step.sites[_site(path)],) for a in d.approvers)
        trail.public[path] = Origin(step.commit, approvers, before.first if before else at, at)
    trail.waiting.clear()


def _site(path: str) -> str:
    return path.split("/")[1]


def _unread(step: Step) -> bool:
    shared = step.sites.get(SHARED)
    return bool(
        step.record is None
        and shared
        and shared.result is Result.KHONG_XAC_DINH
        and Reason.KHO_KHONG_DU in shared.reasons
    )

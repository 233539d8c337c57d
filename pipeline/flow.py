"""The whole way on one page: source → checks → approval → build → audit → publish.

Each stage is one call and hands on a type that only it can make, so none can be left out by mistake:
`prepare` (approval) alone makes the `ApprovedCorpus` that `build_sites` takes for publishing, and
`audit_site` alone makes the `AuditedSite` that `publish` takes. Sites fail alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from pipeline.approval.corpus import prepare
from pipeline.approval.gate import judge
from pipeline.audit import audit_site
from pipeline.build import build_sites
from pipeline.checks import check_corpus
from pipeline.errors import PipelineError
from pipeline.history.repository import Repository
from pipeline.model.address import CONTENT, SITES
from pipeline.model.approval import ApprovedCorpus, ApprovedSite, GateResult
from pipeline.model.content import Corpus
from pipeline.model.finding import Finding, Report, Severity, Stage
from pipeline.model.release import Release
from pipeline.model.site import Registry
from pipeline.publish import current_release, publish


class Status(StrEnum):
    """How a site left the run."""

    PUBLISHED = "published"
    UNCHANGED = "unchanged"  # the served release already says the same
    STOPPED = "stopped"  # a finding or an error stopped this site; the served release stays


@dataclass(frozen=True, slots=True)
class SiteOutcome:
    """What became of one site: its release, or the findings or error that kept the old one."""

    site: str
    status: Status
    commit: str
    release: Release | None = None
    report: Report | None = None
    error: PipelineError | None = None


@dataclass(frozen=True, slots=True)
class FlowResult:
    """What became of a whole run."""

    gate: GateResult
    sites: tuple[SiteOutcome, ...]

    @property
    def exit_code(self) -> int:
        """Return 3 where the gate refused something, 1 where a site was stopped, else 0."""
        if not self.gate.passed:
            return 3
        return 1 if any(s.status is Status.STOPPED for s in self.sites) else 0


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where a run keeps what it makes; everything but `public` can be thrown away."""

    state: Path

    @property
    def public(self) -> Path:
        """Return the folder of the releases, one folder per domain."""
        return self.state / "public"

    @property
    def locks(self) -> Path:
        """Return the folder of the locks."""
        return self.state / "lock"

    @property
    def trees(self) -> Path:
        """Return the folder of exported commits."""
        return self.state / "cache" / "trees"

    @property
    def build(self) -> Path:
        """Return the folder of built sites."""
        return self.state / "build"


def run(
    repository: Repository,
    anchor: str,
    rev: str,
    place: Workplace,
    now: datetime,
    *,
    sites: Collection[str] | None = None,
    addresses: Mapping[str, str] | None = None,
    jobs: int = 2,
) -> FlowResult:
    """Go the whole way for a history and return what became of every site.

    `anchor` is the trusted commit from which the gate judges, `rev` the newest one. `sites` limits the
    run; `addresses` gives sites other base addresses, as a demonstration on one machine needs.
    """
    gate = judge(repository, anchor, rev, now)
    prepared = prepare(repository, gate, place.trees)
    corpus = prepared.corpus
    background = _whole(corpus)
    outcomes: dict[str, SiteOutcome] = {}
    passed: list[str] = []
    for site_id, approved in corpus.sites.items():
        if sites is not None and site_id not in sites:
            continue
        report = _check(repository, approved, background, place, now)
        if report.clean:
            passed.append(site_id)
        else:
            outcomes[site_id] = SiteOutcome(site_id, Status.STOPPED, approved.commit, report=report)
    built = build_sites(corpus, passed, place.build, now, jobs, addresses, root=prepared.root)
    texts = {e.path: e.text for e in background.editions}
    for site_id, result in built.items():
        commit = corpus.sites[site_id].commit
        if isinstance(result, PipelineError):
            outcomes[site_id] = SiteOutcome(site_id, Status.STOPPED, commit, error=result)
            continue
        report, audited = audit_site(result, now=now, sources=texts.get)
        if audited is None:
            outcomes[site_id] = SiteOutcome(site_id, Status.STOPPED, commit, report=report)
            continue
        try:
            done = publish(audited, place.public, place.locks, now)
        except PipelineError as error:
            outcomes[site_id] = SiteOutcome(site_id, Status.STOPPED, commit, report=report, error=error)
            continue
        status = Status.PUBLISHED if done.changed else Status.UNCHANGED
        outcomes[site_id] = SiteOutcome(site_id, status, commit, done.release, report)
    return FlowResult(gate, tuple(outcomes[s] for s in sorted(outcomes)))


def _whole(corpus: ApprovedCorpus) -> Corpus:
    """Return all approved sites as one corpus, the background for references between sites."""
    parts = [a.corpus for a in corpus.sites.values()]
    return Corpus(
        registry=parts[0].registry if parts else Registry({}, {}, (), {}, {}, {}, {}),
        editions=tuple(e for part in parts for e in part.editions),
        attachments={path: a for part in parts for path, a in part.attachments.items()},
        configs=tuple(c for part in parts for c in part.configs),
    )


def _check(
    repository: Repository, approved: ApprovedSite, background: Corpus, place: Workplace, now: datetime
) -> Report:
    """Check one approved site; errors in what the served release already holds only warn.

    A rule that became stricter or a document that lapsed must never freeze a site, so at this stage only
    items that changed since the last release can stop it.
    """
    site = approved.corpus.registry.sites[approved.site]
    scope = [f"{CONTENT}/{site.id}", f"{SITES}/{site.id}"]
    report = check_corpus(background, now=now, stage=Stage.PUBLISH, paths=scope, commit=approved.commit)
    served = current_release(place.public, site.domain)
    if served is None or repository.resolve(served.commit) is None:
        return report
    changed = set(repository.changed_paths(served.commit, approved.commit))
    return Report(
        report.items,
        report.pages,
        tuple(f if f.path in changed else _eased(f) for f in report.findings),
        report.commit,
        report.remarks,
    )


def _eased(finding: Finding) -> Finding:
    return replace(finding, severity=Severity.WARNING) if finding.severity is Severity.ERROR else finding

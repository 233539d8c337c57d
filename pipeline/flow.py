"""The whole way on one page: source → checks → approval → build → audit → publish.

Each stage is one call and hands on a type that only it can make, so none can be left out by mistake:
`prepare` (approval) alone makes the `ApprovedCorpus` that `build_sites` takes for publishing, and
`audit_sites` alone makes the `AuditedSite` that `publish` takes. Sites fail alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from pipeline.approval.corpus import Prepared, forget_others, prepare
from pipeline.approval.forges.source import Connection
from pipeline.approval.office import Office, Sitting
from pipeline.approval.takedown import removals_only
from pipeline.audit.parallel import Audited, audit_sites
from pipeline.build import build_sites
from pipeline.checks import all_rules, check_parts
from pipeline.checks.release import as_tasks, settled_paths
from pipeline.errors import PipelineError
from pipeline.history.repository import Repository
from pipeline.model.address import CONTENT, SITES
from pipeline.model.approval import ApprovedCorpus, ApprovedSite, GateResult, Mode
from pipeline.model.content import Corpus
from pipeline.model.finding import Report, Stage, merge_reports
from pipeline.model.release import AuditedSite, BuiltSite, Release
from pipeline.model.site import Registry
from pipeline.model.text import Text
from pipeline.publish import current_release, publish
from pipeline.publish.lock import hold_run


class Status(StrEnum):
    """How a site left the run."""

    PUBLISHED = "published"
    UNCHANGED = "unchanged"  # the served release already says the same
    STOPPED = "stopped"  # a finding or an error stopped this site; the served release stays
    TAKEN_DOWN = "taken-down"  # stopped as well, but what was to be removed is gone from the served release


_FOREIGN = Text(
    "Kho đã có sổ cái của máy xuất bản khác; sổ cái của máy này chỉ được giữ trong thư mục trạng thái.",
    "The repository holds the ledger of another publishing host; this host's is kept in its state folder only.",
)


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
    remarks: tuple[Text, ...] = ()  # what an operator must know beside that

    @property
    def exit_code(self) -> int:
        """Return 3 where the gate refused something, 1 where a site was stopped, else 0."""
        if not self.gate.passed:
            return 3
        return 1 if any(s.status in (Status.STOPPED, Status.TAKEN_DOWN) for s in self.sites) else 0


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where a run keeps what it makes; all but `public` and `approval` can be thrown away."""

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
    def readings(self) -> Path:
        """Return the folder of what the audit read on pages, by the digest of their bytes."""
        return self.state / "cache" / "audit"

    @property
    def approval(self) -> Path:
        """Return the folder of the ledger's key and of the host's copy of the ledger; part of every backup."""
        return self.state / "phe-duyet"

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
    forge: Connection | None = None,
    mode: Mode = Mode.STRICT,
) -> FlowResult:
    """Go the whole way for a history and return what became of every site.

    `anchor` is the trusted commit from which the gate judges, `rev` the newest one. `sites` limits the
    run; `addresses` gives sites other base addresses, as a demonstration on one machine needs; `forge` is
    asked for approvals beside what the repository holds; `mode` is what the operator lets the run take. Raises
    `Busy` while another run uses the same state folder.
    """
    with hold_run(place.locks):
        office = Office(repository, place.approval)
        sitting = office.sit(anchor, rev, now, forge=forge, mode=mode)
        gate = sitting.gate
        if gate.refused:  # nothing can be proven of this history, so what is served stays
            return FlowResult(gate, ())
        prepared = prepare(
            repository, gate, place.trees, sitting.origins, sitting.anchor, sitting.ledger, office.fingerprint
        )
        chosen = [s for s in prepared.corpus.sites if sites is None or s in sites]
        checked, stopped = _check(repository, prepared.corpus, chosen, place, now)
        built, unbuilt = _build(prepared, list(checked), place, now, jobs, addresses)
        audited = _audit(repository, prepared.corpus, built, place, now, jobs)
        published = [
            _publish(prepared.corpus.sites[site], merge_reports([checked[site], report]), passed, place, now)
            for site, (report, passed) in audited.items()
        ]
        outcomes = [
            _take_down(office, sitting, prepared, each, place, now, addresses)
            for each in sorted([*stopped, *unbuilt, *published], key=lambda o: o.site)
        ]
        forget_others(prepared)
        office.close(sitting, now)
        remarks = (_FOREIGN,) if office.foreign else ()
    return FlowResult(gate, tuple(outcomes), remarks)


def _check(
    repository: Repository, corpus: ApprovedCorpus, chosen: Collection[str], place: Workplace, now: datetime
) -> tuple[dict[str, Report], list[SiteOutcome]]:
    """Check the approved sites; return the reports of those that pass, and who is stopped."""
    whole = _whole(corpus)
    published = {path: a.published_at for each in corpus.sites.values() for path, a in each.approvals.items()}
    passed: dict[str, Report] = {}
    stopped: list[SiteOutcome] = []
    told = check_parts(
        whole,
        {site: [f"{CONTENT}/{site}", f"{SITES}/{site}"] for site in chosen},
        now=now,
        stage=Stage.PUBLISH,
        published=published,
        commits={site: corpus.sites[site].commit for site in chosen},
    )
    for site in chosen:
        approved = corpus.sites[site]
        report = _since_last_release(repository, approved, told[site], place)
        if report.clean:
            passed[site] = report
        else:
            stopped.append(SiteOutcome(site, Status.STOPPED, approved.commit, report=report))
    return passed, stopped


def _build(
    prepared: Prepared,
    sites: list[str],
    place: Workplace,
    now: datetime,
    jobs: int,
    addresses: Mapping[str, str] | None,
) -> tuple[dict[str, BuiltSite], list[SiteOutcome]]:
    """Build sites; return the builds and the outcomes of those that could not be built."""
    corpus = prepared.corpus
    rules = len(all_rules())
    made = build_sites(corpus, sites, place.build, now, jobs, addresses, root=prepared.root, rules=rules)
    built = {site: each for site, each in made.items() if isinstance(each, BuiltSite)}
    failed = [
        SiteOutcome(site, Status.STOPPED, corpus.sites[site].commit, error=each)
        for site, each in made.items()
        if isinstance(each, PipelineError)
    ]
    return built, failed


def _audit(
    repository: Repository,
    corpus: ApprovedCorpus,
    built: Mapping[str, BuiltSite],
    place: Workplace,
    now: datetime,
    jobs: int,
) -> dict[str, Audited]:
    """Audit builds; a report for each, and the audited site where nothing stops it."""
    texts = {e.path: e.text for site in built for e in corpus.sites[site].corpus.editions}
    settled = {
        site: settled_paths(corpus.sites[site].corpus, _changed(repository, corpus.sites[site], place))
        for site in built
    }
    return audit_sites(built, now=now, sources=texts, jobs=jobs, settled=settled, kept=place.readings)


def _publish(
    approved: ApprovedSite, report: Report, audited: AuditedSite | None, place: Workplace, now: datetime
) -> SiteOutcome:
    """Publish one audited site; whatever stops it leaves the served release alone."""
    site, commit = approved.site, approved.commit
    if audited is None:
        return SiteOutcome(site, Status.STOPPED, commit, report=report)
    try:
        done = publish(audited, place.public, place.locks, now)
    except PipelineError as error:
        return SiteOutcome(site, Status.STOPPED, commit, report=report, error=error)
    status = Status.PUBLISHED if done.changed else Status.UNCHANGED
    return SiteOutcome(site, status, commit, done.release, report)


def _take_down(
    office: Office,
    sitting: Sitting,
    prepared: Prepared,
    outcome: SiteOutcome,
    place: Workplace,
    now: datetime,
    addresses: Mapping[str, str] | None,
) -> SiteOutcome:
    """Take down what a stopped site was to remove: nothing may keep a removal waiting.

    The site stays stopped otherwise, and its outcome says so.
    """
    site = outcome.site
    served = current_release(place.public, prepared.corpus.sites[site].corpus.registry.sites[site].domain)
    if outcome.status is not Status.STOPPED or served is None:
        return outcome
    repository = office.repository
    try:
        only = removals_only(
            repository, prepared, sitting, site, served.commit, place.trees, office.fingerprint
        )
        if only is None:
            return outcome
        built, _ = _build(only, [site], place, now, 1, addresses)
        texts = {e.path: e.text for e in only.corpus.sites[site].corpus.editions}
        # the rest is what is served already: its findings are tasks, and cannot stop anything
        settled = {site: frozenset(texts)}
        for report, passed in audit_sites(built, now=now, sources=texts, jobs=1, settled=settled).values():
            told = outcome.report or report
            done = _publish(only.corpus.sites[site], told, passed, place, now)
            if done.release is not None:
                return replace(outcome, status=Status.TAKEN_DOWN, release=done.release)
    except PipelineError as error:
        return replace(outcome, error=outcome.error or error)
    return outcome


def _whole(corpus: ApprovedCorpus) -> Corpus:
    """Return all approved sites as one corpus, the background for references between sites."""
    parts = [a.corpus for a in corpus.sites.values()]
    return Corpus(
        registry=parts[0].registry if parts else Registry({}, {}, (), {}, {}, {}, {}),
        editions=tuple(e for part in parts for e in part.editions),
        attachments={path: a for part in parts for path, a in part.attachments.items()},
        configs=tuple(c for part in parts for c in part.configs),
    )


def _since_last_release(
    repository: Repository, approved: ApprovedSite, report: Report, place: Workplace
) -> Report:
    """Return a report in which only what changed since the served release can stop the site."""
    return as_tasks(report, approved.corpus, _changed(repository, approved, place))


def _changed(repository: Repository, approved: ApprovedSite, place: Workplace) -> frozenset[str] | None:
    """Return the paths that differ from the served release, None where none is served or known."""
    domain = approved.corpus.registry.sites[approved.site].domain
    served = current_release(place.public, domain)
    if served is None or repository.resolve(served.commit) is None:
        return None
    return frozenset(repository.changed_paths(served.commit, approved.commit))

"""What the build of one site starts from: small enough to be handed to another process."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.build.values import day, moment
from pipeline.clock.now import VIETNAM
from pipeline.errors import UsageError
from pipeline.model.approval import Approval, ApprovedCorpus, LedgerState, Mode, PreviewCorpus
from pipeline.model.content import Attachment, Corpus, Edition
from pipeline.model.release import Origin
from pipeline.model.site import Registry, Site
from pipeline.model.text import Text

COMPONENT_NEWS = 12  # newest items of component sites on the portal's front page
NEWS = "tin-tuc"
DOCUMENT = "van-ban"


@dataclass(frozen=True, slots=True)
class Foreign:
    """An item of another site, shown or named here, with that site's address."""

    site: Site
    edition: Edition
    approval: Approval | None
    base_url: str


@dataclass(frozen=True)
class SiteInput:
    """Everything that the pages of one site depend on, besides theme and program.

    `root` is the folder below which the attachments' repository paths lie; `anchor` is the commit from which
    the gate judged, `rules` how many rules the content went through (0: not told).
    """

    site: Site
    registry: Registry
    editions: tuple[Edition, ...]
    attachments: Mapping[str, Attachment]
    approvals: Mapping[str, Approval]
    documents: tuple[Foreign, ...]
    component_news: tuple[Foreign, ...]
    base_url: str
    addresses: Mapping[str, str]
    origin: Origin
    commit: str | None
    root: Path
    seen_at: datetime  # stands in for the publication of preview items that carry no time at all
    now: datetime
    anchor: str = ""
    ledger: LedgerState | None = None
    rules: int = 0
    stamped: bool = False  # made by a demonstration: without legal force, and every page says so
    components: tuple[Foreign, ...] = ()  # all items of the sites below, for the search of the whole province

    def base_of(self, site: Site) -> str:
        """Return the public address of a site as pages here shall name it."""
        return self.addresses.get(site.id, site.base_url)


Source = ApprovedCorpus | PreviewCorpus


def site_input(
    source: Source,
    site_id: str,
    now: datetime,
    root: Path,
    addresses: Mapping[str, str] | None = None,
    rules: int = 0,
) -> SiteInput:
    """Return the input of one site; raises `UsageError` for a site that the source does not hold.

    `root` is the folder that the source was read from; `addresses` replace the public addresses of
    sites, for a demonstration on one machine.
    """
    corpus, approvals, commit = _of(source, site_id)
    site = corpus.registry.sites.get(site_id)
    if site is None:
        raise UsageError(
            Text(f"Không có trang “{site_id}”.", f"There is no site “{site_id}”."),
            Text("Xem các trang trong thư mục sites/.", "See the folder sites/ for the sites."),
        )
    base = {s: a.rstrip("/") for s, a in (addresses or {}).items()}
    now = now.astimezone(VIETNAM)
    return SiteInput(
        site=site,
        registry=corpus.registry,
        editions=tuple(sorted(corpus.of_site(site_id), key=lambda e: e.path)),
        attachments={p: a for p, a in corpus.attachments.items() if p.startswith(f"content/{site_id}/")},
        approvals=approvals,
        documents=tuple(_documents(source, corpus.registry, site, base)),
        component_news=_component_news(source, corpus.registry, site, base, now),
        base_url=base.get(site_id, site.base_url),
        addresses=base,
        origin=Origin.APPROVED if isinstance(source, ApprovedCorpus) else Origin.PREVIEW,
        commit=commit,
        root=root,
        seen_at=source.at.astimezone(VIETNAM) if isinstance(source, PreviewCorpus) else now,
        now=now,
        anchor=_anchor(source),
        ledger=source.ledger if isinstance(source, ApprovedCorpus) else None,
        rules=rules,
        stamped=isinstance(source, ApprovedCorpus) and source.gate.mode is Mode.DEMO,
        components=tuple(_components(source, corpus.registry, site, base)),
    )


def _anchor(source: Source) -> str:
    """Return where the gate began: a run that goes on from the ledger began at the ledger's own anchor."""
    if isinstance(source, PreviewCorpus):
        return ""
    return source.ledger.anchor if source.ledger else source.gate.anchor


def _of(source: Source, site_id: str) -> tuple[Corpus, Mapping[str, Approval], str | None]:
    if isinstance(source, PreviewCorpus):
        return source.corpus, {}, source.commit
    approved = source.sites.get(site_id)
    if approved is None:
        raise UsageError(
            Text(f"Trang “{site_id}” chưa có gì được duyệt.", f"Nothing of site “{site_id}” is approved."),
            Text("Chạy congtinh gate để xem lý do.", "Run congtinh gate to see why."),
        )
    return approved.corpus, approved.approvals, approved.commit


def _others(
    source: Source, registry: Registry
) -> Iterator[tuple[Site, tuple[Edition, ...], Mapping[str, Approval]]]:
    """Yield every other site with its items, each from its own newest approved state."""
    for site in sorted(registry.sites.values(), key=lambda s: s.id):
        if isinstance(source, PreviewCorpus):
            yield site, source.corpus.of_site(site.id), {}
        elif site.id in source.sites:
            approved = source.sites[site.id]
            yield site, approved.corpus.of_site(site.id), approved.approvals


def _documents(source: Source, registry: Registry, own: Site, base: Mapping[str, str]) -> Iterator[Foreign]:
    for site, editions, approvals in _others(source, registry):
        if site.id == own.id:
            continue
        for edition in editions:
            if edition.type == DOCUMENT and edition.document.address:
                address = base.get(site.id, site.base_url)
                yield Foreign(site, edition, approvals.get(edition.path), address)


def _component_news(
    source: Source, registry: Registry, own: Site, base: Mapping[str, str], now: datetime
) -> tuple[Foreign, ...]:
    below = {s.id for s in descendants(registry, own.id)}
    found: list[tuple[datetime, Foreign]] = []
    for site, editions, approvals in _others(source, registry):
        for edition in editions if site.id in below else ():
            approval = approvals.get(edition.path)
            at = publication(edition, approval, now)
            embargo = moment(edition.value("dang_luc"))
            expiry = day(edition.value("het_han"))
            gone = edition.value("go_bo") is not None or (expiry is not None and expiry < now.date())
            shown = edition.type == NEWS and edition.document.lang == "vi" and edition.document.address
            if shown and not gone and (embargo is None or embargo <= now):
                found.append((at, Foreign(site, edition, approval, base.get(site.id, site.base_url))))
    found.sort(key=lambda pair: (-pair[0].timestamp(), pair[1].edition.path))
    return tuple(foreign for _, foreign in found[:COMPONENT_NEWS])


def _components(source: Source, registry: Registry, own: Site, base: Mapping[str, str]) -> Iterator[Foreign]:
    """Yield every item of the sites below a site, each from its site's own newest approved state."""
    below = {s.id for s in descendants(registry, own.id)}
    for site, editions, approvals in _others(source, registry):
        for edition in editions if site.id in below else ():
            if edition.document.address:
                yield Foreign(site, edition, approvals.get(edition.path), base.get(site.id, site.base_url))


def descendants(registry: Registry, site_id: str) -> tuple[Site, ...]:
    """Return all sites below a site, nearest first; a cycle in the data ends the walk."""
    found: dict[str, Site] = {}
    pending = list(registry.children(site_id))
    while pending:
        site = pending.pop(0)
        if site.id not in found and site.id != site_id:
            found[site.id] = site
            pending += registry.children(site.id)
    return tuple(found.values())


def ancestors(registry: Registry, site: Site) -> tuple[str, ...]:
    """Return the ids of the sites above a site, nearest first."""
    found: list[str] = []
    parent = site.parent
    while parent and parent not in found and parent != site.id:
        found.append(parent)
        above = registry.sites.get(parent)
        parent = above.parent if above else None
    return tuple(found)


def publication(edition: Edition, approval: Approval | None, fallback: datetime) -> datetime:
    """Return when an item is published: `dang_luc` when later than its approval, else the approval.

    In a preview there is no approval: `dang_luc`, else the time of receipt, else `fallback`.
    """
    embargo = moment(edition.value("dang_luc"))
    if approval:
        at = approval.published_at.astimezone(VIETNAM)
        return max(at, embargo) if embargo else at
    return embargo or moment(edition.value("tiep_nhan_luc")) or fallback

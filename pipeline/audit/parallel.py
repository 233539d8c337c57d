"""Several sites audited at once, each in a process of its own: reading pages is plain computing."""

from __future__ import annotations

import multiprocessing
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from pathlib import Path

from pipeline.audit.engine import audit_site
from pipeline.model.finding import Report
from pipeline.model.release import AuditedSite, BuiltSite

Audited = tuple[Report, AuditedSite | None]


def audit_sites(
    built: Mapping[str, BuiltSite],
    *,
    now: datetime,
    sources: Mapping[str, str],
    jobs: int = 2,
    settled: Mapping[str, frozenset[str]] | None = None,
    kept: Path | None = None,
) -> dict[str, Audited]:
    """Return for each site what `audit_site` says of it, at most `jobs` sites at a time.

    `sources`: the texts of items by repository path, so that findings can name their line. `settled`: by
    site, the items whose pages can stop nothing. `kept`: the folder of what was read on unchanged pages.
    """
    texts = {
        site: {p: sources[p] for p in (ref.source for ref in each.pages) if p and p in sources}
        for site, each in built.items()
    }
    held = {site: (settled or {}).get(site, frozenset()) for site in built}
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
    files = {site: kept / f"{site}.json" if kept else None for site in built}
    if jobs <= 1 or len(built) <= 1:
        return {site: _one(each, now, texts[site], held[site], files[site]) for site, each in built.items()}
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(jobs, len(built)), mp_context=spawn) as pool:
        running = {
            site: pool.submit(_one, each, now, texts[site], held[site], files[site])
            for site, each in built.items()
        }
        return {site: each.result() for site, each in running.items()}


def _one(
    built: BuiltSite, now: datetime, texts: Mapping[str, str], settled: frozenset[str], kept: Path | None
) -> Audited:
    return audit_site(built, now=now, sources=texts.get, settled=settled, kept=kept)

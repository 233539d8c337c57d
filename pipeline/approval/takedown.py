"""Removals that must not wait: the served state of a site with nothing new but what was taken down.

When a site is stopped by a fault in something that changed, what the board decided to remove still goes: the site is
made once more as it is served, with the removed items in their new, approved form.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.approval.corpus import Prepared, prepare
from pipeline.approval.office import Sitting
from pipeline.approval.origins import trace
from pipeline.approval.resume import steps_until
from pipeline.history.repository import Repository
from pipeline.model.content import Edition


def removals_only(
    repo: Repository, prepared: Prepared, sitting: Sitting, site: str, served: str, workdir: Path, key: str
) -> Prepared | None:
    """Return a site's served state with its newly removed items; None where nothing is newly removed.

    `served` is the commit of the release that is being served, `key` the fingerprint of the ledger's key. Raises
    `ConfigError` where the clone lacks objects.
    """
    now = prepared.corpus.sites[site]
    changed = set(repo.changed_paths(served, now.commit))
    removed = {e.path: e for e in now.corpus.editions if e.path in changed and e.value("go_bo")}
    if not removed:
        return None
    steps = tuple(steps_until(repo, sitting.ledger, sitting.anchor, served))
    # the shared registry stays as it is proven now; only this site goes back
    origins = replace(trace(repo, sitting.anchor, steps), governance=sitting.origins.governance)
    gate = replace(sitting.gate, publishable={**sitting.gate.publishable, site: served})
    before = prepare(repo, gate, workdir, origins, sitting.anchor, sitting.ledger, key)
    old = before.corpus.sites.get(site)
    if old is None:
        return None
    known = {e.path: e for e in old.corpus.editions}
    fresh = {path: e for path, e in removed.items() if path in known and not known[path].value("go_bo")}
    if not fresh:
        return None

    def latest(edition: Edition) -> Edition:
        return fresh.get(edition.path, edition)

    corpus = replace(old.corpus, editions=tuple(map(latest, old.corpus.editions)))
    approvals = {**old.approvals, **{path: now.approvals[path] for path in fresh}}
    site_now = replace(old, corpus=corpus, approvals=approvals)
    sites = {**prepared.corpus.sites, site: site_now}
    return Prepared(replace(before.corpus, sites=sites, gate=sitting.gate), before.root)

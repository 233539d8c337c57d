"""What may stop a site on main: only what changed since the last release, and never a removal.

A rule that became stricter or a document that lapsed must not freeze a site, and an item that is taken down
must not wait for anything. Everything else becomes a task of its owner.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from pipeline.checks.owners import owner_of
from pipeline.model.content import Corpus
from pipeline.model.finding import Report


def settled_paths(corpus: Corpus, changed: Collection[str] | None) -> frozenset[str]:
    """Return the items that nothing may be stopped for: unchanged ones and those that are taken down.

    `changed` are the paths that differ from the served release, None where nothing is served yet.
    """
    return frozenset(
        e.path for e in corpus.editions if e.value("go_bo") or (changed is not None and e.path not in changed)
    )


def as_tasks(report: Report, corpus: Corpus, changed: Collection[str] | None) -> Report:
    """Return a report in which findings that may stop nothing are told as old ones, with their owners."""
    editions = {e.path: e for e in corpus.editions}
    settled = settled_paths(corpus, changed)
    found = []
    for finding in report.findings:
        if finding.path in settled or (changed is not None and finding.path not in changed):
            owner = owner_of(finding.path, editions, corpus.registry)
            found.append(replace(finding, old=True, owner=owner))
        else:
            found.append(replace(finding, old=False))
    return replace(report, findings=tuple(found))

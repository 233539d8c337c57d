"""Telling old findings from new ones: by their identity, which no moved line changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pipeline.checks.owners import owner_of
from pipeline.model.content import Edition
from pipeline.model.finding import Finding
from pipeline.model.site import Registry


def mark_old(
    findings: Iterable[Finding],
    earlier: Iterable[Finding],
    moves: Mapping[str, str],
    editions: Mapping[str, Edition],
    registry: Registry,
) -> Iterator[Finding]:
    """Yield the findings, each as old or new; old ones with their owner.

    A finding of a moved item is old where the item had one with the same words at its old place.
    """
    known: set[str] = set()
    worded: Counter[tuple[str, str, str]] = Counter()
    for each in earlier:
        known.add(each.fingerprint)
        if moves:
            worded[each.code, each.path, each.message.vi] += 1
    for finding in findings:
        old = finding.fingerprint in known
        if not old and finding.path in moves:
            key = (finding.code, moves[finding.path], finding.message.vi)
            old = worded[key] > 0
            worded[key] -= 1
        owner = owner_of(finding.path, editions, registry) if old else None
        yield replace(finding, old=old, owner=owner)

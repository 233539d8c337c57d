"""What kinds of item a change is about, read before and after it; the stricter of the two counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pipeline.approval.authority import Scope
from pipeline.approval.governance import Governance
from pipeline.approval.usage import Usage
from pipeline.history.diff import Change
from pipeline.history.repository import Repository
from pipeline.history.trees import Entry
from pipeline.model.content import Edition
from pipeline.source import faults
from pipeline.source.items import read_item

# These do not touch what the front matter says.
_HARMLESS = frozenset({faults.BOM, faults.NOT_NFC})
_REMARKED = ("dinh_chinh", "go_bo")  # corrections and take-downs


@dataclass(frozen=True, slots=True)
class _Kind:
    types: frozenset[str]
    known: bool
    sensitive: bool


_UNKNOWN = _Kind(frozenset(), known=False, sensitive=True)


def scope_of(
    repo: Repository,
    usage: Usage,
    governance: Governance,
    site: str,
    base: str,
    commit: str,
    changes: Iterable[Change],
    proven: Callable[[str], Entry | None],
) -> Scope:
    """Return the scope of the changes under one site's content between two commits.

    `proven` gives what readers could see at a path: removing that is a take-down.
    """
    kinds: list[_Kind] = []
    for change in changes:
        if change.path.endswith(".md"):
            kinds.append(_item(repo, governance, change))
        else:
            kinds.append(_attachment(governance, usage.types(site, (base, commit), change.path)))
        if change.new is None and proven(change.path) is not None:
            kinds.append(_Kind(frozenset(), known=True, sensitive=True))
    return Scope(
        frozenset(t for k in kinds for t in k.types),
        known=all(k.known for k in kinds),
        sensitive=any(k.sensitive for k in kinds),
    )


def _item(repo: Repository, governance: Governance, change: Change) -> _Kind:
    versions = [
        read_item(change.path, repo.content(e.id)) if e.is_file else None
        for e in (change.old, change.new)
        if e is not None
    ]
    if any(v is None or not v.type or _broken(v) for v in versions):
        return _UNKNOWN
    editions = [v for v in versions if v is not None]
    types = frozenset(e.type for e in editions)
    remarks = {tuple(repr(e.value(key)) for key in _REMARKED) for e in editions}
    before = editions if change.old is not None else [*editions, None]
    touched = len(remarks) > 1 or (
        None in before and any(e.value(key) is not None for e in editions for key in _REMARKED)
    )
    return _Kind(types, known=True, sensitive=touched or any(map(governance.is_sensitive, types)))


def _attachment(governance: Governance, types: frozenset[str]) -> _Kind:
    """Return the kind of a file by the types of the items that use it; unless they are of one type, it has none."""
    if not types:
        return _UNKNOWN
    sensitive = any(map(governance.is_sensitive, types))
    return _Kind(types, known=len(types) == 1 and "" not in types, sensitive=sensitive or "" in types)


def _broken(edition: Edition) -> bool:
    return any(f.kind not in _HARMLESS for f in edition.faults)

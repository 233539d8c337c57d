"""What kinds of item a change is about, read before and after it; the stricter of the two counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from posixpath import normpath
from urllib.parse import unquote

from pipeline.approval.authority import Scope
from pipeline.approval.governance import Governance
from pipeline.history.diff import Change
from pipeline.history.repository import Repository
from pipeline.history.trees import Entry
from pipeline.model.address import CONTENT
from pipeline.model.content import Edition, Value
from pipeline.source import faults
from pipeline.source.items import read_item

# These do not touch what the front matter says.
_HARMLESS = frozenset({faults.BOM, faults.NOT_NFC})
_WORD = re.compile(r"""[^\s"'()<>\[\]{},|]+""")
_TARGET = re.compile(r"\]\(\s*<?([^)>]+)>?")  # of a Markdown link or picture, blanks and all
_REMARKED = ("dinh_chinh", "go_bo")  # corrections and take-downs


@dataclass(frozen=True, slots=True)
class _Kind:
    types: frozenset[str]
    known: bool
    sensitive: bool


_UNKNOWN = _Kind(frozenset(), known=False, sensitive=True)


def scope_of(
    repo: Repository,
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
    items: Mapping[str, Edition] | None = None
    for change in changes:
        if change.path.endswith(".md"):
            kinds.append(_item(repo, governance, change))
        else:
            items = items if items is not None else _items(repo, site, (base, commit))
            kinds.append(_attachment(governance, change.path, items.values()))
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


def _attachment(governance: Governance, path: str, items: Iterable[Edition]) -> _Kind:
    """Return the kind of a file by the items that use it; unless they are of one type, it has none."""
    types = frozenset(e.type for e in items if path in _used(e))
    if not types:
        return _UNKNOWN
    sensitive = any(map(governance.is_sensitive, types))
    return _Kind(types, known=len(types) == 1 and "" not in types, sensitive=sensitive or "" in types)


def _items(repo: Repository, site: str, commits: tuple[str, ...]) -> Mapping[str, Edition]:
    """Return the items of a site in several commits, by blob and path."""
    found: dict[str, Edition] = {}
    for commit in commits:
        for path, entry in repo.files(commit, f"{CONTENT}/{site}"):
            key = f"{entry.id} {path}"
            if path.endswith(".md") and entry.is_file and key not in found:
                found[key] = read_item(path, repo.content(entry.id))
    return found


def _used(edition: Edition) -> frozenset[str]:
    """Return every repository path that some word of an item could mean."""
    site_root = "/".join(edition.path.split("/")[:2])
    folder = edition.path.rsplit("/", 1)[0]
    found = set()
    words = [*_texts(edition.meta), *_WORD.findall(edition.text), *_TARGET.findall(edition.body)]
    for word in words:
        target = unquote(word).split("#")[0].split("?")[0]
        if "." in target:
            start = site_root if target.startswith("/") else folder
            found.add(normpath(f"{start}/{target.lstrip('/')}"))
    return frozenset(found)


def _texts(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for below in value.values():
            yield from _texts(below)
    elif isinstance(value, tuple):
        for below in value:
            yield from _texts(below)


def _broken(edition: Edition) -> bool:
    return any(f.kind not in _HARMLESS for f in edition.faults)

"""The quick way of a check of a change: where only texts changed, only they and what may depend on them are read.

It is taken where its answer is surely the whole check's: plain articles that were there before and are there still,
whose front matter says the same to all others. Everything else (new, moved and deleted files, attachments,
anything below sites/, waivers, copies of forms) goes the longer way.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.checks.attachments import TEXT_FORMS, stands_for_file
from pipeline.checks.engine import _remarks, _Scope, rule_notes, run_rules
from pipeline.checks.facts import corpus_facts
from pipeline.checks.likeness import Likeness, signature
from pipeline.checks.old import mark_old
from pipeline.checks.registry import Context, source_rules
from pipeline.checks.severity import Weights
from pipeline.checks.waivers import apply_waivers
from pipeline.history.repository import Repository
from pipeline.model.address import CONTENT, parse_address
from pipeline.model.change import Change
from pipeline.model.content import Attachment, Corpus, Document, Edition, Value
from pipeline.model.finding import Finding, Report, Stage
from pipeline.model.legal import number_in, number_key
from pipeline.model.links import LinkIndex, generated_pages
from pipeline.model.naming import is_plain, name_of
from pipeline.model.site import Registry
from pipeline.since.alike import Alike, TooFar
from pipeline.since.index import Index, leads_in, numbers_of
from pipeline.source import faults
from pipeline.source.corpus import load_attachment
from pipeline.source.items import read_item
from pipeline.source.registry import load_registry
from pipeline.source.tree import read_bytes

_MOST_CHANGED, _MOST_AFFECTED, _MOST_BESIDE = 60, 200, 600
# Keys that no other item's findings depend on.
_OWN_KEYS = frozenset(("tom_tat", "tu_khoa"))


def check_narrow(
    repository: Repository,
    index: Index,
    earlier: tuple[Finding, ...],
    root: Path,
    *,
    now: datetime,
    stage: Stage,
    paths: Collection[str] | None,
    published: Mapping[str, datetime],
) -> Report | None:
    """Return the report on a change, None where only the longer way tells it."""
    try:
        changed = index.changed(root)
        if changed is None or len(changed) > _MOST_CHANGED or not changed <= index.places.keys():
            return None
        if not all(map(is_plain, changed)):
            return None
        registry, configs = load_registry(root)
        if any(c.waivers is not None and c.waivers.rows for c in configs):
            return None
        world = _World(index, root)
        old = {p: read_item(p, repository.content(index.ids[p])) for p in changed}
        kinds = ({Path(file).suffix.lower() for file in index.files} - {""}).union(TEXT_FORMS)
        if not all(_alike(old[p], world[p], kinds) for p in changed):
            return None
        affected, search = _reach(index, world, old)
        documents = _documents(index, world, affected)
    except (TooFar, OSError):
        return None
    known = {e.path: e for e in (*affected, *documents)}
    listed = tuple(known[p] for p in sorted(known, key=index.places.__getitem__))
    corpus = Corpus(registry, listed, _Files(index, root), configs)
    facts: dict[str, Any] = dict(corpus_facts(corpus, now, published))
    weights = facts["weights"] = Weights(registry)
    facts |= {"editions": world, "links": _Links(index, registry), "likeness": search}
    ctx = Context(now, stage, registry, corpus, facts)
    wanted = _Scope(paths)
    subjects: list[tuple[str, Any]] = [(e.path, e) for e in affected if wanted.holds(e.path)]
    subjects += [(p, Change(p, old[p], world[p])) for p in sorted(changed) if wanted.holds(p)]
    rules = source_rules()
    cut: set[tuple[str, str]] = set()
    found = [
        f for f in run_rules([r for r in rules if not r.late], subjects, ctx, cut) if wanted.holds(f.path)
    ]
    judged = {e.path for e in affected}
    of_items = {r.code for r in rules if r.on is Edition}
    found += [
        replace(f, waived=None)
        for f in earlier
        if wanted.holds(f.path) and not (f.code in of_items and f.path in judged)
    ]
    told = mark_old(
        apply_waivers(found, configs, weights, facts["today"]), earlier, {}, _Owned(index), registry
    )
    findings = tuple(sorted(told, key=lambda f: f.order))
    count = len(index.items) if paths is None else sum(map(wanted.holds, index.items))
    return Report(count, 0, findings, None, _remarks(cut), rule_notes(rules, findings))


def _alike(old: Edition, new: Edition, kinds: set[str]) -> bool:
    """Return whether two versions say the same to all other items: only their texts differ."""
    if old.faults or new.faults or old.meta.keys() - _OWN_KEYS != new.meta.keys() - _OWN_KEYS:
        return False
    if any(old.meta[key] != new.meta[key] for key in new.meta if key not in _OWN_KEYS):
        return False
    # what is said of an attachment depends on who names it, and on whether its text stands there, too
    named = _file_names(new.text, kinds)
    return named == _file_names(old.text, kinds) and (
        not named or stands_for_file(old) == stands_for_file(new)
    )


def _file_names(text: str, kinds: set[str]) -> set[str]:
    """Return the words of a text that may name an attachment, by the endings that attachments have."""
    return {w for w in text.split() if "." in w and any(kind in w.lower() for kind in kinds)}


def _reach(index: Index, world: _World, old: Mapping[str, Edition]) -> tuple[list[Edition], Likeness]:
    """Return the items to be judged anew, and the search for text that they share with others."""
    told: set[int] = {index.places[p] for p in old}
    for path in old:
        told.update(index.naming(name_of(path)))
    alike = Alike(index, {index.places[p]: (signature(e), signature(world[p])) for p, e in old.items()})
    told |= alike.touched()
    if len(told) > _MOST_AFFECTED:
        raise TooFar
    affected = [world.at(n) for n in sorted(told)]
    forms: set[int] = set()
    beside: set[int] = set(told)
    for place, edition in zip(sorted(told), affected, strict=True):
        others, own_forms = alike.beside(place, signature(edition))
        beside |= others
        forms |= own_forms
    if len(beside) > _MOST_BESIDE:
        raise TooFar
    return affected, Likeness([world.at(n) for n in sorted(beside)], forms=forms)


def _documents(index: Index, world: _World, affected: list[Edition]) -> list[Edition]:
    """Return the documents that some items may mean, and all that replace or amend one another with them."""
    places: set[int] = set(index.leads.get("", ()))
    for edition in affected:
        if edition.path in index.places and numbers_of(edition):
            places.add(index.places[edition.path])
        for number in leads_in(edition.text):
            places.update(index.leads.get(number, ()))
        for key in _named(edition.meta):
            places.update(index.numbers.get(key, ()))
    pending, seen = list(places), set[str]()
    while pending:
        if len(places) > _MOST_BESIDE:
            raise TooFar
        for key in numbers_of(world.at(pending.pop())) - seen:
            seen.add(key)
            fresh = set(index.numbers.get(key, ())) - places
            places |= fresh
            pending += fresh
    return [world.at(n) for n in sorted(places)]


def _named(value: Value) -> Iterator[str]:
    """Yield every text of the front matter as the number of a document."""
    if isinstance(value, str):
        yield number_key(number_in(value[:200]))
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _named(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _named(inner)


class _World(Mapping[str, Edition]):
    """The items of a tree by path, each read when it is asked for."""

    def __init__(self, index: Index, root: Path) -> None:
        self._index, self._root = index, root
        self._read: dict[str, Edition] = {}

    def __getitem__(self, path: str) -> Edition:
        if path not in self._index.places:
            raise KeyError(path)
        if path not in self._read:
            raw = read_bytes(self._root / path, faults.MAX_ITEM_BYTES + 1)
            self._read[path] = read_item(path, raw)
        return self._read[path]

    def __contains__(self, path: object) -> bool:
        return path in self._index.places

    def __iter__(self) -> Iterator[str]:
        return iter(self._index.items)

    def __len__(self) -> int:
        return len(self._index.items)

    def at(self, place: int) -> Edition:
        """Return the item at a place of the index."""
        if not 0 <= place < len(self._index.items):
            raise TooFar
        return self[self._index.items[place]]


class _Owned(Mapping[str, Edition]):
    """The items by path as far as their owner can be told of them."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def __getitem__(self, path: str) -> Edition:
        unit = self._index.units[self._index.places[path]]
        return Edition(Document(path, None), "", "", {"don_vi": unit}, {}, "", 1)

    def __iter__(self) -> Iterator[str]:
        return iter(self._index.items)

    def __len__(self) -> int:
        return len(self._index.items)


class _Files(Mapping[str, Attachment]):
    """The attachments of a tree by path, each looked at when it is asked for."""

    def __init__(self, index: Index, root: Path) -> None:
        self._known, self._root = dict.fromkeys(index.files), root

    def __getitem__(self, path: str) -> Attachment:
        if path not in self._known:
            raise KeyError(path)
        return load_attachment(self._root, path)

    def __contains__(self, path: object) -> bool:
        return path in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


class _Links(dict[str, LinkIndex]):
    """What links of each site can lead to, from the paths alone."""

    def __init__(self, index: Index, registry: Registry) -> None:
        super().__init__()
        self._index, self._registry = index, registry

    def __missing__(self, site: str) -> LinkIndex:
        root = f"{CONTENT}/{site}/"
        known = self._registry.sites.get(site)
        sections = {("vi", s) for s in known.sections} if known else set()
        sections |= {(lang, name) for home, lang, name in self._index.sections if home == site and name}
        items = _Addresses([p for p in self._index.items if p.startswith(root)])
        files = frozenset(p for p in self._index.files if p.startswith(root))
        made = self[site] = LinkIndex(site, items, files, frozenset(generated_pages(sections)))
        return made


class _Addresses(Mapping[str, str]):
    """The addresses of a site's items by path, in their order; each is worked out when it is asked for."""

    def __init__(self, paths: list[str]) -> None:
        self._paths = dict.fromkeys(paths)

    def __getitem__(self, path: str) -> str:
        found = parse_address(path) if path in self._paths else None
        if found is None:
            raise KeyError(path)
        return found.url

    def __iter__(self) -> Iterator[str]:
        return (p for p in self._paths if parse_address(p) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

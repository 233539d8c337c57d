"""Which files a change may concern besides those that it changes: whatever names them, and their kin.

Rather too many than too few: a file left out here would not be judged anew. Words are compared, not links
resolved, for the words of an article are kept with its reading (`pipeline.model.naming`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from pipeline.checks.documents import DOCUMENT, references
from pipeline.model.address import SITES, parse_address
from pipeline.model.change import Change
from pipeline.model.content import Corpus, Edition, as_list
from pipeline.model.legal import number_key
from pipeline.model.naming import is_plain, name_of

# A change of more files than this is judged as a whole: finding its reach would cost as much.
MOST_CHANGED = 300
_RELATIONS = ("thay_the", "bi_thay_the_boi", "sua_doi")
# Where items name documents; in bodies they are found by their words.
_NAMED = (
    *_RELATIONS,
    "can_cu",
    "van_ban",
    "van_ban_luat",
    "tu_van_ban",
    "quyet_dinh_cong_bo",
    "go_bo.thay_the",
)


def affected(
    base: Corpus, new: Corpus, changed: Collection[str], mentions: Mapping[str, frozenset[str]]
) -> frozenset[str] | None:
    """Return the paths whose findings may differ between two states, None for "any".

    `changed` are the paths that differ; `mentions` gives the words by which each article of the new state
    may refer to others.
    """
    if len(changed) > MOST_CHANGED or any(p.startswith(f"{SITES}/") or not is_plain(p) for p in changed):
        return None
    sides = [e for corpus in (base, new) for e in corpus.editions if e.path in changed]
    keys = {name_of(p) for p in changed}
    for edition in sides:
        keys |= {name_of(str(old)) for old in as_list(edition.value("dia_chi_cu"))}
    keys |= {section for _, _, section in _sections(base) ^ _sections(new)}
    numbers = {n for edition in sides if edition.type == DOCUMENT for n in _numbers(edition, _RELATIONS)}
    documents = [e for e in new.editions if e.type == DOCUMENT]
    grown = bool(numbers)
    while grown:  # what replaces or amends one another stands or falls together
        before = len(numbers)
        for document in documents:
            own = set(_numbers(document, _RELATIONS))
            if own & numbers:
                numbers |= own
        grown = len(numbers) > before
    keys = (keys | numbers) - {""}
    told: set[str] = set(changed)
    for edition in new.editions:
        named_there = not keys.isdisjoint(mentions.get(edition.path, ())) or name_of(edition.path) in keys
        if named_there or (numbers and not numbers.isdisjoint(_numbers(edition, _NAMED))):
            told.add(edition.path)
    # the files that changed items name, and those beside a changed one: a text may stand for a scan
    named = keys.union(*(mentions.get(e.path, ()) for e in sides))
    told |= {p for p in new.attachments if name_of(p) in named or not is_plain(p)}
    return frozenset(told)


def changes(base: Corpus, new: Corpus, changed: Collection[str]) -> tuple[Change, ...]:
    """Return the changes of some paths, in their order; an item that moved is one change at its new place."""
    old_sides = _by_path(base, changed)
    new_sides = _by_path(new, changed)
    moved = _moves(base, new, changed)
    gone = set(moved.values())
    told = []
    for path in sorted(changed):
        if path in gone:
            continue
        old = old_sides.get(moved.get(path, path))
        now = new_sides.get(path)
        if old is not None or now is not None:
            told.append(Change(path, old, now))  # type: ignore[arg-type]
    return tuple(told)


def moves(listed: Iterable[Change]) -> Mapping[str, str]:
    """Return the old path of every moved item by its new one."""
    return {c.path: c.old.path for c in listed if c.moved and c.old is not None}


def _moves(base: Corpus, new: Corpus, changed: Collection[str]) -> Mapping[str, str]:
    """Return old paths by new ones: a deletion that a new item of the site names in `dia_chi_cu`."""
    now = {e.path for e in new.editions}
    gone = {(e.document.site, _place(e.path)): e.path for e in base.editions if e.path not in now}
    was = {e.path for e in base.editions}
    found: dict[str, str] = {}
    for edition in new.editions if gone else ():
        if edition.path not in changed or edition.path in was:
            continue
        for named in as_list(edition.value("dia_chi_cu")):
            old = gone.get((edition.document.site, old_address(named)))
            if old is not None and old not in found.values():
                found[edition.path] = old
                break
    return found


def old_address(value: object) -> str:
    """Return an entry of `dia_chi_cu`, however written, as an address: slashes at both ends, no host."""
    text = value.strip() if isinstance(value, str) else ""
    if "://" in text:
        text = "/" + text.partition("://")[2].partition("/")[2]
    path = text.partition("#")[0].partition("?")[0].removesuffix(".md").removesuffix("/index.html").strip("/")
    return f"/{path}/" if path else "/"


def _place(path: str) -> str:
    address = parse_address(path)
    return address.url if address else "/" + path.split("/", 2)[-1].removesuffix(".md") + "/"


def _by_path(corpus: Corpus, wanted: Collection[str]) -> Mapping[str, object]:
    found: dict[str, object] = {e.path: e for e in corpus.editions if e.path in wanted}
    found |= {p: a for p, a in corpus.attachments.items() if p in wanted}
    return found | {c.path: c for c in corpus.configs if c.path in wanted}


def _numbers(edition: Edition, keys: Iterable[str]) -> Iterator[str]:
    if number := edition.get("so_ky_hieu").strip():
        yield number_key(number)
    for key in keys:
        for reference in references(edition, key):
            yield number_key(reference.number)


def _sections(corpus: Corpus) -> frozenset[tuple[str, str, str]]:
    return frozenset((e.document.site, e.document.lang, e.document.section) for e in corpus.editions)

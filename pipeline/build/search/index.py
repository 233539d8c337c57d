"""The index of a site on disk: what stands from the last build is taken over, the rest is made anew."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from pipeline.build.context import BuildContext
from pipeline.build.search.fragments import Fragment, FragmentStore
from pipeline.build.search.items import SearchItem, search_items
from pipeline.build.search.kept import Kept
from pipeline.build.search.lists import FORMAT, RECORDS, Lists, record_files
from pipeline.build.search.patch import patched
from pipeline.build.search.slots import Layout, layout_of
from pipeline.build.search.words import Spellings, spellings_of

FOLDER = "assets/search"
SHARED = "tu-dong-nghia"
_STORE = ".search"
_AT_ONCE = 4096  # items whose lists are joined to those before at once: fewer cost time, more cost memory


def manifest_file(lang: str) -> str:
    """Return the file, below the site's folder, from which a search begins."""
    return f"{FOLDER}/{lang}.json"


def search_state(ctx: BuildContext, lang: str) -> str:
    """Return what the index of a language rests on: equal states, equal bytes."""
    return _layout(ctx, lang)[1].made


def _layout(ctx: BuildContext, lang: str) -> tuple[Spellings, Layout]:
    """Return the spellings and the numbers of a language's index, made once."""
    name = f"search layout {lang}"
    if name not in ctx.memo:
        spellings = spellings_of(ctx.given.registry.shared.get(SHARED, {}), lang)
        ctx.memo[name] = spellings, layout_of(search_items(ctx, lang), _digest(spellings))
    made: tuple[Spellings, Layout] = ctx.memo[name]
    return made


@dataclass(frozen=True, slots=True)
class Standing:
    """The site's folder as the last build left it, and the SHA-256 of each of its files."""

    folder: Path
    known: Mapping[str, str]

    def read(self, name: str) -> bytes:
        """Return a file's bytes; raise `OSError` when they are gone or not what the last build wrote."""
        data = (self.folder / name).read_bytes()
        if hashlib.sha256(data).hexdigest() != self.known.get(name):
            raise OSError(name)
        return data


@dataclass(frozen=True, slots=True)
class _Part:
    """The lists and records of a language: their folder, how many term files, what it was made of."""

    folder: str
    terms: int
    made: str


def write_index(
    ctx: BuildContext, languages: tuple[str, ...], cache: Path, out: Path, standing: Standing
) -> dict[str, str]:
    """Write the whole index below the site's new folder `out`; return the SHA-256 that files taken over must have.

    `cache` keeps the terms of items between builds. What stands from the last build is taken over unread: whoever
    reads all files anyway finds there whether one was hurt, and calls again with nothing standing.
    """
    taken: dict[str, str] = {}
    store = FragmentStore(cache / _STORE / ctx.given.site.id)
    needed: list[str] = []
    for lang in languages:
        spellings, layout = _layout(ctx, lang)
        kept = Kept(store, lang, layout, spellings, _digest(spellings))
        part = _from_standing(_standing_part(lang, standing), layout, kept, out, standing, taken)
        part = part or _from_nothing(layout, kept, out)
        needed += kept.files()
        _write(out / FOLDER, {f"{lang}.json": _manifest(ctx, lang, layout, part, spellings)})
    store.keep(needed)
    return taken


def _standing_part(lang: str, standing: Standing) -> _Part | None:
    try:
        told = json.loads(standing.read(manifest_file(lang)))
    except OSError:
        return None
    if told.get("schema") != FORMAT:
        return None
    return _Part(told["folder"], told["files"], told["made"])


def _from_standing(
    old: _Part | None, layout: Layout, kept: Kept, out: Path, standing: Standing, taken: dict[str, str]
) -> _Part | None:
    """Write the part of a language from the standing one; None where that cannot be."""
    if old is None:
        return None
    if old.made == layout.made:
        return old if _take_over(old.folder, old.folder, out, standing, (), taken) else None
    changed = kept.changes() if kept.stored is not None and kept.stored.made == old.made else None
    if changed is None or kept.stored is None:
        return None
    new = _Part(f"{layout.name}-{old.terms}", old.terms, layout.made)
    items = {n: item for month in layout.months for n, item in month.items.items()}
    read = partial(_read, standing, old.folder)
    try:
        made = patched(read, old.terms, kept.stored.size, items, changed)
    except OSError:
        return None
    if made is None or not _take_over(old.folder, new.folder, out, standing, made[0], taken):
        return None
    _write(out / FOLDER / new.folder, made[0])
    kept.done(made[1])
    return new


def _read(standing: Standing, folder: str, name: str) -> bytes:
    return standing.read(f"{FOLDER}/{folder}/{name}")


def _from_nothing(layout: Layout, kept: Kept, out: Path) -> _Part:
    lists = Lists()
    waiting: list[tuple[int, Fragment]] = []
    items: dict[int, SearchItem] = {}
    for month in layout.months:
        items |= month.items
        waiting += kept.of(month)
        if len(waiting) >= _AT_ONCE:
            lists.add(waiting)
            waiting = []
    lists.add(waiting)
    terms = lists.files()
    folder = f"{layout.name}-{len(terms)}"
    _write(out / FOLDER / folder, {f"t{n}.bin": data for n, data in enumerate(terms)})
    _write(out / FOLDER / folder, dict(record_files(items)))
    kept.done(lists.size)
    return _Part(folder, len(terms), layout.made)


def _take_over(
    old: str, new: str, out: Path, standing: Standing, without: Collection[str], taken: dict[str, str]
) -> bool:
    """Link the files of the folder `old` into the new site's folder `new`, except some; return whether it could be."""
    base, to = f"{FOLDER}/{old}/", out / FOLDER / new
    names = [name.removeprefix(base) for name in standing.known if name.startswith(base)]
    linked: dict[str, str] = {}
    start, end = (
        f"{standing.folder}/{base}",
        f"{to}/",
    )  # thousands of files: making paths would cost more than links
    try:
        to.mkdir(parents=True)
        for name in names:
            if name not in without:
                os.link(start + name, end + name)
                linked[f"{FOLDER}/{new}/{name}"] = standing.known[base + name]
    except OSError:  # gone, or a disk that knows no links
        shutil.rmtree(to, ignore_errors=True)
        return False
    taken.update(linked)
    return bool(names)


def _write(folder: Path, files: Mapping[str, bytes | None]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        if data is not None:
            (folder / name).write_bytes(data)


@cache
def _program() -> str:
    sources = [f.read_bytes() for f in sorted(Path(__file__).parent.glob("*.py"))]
    return hashlib.sha256(b"".join(sources)).hexdigest()


def _manifest(ctx: BuildContext, lang: str, layout: Layout, part: _Part, spellings: Spellings) -> bytes:
    items: list[SearchItem] = [i for m in layout.months for i in m.items.values()]
    document = {
        "schema": FORMAT,
        "made": part.made,
        "folder": part.folder,
        "files": part.terms,
        "records": RECORDS,
        "items": layout.count,
        "years": layout.years,
        "sections": {s: ctx.section_label(s, lang) for s in sorted({i.section for i in items})},
        "kinds": {k: ctx.type_label(k, lang) for k in sorted({i.type for i in items})},
        "sites": {s: ctx.given.registry.sites[s].called(lang) for s in sorted({i.site for i in items})},
        "spellings": spellings.rows,
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _digest(spellings: Spellings) -> str:
    """Return the digest of what all terms rest on: the spellings and this package itself."""
    told = json.dumps([FORMAT, _program(), spellings.rows], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:8]

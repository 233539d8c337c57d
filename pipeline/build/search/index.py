"""The index of a site on disk: what stands from the last build is taken over, the rest is made anew."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.build.context import BuildContext
from pipeline.build.search.fragments import Fragment, FragmentStore, fragment
from pipeline.build.search.items import SearchItem, search_items
from pipeline.build.search.patch import Change, changes, patched
from pipeline.build.search.shards import FORMAT, RECORDS, Shard, shard_files, shard_name, shards_of
from pipeline.build.search.words import Spellings, spellings_of
from pipeline.model.site import Registry

FOLDER = "assets/search"
SHARED = "tu-dong-nghia"
_STORE = ".search"


def manifest_file(lang: str) -> str:
    """Return the file, below the site's folder, from which a search begins."""
    return f"{FOLDER}/{lang}.json"


def search_state(ctx: BuildContext, lang: str) -> str:
    """Return what the index of a language rests on, as names of its parts: equal names, equal bytes."""
    spellings, shards = _parts(ctx, lang)
    return " ".join([_digest(spellings), *(s.name for s in shards)])


def _parts(ctx: BuildContext, lang: str) -> tuple[Spellings, list[Shard]]:
    """Return the spellings and the parts of a language's index, made once."""
    name = f"search parts {lang}"
    if name not in ctx.memo:
        spellings = spellings_of(ctx.given.registry.shared.get(SHARED, {}), lang)
        ctx.memo[name] = spellings, shards_of(search_items(ctx, lang), _digest(spellings))
    made: tuple[Spellings, list[Shard]] = ctx.memo[name]
    return made


@dataclass(frozen=True, slots=True)
class Standing:
    """The site's folder as the last build left it, and the SHA-256 of each of its files."""

    folder: Path
    known: Mapping[str, str]


def write_index(
    ctx: BuildContext, languages: tuple[str, ...], cache: Path, out: Path, standing: Standing
) -> None:
    """Write the whole index below the site's new folder `out`.

    `cache` keeps the terms of items between builds. A part that stands unhurt from the last build is taken over.
    """
    store = FragmentStore(cache / _STORE / ctx.given.site.id)
    kept = []
    for lang in languages:
        spellings, shards = _parts(ctx, lang)
        rows = []
        for shard in shards:
            part = f"{lang}-{shard.items[0].at:%Y-%m}"
            kept.append(part)
            base = f"{FOLDER}/{shard.name}/"
            names = _take_over(base, base, out, standing, ())
            if names is None:
                names = _make(shard, spellings, store, part, out, standing)
            rows.append(_row(shard, names))
        _write(out / FOLDER, {f"{lang}.json": _manifest(ctx, lang, shards, rows, spellings)})
    store.keep(kept)


def _take_over(
    base: str, new: str, out: Path, standing: Standing, without: Collection[str]
) -> list[str] | None:
    """Link the files of the part below `base` into the new folder below `new`, except some; return their names.

    None when they are not there or not what was written.
    """
    names = [name.removeprefix(base) for name in standing.known if name.startswith(base)]
    try:
        for name in names:
            data = (standing.folder / base / name).read_bytes()
            if hashlib.sha256(data).hexdigest() != standing.known[base + name]:
                return None
        if names:
            (out / new).mkdir(parents=True)
        for name in names:
            if name not in without:
                os.link(standing.folder / base / name, out / new / name)
    except OSError:  # gone, or a disk that knows no links
        shutil.rmtree(out / new, ignore_errors=True)
        return None
    return names or None


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)


def _make(
    shard: Shard, spellings: Spellings, store: FragmentStore, part: str, out: Path, standing: Standing
) -> list[str]:
    """Write a part made from the terms of its items, those of changed items looked for anew; return its files."""
    digest = _digest(spellings)
    names = [f"{digest}{key}" for key in shard.keys]
    before, lists = store.read(part)
    found = {
        name: before.get(name) or fragment(item, spellings)
        for name, item in zip(names, shard.items, strict=True)
    }
    base = f"{FOLDER}/{shard.name}/"
    written = _patched(base, shard, (before, lists), found, digest, out, standing)
    if written is None:
        files, lists = shard_files(shard, [found[name] for name in names])
        _write(out / base, files)
        written = list(files), lists
    if list(found) != list(before):
        store.write(part, found, written[1])
    return written[0]


def _patched(
    base: str,
    shard: Shard,
    kept: tuple[dict[str, Fragment], int],
    found: Mapping[str, Fragment],
    digest: str,
    out: Path,
    standing: Standing,
) -> tuple[list[str], int] | None:
    """Write a part from the standing one of the same items, few of them changed; None where that cannot be."""
    before, lists = kept
    names, old = list(found), list(before)
    numbers = changes(before, names)
    if not numbers or not all(name.startswith(digest) for name in old):
        return None
    from_base = f"{FOLDER}/{shard_name([n.removeprefix(digest) for n in old], digest)}/"
    terms = sum(1 for name in standing.known if name.startswith(f"{from_base}t"))
    changed = [Change(n, before[old[n]], found[names[n]]) for n in numbers]
    try:
        made = patched(standing.folder / from_base, terms, lists, shard.items, changed)
    except (OSError, IndexError):  # gone or hurt; made from nothing it is whole
        return None
    taken = None if made is None else _take_over(from_base, base, out, standing, made[0])
    if made is None or taken is None:
        return None
    _write(out / base, made[0])
    return sorted({*taken, *made[0]}), made[1]


@cache
def _program() -> str:
    sources = [f.read_bytes() for f in sorted(Path(__file__).parent.glob("*.py"))]
    return hashlib.sha256(b"".join(sources)).hexdigest()


def _row(shard: Shard, files: Iterable[str]) -> dict[str, object]:
    buckets = sum(1 for name in files if name.startswith("t"))
    return {"name": shard.name, "docs": len(shard.items), "files": buckets, "years": shard.years}


def _manifest(
    ctx: BuildContext, lang: str, shards: list[Shard], rows: list[dict[str, object]], spellings: Spellings
) -> bytes:
    items: list[SearchItem] = [i for s in shards for i in s.items]
    document = {
        "schema": FORMAT,
        "records": RECORDS,
        "shards": rows,
        "sections": {s: ctx.section_label(s, lang) for s in sorted({i.section for i in items})},
        "kinds": {k: ctx.type_label(k, lang) for k in sorted({i.type for i in items})},
        "sites": {s: site_name(ctx.given.registry, s, lang) for s in sorted({i.site for i in items})},
        "spellings": spellings.rows,
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def site_name(registry: Registry, site: str, lang: str) -> str:
    """Return the name of a site in a language."""
    found = registry.sites[site]
    return found.name_en if lang == "en" and found.name_en else found.name


def _digest(spellings: Spellings) -> str:
    """Return the digest of what all terms rest on: the spellings and this package itself."""
    told = json.dumps([FORMAT, _program(), spellings.rows], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:8]

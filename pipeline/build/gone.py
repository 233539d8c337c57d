"""Addresses of what was taken down answer 410 with the notice of removal.

Beside every such address lies `<address>.da-go`, a copy of the notice: a web server finds it there without
knowing anything else, in the same moment in which the release is switched.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from pipeline.build.context import SAFE_SUFFIXES, BuildContext
from pipeline.build.entries import Entry
from pipeline.build.moved import moves_of, plain_name
from pipeline.build.stage import place
from pipeline.build.tables import KEY, table_address
from pipeline.model.content import as_list
from pipeline.model.links import LinkKind
from pipeline.model.release import GONE_MARK

_MAX = 1000  # letters of a path
_TARGETS = re.compile(
    r"\]\(\s*<?([^)<>\s]+)|^[ ]{0,3}\[[^\]\n]+\]:\s*<?([^<>\s]+)|\b(?:src|href)\s*=\s*[\"']?([^\"'\s>]+)",
    re.MULTILINE,
)


def mark_gone(ctx: BuildContext, used: Collection[str], out: Path) -> None:
    """Put the notice of each removal beside every address that it took away.

    These are the item's own address, its old ones, its plain text, and the files that no other item of the
    site uses (`used`: repository paths of those that are).
    """
    removed = [e for e in ctx.entries.by_path.values() if e.removed is not None]
    if not removed:
        return
    old: dict[str, list[str]] = {}
    for address, entry in moves_of(ctx).items():
        old.setdefault(entry.path, []).append(address)
    for entry in sorted(removed, key=lambda e: e.path):
        page = out / entry.url.strip("/") / "index.html"
        if not page.is_file():
            continue
        notice = page.read_bytes()
        tables = range(1, len(as_list(entry.edition.value(KEY))) + 1)
        names = [entry.url, f"{entry.url}noi-dung.txt", *(table_address(entry, n) for n in tables)]
        names += [*old.get(entry.path, ()), *_files(ctx, entry, used)]
        for name in dict.fromkeys(names):
            _mark(out, name.lstrip("/"), notice)


def _mark(out: Path, name: str, notice: bytes) -> None:
    if not name.endswith("/") and (out / name).exists():
        return  # something else stands there
    try:
        place(out, name + GONE_MARK).write_bytes(notice)
    except (FileExistsError, NotADirectoryError):
        return  # one of its folders bears the name of a file


def _files(ctx: BuildContext, entry: Entry, used: Collection[str]) -> Iterator[str]:
    """Yield the addresses (decoded) of the files that a removed item showed or linked."""
    targets = [*_strings(entry.edition.meta), *_linked(entry.edition.body)]
    for target in dict.fromkeys(targets):
        found = ctx.links.resolve(target, entry.path)
        if found.kind not in (LinkKind.FILE, LinkKind.MISSING) or found.path in used:
            continue
        parts = found.path.split("/")[2:]
        suffix = posixpath.splitext(found.path)[1].lower().lstrip(".")
        if suffix == "md":
            continue  # an item, not a file
        if parts and suffix in SAFE_SUFFIXES and all(plain_name(part) for part in parts):
            yield "/".join(parts)


def _linked(body: str) -> Iterator[str]:
    for found in _TARGETS.finditer(body):
        yield next(group for group in found.groups() if group)


def _strings(value: object) -> Iterator[str]:
    """Yield every text in a value that could be the path of a file."""
    waiting: list[object] = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            if "." in each and len(each) <= _MAX:
                yield each
        elif isinstance(each, Mapping):
            waiting.extend(each.values())
        elif isinstance(each, Iterable):
            waiting.extend(each)

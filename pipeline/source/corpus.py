"""Loading a tree: content/ and sites/ of a working copy or of an exported commit."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.model.address import CONTENT, site_of
from pipeline.model.content import Attachment, Corpus, Document, Edition, Fault
from pipeline.model.halves import LEAST, alongside, can_copy, rarely_collecting
from pipeline.source import faults
from pipeline.source.attachments import Library
from pipeline.source.cache import ReadingCache
from pipeline.source.items import read_item, unreadable
from pipeline.source.packed import Packed, pack, unpack
from pipeline.source.registry import load_registry
from pipeline.source.tree import Entry, digest_file, git_id, read_bytes, walk


def load(
    root: Path,
    sites: Collection[str] | None = None,
    *,
    cache: Path | None = None,
    reading: ReadingCache | None = None,
) -> Corpus:
    """Return everything below `root`; with `sites`, the items of these sites only.

    Faults of content become faults of the editions and attachments; nothing is raised for them. What is
    learnt of attachments, when somebody asks, is kept in the folder `cache`; `reading` spares parsing what
    was parsed before and notes git's id of every file.
    """
    with rarely_collecting():
        return _load(root, sites, cache, reading)


def _load(
    root: Path, sites: Collection[str] | None, cache: Path | None, reading: ReadingCache | None
) -> Corpus:
    registry, configs = load_registry(root)
    library = Library(root, cache)
    articles: list[Entry] = []
    attachments: dict[str, Attachment] = {}
    below = [CONTENT] if sites is None else [f"{CONTENT}/{s}" for s in sorted(sites)]
    for start in below:
        for entry in walk(root, start):
            if entry.path.endswith(".md") or (entry.fault and site_of(entry.path) is None):
                articles.append(entry)
            else:
                if reading and not entry.fault:
                    reading.blobs[entry.path] = git_id(root / entry.path)
                attachments[entry.path] = _attachment(root, entry.path, entry.fault, library)
    return Corpus(registry, _items(root, articles, reading), attachments, configs)


def _items(root: Path, articles: Sequence[Entry], reading: ReadingCache | None) -> tuple[Edition, ...]:
    """Return the editions of some files in their order; many are read in two processes."""
    if reading is not None or len(articles) < LEAST or not can_copy():
        return tuple(_item(root, a.path, a.fault, reading) for a in articles)
    split = len(articles) * 11 // 20  # taking over what the other process read is work, too

    def own() -> list[Edition]:
        return [_item(root, a.path, a.fault) for a in articles[split:]]

    def copied() -> Iterator[Packed]:
        return (pack(_item(root, a.path, a.fault)) for a in articles[:split])

    later, earlier = alongside(own, copied)
    return (*map(unpack, earlier), *later)


def load_loose(paths: Collection[Path]) -> tuple[Edition, ...]:
    """Return the editions of files, or of folders of files, that lie outside the repository.

    They have no address on any site; their path is the one they were given by.
    """
    found: list[Edition] = []
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            for entry in walk(path, "."):
                if entry.path.endswith(".md") or entry.fault:
                    item = _item(path, entry.path.removeprefix("./"), entry.fault)
                    found.append(_renamed(item, (path / item.path).as_posix()))
        else:
            fault = faults.SYMLINK if path.is_symlink() else None
            found.append(_renamed(_item(path.parent, path.name, fault), path.as_posix()))
    return tuple(found)


def _renamed(edition: Edition, path: str) -> Edition:
    return replace(edition, document=Document(path, None))


def _item(root: Path, path: str, fault: str | None, reading: ReadingCache | None = None) -> Edition:
    if fault:
        return unreadable(path, fault)
    try:
        raw = read_bytes(root / path, faults.MAX_ITEM_BYTES + 1)
        return reading.read(path, raw, read_item) if reading else read_item(path, raw)
    except OSError as error:
        return unreadable(path, faults.UNREADABLE, error.strerror or "")


def load_attachment(root: Path, path: str) -> Attachment:
    """Return one attachment of a tree."""
    return _attachment(root, path, None, Library(root, None))


def _attachment(root: Path, path: str, fault: str | None, library: Library) -> Attachment:
    if fault:
        return Attachment(path, 0, "", b"", (Fault(fault, 1, 1),))
    try:
        size, digest, head = digest_file(root / path)
    except OSError as error:
        return Attachment(path, 0, "", b"", (Fault(faults.UNREADABLE, 1, 1, error.strerror or ""),))
    return Attachment(path, size, digest, head, reader=library)

"""What reading found out of each article, kept by the digest of its bytes, so that a check of a change need
not parse a whole corpus again.

Plain JSON in the program's own state folder, a file per first byte of the digest: whoever could write there
could lead a check astray, but never run anything. An entry is used only if it has the right shape and was
written by the very code that reads now. Publishing never uses it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.model import legal, naming
from pipeline.model.address import parse_address
from pipeline.model.content import Document, Edition, Fault, Value, mark_at
from pipeline.model.naming import mentions
from pipeline.source import faults, items, yamlquick, yamlstrict


class ReadingCache:
    """Editions by digest below a folder; also notes what was read: git's id of each file, words that refer."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / _version()
        self._shards: dict[str, dict[str, Any]] = {}
        self._used: dict[str, dict[str, Any]] = {}
        self._new: set[str] = set()
        self.blobs: dict[str, str] = {}  # repository path → git's id of the bytes that were read
        self.mentions: dict[str, frozenset[str]] = {}  # repository path → what the article may refer to

    def read(self, path: str, raw: bytes, parse: Callable[[str, bytes], Edition]) -> Edition:
        """Return the edition in `raw`, from the cache where it knows these bytes, else by `parse`."""
        self.blobs[path] = blob_id(raw)
        digest = hashlib.sha256(raw).hexdigest()
        shard = self._shard(digest[:2])
        entry = shard.get(digest)
        edition = _edition(path, digest, raw, entry)
        if edition is None:
            edition = parse(path, raw)
            entry = _entry(edition)
            if entry is None:  # nothing to be gained: such a file is soon read
                self.mentions[path] = mentions(edition.text)
                return edition
            self._new.add(digest[:2])
        self._used.setdefault(digest[:2], {})[digest] = entry
        self.mentions[path] = frozenset(entry["n"]) if isinstance(entry, dict) else frozenset()
        return edition

    def save(self) -> None:
        """Write what is new; entries of files that are gone are dropped. A full disk costs only the gain."""
        if self._new and not self._folder.exists():
            _forget(self._folder.parent)
        for name in self._new:
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                handle, temporary = tempfile.mkstemp(dir=self._folder, prefix=".tmp-")
                with os.fdopen(handle, "w", encoding="utf-8") as stream:
                    json.dump(self._used[name], stream, ensure_ascii=False, separators=(",", ":"))
                Path(temporary).replace(self._folder / f"{name}.json")
            except OSError:
                return

    def _shard(self, name: str) -> dict[str, Any]:
        if name not in self._shards:
            try:
                found = json.loads((self._folder / f"{name}.json").read_bytes())
            except (OSError, ValueError, RecursionError):
                found = {}
            self._shards[name] = found if isinstance(found, dict) else {}
        return self._shards[name]


def blob_id(raw: bytes) -> str:
    """Return the id that git gives to these bytes."""
    return hashlib.sha1(b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()


def _forget(folder: Path) -> None:
    """Remove what earlier versions of the program kept, but for the newest, to which somebody may go back."""
    with suppress(OSError):
        for old in sorted(folder.iterdir(), key=lambda f: f.stat().st_mtime)[:-1]:
            shutil.rmtree(old, ignore_errors=True)


@cache
def _version() -> str:
    """Return a name for the code that reads, so that no entry outlives it."""
    told = hashlib.sha256(unicodedata.unidata_version.encode())
    for module in (items, yamlstrict, yamlquick, faults, naming, legal):
        told.update(Path(str(module.__file__)).read_bytes())
    told.update(Path(__file__).read_bytes())
    return told.hexdigest()[:16]


def _entry(edition: Edition) -> dict[str, Any] | None:
    if not edition.text or any(f.kind != faults.DUPLICATE_KEY for f in edition.faults):
        return None
    return {
        "m": edition.meta,
        "k": {key: (mark.line, mark.column) for key, mark in edition.marks.items()},
        "b": (len(edition.head), edition.body_line),
        "f": [(f.kind, f.line, f.column, f.detail) for f in edition.faults],
        "n": sorted(mentions(edition.text)),
    }


def _edition(path: str, digest: str, raw: bytes, entry: object) -> Edition | None:
    if not isinstance(entry, dict):
        return None
    try:
        text = raw.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        head, body_line = entry["b"]
        if not 0 < head <= len(text) or not isinstance(body_line, int) or not _words(entry["n"]):
            return None
        meta = _value(entry["m"])
        marks = {key: mark_at(int(line), int(column)) for key, (line, column) in entry["k"].items()}
        noted = tuple(Fault(str(k), int(line), int(col), str(d)) for k, line, col, d in entry["f"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    if not isinstance(meta, Mapping):
        return None
    document = Document(path, parse_address(path))
    return Edition(document, digest, text[:head], meta, marks, text[head:], body_line, noted)


def _words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(w, str) for w in value)


def _value(value: object) -> Value:
    if isinstance(value, dict):
        return {str(key): _value(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return tuple(_value(inner) for inner in value)
    if value is None or isinstance(value, str | bool | int):
        return value
    raise ValueError(type(value).__name__)

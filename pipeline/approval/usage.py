"""Which items of a site use a file: looked up by the words of their text, read closely only where one may.

A site of many thousand items would otherwise be read and parsed as a whole for each change of an attachment. What a
folder's items say in their bytes is kept by the folder's id, so between two steps only changed folders are read.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import normpath
from urllib.parse import unquote

from pipeline.history.repository import Repository
from pipeline.model.address import CONTENT
from pipeline.model.content import Edition, Value
from pipeline.source.items import read_item

_WORD = re.compile(r"""[^\s"'()<>\[\]{},|]+""")
_TARGET = re.compile(r"\]\(\s*<?([^)>]+)>?")  # of a Markdown link or picture, blanks and all
_PIECE = re.compile(
    r"""[^\s"'()<>\[\]{},|/?#]+"""
)  # no border of a word or of a name on a path lies within one
_WRITTEN_OTHERWISE = re.compile(r"%[0-9A-Fa-f]{2}")
_FRONT_MATTER = re.compile(r"\A---.*?(?:^---|\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder's items and folders by name and id; the pieces of the items' texts, None where they do not tell."""

    items: tuple[tuple[str, str], ...]
    below: tuple[tuple[str, str], ...]
    pieces: frozenset[int] | None


class Usage:
    """The items of a repository by the files that they use."""

    def __init__(self, repo: Repository) -> None:
        self._repo = repo
        self._folder = functools.lru_cache(maxsize=5_000)(self._read_folder)
        self._pieces = functools.lru_cache(maxsize=50_000)(self._read_pieces)
        self._closely = functools.lru_cache(maxsize=2_000)(self._read_closely)

    def types(self, site: str, commits: tuple[str, ...], path: str) -> frozenset[str]:
        """Return the types of the items of a site that use a file, as they stand in any of some commits."""
        return frozenset(kind for kind, used in self._candidates(site, commits, path) if path in used)

    def _candidates(
        self, site: str, commits: tuple[str, ...], path: str
    ) -> Iterator[tuple[str, frozenset[str]]]:
        start = f"{CONTENT}/{site}"
        found = (self._repo.entry(commit, start) for commit in commits)
        waiting = {(start, entry.id) for entry in found if entry is not None and entry.is_tree}
        # whoever names the file writes this piece of its name; without a dot in it nothing can be told from pieces
        wanted = next(
            (hash(piece) for piece in _PIECE.findall(path.rsplit("/", 1)[-1]) if "." in piece), None
        )
        seen: set[tuple[str, str]] = set()
        while waiting:
            prefix, identity = here = waiting.pop()
            seen.add(here)
            folder = self._folder(identity)
            waiting.update({(f"{prefix}/{name}", below) for name, below in folder.below} - seen)
            # ".." names a folder, which may be this very path in the other commit
            anyhow = wanted is None or f"{prefix}/".startswith(path + "/")
            if not anyhow and folder.pieces is not None and wanted not in folder.pieces:
                continue
            for name, item in folder.items:
                pieces = self._pieces(item)
                key = (f"{prefix}/{name}", item)
                if key not in seen and (anyhow or pieces is None or wanted in pieces):
                    seen.add(key)
                    yield self._closely(*key)

    def _read_folder(self, identity: str) -> _Folder:
        items, below = [], []
        for name, entry in self._repo.folder(identity).items():
            if entry.is_tree:
                below.append((name, entry.id))
            elif entry.is_file and name.endswith(".md"):
                items.append((name, entry.id))
        self._repo.read_ahead(item for _, item in items)
        found = [self._pieces(item) for _, item in items]
        told = [pieces for pieces in found if pieces is not None]
        whole = frozenset[int]().union(*told) if len(told) == len(found) else None
        return _Folder(tuple(items), tuple(below), whole)

    def _read_pieces(self, item: str) -> frozenset[int] | None:
        """Return what stands between the borders of words, as far as it has a dot; None where it is written otherwise.

        A percent sign, or a backslash in the front matter, can stand for any letter.
        """
        text = unicodedata.normalize("NFC", self._repo.content(item).decode("utf-8-sig", "replace"))
        told = _FRONT_MATTER.match(text)
        if _WRITTEN_OTHERWISE.search(text) or (told and "\\" in told.group()):
            return None
        return frozenset(hash(piece) for piece in _PIECE.findall(text) if "." in piece)

    def _read_closely(self, path: str, item: str) -> tuple[str, frozenset[str]]:
        edition = read_item(path, self._repo.content(item))
        return edition.type, used_by(edition)


def used_by(edition: Edition) -> frozenset[str]:
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

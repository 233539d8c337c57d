"""Paths that deceive: links, submodules, hidden characters, names that collide on other systems."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

from pipeline.history.diff import Change
from pipeline.history.repository import Repository

# Control, format (bidirectional and zero-width), lone surrogates (bytes that are not UTF-8),
# line and paragraph separators: no name of ours needs them, and each can hide what a path is.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# Letters and marks that show nothing: fillers of Hangul, joiners, variation selectors.
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0") | {chr(c) for c in range(0xFE00, 0xFE10)}
_RESERVED = frozenset({"", ".", "..", ".git"})
_COUNTED = 5  # questions about a folder, from which on counting its names is cheaper
_DEEPEST = 30  # folders; finding collisions costs time with every one
# Bytes of a path and of one name in it. No system of ours stores a name of more than 255, and what is built of a file
# may be called by its name with an ending.
_LONGEST, _LONGEST_NAME = 1_000, 240


def dangerous(repo: Repository, commit: str, changes: Iterable[Change]) -> tuple[str, ...]:
    """Return the changed paths that may not stand in a commit; what is removed is never dangerous."""
    neighbours = _Neighbours(repo, commit)
    return tuple(
        c.path
        for c in changes
        if c.new is not None
        and (not c.new.is_file or _bad_name(c.path) or (c.old is None and neighbours.collide(c.path)))
    )


def _bad_name(path: str) -> bool:
    if path.count("/") > _DEEPEST or "\\" in path:
        return True
    if _size(path) > _LONGEST or any(_size(part) > _LONGEST_NAME for part in path.split("/")):
        return True
    if any(unicodedata.category(c) in _HIDDEN or c in _UNSEEN or (c.isspace() and c != " ") for c in path):
        return True
    return any(part.casefold() in _RESERVED for part in path.split("/"))


def _size(name: str) -> int:
    return len(name.encode("utf-8", "surrogateescape"))


class _Neighbours:
    """The names in the folders of a commit as a careless system tells them apart."""

    def __init__(self, repo: Repository, commit: str) -> None:
        self._repo, self._commit = repo, commit
        self._names: dict[str, Counter[str]] = {}
        self._asked: Counter[str] = Counter()

    def collide(self, path: str) -> bool:
        """Return whether a name on the way to `path` is the same as a neighbour's to a careless system."""
        parts = path.split("/")
        return any(self._twice("/".join(parts[:depth]), name) for depth, name in enumerate(parts))

    def _twice(self, folder: str, name: str) -> bool:
        """Return whether a folder holds a name more than once; one that is asked again and again is counted."""
        self._asked[folder] += 1
        if self._asked[folder] > _COUNTED:
            if folder not in self._names:
                self._names[folder] = Counter(map(_folded, self._repo.entries(self._commit, folder)))
            return self._names[folder][_folded(name)] > 1
        # all at once, since a folder may hold thousands; no name holds the mark between them, and no letter joins
        # with it when the text is brought into normal form
        neighbours = _folded("\0" + "\0\0".join(self._repo.entries(self._commit, folder)) + "\0")
        return neighbours.count(f"\0{_folded(name)}\0") > 1


def _folded(name: str) -> str:
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())

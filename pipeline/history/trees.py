"""Tree objects: names and what they point at."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

ABSENT = 0
TREE, SYMLINK, SUBMODULE = 0o040000, 0o120000, 0o160000
MODES = frozenset({0o100644, 0o100755, TREE, SYMLINK, SUBMODULE})  # those that git writes
_FOLDER = b"40000"
_WRITTEN = frozenset(b"%o" % mode for mode in MODES)
_ROW = re.compile(rb"([0-7]{1,7}) ([^\0/]++)\0(.{20})", re.DOTALL)
_WHOLE = re.compile(rb"(?:[0-7]{1,7}+ [^\0/]++\0.{20})*+", re.DOTALL)  # nothing is tried twice


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name in a tree points at: its mode and the object's id (40 hex digits)."""

    mode: int
    id: str

    @property
    def is_tree(self) -> bool:
        """Return whether it is a folder."""
        return self.mode == TREE

    @property
    def is_file(self) -> bool:
        """Return whether it is a plain file, executable or not."""
        return stat.S_ISREG(self.mode)


class MalformedTree(ValueError):
    """A tree object that names something twice or hides a folder inside a name."""


class Tree(Mapping[str, Entry]):
    """The entries of a tree object by name, in its order.

    A folder of a thousand files is read for each step of a history, mostly for one of its names. So what stands at a
    name is made when it is asked for; `rows` has it as git does: mode, name and id in bytes.
    """

    __slots__ = ("_usual", "rows")

    def __init__(self, rows: Mapping[bytes, tuple[bytes, bytes, bytes]]) -> None:
        self.rows = rows
        self._usual: bool | None = None

    def __getitem__(self, name: str) -> Entry:
        """Return what stands at a name."""
        try:
            mode, _, identity = self.rows[name.encode("utf-8", "surrogateescape")]
        except UnicodeEncodeError:
            raise KeyError(name) from None
        return Entry(int(mode, 8), identity.hex())

    def __iter__(self) -> Iterator[str]:
        """Yield the names."""
        return (name.decode("utf-8", "surrogateescape") for name in self.rows)

    def __len__(self) -> int:
        """Return how many names there are."""
        return len(self.rows)

    @property
    def usual(self) -> bool:
        """Return whether git itself would write the tree so: its modes, and names in its order."""
        if self._usual is None:
            keys = [sorting_key(row) for row in self.rows.values()]
            self._usual = keys == sorted(keys) and {row[0] for row in self.rows.values()} <= _WRITTEN
        return self._usual


def sorting_key(row: tuple[bytes, bytes, bytes]) -> bytes:
    """Return what git sorts a row by: a folder's name ends with a slash there."""
    return row[1] + b"/" if row[0] == _FOLDER else row[1]


def parse_tree(raw: bytes) -> Tree:
    """Return the entries of a tree object by name; raises `MalformedTree`.

    Bytes that are not UTF-8 become lone surrogates. Names that git would never write are refused
    here, because two readers of such a tree could find different content under one path.
    """
    if not _WHOLE.fullmatch(raw):
        raise MalformedTree("not in the form of a tree")
    found = _ROW.findall(raw)
    rows = {row[1]: row for row in found}
    if len(rows) != len(found):
        raise MalformedTree("a name twice")
    return Tree(rows)

"""Tree objects: names and what they point at."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from dataclasses import dataclass

ABSENT = 0
TREE, SYMLINK, SUBMODULE = 0o040000, 0o120000, 0o160000


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


def parse_tree(raw: bytes) -> Mapping[str, Entry]:
    """Return the entries of a tree object by name; raises `MalformedTree`.

    Bytes that are not UTF-8 become lone surrogates. Names that git would never write are refused
    here, because two readers of such a tree could find different content under one path.
    """
    entries: dict[str, Entry] = {}
    at = 0
    while at < len(raw):
        blank = raw.index(b" ", at)
        end = raw.index(b"\0", blank)
        name = raw[blank + 1 : end].decode("utf-8", "surrogateescape")
        if not name or "/" in name or name in entries:
            raise MalformedTree(name)
        entries[name] = Entry(int(raw[at:blank], 8), raw[end + 1 : end + 21].hex())
        at = end + 21
    return entries

"""Tree objects: names and what they point at."""

from __future__ import annotations

import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass

ABSENT = 0
TREE, SYMLINK, SUBMODULE = 0o040000, 0o120000, 0o160000
MODES = frozenset({0o100644, 0o100755, TREE, SYMLINK, SUBMODULE})  # those that git writes
_MODE = re.compile(rb"[0-7]{1,7}")
_ID_BYTES = 20


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
        at, mode, identity = end + 1 + _ID_BYTES, raw[at:blank], raw[end + 1 : end + 1 + _ID_BYTES]
        if not name or "/" in name or name in entries:
            raise MalformedTree(name)
        if len(identity) != _ID_BYTES or not _MODE.fullmatch(mode):
            raise MalformedTree(name)
        entries[name] = Entry(int(mode, 8), identity.hex())
    return entries

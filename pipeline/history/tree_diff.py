"""The raw difference of two trees, byte for byte as `git diff-tree` writes it, without a process for each.

Only trees in the form that git itself writes are compared here. For any other `UnusualTree` is raised, and
git is asked.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator

from pipeline.history.trees import ABSENT, Tree, sorting_key

_NOTHING, _NO_MODE = b"0" * 40, b"%06o" % ABSENT
_DEEPEST = 100  # folders within folders
_EMPTY = Tree({})
Row = tuple[bytes, bytes, bytes]  # mode, name, id
ReadTree = Callable[[str], Tree]


class UnusualTree(Exception):
    """A tree with names out of order, with modes that git does not write, or too deep."""


def raw_tree_diff(read: ReadTree, old: str, new: str) -> bytes:
    """Return what `git diff-tree -r -z --no-renames --full-index` prints for two trees, given by id."""
    return b"".join(_folders(read, bytes.fromhex(old), bytes.fromhex(new), b"", 0))


def _folders(read: ReadTree, old: bytes, new: bytes, prefix: bytes, depth: int) -> Iterator[bytes]:
    if depth > _DEEPEST:
        raise UnusualTree
    differing = differences(read, old, new)
    for key in sorted(differing):
        was, now = differing[key]
        if key.endswith(b"/"):
            below = prefix + key
            yield from _folders(read, was[2] if was else b"", now[2] if now else b"", below, depth + 1)
        else:
            yield _line(was, now, prefix + key)


def differences(read: ReadTree, old: bytes, new: bytes) -> dict[bytes, list[Row | None]]:
    """Return what differs between two folders, given by id (none: no folder), under the keys that git sorts by.

    Raises `UnusualTree`.
    """
    if old == new:
        return {}
    before, after = read(old.hex()) if old else _EMPTY, read(new.hex()) if new else _EMPTY
    if not (before.usual and after.usual):
        raise UnusualTree
    found: dict[bytes, list[Row | None]] = {}
    for side, (these, others) in enumerate(((before.rows, after.rows), (after.rows, before.rows))):
        for row in [row for name, row in these.items() if others.get(name) != row]:
            found.setdefault(sorting_key(row), [None, None])[side] = row
    return found


def _line(was: Row | None, now: Row | None, path: bytes) -> bytes:
    if was is None or now is None:
        status = b"A" if was is None else b"D"
    else:
        status = b"M" if stat.S_IFMT(int(was[0], 8)) == stat.S_IFMT(int(now[0], 8)) else b"T"
    modes = [row[0].rjust(6, b"0") if row else _NO_MODE for row in (was, now)]
    ids = [row[2].hex().encode() if row else _NOTHING for row in (was, now)]
    return b":" + b" ".join((*modes, *ids, status)) + b"\0" + path + b"\0"

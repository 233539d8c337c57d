"""The raw difference of two trees, byte for byte as `git diff-tree` writes it, without a process for each.

Only trees in the form that git itself writes are compared here. For any other `UnusualTree` is raised, and
git is asked.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator, Mapping, Sequence

from pipeline.history.trees import ABSENT, Tree, sorting_key

_NOTHING, _NO_MODE = b"0" * 40, b"%06o" % ABSENT
_DEEPEST = 100  # folders within folders
_EMPTY = Tree({})
Row = tuple[bytes, bytes, bytes]  # mode, name, id
ReadTree = Callable[[str], Tree]
Differ = Callable[[str, str], Mapping[bytes, Sequence[Row | None]]]


class UnusualTree(Exception):
    """A tree with names out of order, with modes that git does not write, or too deep."""


def raw_tree_diff(differ: Differ, old: str, new: str) -> bytes:
    """Return what `git diff-tree -r -z --no-renames --full-index` prints for two trees, given by id.

    `differ` gives the `differences` of two folders.
    """
    return b"".join(_folders(differ, old, new, b"", 0))


def _folders(differ: Differ, old: str, new: str, prefix: bytes, depth: int) -> Iterator[bytes]:
    if depth > _DEEPEST:
        raise UnusualTree
    differing = differ(old, new)
    for key in sorted(differing):
        was, now = differing[key]
        if key.endswith(b"/"):
            ids = [row[2].hex() if row else "" for row in (was, now)]
            yield from _folders(differ, ids[0], ids[1], prefix + key, depth + 1)
        else:
            yield _line(was, now, prefix + key)


def differences(read: ReadTree, old: str, new: str) -> dict[bytes, list[Row | None]]:
    """Return what differs between two folders, given by id ("": no folder), under the keys that git sorts by.

    Raises `UnusualTree`.
    """
    if old == new:
        return {}
    before, after = read(old) if old else _EMPTY, read(new) if new else _EMPTY
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

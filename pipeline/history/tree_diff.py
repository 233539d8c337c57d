"""The raw difference of two trees, byte for byte as `git diff-tree` writes it, without a process for each.

Only trees in the form that git itself writes are compared here. For any other `UnusualTree` is raised, and
git is asked.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator, Mapping

from pipeline.history.trees import ABSENT, MODES, Entry

_NOTHING = "0" * 40
_DEEPEST = 100  # folders within folders
ReadTree = Callable[[str], Mapping[str, Entry]]


class UnusualTree(Exception):
    """A tree with names out of order, with modes that git does not write, or too deep."""


def raw_tree_diff(read: ReadTree, old: str, new: str) -> bytes:
    """Return what `git diff-tree -r -z --no-renames --full-index` prints for two trees, given by id."""
    return b"".join(_folders(read, old, new, b"", 0))


def _folders(read: ReadTree, old: str | None, new: str | None, prefix: bytes, depth: int) -> Iterator[bytes]:
    if old == new:
        return
    if depth > _DEEPEST:
        raise UnusualTree
    before = _sorted(read(old)) if old else {}
    after = _sorted(read(new)) if new else {}
    differing = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
    for key in sorted(differing):
        was, now = before.get(key), after.get(key)
        if key.endswith(b"/"):
            yield from _folders(
                read, was.id if was else None, now.id if now else None, prefix + key, depth + 1
            )
        else:
            yield _line(was, now, prefix + key)


def _sorted(tree: Mapping[str, Entry]) -> dict[bytes, Entry]:
    """Return the entries under the keys that git sorts by: a folder's name ends with a slash there."""
    found: dict[bytes, Entry] = {}
    last = b""
    for name, entry in tree.items():
        key = name.encode("utf-8", "surrogateescape") + (b"/" if entry.is_tree else b"")
        if key <= last or entry.mode not in MODES:
            raise UnusualTree
        found[key] = entry
        last = key
    return found


def _line(was: Entry | None, now: Entry | None, path: bytes) -> bytes:
    if was is None or now is None:
        status = "A" if was is None else "D"
    else:
        status = "M" if stat.S_IFMT(was.mode) == stat.S_IFMT(now.mode) else "T"
    modes = [f"{entry.mode if entry else ABSENT:06o}" for entry in (was, now)]
    ids = [entry.id if entry else _NOTHING for entry in (was, now)]
    return f":{' '.join((*modes, *ids))} {status}\0".encode() + path + b"\0"

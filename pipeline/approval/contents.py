"""What a change holds, for the eyes of whoever approves it: items, meanings, attachments, other lines."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.approval.meaning import WORDING, Shift, differences
from pipeline.approval.proposal import Proposal
from pipeline.approval.strictfile import BadFile, read_yaml
from pipeline.history.diff import Change
from pipeline.history.repository import Repository
from pipeline.model.address import CONTENT, SHARED, SITES
from pipeline.model.content import Edition
from pipeline.source.items import read_item

NEW, CHANGED, GONE, CARRIED = "moi", "sua", "bo", "doi-cho"
_MOST_LINES = 200  # of other changed lines, all files together
_MOST_BYTES = 200_000  # a larger text file is not shown line by line


@dataclass(frozen=True, slots=True)
class ChangedItem:
    """One item of the change; `before` is its old path where it moved."""

    path: str
    change: str
    title: str
    type: str
    shifts: tuple[Shift, ...]
    before: str = ""


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """A file that is no item: size in bytes and SHA-256 of what stands there now."""

    path: str
    change: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Contents:
    """All of a change; `lines` are (path, line of a diff), cut off where `cut`."""

    items: tuple[ChangedItem, ...]
    attachments: tuple[ChangedFile, ...]
    others: tuple[ChangedFile, ...]
    lines: tuple[tuple[str, str], ...]
    cut: bool
    labels: Mapping[str, str]


def contents_of(repo: Repository, proposal: Proposal) -> Contents:
    """Return what a change holds."""
    changes = proposal.facts.changes
    items = [c for c in changes if _is_item(c)]
    files = [c for c in changes if not _is_item(c)]
    attachments = tuple(_file(repo, c) for c in files if c.path.startswith(f"{CONTENT}/"))
    others = [c for c in files if not c.path.startswith(f"{CONTENT}/")]
    told = tuple(_items(repo, items))
    fresh = [c for c in items if c.old is None]  # a new item is to be read as a whole
    lines = list(_lines(repo, [*fresh, *others]))
    types = {i.type for i in told if i.type and "/" not in i.type}
    return Contents(
        told,
        attachments,
        tuple(_file(repo, c) for c in others),
        tuple(lines[:_MOST_LINES]),
        len(lines) > _MOST_LINES,
        _labels(repo, proposal.base, types),
    )


def _is_item(change: Change) -> bool:
    return change.path.startswith(f"{CONTENT}/") and change.path.endswith(".md")


def _items(repo: Repository, changes: list[Change]) -> Iterator[ChangedItem]:
    """Yield the items; one that left and came elsewhere unchanged or under the same name has moved."""
    gone = {c.path: c for c in changes if c.new is None}
    for change in changes:
        if change.new is None:
            continue
        source = _moved_from(change, gone) if change.old is None else None
        if source is not None:
            del gone[source.path]
        old = _edition(repo, source or change, new=False)
        new = _edition(repo, change, new=True)
        kind = CARRIED if source else CHANGED if change.old else NEW
        yield _item(change.path, kind, old, new, source.path if source else "")
    for change in gone.values():
        yield _item(change.path, GONE, _edition(repo, change, new=False), None)


def _moved_from(change: Change, gone: Mapping[str, Change]) -> Change | None:
    same = [c for c in gone.values() if c.old == change.new]
    name = change.path.rsplit("/", 1)[-1]
    return next(iter([*same, *(c for c in gone.values() if c.path.rsplit("/", 1)[-1] == name)]), None)


def _item(path: str, kind: str, old: Edition | None, new: Edition | None, before: str = "") -> ChangedItem:
    shown = new or old
    # of something wholly new every word is new: the item itself is to be read, not a list of its words
    shifts = differences(old, new) if kind in (CHANGED, CARRIED) else ()
    return ChangedItem(path, kind, shown.title if shown else "", shown.type if shown else "", shifts, before)


def _edition(repo: Repository, change: Change, new: bool) -> Edition | None:
    entry = change.new if new else change.old
    if entry is None or not entry.is_file:
        return None
    return read_item(change.path, repo.content(entry.id))


def _file(repo: Repository, change: Change) -> ChangedFile:
    kind = GONE if change.new is None else CHANGED if change.old else NEW
    raw = repo.content(change.new.id) if change.new is not None and change.new.is_file else b""
    digest = hashlib.sha256(raw).hexdigest() if change.new is not None else ""
    return ChangedFile(change.path, kind, len(raw), digest)


def _lines(repo: Repository, changes: list[Change]) -> Iterator[tuple[str, str]]:
    for change in changes:
        old, new = _text(repo, change, new=False), _text(repo, change, new=True)
        if old is None or new is None:
            continue
        for line in list(difflib.unified_diff(old, new, lineterm="", n=1))[2 : _MOST_LINES + 3]:
            yield change.path, line


def _text(repo: Repository, change: Change, new: bool) -> list[str] | None:
    """Return the lines of a text file, none where nothing stands, None for what is no text or too long."""
    entry = change.new if new else change.old
    if entry is None:
        return []
    if not entry.is_file:
        return None
    raw = repo.content(entry.id)
    if len(raw) > _MOST_BYTES or b"\0" in raw:
        return None
    return raw.decode("utf-8", "replace").split("\n")


def _labels(repo: Repository, base: str, types: set[str]) -> Mapping[str, str]:
    """Return what the fields of these types are called, by key."""
    found: dict[str, str] = {}
    for name in ["_co-ban", *sorted(types)]:
        raw = repo.blob(base, f"{SITES}/{SHARED}/loai/{name}.yml")
        try:
            value = read_yaml(raw, name) if raw is not None else None
        except BadFile:
            continue
        fields = value.get("truong") if isinstance(value, Mapping) else None
        for key, told in fields.items() if isinstance(fields, Mapping) else ():
            label = told.get("nhan") if isinstance(told, Mapping) else None
            if isinstance(label, str):
                found[key] = label
    return found


def meanings(contents: Contents) -> Iterator[tuple[ChangedItem, Shift]]:
    """Yield the changes in meaning of all items, without mere wording."""
    for item in contents.items:
        for shift in item.shifts:
            if shift.kind != WORDING:
                yield item, shift


def wordings(contents: Contents) -> Iterator[tuple[ChangedItem, Shift]]:
    """Yield the changed sentences as a whole."""
    for item in contents.items:
        for shift in item.shifts:
            if shift.kind == WORDING:
                yield item, shift

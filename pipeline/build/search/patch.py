"""A part of the index after a change of a few of its items: only the files that speak of them are made anew.

The items keep their numbers in the part, so every list of terms that neither the old nor the new text has stays as it
is. What comes out has the bytes of a part made from nothing; where that cannot be known, None is returned.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from pipeline.build.search.fragments import Fragment
from pipeline.build.search.items import SearchItem
from pipeline.build.search.shards import (
    HEAD,
    LOW,
    PLACES,
    RECORDS,
    bucket_count,
    entry,
    posting,
    record_file,
    varints,
)

MOST = 32  # changed items; with more, a part is made from nothing


@dataclass(frozen=True, slots=True)
class Change:
    """An item of a part that reads differently: its number in the part, its terms before and after."""

    number: int
    before: Fragment
    after: Fragment


def changes(before: Mapping[str, Fragment], names: Sequence[str]) -> list[int] | None:
    """Return the numbers of the items whose key is another; None when they are not the same items in number."""
    if len(before) != len(names):
        return None
    found = [n for n, (old, new) in enumerate(zip(before, names, strict=True)) if old != new]
    return found if len(found) <= MOST else None


def patched(
    folder: Path, files: int, total: int, items: Sequence[SearchItem], changed: Sequence[Change]
) -> tuple[dict[str, bytes], int] | None:
    """Return the files that are other than those in `folder`, and the new size of all lists.

    `files` is the number of term files there, `total` the size of all lists (see `list_bytes`).
    """
    if files <= LOW:  # fewer files than low bits: a code cannot be read back from its place
        return None
    made: dict[str, bytes] = {}
    for bucket, edits in _edits(changed, files).items():
        name = f"t{bucket}.bin"
        data, grown = _edited((folder / name).read_bytes(), bucket & LOW, edits)
        made[name] = data
        total += grown
    if bucket_count(total) != files:
        return None
    for number in {c.number // RECORDS for c in changed}:
        made[f"r{number}.json"] = record_file(items[number * RECORDS : (number + 1) * RECORDS])
    return made, total


_Edits = dict[int, dict[int, "int | None"]]


def _edits(changed: Sequence[Change], files: int) -> dict[int, _Edits]:
    """Return for each term file, by code and item, the place where the term stands now; None for nowhere."""
    found: dict[int, _Edits] = defaultdict(dict)
    for change in changed:
        before, after = _places(change.before), _places(change.after)
        for code in before.keys() | after.keys():
            if before.get(code) != after.get(code):
                found[code & (files - 1)].setdefault(code, {})[change.number] = after.get(code)
    return found


def _places(fragment: Fragment) -> dict[int, int]:
    return {code: place for place, codes in enumerate(fragment) for code in codes}


def _edited(data: bytes, low: int, edits: _Edits) -> tuple[bytes, int]:
    """Return a term file after the edits, and by how many bytes its lists have grown."""
    lists = dict(_lists(data, low))
    grown = 0
    for code, places in edits.items():
        values = {v >> 2: v for v in _values(lists.get(code, b""))}
        grown -= _weight(lists.pop(code, None))
        for number, place in places.items():
            if place is None:
                values.pop(number, None)
            else:
                values[number] = posting(number, place)
        if values:
            lists[code] = varints(_gaps(sorted(values.values())))
            grown += _weight(lists[code])
    return b"".join(entry(code, lists[code]) for code in sorted(lists)), grown


def _weight(found: bytes | None) -> int:
    return 0 if found is None else len(found) + HEAD


def _lists(data: bytes, low: int) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data):
        code = int.from_bytes(data[at : at + 3], "big") << 8 | low
        size, at = _number(data, at + 3)
        yield code, data[at : at + size]
        at += size


def _values(data: bytes) -> Iterator[int]:
    at, last = 0, -1
    while at < len(data):
        gap, at = _number(data, at)
        last = gap if last < 0 else (last | PLACES) + gap
        yield last


def _gaps(values: Sequence[int]) -> list[int]:
    return [values[0], *(b - (a | PLACES) for a, b in pairwise(values))]


def _number(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7

"""An index after a change of a few of its items: only the files that speak of them are made anew.

All other items keep their numbers, so every list of terms that neither the old nor the new text has stays as it is.
What comes out has the bytes of an index made from nothing; where that cannot be known, None is returned.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.build.search.fragments import EMPTY, Fragment
from pipeline.build.search.items import SearchItem
from pipeline.build.search.lists import (
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

MOST = 256  # changed numbers; with more, an index is made from nothing


@dataclass(frozen=True, slots=True)
class Change:
    """A number whose item reads differently: its terms before and after, none where the number is free."""

    number: int
    before: Fragment = EMPTY
    after: Fragment = EMPTY


def patched(
    read: Callable[[str], bytes],
    files: int,
    size: int,
    items: Mapping[int, SearchItem],
    changed: Sequence[Change],
) -> tuple[dict[str, bytes | None], int] | None:
    """Return the files that are other than those that `read` gives, None for one that goes, and the new size of lists.

    `files` is the number of term files there, `size` that of all lists (`Lists.size`), `items` all items by number.
    What `read` raises is passed on.
    """
    if files <= LOW:  # fewer files than low bits: a code cannot be read back from its place
        return None
    made: dict[str, bytes | None] = {}
    for bucket, edits in _edits(changed, files).items():
        name = f"t{bucket}.bin"
        made[name], grown = _edited(read(name), bucket & LOW, edits)
        size += grown
    if bucket_count(size) != files:
        return None
    for number in {c.number // RECORDS for c in changed}:
        made[f"r{number}.json"] = record_file(items, number)
    return made, size


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

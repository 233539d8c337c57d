"""An index after a change of a few of its items: only the files that speak of them are made anew.

All other items keep their numbers, so every list of terms that neither the old nor the new text has stays as it is.
What comes out has the bytes of an index made from nothing; where that cannot be known, None is returned.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

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
        found = lists.pop(code, b"")
        grown -= _weight(found)
        for number, place in places.items():
            found = spliced(found, number, place)
        grown += _weight(found)
        if found:
            lists[code] = found
    return b"".join(entry(code, lists[code]) for code in sorted(lists)), grown


def _weight(found: bytes) -> int:
    return len(found) + HEAD if found else 0


def _lists(data: bytes, low: int) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data):
        code = int.from_bytes(data[at : at + 3], "big") << 8 | low
        size, at = _number(data, at + 3)
        yield code, data[at : at + size]
        at += size


def spliced(data: bytes, number: int, place: int | None) -> bytes:
    """Return a list in which a number has a place, or with None no longer stands; all else is left as it is."""
    start, end, before, found = _search(data, number)
    if found is not None and found >> 2 == number:
        new = b"" if place is None else _gap(posting(number, place), before)
        if place is not None or end == len(data):
            return data[:start] + new + data[end:]
        gap, after = _number(data, end)
        return data[:start] + _gap(number * 4 + 3 + gap, before) + data[after:]
    if place is None:
        return data
    moved = b"" if found is None else _gap(found, number)
    return data[:start] + _gap(posting(number, place), before) + moved + data[end:]


_RUN = re.compile(rb"[\x00-\x7f]+|[\x80-\xff]+[\x00-\x7f]")  # gaps of one byte, or one longer gap
_STEPS = bytes(((byte & 127) + PLACES) >> 2 for byte in range(256))  # by a gap of one byte: numbers gone on


def _search(data: bytes, number: int) -> tuple[int, int, int | None, int | None]:
    """Return the first posting at or above a number: its bytes from and to, the number before it, and itself.

    Long runs of small gaps are passed over as a whole: common words stand in thousands of items.
    """
    if not data:
        return 0, 0, None, None
    first, at = _number(data, 0)
    if first >> 2 >= number:
        return 0, at, None, first
    last = first >> 2
    for run in _RUN.finditer(data, at):
        start, end = run.span()
        if data[start] > 127:
            gap, _ = _number(data, start)
            now = (last << 2 | PLACES) + gap
            if now >> 2 >= number:
                return start, end, last, now
            last = now >> 2
            continue
        steps = run[0].translate(_STEPS)
        if last + sum(steps) < number:
            last += sum(steps)
            continue
        numbers = list(accumulate(steps, initial=last))
        at = bisect_left(numbers, number, 1)
        return (
            start + at - 1,
            start + at,
            numbers[at - 1],
            (numbers[at - 1] << 2 | PLACES) + data[start + at - 1],
        )
    return len(data), len(data), last, None


def _gap(value: int, before: int | None) -> bytes:
    return varints([value if before is None else value - (before << 2 | PLACES)])


def _number(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7

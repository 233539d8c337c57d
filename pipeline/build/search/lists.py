"""The files of an index: lists of the items that have a term, and what results show of the items."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from operator import or_, sub

from pipeline.build.search.fragments import Fragment
from pipeline.build.search.items import SearchItem

FORMAT = 2  # of files and terms; a change makes all names new
BUCKET = 2400  # bytes of a term file, at most on average
_MOST_BUCKETS = 1 << 15
RECORDS = 8  # numbers whose items stand in one record file
_GAP, PLACES = 2, 3  # bits of a posting that tell the place; the rest is the gap to the item before
HEAD = 4  # bytes that stand before a list: three of the code, at least one of the length
LOW = 255  # bits of a code that its entry does not hold


class Lists:
    """For each term the items that have it: gaps and places as variable-length numbers."""

    def __init__(self) -> None:
        self.of: dict[int, bytearray] = {}
        self._last: dict[int, int] = {}

    def add(self, items: Iterable[tuple[int, Fragment]]) -> None:
        """Add items by rising number, all above those added before."""
        places: defaultdict[int, list[int]] = defaultdict(list)
        for number, parts in items:
            for place, codes in enumerate(parts):
                value = posting(number, place)
                for code in codes:
                    places[code].append(value)
        last = self._last
        for code, values in places.items():
            # from the last place of the item before; loops of the interpreter would cost most of the time here
            before = last.get(code)
            last[code] = values[-1]
            first = values[0] if before is None else values[0] - (before | PLACES)
            more = map(sub, values[1:], map(or_, values, repeat(PLACES)))
            data = varints([first, *more])
            if before is None:
                self.of[code] = bytearray(data)
            else:
                self.of[code] += data

    @property
    def size(self) -> int:
        """Return the bytes of all lists with their heads, from which the number of term files follows."""
        return sum(map(len, self.of.values())) + HEAD * len(self.of)

    def files(self) -> list[bytes]:
        """Return the term files; how many there are is a power of two.

        A term's file is told by the low bits of its code; in it stand, by rising code, the 24 high bits of the code,
        the length of the list, and the list.
        """
        count = bucket_count(self.size)
        made = [bytearray() for _ in range(count)]
        for code in sorted(self.of):
            made[code & (count - 1)] += entry(code, self.of[code])
        return [bytes(f) for f in made]


def posting(number: int, place: int) -> int:
    """Return an item of a list: the number of the item and the place where the term stands."""
    return number << _GAP | place


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


_SHORT = [_varint(n) for n in range(1 << 14)]  # all gaps but the longest


def varints(numbers: Sequence[int]) -> bytes:
    """Return numbers in as few bytes as each needs, seven bits to a byte, the low ones first."""
    try:
        return b"".join(map(_SHORT.__getitem__, numbers))
    except IndexError:
        return b"".join(map(_varint, numbers))


def bucket_count(size: int) -> int:
    """Return how many term files hold lists of so many bytes."""
    count = 1
    while count * BUCKET < size and count < _MOST_BUCKETS:
        count *= 2
    return count


def entry(code: int, found: bytes | bytearray) -> bytes:
    """Return a list as it stands in its file."""
    return b"".join(((code >> 8).to_bytes(3, "big"), _varint(len(found)), found))


def record_file(items: Mapping[int, SearchItem], number: int) -> bytes | None:
    """Return what results show of the items of one record file, null for a free number; None when all are free."""
    found = [items.get(n) for n in range(number * RECORDS, (number + 1) * RECORDS)]
    if not any(found):
        return None
    rows = [i and [i.title, i.summary, i.url, i.at.isoformat(), i.site, i.section, i.type] for i in found]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def record_files(items: Mapping[int, SearchItem]) -> Iterator[tuple[str, bytes]]:
    """Yield the record files with their names."""
    for number in sorted({n // RECORDS for n in items}):
        data = record_file(items, number)
        if data is not None:
            yield f"r{number}.json", data

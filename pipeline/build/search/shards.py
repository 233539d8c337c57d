"""Parts of the index: which items make one, and the bytes of its files. A pure function of the items.

A part holds whole years (of a very full year, quarters), so that a new item touches the newest part alone. Its name is the digest of everything that
it is made from: a file under that name never changes, and releases never mix.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, repeat, takewhile
from operator import or_, sub

from pipeline.build.search.fragments import Fragment
from pipeline.build.search.items import SearchItem

FORMAT = 1  # of files and terms; a change makes all names new
MOST = 4096  # items of a part that holds several years or quarters
SMALL = 1024  # items of a site that needs no part of its own for the newest
BUCKET = 1600  # bytes of a term file, on average
_MOST_BUCKETS = 4096
RECORDS = 8  # items of a record file
_GAP, PLACES = 2, 3  # bits of a posting that tell the place; the rest is the gap to the item before
HEAD = 4  # bytes that stand before a list: three of the code, at least one of the length
LOW = 255  # bits of a code that its entry does not hold


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of the index: items, oldest first, their keys, its name."""

    items: tuple[SearchItem, ...]
    keys: tuple[str, ...]
    name: str

    @property
    def years(self) -> list[tuple[int, int]]:
        """Return each year with its number of items."""
        return [(year, len(list(found))) for year, found in groupby(self.items, key=lambda i: i.at.year)]


def shards_of(items: Sequence[SearchItem], spellings: str) -> list[Shard]:
    """Return the parts, oldest first; `spellings` is the digest of the data that terms also rest on."""
    ordered = sorted(items, key=lambda i: i.order)
    parts: list[list[SearchItem]] = []
    newest = _newest(ordered)
    for span in _spans(ordered[: len(ordered) - newest]):
        if parts and len(parts[-1]) + len(span) <= MOST:
            parts[-1] += span
        else:
            parts.append(span)
    if newest:
        parts.append(ordered[-newest:])
    return [_shard(part, spellings) for part in parts]


def _newest(ordered: Sequence[SearchItem]) -> int:
    """Return how many items make the newest part of a large site: those of the last quarter that has any."""
    if len(ordered) <= SMALL:
        return 0
    last = _quarter(ordered[-1])
    return len(list(takewhile(lambda i: _quarter(i) == last, reversed(ordered))))


def _quarter(item: SearchItem) -> tuple[int, int]:
    return item.at.year, (item.at.month - 1) // 3


def _spans(ordered: Sequence[SearchItem]) -> Iterator[list[SearchItem]]:
    """Yield the items year by year, those of a very full year quarter by quarter."""
    for _, group in groupby(ordered, key=lambda i: i.at.year):
        year = list(group)
        if len(year) <= MOST:
            yield year
        else:
            yield from (list(found) for _, found in groupby(year, key=_quarter))


def _shard(items: Sequence[SearchItem], spellings: str) -> Shard:
    keys = tuple(i.key for i in items)
    return Shard(tuple(items), keys, shard_name(keys, spellings))


def posting_lists(fragments: Sequence[Fragment]) -> dict[int, bytes]:
    """Return for each term the items that have it: gaps and places as variable-length numbers."""
    places: defaultdict[int, list[int]] = defaultdict(list)
    for number, parts in enumerate(fragments):
        for place, codes in enumerate(parts):
            value = posting(number, place)
            for code in codes:
                places[code].append(value)
    made = {}
    for code, values in places.items():
        # from the last place of the item before; loops of the interpreter would cost most of the time here
        gaps = values
        if len(values) > 1:
            gaps = [values[0], *map(sub, values[1:], map(or_, values, repeat(PLACES)))]
        made[code] = varints(gaps)
    return made


def posting(number: int, place: int) -> int:
    """Return an item of a list: the number of the item in its part and the place where the term stands."""
    return number << _GAP | place


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


_SHORT = [_varint(n) for n in range(1 << 14)]  # all numbers of a part of the usual size


def varints(numbers: Sequence[int]) -> bytes:
    """Return numbers in as few bytes as each needs, seven bits to a byte, the low ones first."""
    try:
        return b"".join(map(_SHORT.__getitem__, numbers))
    except IndexError:
        return b"".join(map(_varint, numbers))


def term_files(fragments: Sequence[Fragment]) -> list[bytes]:
    """Return the term files of a part; how many there are is a power of two.

    A term's file is told by the low bits of its code; in it stand, by rising code, the 24 high bits of the code, the
    length of the list, and the list.
    """
    return _term_files(posting_lists(fragments))


def _term_files(lists: Mapping[int, bytes]) -> list[bytes]:
    count = bucket_count(list_bytes(lists))
    files = [bytearray() for _ in range(count)]
    for code in sorted(lists):
        files[code & (count - 1)] += entry(code, lists[code])
    return [bytes(f) for f in files]


def list_bytes(lists: Mapping[int, bytes]) -> int:
    """Return the size of all lists of a part, from which the number of its term files follows."""
    return sum(map(len, lists.values())) + HEAD * len(lists)


def bucket_count(total: int) -> int:
    """Return how many term files a part has whose lists take so many bytes."""
    count = 1
    while count * BUCKET < total and count < _MOST_BUCKETS:
        count *= 2
    return count


def entry(code: int, found: bytes) -> bytes:
    """Return a list as it stands in its file."""
    return b"".join(((code >> 8).to_bytes(3, "big"), _varint(len(found)), found))


def record_file(items: Sequence[SearchItem]) -> bytes:
    """Return what results show of some items."""
    rows = [[i.title, i.summary, i.url, i.at.isoformat(), i.site, i.section, i.type] for i in items]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def shard_files(shard: Shard, fragments: Sequence[Fragment]) -> tuple[dict[str, bytes], int]:
    """Return every file of a part by its name, and the size of all lists."""
    lists = posting_lists(fragments)
    files = {f"t{n}.bin": data for n, data in enumerate(_term_files(lists))}
    for start in range(0, len(shard.items), RECORDS):
        files[f"r{start // RECORDS}.json"] = record_file(shard.items[start : start + RECORDS])
    return files, list_bytes(lists)


def shard_name(keys: Iterable[str], spellings: str) -> str:
    """Return the name of a part: the digest of everything that it is made from."""
    told = " ".join((str(FORMAT), spellings, *keys))
    return hashlib.sha256(told.encode()).hexdigest()[:16]

"""The number that an item has in the index: a place of its own that other items coming and going rarely move.

Each month has a block of numbers with room to spare; an item stands where the digest of its path points, or at the next free place. So a new, a
changed or a removed item concerns the files of its own words alone. A pure function of the items.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from zlib import crc32

from pipeline.build.search.items import SearchItem

_LEAST = 4  # numbers of a block


@dataclass(frozen=True, slots=True)
class Month:
    """The block of a month: its first number, and by rising number the items and their keys."""

    year: int
    month: int
    start: int
    size: int
    items: Mapping[int, SearchItem]
    keys: Mapping[int, str]

    @property
    def name(self) -> str:
        """Return the month as in 2026-11."""
        return f"{self.year:04}-{self.month:02}"


@dataclass(frozen=True, slots=True)
class Layout:
    """Where all items of an index stand, oldest month first.

    `name` is the digest of what the numbers rest on, the open end of the last block left out: releases with one name
    agree on where old items stand. `made` is the digest of everything that the index holds.
    """

    months: tuple[Month, ...]
    name: str
    made: str

    @property
    def size(self) -> int:
        """Return how many numbers there are, free ones included."""
        return self.months[-1].start + self.months[-1].size if self.months else 0

    @property
    def count(self) -> int:
        """Return how many items there are."""
        return sum(len(m.items) for m in self.months)

    @property
    def years(self) -> list[tuple[int, int]]:
        """Return each year with how many numbers it has."""
        return [(year, sum(m.size for m in found)) for year, found in groupby(self.months, lambda m: m.year)]


def layout_of(items: Iterable[SearchItem], words: str) -> Layout:
    """Return where items stand; `words` is the digest of what their terms rest on besides."""
    months: list[Month] = []
    start = 0
    for (year, month), group in groupby(
        sorted(items, key=lambda i: i.order), lambda i: (i.at.year, i.at.month)
    ):
        found = list(group)
        size = block_size(len(found))
        taken = {
            start + at: item for at, item in sorted(_taken(found, size).items(), key=lambda pair: pair[0])
        }
        months.append(Month(year, month, start, size, taken, {n: item.key for n, item in taken.items()}))
        start += size
    fixed = [f"{m.name}:{m.size}" for m in months[:-1]]
    name = _digest([words, *fixed])
    rows = (f"{number} {key}" for m in months for number, key in m.keys.items())
    return Layout(tuple(months), name, _digest([name, *(f"{m.size}" for m in months[-1:]), *rows]))


def block_size(count: int) -> int:
    """Return the numbers of a block with so many items: a power of two, a third of it free at least."""
    size = _LEAST
    while 2 * size < 3 * count:
        size *= 2
    return size


def _taken(items: Sequence[SearchItem], size: int) -> dict[int, SearchItem]:
    taken: dict[int, SearchItem] = {}
    for item in sorted(items, key=lambda i: i.edition.path):
        at = crc32(item.edition.path.encode("utf-8", "surrogatepass")) % size
        while at in taken:
            at = (at + 1) % size
        taken[at] = item
    return taken


def _digest(told: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]

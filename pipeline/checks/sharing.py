"""Two items word by word: which passages of the later stand in the earlier, and whether that is a form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.checks.likeness import numbers_of, own_text
from pipeline.model.content import Edition
from pipeline.model.patterns import regex

_SEED = 5  # syllables that must agree for a passage to begin
_GAP = 8  # syllables that may differ within a passage
_PLACES = 4  # of one seed in the earlier item
_WORD = regex(r"\S+")
_SENTENCE_END = (".", ":", ";", "!", "?", "…", "")


@dataclass(frozen=True, slots=True)
class Words:
    """The syllables of an item; `data` tells which are figures or names."""

    numbers: tuple[int, ...]
    lines: tuple[int, ...]
    data: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of the later item that stands in the earlier too, small changes apart."""

    line: int
    start: int
    length: int  # syllables in common


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two items have in common; sizes in syllables."""

    size: int
    other_size: int
    passages: tuple[Passage, ...]
    changed_data: int  # places where only figures or names differ
    changes: int  # all places where a passage was changed
    rest_data: int  # figures and names in what the later item does not have from the earlier

    @property
    def common(self) -> int:
        """Return how many syllables of the later item stand in the earlier."""
        return sum(p.length for p in self.passages)

    @property
    def share(self) -> float:
        """Return the part of the later item that stands in the earlier."""
        return self.common / self.size if self.size else 0.0

    @property
    def share_of_other(self) -> float:
        """Return the part of the earlier item that was taken."""
        return min(1.0, self.common / self.other_size) if self.other_size else 0.0

    @property
    def is_form(self) -> bool:
        """Return whether the two are one form filled in twice: what differs is figures and names."""
        rest = self.size - self.common
        filled_in = 2 * self.common >= self.size and self.rest_data >= 5 and 10 * self.rest_data >= 3 * rest
        return filled_in or (self.changed_data >= 2 and 2 * self.changed_data >= self.changes)


@lru_cache(maxsize=64)
def words(edition: Edition) -> Words:
    """Return the syllables of an item's own text."""
    text = own_text(edition.body)
    found = list(_WORD.finditer(text))
    numbers, lines, data = [], [], []
    line, at, begins = edition.body_line, 0, True
    for each, number in zip(found, numbers_of(m[0] for m in found), strict=True):
        between = text.count("\n", at, each.start())
        line += between
        begins = begins or between > 0
        at = each.start()
        word = each[0].strip("“”\"'()*_[],;")
        if number:
            numbers.append(number)
            lines.append(line)
            data.append((word[:1].isupper() and not begins) or any(c.isdigit() for c in word))
        begins = not number or each[0].rstrip("”\"')*_")[-1:] in _SENTENCE_END
    return Words(tuple(numbers), tuple(lines), tuple(data))


def compare(
    later: Words, earlier: Words, is_form: Callable[[Sequence[int]], bool] = lambda _: False
) -> Comparison:
    """Return what of the later item stands in the earlier; passages that `is_form` knows do not count."""
    passages: list[list[int]] = []  # start and length in common
    data = changes = 0
    end = other_end = -1
    rest_data = sum(later.data)
    for start, other, length in _runs(later.numbers, earlier.numbers):
        if is_form(later.numbers[start : start + length]):
            continue
        rest_data -= sum(later.data[start : start + length])
        gap, other_gap = start - end, other - other_end
        if passages and 0 <= gap <= _GAP and 0 <= other_gap <= _GAP:
            passages[-1][1] += length
            if gap or other_gap:
                changes += 1
                data += any(later.data[end:start]) and any(earlier.data[other_end:other])
        else:
            passages.append([start, length])
        end, other_end = start + length, other + length
    told = tuple(Passage(later.lines[s], s, n) for s, n in passages)
    return Comparison(len(later.numbers), len(earlier.numbers), told, data, changes, rest_data)


def _runs(own: Sequence[int], other: Sequence[int]) -> list[tuple[int, int, int]]:
    """Return rows of equal syllables: place in the one, place in the other, length; each place once."""
    places: dict[tuple[int, ...], list[int]] = {}
    for at in range(len(other) - _SEED + 1):
        listed = places.setdefault(tuple(other[at : at + _SEED]), [])
        if len(listed) < _PLACES:
            listed.append(at)
    found, at, expected = [], 0, -1
    while at <= len(own) - _SEED:
        best, length = -1, 0
        for place in places.get(tuple(own[at : at + _SEED]), ()):
            run = _SEED
            while at + run < len(own) and place + run < len(other) and own[at + run] == other[place + run]:
                run += 1
            if run > length or (run == length and 0 <= place - expected <= _GAP):
                best, length = place, run
        if best < 0:
            at += 1
            continue
        found.append((at, best, length))
        at += length
        expected = best + length
    return found

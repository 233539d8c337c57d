"""Whose text a change may make, or no longer make, that of another: told from the index, without reading the items.

It follows `pipeline.checks.likeness`: two items are compared where they have some anchors in common; an anchor that stands in many items joins only those whose whole text it stands for, each with the first of
them and with the one before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from pipeline.checks.likeness import FORM_ITEMS, Signature, are_candidates, stands_for
from pipeline.since.index import Index

# Copies of one form of which the first changes: all are to be judged anew.
_MOST_COPIES = 150
_OF_A_FORM = 2  # anchors for which one counts that stands for whole items


class TooFar(Exception):
    """The reach of a change is no small one."""


class Alike:
    """Which items share text with which, before and after the change of some.

    `changed` gives the signatures of the changed items, by their place in the index: before and now.
    """

    def __init__(self, index: Index, changed: Mapping[int, tuple[Signature, Signature]]) -> None:
        self._index, self._changed = index, changed
        counts: Counter[int] = Counter()
        for was, now in changed.values():
            counts.update(set(now.anchors) - set(was.anchors))
            counts.subtract(set(was.anchors) - set(now.anchors))
        for anchor, more in counts.items():
            there = len(index.alike.of(anchor))
            # what becomes a form, or is one no longer, concerns all items that hold it
            if (there > FORM_ITEMS) != (there + more > FORM_ITEMS):
                raise TooFar

    def touched(self) -> set[int]:
        """Return the places of the items whose verdict a change may turn."""
        told: set[int] = set()
        for place, (was, now) in self._changed.items():
            for own in (was, now):
                shared = self._shared(own)
                for anchor in self._forms_of(own):
                    following = self._following(anchor, place)
                    if _joins(was, anchor) and _joins(now, anchor):
                        shared.update(dict.fromkeys(following, _OF_A_FORM))
                    else:  # it came to the copies or left them: another one may now be the one before
                        told.update(following)
                told |= self._compared(own, shared)
        return told

    def beside(self, place: int, own: Signature) -> tuple[set[int], set[int]]:
        """Return the places of the items that one has to be compared with, and the anchors of it that are forms."""
        shared = self._shared(own)
        for anchor in self._forms_of(own):
            copies = self._copies(anchor, {n for n, (_, now) in self._changed.items() if _joins(now, anchor)})
            if place in copies:
                before = {copies[0], copies[max(copies.index(place) - 1, 0)]}
                shared.update(dict.fromkeys(before, _OF_A_FORM))
        told = self._compared(own, shared) | self._changed.keys()
        return told - {place}, {a for a in own.anchors if len(self._index.alike.of(a)) > FORM_ITEMS}

    def _shared(self, own: Signature) -> Counter[int]:
        """Return how many anchors that are no forms each item shares."""
        counts: Counter[int] = Counter()
        for anchor in own.anchors:
            found = self._index.alike.of(anchor)
            if len(found) <= FORM_ITEMS:
                counts.update(found)
        return counts

    def _compared(self, own: Signature, shared: Mapping[int, int]) -> set[int]:
        sizes, size = self._index.sizes, len(own.anchors)
        return {n for n, anchors in shared.items() if are_candidates(anchors, min(size, sizes[n]))}

    def _forms_of(self, own: Signature) -> Iterable[int]:
        last = stands_for(own)
        return [a for a in own.anchors if a <= last and len(self._index.alike.of(a)) > FORM_ITEMS]

    def _following(self, anchor: int, place: int) -> list[int]:
        """Return the copies of a form whose earlier copies a change of one may turn."""
        others = {n for n, both in self._changed.items() if any(_joins(s, anchor) for s in both)}
        copies = self._copies(anchor, others | {place})
        at = copies.index(place)
        told = copies if at == 0 else copies[at + 1 : at + 2]
        if len(told) > _MOST_COPIES:
            raise TooFar
        return told

    def _copies(self, anchor: int, changed: set[int]) -> list[int]:
        """Return the items that meet in an anchor, in their order; of changed ones only the given."""
        index = self._index
        found = {n for n in index.alike.of(anchor) if n not in self._changed and anchor <= index.stands[n]}
        return sorted(found | changed, key=index.ranks.__getitem__)


def _joins(own: Signature, anchor: int) -> bool:
    return anchor in own.anchors and anchor <= stands_for(own)

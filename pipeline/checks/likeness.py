"""Which items share text with which: a search over the whole corpus that costs the same for every item.

An item's signature is a sample of its runs of seven syllables, chosen by their own content, so that the same
passage gives the same anchors wherever it stands. (MinHash of whole items, as in rensa or datasketch, sees
copies of a whole item only, and its strings of shingles cost three to five times as much.) The search finds
candidates; `pipeline.checks.sharing` then compares word by word.

Left out of the text: quotations, tables, headings, code, targets of links, lines of contact, receivers and
legal basis: every notice of an office has those in common with every other.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import add
from typing import Any
from zlib import crc32

from pipeline.model.content import Edition
from pipeline.model.patterns import regex
from pipeline.model.text import fold

SYLLABLES = 7  # of one anchor
FORM_ITEMS = 10  # what stands in more items than this is a form, not somebody's text
_ONE_IN = 11
_LEAST = 40  # syllables; shorter items are not looked at
_HASH_BITS, _ITEM_BITS = 40, 22
_SMALLEST = 4  # anchors that stand for a whole item among its many copies
_ENOUGH = 4  # anchors in common, some forty syllables
_MOST_CANDIDATES = 6
_VOCABULARY = 200_000

_PUNCTUATION = regex(r"[\W_]+")
_QUOTED = regex(r"“[^“”]{60,3000}+”")
_MARKUP = regex(r"\]\([^()\n]*+\)|<[^<>\n]*+>|https?://\S++")
_LEFT_OUT = regex(
    r"[-*+_ \t]*+(?:[>|#]|nơi nhận|điện thoại|số điện thoại|đường dây nóng|đt\b|email|e-mail|thư điện tử|địa chỉ|fax"
    r"|website|trang web|mọi (?:chi tiết|thông tin|ý kiến|thắc mắc|vướng mắc)|(?:thông tin )?liên hệ|căn cứ|kính gửi"
    r"|(?:tin|bài)?[ ,]*+(?:nguồn )?ảnh\s*+:|nguồn\s*+:|\(?theo\b[^\n]{0,60}$)",
    re.IGNORECASE,
)


class _Syllables(dict[str, int]):
    """Syllable → number, the same in every run, 0 for mere punctuation; case and marks make no difference."""

    def __missing__(self, word: str) -> int:
        if len(self) > _VOCABULARY:
            self.clear()
        letters = _PUNCTUATION.sub("", fold(word[:200]))
        made = self[word] = crc32(letters.encode("utf-8", "surrogatepass"))
        return made


_NUMBERS = _Syllables()


@dataclass(frozen=True, slots=True)
class Signature:
    """What the search keeps of an item's text, the body alone: its anchors in order, none of a short one."""

    anchors: array[int]


def own_text(body: str) -> str:
    """Return what of a body may be somebody's text; every line keeps its place."""
    if "“" in body:
        body = _QUOTED.sub(lambda m: "\n" * m[0].count("\n") or " ", body)
    if "](" in body or "<" in body or "://" in body:
        body = _MARKUP.sub(" ", body)
    kept, fence = [], ""
    for line in body.split("\n"):
        if line.startswith(("```", "~~~")):
            fence = "" if fence == line[:3] else fence or line[:3]
            line = ""
        kept.append("" if fence or _LEFT_OUT.match(line) else line)
    if fence:  # never closed, so plain text
        kept = ["" if _LEFT_OUT.match(x) else x for x in body.split("\n")]
    return "\n".join(kept)


def numbers_of(words: Iterable[str]) -> list[int]:
    """Return the syllables of a text as numbers, 0 for mere punctuation."""
    return list(map(_NUMBERS.__getitem__, words))


def anchors_of(numbers: Sequence[int]) -> list[int]:
    """Return the anchors of a row of syllables."""
    sums = map(add, numbers[: max(0, len(numbers) - SYLLABLES + 1)], numbers[1:])
    chosen = [i for i, two in enumerate(sums) if not two % _ONE_IN]
    # the hash of a tuple of numbers is the same in every run, unlike that of a text
    return [hash(tuple(numbers[i : i + SYLLABLES])) & ((1 << _HASH_BITS) - 1) for i in chosen]


def signature(edition: Edition) -> Signature:
    """Return the signature of an item."""
    numbers = list(filter(None, numbers_of(own_text(edition.body).split())))
    if len(numbers) < _LEAST:
        return Signature(array("Q"))
    return Signature(array("Q", sorted(set(anchors_of(numbers)))))


def stands_for(own: Signature) -> int:
    """Return the largest of the anchors that stand for a whole item among its copies, 0 where it has none."""
    return own.anchors[min(_SMALLEST, len(own.anchors)) - 1] if own.anchors else 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """An earlier item that may hold the same text; `shared` counts the anchors in common."""

    edition: Edition
    shared: int


class Likeness:
    """The search over a corpus, made when a rule first asks.

    Where the items are not the whole corpus, `forms` tells anchors that stand in many more of it.
    """

    def __init__(self, editions: Iterable[Edition], forms: Collection[int] = ()) -> None:
        self._editions = tuple(editions)
        self._found: dict[str, tuple[Candidate, ...]] | None = None
        self._forms: frozenset[int] = frozenset(forms)
        self.verdicts: dict[str, Any] = {}  # by path: what `pipeline.checks.taken` found, for its two rules

    def earlier(self, edition: Edition) -> tuple[Candidate, ...]:
        """Return earlier items that may hold an item's text, the most alike first."""
        if self._found is None:
            self._found = self._search()
        return self._found.get(edition.path, ())

    def is_form(self, numbers: Sequence[int]) -> bool:
        """Return whether a row of syllables stands in so many items that it belongs to nobody."""
        if not self._forms:
            return False
        anchors = anchors_of(numbers)
        return bool(anchors) and 2 * sum(a in self._forms for a in anchors) > len(anchors)

    def _search(self) -> dict[str, tuple[Candidate, ...]]:
        self._editions = tuple(sorted(self._editions, key=order))
        signatures = [signature(e) for e in self._editions]
        postings = [a << _ITEM_BITS | n for n, s in enumerate(signatures) for a in s.anchors]
        postings.sort()
        pairs: Counter[int] = Counter()  # (later item, earlier item) → anchors in common
        forms = set(self._forms)
        smallest = [stands_for(s) for s in signatures]
        for anchor, items in _runs(postings):
            common = len(items) > FORM_ITEMS or anchor in self._forms
            if common:
                forms.add(anchor)
                # copies of a whole item meet in their smallest anchors, however many there are
                items = [n for n in items if anchor <= smallest[n]]
            for at in range(1, len(items)):
                later = items[at] << _ITEM_BITS
                before = (items[0], items[at - 1]) if common else items[:at]
                for earlier in set(before):
                    pairs[later | earlier] += 2 if common else 1  # two of the smallest are enough
        self._forms = frozenset(forms)
        return self._candidates(pairs, signatures)

    def _candidates(
        self, pairs: Mapping[int, int], signatures: Sequence[Signature]
    ) -> dict[str, tuple[Candidate, ...]]:
        listed: dict[int, list[tuple[int, int]]] = {}
        for pair, shared in pairs.items():
            later, earlier = pair >> _ITEM_BITS, pair & ((1 << _ITEM_BITS) - 1)
            least = min(len(signatures[later].anchors), len(signatures[earlier].anchors))
            if are_candidates(shared, least):
                listed.setdefault(later, []).append((-shared, earlier))
        return {
            self._editions[later].path: tuple(
                Candidate(self._editions[n], -shared) for shared, n in sorted(found)[:_MOST_CANDIDATES]
            )
            for later, found in listed.items()
        }


def are_candidates(shared: int, least: int) -> bool:
    """Return whether two items share enough anchors to be compared; `least` has the one with fewer."""
    return shared >= _ENOUGH or (shared > 1 and 6 * shared >= least)


def order(edition: Edition) -> tuple[str, str]:
    """Return what puts items into the order in which they came: time of receipt, then path."""
    received = edition.get("tiep_nhan_luc") or edition.get("dang_luc")
    return received[:16].replace(" ", "T"), edition.path


def _runs(postings: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Yield each anchor that stands in several items, with these in their order."""
    mask = (1 << _ITEM_BITS) - 1
    at, end = 0, len(postings)
    while at < end:
        anchor = postings[at] >> _ITEM_BITS
        after = at + 1
        if after < end and postings[after] >> _ITEM_BITS == anchor:
            after = bisect_left(postings, (anchor + 1) << _ITEM_BITS, after)
            yield anchor, [p & mask for p in postings[at:after]]
        at = after

"""What a change means: which amounts, dates, numbers, names and links are others than before.

Front matter is compared key by key, the body sentence by sentence. A paragraph that only moved, and one that
only breaks its lines elsewhere, are no change. Nothing here reads a file: give it texts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipeline.approval.tokens import KINDS, Token, tokens
from pipeline.model.content import Edition, Value

FIELD, WORDING = "truong", "loi-van"  # a field whose value is another; a changed sentence as a whole
SEQUENCE = "thu-tu"  # sentences that stand in another order, unchanged
ORDER = (*KINDS[:-1], FIELD, KINDS[-1], SEQUENCE, WORDING)
BODY = ""

_MOST_COMPARED = 300  # sentences on either side; beyond it, they are compared in their order
_LIKE = 0.34  # part of shared words from which on two sentences are the same one, edited
_INDEX = re.compile(r"\[\d+\]")
_STARTS = re.compile(r"\s*(?:[-*+]\s|\d+[.)]\s|#{1,6}\s|\||>|```|!\[|:::)")
_END = re.compile(r"(?<=[.!?;…])\s+(?=[\"“(\[*_]{0,3}[^\W\d_a-z])")


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence: its text and the line of the file that it begins on."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Shift:
    """One difference in meaning; `old` is empty for something added, `new` for something removed.

    `kind` is one of `ORDER`; `key` names the field ("" for the body); `line` is the line in the new file, in the
    old file where the thing was removed.
    """

    kind: str
    key: str
    old: str
    new: str
    line: int


def differences(old: Edition | None, new: Edition | None) -> tuple[Shift, ...]:
    """Return how an item differs in meaning, the gravest kinds first; None: the item is not there."""
    before = list(sentences(old.body, old.body_line)) if old else []
    after = list(sentences(new.body, new.body_line)) if new else []
    found = [*_fields(old, new), *_sentences(before, after)]
    return tuple(sorted(found, key=lambda s: (ORDER.index(s.kind), s.line)))


def sentences(body: str, first_line: int = 1) -> Iterator[Piece]:
    """Yield the sentences of a Markdown body; lines of one paragraph are joined."""
    block: list[tuple[int, str]] = []
    for number, line in enumerate(body.split("\n"), start=first_line):
        if not line.strip() or _STARTS.match(line):
            yield from _split(block)
            block = []
        if line.strip():
            block.append((number, line.strip()))
    yield from _split(block)


def _split(block: Sequence[tuple[int, str]]) -> Iterator[Piece]:
    if not block:
        return
    starts, text = [], ""
    for _, line in block:
        starts.append(len(text))
        text += line + " "
    at = 0
    for part in _END.split(text):
        said = " ".join(part.split())
        if said:
            at = max(text.find(part, at), at)
            yield Piece(said, block[max(bisect_right(starts, at) - 1, 0)][0])
        at += len(part)


def _leaves(value: Value, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, below in value.items():
            yield from _leaves(below, f"{key}.{name}" if key else str(name))
    elif isinstance(value, tuple):
        for number, below in enumerate(value):
            yield from _leaves(below, f"{key}[{number}]")
    elif value is not None:
        yield (
            key,
            {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value),
        )


# -- front matter -------------------------------------------------------------------------------------


def _fields(old: Edition | None, new: Edition | None) -> Iterator[Shift]:
    """Yield a shift for every value that is another; whole entries of a list may change places."""
    before, after = old.meta if old else {}, new.meta if new else {}
    for key, was, now in _values(before, after, ""):
        line = (new if new and now else old or new).mark(key).line if (old or new) else 1  # type: ignore[union-attr]
        yield Shift(_kind(was, now), _INDEX.sub("", key), was, now, line)


def _values(old: Value, new: Value, key: str) -> Iterator[tuple[str, str, str]]:
    """Yield (key, old, new) for the single values in which two values differ."""
    if old == new and type(old) is type(new):
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for name in [*new, *(n for n in old if n not in new)]:
            yield from _values(old.get(name), new.get(name), f"{key}.{name}" if key else str(name))
    elif isinstance(old, tuple) and isinstance(new, tuple):
        olds, news = [repr(v) for v in old], [repr(v) for v in new]
        gone, come = Counter(olds) - Counter(news), Counter(news) - Counter(olds)
        left = [old[n] for n in _indices(olds, gone)]
        places = _indices(news, come)
        for number in range(max(len(left), len(places))):
            at = places[number] if number < len(places) else None
            was = left[number] if number < len(left) else None
            yield from _values(was, None if at is None else new[at], f"{key}[{at if at is not None else 0}]")
    else:
        was_leaves, now_leaves = dict(_leaves(old, key)), dict(_leaves(new, key))
        for name in [*now_leaves, *(n for n in was_leaves if n not in now_leaves)]:
            if was_leaves.get(name) != now_leaves.get(name):
                yield name, was_leaves.get(name, ""), now_leaves.get(name, "")


def _indices(said: Sequence[str], over: Counter[str]) -> list[int]:
    left = []
    for number, each in enumerate(said):
        if over[each] > 0:
            over[each] -= 1
            left.append(number)
    return left


def _kind(old: str, new: str) -> str:
    """Return the gravest kind of thing that differs between two values of a field."""
    shifts = {s[0] for s in _compare(old, new)}
    return next((k for k in ORDER if k in shifts and k != WORDING), FIELD)


# -- body ---------------------------------------------------------------------------------------------


def _sentences(before: Sequence[Piece], after: Sequence[Piece]) -> Iterator[Shift]:
    gone, come = _apart(before, after)
    for old, new in _paired(gone, come):
        line = (new or old or Piece("", 1)).line
        before_text, after_text = old.text if old else "", new.text if new else ""
        for kind, a, b in _compare(before_text, after_text):
            yield Shift(kind, BODY, a, b, line)
        # and the whole sentence: what no list of kinds foresees must not go unseen
        yield Shift(WORDING, BODY, before_text, after_text, line)
    left, right = set(gone), set(come)
    yield from _moved([p for p in before if p not in left], [p for p in after if p not in right])


def _moved(old: Sequence[Piece], new: Sequence[Piece]) -> Iterator[Shift]:
    """Yield one shift where sentences that stay the same stand in another order: no change, but not hidden."""
    for was, now in zip(old, new, strict=False):
        if was.text != now.text:
            yield Shift(SEQUENCE, BODY, was.text, now.text, now.line)
            return


def _apart(old: Sequence[Piece], new: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Return what only one side has; what both have, wherever it stands, is no change."""
    olds, news = Counter(p.text for p in old), Counter(p.text for p in new)
    return _beyond(old, olds - news), _beyond(new, news - olds)


def _beyond(found: Sequence[Piece], over: Counter[str]) -> list[Piece]:
    left = []
    for piece in found:
        if over[piece.text] > 0:
            over[piece.text] -= 1
            left.append(piece)
    return left


def _paired(gone: list[Piece], come: list[Piece]) -> Iterator[tuple[Piece | None, Piece | None]]:
    """Yield each edited sentence with what it was before, then those that are only gone or only come."""
    if max(len(gone), len(come)) > _MOST_COMPARED:
        for number in range(max(len(gone), len(come))):
            yield (gone[number] if number < len(gone) else None, come[number] if number < len(come) else None)
        return
    bags = [frozenset(p.text.casefold().split()) for p in gone]
    scored = []
    for j, new in enumerate(come):
        words = frozenset(new.text.casefold().split())
        for i, bag in enumerate(bags):
            shared = len(bag & words) / max(len(bag | words), 1)
            if shared >= _LIKE:
                scored.append((-shared, abs(i - j), i, j))
    left, right = set(range(len(gone))), set(range(len(come)))
    for _, _, i, j in sorted(scored):
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
            yield gone[i], come[j]
    if len(left) == len(right) == 1:  # one sentence written anew
        yield gone[left.pop()], come[right.pop()]
    for i in sorted(left):
        yield gone[i], None
    for j in sorted(right):
        yield None, come[j]


def _compare(old: str, new: str) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, old, new) for what differs between two sentences, kind by kind."""
    befores, afters = _by_kind(tokens(old)), _by_kind(tokens(new))
    for kind in KINDS:
        a, b = befores.get(kind, []), afters.get(kind, [])
        olds, news = [t.value for t in a], [t.value for t in b]
        if Counter(olds) == Counter(news):  # the same things in another order: who gets which has changed
            yield from ((kind, x.text, y.text) for x, y in zip(a, b, strict=True) if x.value != y.value)
            continue
        matcher = SequenceMatcher(None, olds, news, autojunk=len(a) + len(b) > 400)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            if tag == "equal":
                continue
            for number in range(max(i2 - i1, j2 - j1)):
                old_text = a[i1 + number].text if i1 + number < i2 else ""
                yield kind, old_text, b[j1 + number].text if j1 + number < j2 else ""


def _by_kind(found: Iterable[Token]) -> dict[str, list[Token]]:
    kinds: dict[str, list[Token]] = {}
    for token in found:
        kinds.setdefault(token.kind, []).append(token)
    return kinds

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
ORDER = (*KINDS[:-1], FIELD, KINDS[-1], WORDING)
BODY = ""

_MOST_COMPARED = 300  # sentences on either side; beyond it, they are compared in their order
_LIKE = 0.34  # part of shared words from which on two sentences are the same one, edited
_INDEX = re.compile(r"\[\d+\]")
_STARTS = re.compile(r"\s*(?:[-*+]\s|\d+[.)]\s|#{1,6}\s|\||>|```|!\[|:::)")
_END = re.compile(r"(?<=[.!?;…])\s+(?=[\"“(\[*_]{0,3}[^\W\d_a-z])")


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence, or the value of one key: its text and the line of the file that it begins on."""

    key: str
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
    before = list(pieces(old)) if old else []
    after = list(pieces(new)) if new else []
    found = [*_fields(before, after), *_sentences(before, after)]
    return tuple(sorted(found, key=lambda s: (ORDER.index(s.kind), s.line)))


def pieces(edition: Edition) -> Iterator[Piece]:
    """Yield the fields and the sentences of an item."""
    for key, value in _leaves(edition.meta, ""):
        yield Piece(key, value, edition.mark(key).line)
    yield from sentences(edition.body, edition.body_line)


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
            yield Piece(BODY, said, block[max(bisect_right(starts, at) - 1, 0)][0])
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


def _fields(before: Sequence[Piece], after: Sequence[Piece]) -> Iterator[Shift]:
    """Yield a shift for every key whose value is another; entries of a list may change places."""
    groups: dict[str, tuple[list[Piece], list[Piece]]] = {}
    for side, side_pieces in enumerate((before, after)):
        for piece in side_pieces:
            if piece.key != BODY:
                groups.setdefault(_INDEX.sub("", piece.key), ([], []))[side].append(piece)
    for key, (old, new) in groups.items():
        gone, come = _apart(old, new)
        for number in range(max(len(gone), len(come))):
            a = gone[number] if number < len(gone) else None
            b = come[number] if number < len(come) else None
            kind = _kind(a.text if a else "", b.text if b else "")
            line = (b or a or Piece("", "", 1)).line
            yield Shift(kind, key, a.text if a else "", b.text if b else "", line)


def _kind(old: str, new: str) -> str:
    """Return the gravest kind of thing that differs between two values of a field."""
    shifts = {s[0] for s in _compare(old, new)}
    return next((k for k in ORDER if k in shifts and k != WORDING), FIELD)


# -- body ---------------------------------------------------------------------------------------------


def _sentences(before: Sequence[Piece], after: Sequence[Piece]) -> Iterator[Shift]:
    gone, come = _apart([p for p in before if p.key == BODY], [p for p in after if p.key == BODY])
    for old, new in _paired(gone, come):
        line = (new or old or Piece("", "", 1)).line
        before_text, after_text = old.text if old else "", new.text if new else ""
        for kind, a, b in _compare(before_text, after_text):
            yield Shift(kind, BODY, a, b, line)
        # and the whole sentence: what no list of kinds foresees must not go unseen
        yield Shift(WORDING, BODY, before_text, after_text, line)


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

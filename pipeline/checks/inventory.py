"""What the words of a text make possible, found out in one look per word of the corpus.

A rule that looks for a few words asks here first. Each word of the language is judged once, for all rules
together, and its answer is kept as a number whose bits are the questions; a text's answer is the sum of its
words'. So a rule that has nothing to say learns it from one comparison.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, reduce
from operator import or_

from pipeline.model.content import Edition

_VOCABULARY = 200_000  # words; a hostile corpus may invent more, then all are judged anew
_COMMON = frozenset(
    ("nhân", "người", "số", "họ", "và", "tên", "nhà", "địa", "chỉ", "thư", "xã", "nơi", "trang", "phía")
)
_QUESTIONS: list[tuple[int, Callable[[str], bool]]] = []  # with their bits; those on signs are in `_SIGNS`
_OF_ALL: list[tuple[int, Callable[[str], bool]]] = []  # those that plain ASCII may answer with yes, too
# Part of a sign → (whether the word must begin with it, whether it must end with it, the bits of its questions)
_SIGNS: dict[str, dict[tuple[bool, bool], int]] = {}


class _Answers(dict[str, int]):
    def __missing__(self, word: str) -> int:
        if len(self) > _VOCABULARY:
            self.clear()
        told = _signs(word.lower())
        for bit, asks in _OF_ALL if word.isascii() else _QUESTIONS:
            if asks(word):
                told |= bit
        self[word] = told
        return told


_ANSWERS = _Answers()
_BITS = 0  # given to questions so far


def _signs(lowered: str) -> int:
    """Return the bits of the signs in a word."""
    bits = 0
    for part in [part for part in _SIGNS if part in lowered]:
        begins, ends = lowered.startswith(part), lowered.endswith(part)
        for (first, last), told in _SIGNS[part].items():
            if (begins or not first) and (ends or not last):
                bits |= told
    return bits


def question(asks: Callable[[str], bool], *, ascii_too: bool = True) -> int:
    """Return the bit of a question on words; a word is what stands between white space, as written.

    Without `ascii_too` words of plain ASCII are not asked about: the answer is no.
    """
    bit = _next_bit()
    _QUESTIONS.append((bit, asks))
    if ascii_too:
        _OF_ALL.append((bit, asks))
    return bit


def holds_any(signs: Iterable[str]) -> int:
    """Return the bit of the question whether a text may hold one of some signs, in whatever case.

    Of a sign with blanks only its rarest part is looked for; more is up to who asks.
    """
    bit = _next_bit()
    for part, first, last in {_rarest(sign.lower()) for sign in signs}:
        wanted = _SIGNS.setdefault(part, {})
        wanted[first, last] = wanted.get((first, last), 0) | bit
    return bit


def _next_bit() -> int:
    global _BITS
    _ANSWERS.clear()
    answer.cache_clear()
    of_text.cache_clear()
    _BITS += 1
    return 1 << (_BITS - 1)


def _rarest(sign: str) -> tuple[str, bool, bool]:
    """Return the part of a sign that fewest texts hold, and whether it begins and ends its word."""
    parts = sign.split(" ")
    found = [(p, n > 0, n < len(parts) - 1) for n, p in enumerate(parts) if p]
    return max(found, key=lambda f: (f[0] not in _COMMON, f[1] + f[2], len(f[0])))


def words_with(text: str, bits: int) -> frozenset[str]:
    """Return the words of a text that answer one of these questions with yes."""
    return frozenset(w for w in words_of(text) if _ANSWERS[w] & bits)


@lru_cache(maxsize=4)
def words_of(text: str) -> Sequence[str]:
    """Return what stands between white space, in order; asked by several for the same text."""
    return text.split()


@lru_cache(maxsize=8)
def answer(text: str) -> int:
    """Return the bits of all questions that some word of a text answers with yes."""
    # few numbers stand for all words, so most of a text falls together before the bits are joined
    return reduce(or_, set(map(_ANSWERS.__getitem__, words_of(text))), 0)


@lru_cache(maxsize=4)
def of_text(edition: Edition) -> int:
    """Return the answer for the whole file of an item; that for its body alone is `answer(edition.body)`."""
    head, body = edition.head, edition.body
    return answer(head) | answer(body) if head[-1:].isspace() or not head else answer(edition.text)

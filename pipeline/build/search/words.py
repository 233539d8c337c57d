"""Text as terms: folded syllables, pairs of neighbours, spellings that mean the same.

The script of the search page does the same with what a reader types (theme/assets/portal/search-words.js); a test
compares the two on odd text. Whoever changes one changes the other, and `FORMAT` in lists.py.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

from pipeline.model.content import Value, as_list

_MARKS = re.compile("[\u0300-\u036f]+")
# Latin letters, digits, and letters of other scripts; a change between them is a border: “QH13” is “qh 13”.
_TOKEN = re.compile("[a-z]+|[0-9]+|[\u00df-\u00f6\u00f8-\u024f\u0370-\u1fff\u3041-\ud7ff]+")
_LATE_Y = re.compile(r"(?:[hklmst]|qu)y")  # kỹ and kĩ, quy and qui are one word
_BEGINNING = 6  # tokens of a title's beginning that a query is compared with
_LONGEST = 32  # characters of a token that count
_ENGLISH_ENDS = ("ss", "us", "is")


def fold(text: str) -> str:
    """Return text in small letters without marks, đ as d; compatibility forms (full width, ligatures) resolved."""
    if text.isascii():
        return text.lower()
    return _MARKS.sub("", unicodedata.normalize("NFKD", text.lower())).replace("đ", "d")


def tokens(text: str, lang: str) -> list[str]:
    """Return the tokens of a text in its order."""
    found = _TOKEN.findall(fold(text))
    if lang == "en":
        return [_english(t) for t in found]
    return [_plain(t) for t in found]


def _plain(token: str) -> str:
    """Return the form of a token in which spellings that differ by habit only are the same."""
    if token[0] in "0123456789":
        return (token.lstrip("0") or "0")[:_LONGEST]
    if token[-1] == "y" and _LATE_Y.fullmatch(token):
        return token[:-1] + "i"
    return token[:_LONGEST]


def _english(token: str) -> str:
    """Return an English word without the ending of the plural."""
    token = _plain(token)
    if len(token) < 4 or not token.endswith("s") or token.endswith(_ENGLISH_ENDS):
        return token
    return token[:-3] + "y" if token.endswith("ies") and len(token) > 4 else token[:-1]


@dataclass(frozen=True, slots=True)
class Spelling:
    """A form of a name: its tokens, the one token that stands for all forms, and the full form."""

    form: tuple[str, ...]
    stands_for: str
    full: tuple[str, ...]


class Spellings:
    """Abbreviations and other spellings, from sites/_chung/tu-dong-nghia.yml, in the tokens of a language."""

    def __init__(self, rows: Iterable[Sequence[str]], lang: str) -> None:
        self._by_first: dict[str, list[Spelling]] = {}
        known: set[tuple[str, ...]] = set()
        self.rows: list[list[str]] = []  # one for each name: its tokens, joined by blanks, short form first
        for row in rows:
            forms = [tuple(t) for t in (tokens(text, lang) for text in row) if t]
            forms = [f for f in dict.fromkeys(forms) if f not in known]
            if len(forms) < 2:
                continue
            known.update(forms)
            self.rows.append([" ".join(f) for f in forms])
            for form in forms:
                spelling = Spelling(form, "".join(forms[0]), forms[1])
                self._by_first.setdefault(form[0], []).append(spelling)
        for found in self._by_first.values():
            found.sort(key=lambda s: (-len(s.form), s.form))

    def spans(self, words: Sequence[str]) -> Iterator[tuple[int, Spelling]]:
        """Yield place and spelling of every name in a list of tokens, the longest at each place."""
        by_first = self._by_first
        at = 0
        while at < len(words):
            for spelling in by_first.get(words[at], ()):
                if tuple(words[at : at + len(spelling.form)]) == spelling.form:
                    yield at, spelling
                    at += len(spelling.form) - 1
                    break
            at += 1

    def replace(self, words: Sequence[str]) -> list[str]:
        """Return a list of tokens in which every name is the one token that stands for it."""
        made: list[str] = []
        done = 0
        for at, spelling in self.spans(words):
            made += [*words[done:at], spelling.stands_for]
            done = at + len(spelling.form)
        return [*made, *words[done:]]


def spellings_of(shared: Mapping[str, Value], lang: str) -> Spellings:
    """Return the spellings that the shared data of the repository knows."""
    rows = []
    for row in as_list(shared.get("nhom")):
        forms = row.get("cach_viet") if isinstance(row, Mapping) else None
        rows.append([t for t in as_list(forms) if isinstance(t, str)])
    return Spellings(rows, lang)


def terms(words: Sequence[str], spellings: Spellings) -> set[str]:
    """Return the terms of a run of tokens: each token, each pair of neighbours, and the same for other spellings."""
    found = set(words)
    found.update([f"{a}_{b}" for a, b in pairwise(words)])
    end, last = -1, ""
    for at, spelling in spellings.spans(words):
        after = at + len(spelling.form)
        short = spelling.stands_for
        others: list[tuple[str, ...]] = [(short,)]
        if spelling.form != spelling.full:
            others.append(spelling.full)
        for other in others:
            found.update(other)
            found.update([f"{a}_{b}" for a, b in pairwise(other)])
            if at:
                found.add(f"{words[at - 1]}_{other[0]}")
            if after < len(words):
                found.add(f"{other[-1]}_{words[after]}")
        if end == at:
            found.add(f"{last}_{short}")
        end, last = after, short
    return found


def beginnings(words: Sequence[str], spellings: Spellings) -> tuple[set[str], set[str]]:
    """Return the terms of what a title begins with, and the term of the whole title where it is short."""
    plain = spellings.replace(words)
    found = [f"^{' '.join(plain[:n])}" for n in range(1, min(len(plain), _BEGINNING) + 1)]
    whole = set(found[-1:]) if len(plain) <= _BEGINNING else set()
    return set(found) - whole, whole


def number_terms(number: str, lang: str) -> set[str]:
    """Return the terms of a document's own number: its parts in any order, each marked as a document's own.

    “10/2024/QĐ-UBND” is so found as “qd-ubnd 10”, “10 2024 qd ubnd”, “10 qđ”.
    """
    parts = list(dict.fromkeys(tokens(number[:100], lang)))[:8]
    found = {f"#{p}" for p in parts}
    found.update(f"{a}_{b}" for a in parts for b in parts if a != b)
    letters = [p for p in parts if p.isalpha()]
    found.add("".join(letters))
    found.update(parts)
    return found - {""}


_codes: dict[str, int] = {}
_MOST_CODES = 400_000  # terms remembered by a process; the memory of a build stays bounded


def code(term: str) -> int:
    """Return the number of a term in the index: the CRC-32 of its UTF-8 bytes."""
    found = _codes.get(term)
    if found is None:
        if len(_codes) > _MOST_CODES:
            _codes.clear()
        found = _codes[term] = crc32(term.encode("utf-8", "surrogatepass"))
    return found

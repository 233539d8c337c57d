"""Which passages are TCVN3 (ABC) or VNI, and what they say in Unicode; nothing is converted on a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.model.encoding.legacy import NAMES, decode_word
from pipeline.model.encoding.syllables import is_syllable

_WORD = re.compile(r"[A-Za-z\u00a1-\u00ff]+")
# Letters that Vietnamese in Unicode shows and neither old encoding can: a passage ends at them.
_MODERN = re.compile(r"(?<!\S)\S*[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]\S*")
_LEAST_IN_LINE = 2  # a single word may be a foreign name
_LEAST_BESIDE_MODERN = 3  # a pasted passage within a line of Unicode
_LEAST_IN_FILE = 6  # so much certain text lets single words of the same file count
_SURE = 0.8
_ALREADY = 0.6  # more words than this that are Vietnamese as they stand: leave the passage alone
_ABBREVIATION = 6
_LONGEST = 40  # characters; no word of an old encoding is longer


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a passage with letters beyond ASCII: `good` become syllables, `bad` do not."""

    good: int
    bad: int
    already: int

    def strong(self, least: int, already: float = _ALREADY) -> bool:
        """Return whether at least so many words speak for the encoding and hardly any against it."""
        counted = self.good + self.bad
        return self.good >= least and self.good >= _SURE * counted and self.already <= already * counted


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a line in an old encoding; `encoding` is "" where it reads either way."""

    start: int
    end: int
    encoding: str
    reads: str  # what it says in Unicode


def weigh(text: str, encoding: str) -> Evidence:
    """Return what the words of a passage say for an encoding."""
    good = bad = already = 0
    for match in _WORD.finditer(text):
        word = match.group()
        if word.isascii() or not _shows_letters(word):
            continue
        if len(word) > _LONGEST:
            bad += 1
            continue
        shown = decode_word(word, encoding)
        if is_syllable(shown):
            good += 1
        elif shown.isalpha() and shown.isupper() and len(shown) <= _ABBREVIATION:
            continue  # “QĐ”, “HĐND”: neither for nor against
        else:
            bad += 1
        already += is_syllable(word)
    return Evidence(good, bad, already)


def convert(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text with its passages in old encodings converted, and the names of those encodings.

    Lines and passages of one line are judged apart, so Unicode beside them stays as it is.
    """
    lines = text.split("\n")
    used: list[str] = []
    for number, parts in _judged(text, lines):
        place, out = 0, []
        for part in parts:
            out.append(lines[number][place : part.start])
            if part.encoding:
                used.append(part.encoding)
                out.append(part.reads)
                place = part.end
            else:
                place = part.start
        lines[number] = "".join(out) + lines[number][place:]
    return "\n".join(lines), tuple(n for n in NAMES if n in used)


def legacy_passages(text: str) -> Iterator[tuple[int, Passage]]:
    """Yield line number (from 0) and passage of all that is in an old encoding."""
    for number, parts in _judged(text, text.split("\n")):
        for part in parts:
            yield number, part


def _judged(text: str, lines: list[str]) -> Iterator[tuple[int, list[Passage]]]:
    """Yield, of every line that shows an old encoding, its number and passages."""
    # Every word with a mark is a syllable as it stands: then no passage can be strong, and most texts end here.
    if not _suspicious(text):
        return
    found: dict[str, int] = {}
    for line in lines:
        if not _suspicious(line):
            continue
        for start, end, least in _passages(line):
            for name in NAMES:
                seen = weigh(line[start:end], name)
                if seen.strong(least):
                    found[name] = found.get(name, 0) + seen.good
    if not found:
        return
    # A file without one modern letter is old throughout, also where a line reads either way (“Bé”).
    already = 1.0 if not _MODERN.search(text) else _ALREADY
    for number, line in enumerate(lines):
        parts = list(_of_line(line, found, already))
        if parts:
            yield number, parts


def _suspicious(text: str) -> bool:
    return not text.isascii() and any(map(may_be_old, set(text.split())))


@lru_cache(maxsize=65_536)  # the words of a language are few, however many the texts
def may_be_old(token: str) -> bool:
    """Return whether a word between blanks may be in an old encoding: a marked word that is no syllable."""
    return not token.isascii() and any(
        not w.isascii() and not is_syllable(w) and _shows_letters(w) for w in _WORD.findall(token)
    )


def convert_bytes(text: str) -> tuple[str, str] | None:
    """Return bytes shown in Latin-1 as Unicode with the encoding's name; None when no evidence is strong."""
    ranked = sorted(NAMES, key=lambda n: weigh(text, n).good, reverse=True)
    best = weigh(text, ranked[0])
    if not best.strong(_LEAST_IN_LINE) or best.good == weigh(text, ranked[1]).good:
        return None
    return "\n".join(_decode(line, ranked[0]) for line in text.split("\n")), ranked[0]


@dataclass(frozen=True, slots=True)
class OldBytes:
    """Bytes that are not UTF-8: as Windows shows them, what they say, and the old encoding they are in."""

    shown: str
    reads: str
    encoding: str


def read_bytes(raw: bytes) -> OldBytes | None:
    """Return what bytes in an old encoding say, None when no evidence is strong.

    Old bytes may have been pasted into a file of Unicode, so lines that are UTF-8 stay as they are and the
    others are judged together. A line of an old encoding is hardly ever UTF-8 by chance.
    """
    shown: list[str] = []
    odd: list[int] = []
    for number, written in enumerate(raw.split(b"\n")):
        try:
            shown.append(written.decode("utf-8"))
        except UnicodeDecodeError:
            try:
                shown.append(written.decode("cp1252"))
            except UnicodeDecodeError:
                return None
            odd.append(number)
    converted = convert_bytes("\n".join(shown[n] for n in odd))
    if converted is None:
        return None
    reads = shown.copy()
    for number, line in zip(odd, converted[0].split("\n"), strict=True):
        reads[number] = line
    return OldBytes("\n".join(shown), "\n".join(reads), converted[1])


def _passages(line: str) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and the least number of words of every stretch without modern letters."""
    if line.isascii():
        return
    place, least = 0, _LEAST_BESIDE_MODERN if _MODERN.search(line) else _LEAST_IN_LINE
    for match in _MODERN.finditer(line):
        if match.start() > place:
            yield place, match.start(), least
        place = match.end()
    if place < len(line):
        yield place, len(line), least


def _of_line(line: str, found: dict[str, int], already: float) -> Iterator[Passage]:
    for start, end, least in _passages(line):
        passage = line[start:end]
        fitting = []
        for name in NAMES:
            sure = least == _LEAST_IN_LINE and found.get(name, 0) >= _LEAST_IN_FILE
            seen = weigh(passage, name)
            if seen.strong(1, already) if sure else seen.strong(least):
                fitting.append((seen.good, found.get(name, 0), name))
        if not fitting:
            continue
        # A line may read either way (“khoâng” is “không” or “khoõng”): then the rest of the file decides.
        if len(fitting) > 1 and fitting[0][:2] == fitting[1][:2]:
            yield Passage(start, end, "", "")
        else:
            name = max(fitting)[2]
            yield Passage(start, end, name, _decode(passage, name))


def _decode(passage: str, encoding: str) -> str:
    large = any(len(w) > 1 and w.isascii() and w.isupper() for w in _WORD.findall(passage)) or any(
        sum(c.isascii() and c.isupper() for c in w) > 1 for w in _WORD.findall(passage)
    )
    small = any(c.isascii() and c.islower() for w in _WORD.findall(passage) for c in w)

    def one(match: re.Match[str]) -> str:
        word = match.group()
        return decode_word(word, encoding, capitals=large and not small) if _shows_letters(word) else word

    return _WORD.sub(one, passage)


def _shows_letters(word: str) -> bool:
    """Return whether a word is more than a lone symbol (“§”, “©”, “«”), which stays a symbol."""
    return len(word) > 1 or word.isalpha()

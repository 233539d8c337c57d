"""Which passages are TCVN3 (ABC) or VNI, and what they say in Unicode; nothing is converted on a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.editor.legacy import NAMES, decode_word
from pipeline.editor.syllables import is_syllable

_WORD = re.compile(r"[A-Za-z\u00a1-\u00ff]+")
# Letters that Vietnamese in Unicode shows and neither old encoding can: a passage ends at them.
_MODERN = re.compile(r"\S*[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]\S*")
_LEAST_IN_LINE = 2  # a single word may be a foreign name
_LEAST_BESIDE_MODERN = 3  # a pasted passage within a line of Unicode
_LEAST_IN_FILE = 6  # so much certain text lets single words of the same file count
_SURE = 0.8
_ALREADY = 0.6  # more words than this that are Vietnamese as they stand: leave the passage alone
_ABBREVIATION = 6


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


def weigh(text: str, encoding: str) -> Evidence:
    """Return what the words of a passage say for an encoding."""
    good = bad = already = 0
    for match in _WORD.finditer(text):
        word = match.group()
        if word.isascii() or not _shows_letters(word):
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
    found: dict[str, int] = {}
    for line in lines:
        for start, end, least in _passages(line):
            for name in NAMES:
                seen = weigh(line[start:end], name)
                if seen.strong(least):
                    found[name] = found.get(name, 0) + seen.good
    used: list[str] = []
    # A file without one modern letter is old throughout, also where a line reads either way (“Bé”).
    already = 1.0 if found and not _MODERN.search(text) else _ALREADY
    out = [_convert_line(line, found, already, used) for line in lines]
    return "\n".join(out), tuple(n for n in NAMES if n in used)


def convert_bytes(text: str) -> tuple[str, str] | None:
    """Return bytes shown in Latin-1 as Unicode with the encoding's name; None when no evidence is strong."""
    ranked = sorted(NAMES, key=lambda n: weigh(text, n).good, reverse=True)
    best = weigh(text, ranked[0])
    if not best.strong(_LEAST_IN_LINE) or best.good == weigh(text, ranked[1]).good:
        return None
    return "\n".join(_decode(line, ranked[0]) for line in text.split("\n")), ranked[0]


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


def _convert_line(line: str, found: dict[str, int], already: float, used: list[str]) -> str:
    out: list[str] = []
    place = 0
    for start, end, least in _passages(line):
        out.append(line[place:start])
        passage = line[start:end]
        fitting = []
        for name in NAMES:
            sure = least == _LEAST_IN_LINE and found.get(name, 0) >= _LEAST_IN_FILE
            seen = weigh(passage, name)
            if seen.strong(1, already) if sure else seen.strong(least):
                fitting.append((seen.good, found.get(name, 0), name))
        best = max(fitting, default=None)
        # A line may read either way (“khoâng” is “không” or “khoõng”): then the rest of the file decides.
        if best and not (len(fitting) > 1 and fitting[0][:2] == fitting[1][:2]):
            passage = _decode(passage, best[2])
            used.append(best[2])
        out.append(passage)
        place = end
    return "".join(out) + line[place:]


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

"""Letters of other alphabets that look like Latin ones, within words of Latin letters: “Hà Nội” with a Cyrillic “о”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.encoding.syllables import is_syllable

_CYRILLIC = dict(zip("АВЕЅІЈКМНОРСТУХаеорсухіјѕһԁԛԝӐӑ", "ABESIJKMHOPCTYXaeopcyxijshdqwĂă", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοάέίόΆΈΊΌ", "ABEZHIKMNOPTYXoáéíóÁÉÍÓ", strict=True))
_TABLE = str.maketrans(_CYRILLIC | _GREEK)
_LETTERS = "".join([*_CYRILLIC, *_GREEK])
# The Icelandic and African letters that keyboards of the nineties gave for Đ; right in their own languages.
_D = str.maketrans("ÐƉðɖ", "ĐĐđđ")
_ANY = re.compile(f"[{_LETTERS}ÐƉðɖ]")
_OTHERS = re.compile(f"[{_LETTERS}]")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1ea0-\u1ef9]")
_FOREIGN = re.compile(f"(?![{_LETTERS}])[\u0370-\u03ff\u0400-\u052f]")


def may_look_alike(word: str) -> bool:
    """Return whether what stands between white space may hold a look-alike."""
    return not word.isascii() and _ANY.search(word) is not None


def look_alikes(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and Latin form of every word that mixes Latin letters with look-alikes.

    Words that hold other letters of the foreign alphabet too (“kΩ”, “Δt”) are left alone.
    """
    if not _ANY.search(text):
        return
    for match in _WORD.finditer(text):
        word = match.group()
        if word.isascii() or not _ANY.search(word):
            continue
        if word[0] in "ÐƉðɖ" and is_syllable(word.translate(_D)):
            yield match.start(), match.end(), word.translate(_D)
        elif _OTHERS.search(word) and _LATIN.search(word) and not _FOREIGN.search(word):
            yield match.start(), match.end(), word.translate(_TABLE)


def latinised(text: str) -> str:
    """Return a text whose mixed words are Latin throughout."""
    out: list[str] = []
    place = 0
    for start, end, word in look_alikes(text):
        out += [text[place:start], word]
        place = end
    return "".join(out) + text[place:]

"""Where the tone mark of Vietnamese stands: “hòa” (older use) or “hoà” (newer use)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_OLD = ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"]
_NEW = ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"]
_OTHER = dict(zip([*_OLD, *_NEW], [*_NEW, *_OLD], strict=True))
# The two writings differ only in open syllables; “qu” is one consonant, “quý” has one writing.
_SYLLABLE = re.compile(
    r"(?<![^\W\d_])(?P<onset>[^\W\d_aeiouy]{0,3})(?P<rhyme>" + "|".join(_OTHER) + r")(?![^\W\d_])",
    re.IGNORECASE,
)
# The rhymes alone, which a search finds much sooner than a pattern that may begin at every letter.
_RHYME = re.compile(
    "(?:[òóỏõọÒÓỎÕỌ][aeAE]|[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]|[ùúủũụÙÚỦŨỤ][yY]|[uU][ỳýỷỹỵỲÝỶỸỴ])(?![^\\W\\d_])"
)
_LONGEST_ONSET = 3


def tone_placement(text: str) -> tuple[list[re.Match[str]], list[re.Match[str]]]:
    """Return the words of a text in the older and in the newer placement of the tone mark; none when it keeps to one."""
    older_words: set[str] = set()
    newer_words: set[str] = set()
    for old_ones, new_ones in map(placements, set(text.split())):
        older_words.update(old_ones)
        newer_words.update(new_ones)
    if older_words.isdisjoint(newer_words):  # no word stands in both placements
        return [], []
    older: list[re.Match[str]] = []
    newer: list[re.Match[str]] = []
    for match in _syllables(text):
        if match["onset"].lower() == "q":
            continue
        (older if match["rhyme"].lower() in _OLD else newer).append(match)
    return older, newer


@lru_cache(maxsize=65_536)  # the words of a language are few, however many the texts
def placements(token: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of a token in the older and in the newer placement, both in the newer one's letters."""
    if token.isascii():
        return (), ()
    older, newer = [], []
    for match in _syllables(token):
        if match["rhyme"].lower() in _OLD:
            older.append(other_placement(match).lower())
        else:
            newer.append(match.group().lower())
    return tuple(older), tuple(newer)


def _syllables(text: str) -> Iterator[re.Match[str]]:
    for rhyme in _RHYME.finditer(text):
        for start in range(rhyme.start(), max(-1, rhyme.start() - _LONGEST_ONSET - 1), -1):
            found = _SYLLABLE.match(text, start)
            if found is not None and found.end() == rhyme.end():
                yield found
                break


def other_placement(match: re.Match[str]) -> str:
    """Return a word that `tone_placement` found in the other placement, its case kept."""
    rhyme = match["rhyme"]
    other = _OTHER[rhyme.lower()]
    shown = "".join(o.upper() if r.isupper() else o for r, o in zip(rhyme, other, strict=True))
    return match["onset"] + shown

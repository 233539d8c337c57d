"""UTF-8 that was read as Windows-1252, Latin-1 or Windows-1258: “Ä‘á»“ng” for “đồng”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.encoding.syllables import is_syllable

# What the bytes 80–9F show as in Windows-1252; the five it leaves out show as themselves.
_WINDOWS = {
    bytes([b]).decode("cp1252"): b for b in range(0x80, 0xA0) if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_TO_BYTE = {chr(b): b for b in range(0x80, 0x100)} | _WINDOWS | {"Ă": 0xC3}  # Ă: Windows-1258
_NEXT = "[\u0080-\u00bf" + "".join(_WINDOWS) + "]"
# The first bytes that letters of Vietnamese and its punctuation have in UTF-8.
_SEQUENCE = re.compile(f"[ÂÃĂÄÅÆ]{_NEXT}|á[º»]{_NEXT}|[âÌ][\u0080-\u009f€]{_NEXT}|Ì{_NEXT}")
# With none of these in a text the pattern above finds nothing; looking for them is much cheaper.
_SIGNS = ("Ã", "á»", "áº", "Ä", "Æ", "Å", "Â", "Ă", "Ì", "â€", *(f"â{chr(c)}" for c in range(0x80, 0xA0)))
# A first byte whose followers were lost: a blank for the NBSP, a character that could not be shown.
_TORN = re.compile(r"á[º»]|[a-zA-Z]Ã(?=[ \n]|$)|[ÄÆ](?=[ \n]|$)")
_WORD = re.compile(r"[^\W\d_]+")
# “XÃ” within quotation marks, or before a hard blank, shows the same two characters as a misread letter.
_EITHER_WAY = re.compile("[ÂÃĂ][\u00a0\u00ad«»–—‘’“”…•€™]")
_MODERN = re.compile("[ĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]")
_TYPOGRAPHY = frozenset("\u00a0–—‘’“”…•°«»·×±²³§\u0300\u0301\u0303\u0309\u0323€")
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Misread:
    """A line of misread UTF-8: where the first wrong letter stands (from 0), and what the line says.

    `reads` is None where a byte was lost on the way, so that the line cannot be read back with certainty.
    """

    start: int
    reads: str | None


def misread(line: str, sure: bool = False) -> Misread | None:
    """Return what a line of misread UTF-8 says, None for any other line.

    With `sure`, other lines of its file are misread for certain, so hints suffice.
    """
    found = list(_SEQUENCE.finditer(line)) if not line.isascii() else []
    if not found:
        return None
    out: list[str] = []
    fresh: list[int] = []  # where the letters that were read back stand in the new line
    certain: list[int] = []
    place = length = 0
    modern = _MODERN.search(line) is not None
    for match in found:
        letter = _letter(match.group())
        either = _EITHER_WAY.fullmatch(match.group()) is not None
        if letter is None or (either and modern):
            continue
        out += [line[place : match.start()], letter]
        length += match.start() - place
        fresh.append(length)
        if not either:
            certain.append(length)
        length += 1
        place = match.end()
    reads = "".join(out) + line[place:]
    if not fresh or not (sure or len(certain) >= _LEAST or _words(reads, certain)):
        return None
    return Misread(found[0].start(), None if _TORN.search(reads) else reads)


def _letter(sequence: str) -> str | None:
    try:
        letter = bytes(_TO_BYTE[c] for c in sequence).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None
    return letter if len(letter) == 1 and (letter.isalpha() or letter in _TYPOGRAPHY) else None


def _words(reads: str, fresh: list[int]) -> bool:
    """Return whether a word with a letter that was read back is a syllable of Vietnamese."""
    places = iter(fresh)
    place = next(places, None)
    for match in _WORD.finditer(reads):
        while place is not None and place < match.start():
            place = next(places, None)
        if place is None:
            break
        if place < match.end() and is_syllable(match.group()):
            return True
    return False


def may_be_misread(word: str) -> bool:
    """Return whether what stands between white space may belong to misread UTF-8; a line of NEL ends words, too."""
    return not word.isascii() and (word[-1] == "â" or any(sign in word for sign in _SIGNS))


def misread_lines(text: str) -> Iterator[tuple[int, Misread]]:
    """Yield number (from 0) and reading of every line of misread UTF-8."""
    if not any(sign in text for sign in _SIGNS) or not _SEQUENCE.search(text):
        return
    lines = text.split("\n")
    sure = any(misread(line) is not None for line in lines)
    for number, line in enumerate(lines if sure else ()):
        found = misread(line, sure)
        if found is not None:
            yield number, found


def read_back(text: str) -> str:
    """Return a text whose misread lines say what they said, where nothing of them was lost."""
    lines = text.split("\n")
    for number, found in misread_lines(text):
        if found.reads is not None:
            lines[number] = found.reads
    return "\n".join(lines)

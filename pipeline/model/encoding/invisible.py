"""Characters without width that a word processor leaves behind; those that a script needs stay."""

from __future__ import annotations

import re

from pipeline.model.encoding.legacy import NAMES, decode_word
from pipeline.model.encoding.mojibake import misread_lines
from pipeline.model.encoding.syllables import is_syllable

SOFT_HYPHEN = "\u00ad"
_NO_WIDTH = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")
# Marks of direction mean nothing where all runs from left to right; overrides (which may deceive) stay for a person.
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202c\u2066-\u2069]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u202d\u202e]")
# Line ends of other programs: Word's manual break, form feed, NEL, the line and paragraph separators.
_SEPARATORS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_HYPHENATED = re.compile(r"[A-Za-z\u00a1-\u00ff]*\u00ad[A-Za-z\u00a1-\u00ff]*")


def remove_invisible(text: str) -> str:
    """Return a text without zero-width characters, soft hyphens, idle marks of direction and foreign line ends.

    Joiners inside emoji and in scripts that need them stay. So does a soft hyphen that is the ư of
    TCVN3 in a word by itself: taking it away would destroy the letter.
    """
    if text.isascii() and not _SEPARATORS.search(text):
        return text
    # Misread lines that could not be read back keep all they have: such characters are parts of letters there.
    kept = {number for number, _ in misread_lines(text)}
    if kept:
        lines = text.split("\n")
        return "\n".join(line if n in kept else remove_invisible(line) for n, line in enumerate(lines))
    text = _SEPARATORS.sub(" ", text)
    if not _RIGHT_TO_LEFT.search(text):
        text = _DIRECTION.sub("", text)
    out: list[str] = []
    place = 0
    for match in _NO_WIDTH.finditer(text):
        out.append(text[place : match.start()])
        place = match.end()
        before = next((p[-1] for p in reversed(out) if p), "")
        if before and needs_joiners(before) and match.group() in "\u200b\u200c\u200d":
            out.append(match.group())
    text = "".join(out) + text[place:]
    return _HYPHENATED.sub(_dehyphenated, text)


def needs_joiners(character: str) -> bool:
    """Return whether a joiner behind this character means something: emoji, scripts other than ours."""
    code = ord(character)
    if character in "\u200b\u200c\u200d":
        return True
    return code >= 0x0590 and not 0x1E00 <= code <= 0x1EFF and not 0x2010 <= code <= 0x206F


def _dehyphenated(match: re.Match[str]) -> str:
    word = match.group()
    without = word.replace(SOFT_HYPHEN, "")
    if without and not is_syllable(without) and is_syllable(decode_word(word, NAMES[0])):
        return word
    return without

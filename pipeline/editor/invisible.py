"""Characters without width that a word processor leaves behind; those that a script needs stay."""

from __future__ import annotations

import re

from pipeline.editor.legacy import NAMES, decode_word
from pipeline.editor.syllables import is_syllable

SOFT_HYPHEN = "\u00ad"
_NO_WIDTH = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")
_HYPHENATED = re.compile(r"[A-Za-z\u00a1-\u00ff]*\u00ad[A-Za-z\u00a1-\u00ff]*")


def remove_invisible(text: str) -> str:
    """Return a text without zero-width characters and soft hyphens.

    Joiners inside emoji and in scripts that need them stay. So does a soft hyphen that is the ư of
    TCVN3 in a word by itself: taking it away would destroy the letter.
    """
    out: list[str] = []
    place = 0
    for match in _NO_WIDTH.finditer(text):
        out.append(text[place : match.start()])
        place = match.end()
        before = next((p[-1] for p in reversed(out) if p), "")
        if before and _needs_joiners(before) and match.group() in "\u200b\u200c\u200d":
            out.append(match.group())
    text = "".join(out) + text[place:]
    return _HYPHENATED.sub(_dehyphenated, text)


def _needs_joiners(character: str) -> bool:
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

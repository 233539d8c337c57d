"""Text of unknown origin made fit for a form: findings quote what authors wrote, whatever that was."""

from __future__ import annotations

import unicodedata

from pipeline.model.finding import Finding, Severity
from pipeline.model.text import Text, squeeze

WORDS = {
    Severity.ERROR: Text("LỖI", "ERROR"),
    Severity.WARNING: Text("CẢNH BÁO", "WARNING"),
    Severity.NOTE: Text("LƯU Ý", "NOTE"),
}
MEND = Text("Cách sửa", "How to mend")
BASIS = Text("Căn cứ", "Legal basis")
WHOLE = Text("(toàn kho)", "(whole repository)")
# Controls, invisible and bidirectional marks, lone surrogates, line and paragraph separators: none of
# them is text to be read; some steer terminals, some are no XML, some turn a sentence round.
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_REPLACEMENT = "\ufffd"


def visible(text: str) -> str:
    """Return a text with line feeds as its only control; whatever else is unseen as U+FFFD."""
    joined = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if joined.isascii() and joined.replace("\n", "").isprintable():
        return joined
    return "".join(c if c == "\n" or _seen(c) else _REPLACEMENT for c in joined)


def _seen(letter: str) -> bool:
    # U+FFFE, U+FFFF and their like on every plane are no characters; XML refuses them
    return unicodedata.category(letter) not in _UNSEEN and ord(letter) & 0xFFFE != 0xFFFE


def one_line(text: str) -> str:
    """Return a visible text on one line."""
    return squeeze(visible(text))


def place(path: str) -> str:
    """Return a path as it can be shown: every blank kept, nothing unseen in it."""
    return visible(path).replace("\n", _REPLACEMENT)


def encodable(text: str) -> str:
    """Return a text that UTF-8 can hold: lone surrogates as U+FFFD, all else untouched."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join(_REPLACEMENT if unicodedata.category(c) == "Cs" else c for c in text)
    return text


def cut(text: str, most: int) -> str:
    """Return at most `most` characters of a text, the loss shown by an ellipsis."""
    return text if len(text) <= most else text[: most - 1] + "…"


def sentence(finding: Finding, lang: str) -> str:
    """Return on one line what is wrong and how to mend it."""
    told, mending = one_line(finding.message.say(lang)), one_line(finding.hint.say(lang))
    return f"{told} {MEND.say(lang)}: {mending}" if mending else told

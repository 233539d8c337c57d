"""Writing the old encodings, the other way round, so that reading them can be tried."""

from __future__ import annotations

import unicodedata

from pipeline.model.encoding.legacy import TCVN3, VNI

_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_VOWELS = [unicodedata.normalize("NFC", base + tone) for base in "aăâeêioôơuưy" for tone in _TONES]
ALPHABET = (*_VOWELS, "đ")
MARKED = tuple(c for c in ALPHABET if not c.isascii())

_TCVN3 = {letter: code for code, letter in TCVN3.items()}
_VNI = {letter: code for code, letter in VNI.items()}


def tcvn3(text: str) -> str:
    """Return Unicode as TCVN3 shows in Latin-1; a capital with a tone is written small, as typists did."""
    return "".join(_TCVN3.get(c, _TCVN3.get(c.lower(), c)) if not c.isascii() else c for c in text)


def vni(text: str) -> str:
    """Return Unicode as VNI shows in Latin-1."""
    return "".join(_VNI.get(c, c) for c in text)

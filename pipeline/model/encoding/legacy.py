"""The tables of TCVN3 (ABC) and VNI, over the Latin-1 letters that their bytes show as.

TCVN3 is the code VN3 of TCVN 5712:1993: one byte for one letter, capitals with a tone missing (a
capital font showed them). VNI writes a base letter and a mark letter behind it; ơ, ư, đ and the
vowel i have letters of their own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

_TCVN3_CODES = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
TCVN3: Mapping[str, str] = {
    chr(start + offset): letter
    for start, letters in _TCVN3_CODES.items()
    for offset, letter in enumerate(letters)
}

_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_CIRCUMFLEX = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni() -> dict[str, str]:
    table: dict[str, str] = {}
    for mark, tone in _TONES.items():
        table |= {base + mark: letter + tone for base, letter in zip("aeouyôö", "aeouyơư", strict=True)}
    for mark, tone in _CIRCUMFLEX.items():
        table |= {base + mark: base + "\u0302" + tone for base in "aeo"}
    table |= {"a" + mark: "a\u0306" + tone for mark, tone in _BREVE.items()}
    # ị, ỵ, í … have one letter of their own and never a mark behind them
    table |= _ALONE
    del table["yï"]
    composed = {k: unicodedata.normalize("NFC", v) for k, v in table.items()}
    capitals = {k.upper(): v.upper() for k, v in composed.items()}
    # a capital that opens a word bears its mark in the small form: “AÂm”, but “Aâm” too
    mixed = {k[0].upper() + k[1]: v.upper() for k, v in composed.items() if len(k) == 2}
    return composed | capitals | mixed


VNI: Mapping[str, str] = _vni()
NAMES = ("TCVN3 (ABC)", "VNI")


def decode_word(word: str, encoding: str, *, capitals: bool = False) -> str:
    """Return a word shown in Latin-1 letters as Unicode.

    With `capitals`, the word stands among words in capitals, so its toned letters are capitals too:
    TCVN3 itself cannot say so. Letters that the encoding lacks stay as they are.
    """
    if encoding == NAMES[0]:
        shown = "".join(TCVN3.get(c, c) for c in word)
        plain = [c for c in word if c.isascii()]
        large = bool(plain) and all(c.isupper() for c in plain)
        return shown.upper() if large and (len(plain) > 1 or capitals) else shown
    out: list[str] = []
    place = 0
    while place < len(word):
        pair = word[place : place + 2]
        if len(pair) == 2 and pair in VNI:
            out.append(VNI[pair])
            place += 2
        else:
            out.append(VNI.get(word[place], word[place]))
            place += 1
    return "".join(out)

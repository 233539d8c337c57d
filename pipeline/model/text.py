"""Vietnamese text: one normal form, one place that strips diacritics, one type for bilingual messages."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# đ has no decomposition in Unicode, so it has to be mapped by hand.
_D = str.maketrans({"đ": "d", "Đ": "D"})
# what is left of Vietnamese letters and their like when they are taken apart
_MARKS = re.compile("[\u0300-\u034e\u0350-\u036f]+")
_FAR = re.compile("[\u0483-\u1dff\u20d0-\u20f0\u2cef-\u2fff\u302a-\u309a\ua66f-\uabff\ufb1e-\U0010ffff]")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Text:
    """One message in the two languages that the tools speak."""

    vi: str
    en: str

    def say(self, lang: str) -> str:
        """Return the message in `lang` ("vi" or "en")."""
        return self.en if lang == "en" else self.vi


def nfc(value: str) -> str:
    """Return `value` in Unicode normal form C, the only form inside the pipeline."""
    return unicodedata.normalize("NFC", value)


def strip_diacritics(value: str) -> str:
    """Return `value` without tone and letter marks, đ as d; case is kept."""
    if value.isascii():
        return value
    bare = _MARKS.sub("", unicodedata.normalize("NFD", value.translate(_D)))
    if not _FAR.search(bare):
        return unicodedata.normalize("NFC", bare)
    return unicodedata.normalize("NFC", "".join(c for c in bare if not unicodedata.combining(c)))


def fold(value: str) -> str:
    """Return the form in which two texts are the same to a reader who types without diacritics."""
    return squeeze(strip_diacritics(value).casefold())


def squeeze(value: str) -> str:
    """Return `value` with every run of white space as one blank, none at the ends."""
    return " ".join(value.split())


def slug(value: str) -> str:
    """Return the address form of a text: lower-case ASCII letters, digits and single hyphens."""
    return _NOT_SLUG.sub("-", strip_diacritics(value).lower()).strip("-")


def joined(value: str) -> str:
    """Return the domain-label form of a name: its slug without hyphens ("Đắk Lắk" → "daklak")."""
    return slug(value).replace("-", "")

"""Words that say nothing, and how words are compared: without marks, case and punctuation."""

from __future__ import annotations

import re
from urllib.parse import unquote

from pipeline.checks.word_lists import (
    ACTIONS,
    CAMERA,
    EMPTY_ALTERNATIVES,
    FILLERS,
    GENERIC_LINKS,
    MADE_BY_MACHINE,
)
from pipeline.model.patterns import regex
from pipeline.model.text import fold, squeeze

_FILE_NAME = regex(r"[^/\n]*\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?|heic)", re.IGNORECASE)
_DOCUMENT_NAME = regex(
    r"[\w.%+()\[\]-]+\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|zip|rar|7z|csv|txt|jpe?g|png|gif|webp)", re.IGNORECASE
)
_NUMBERED = regex(r"([a-z]*?)\d[\d_]*")
_HASH = regex(r"[0-9a-f]{8,}")
_PUNCTUATION = regex(r"[\W_]+")
_JOINTS = regex(r"[-_+.\s]+")
_CREDIT = regex(
    r"\(?(?:ảnh|hình|hình ảnh|nguồn|nguồn ảnh|ảnh minh họa|ảnh minh hoạ|photo|source|credit|photo by)\s*+"
    r"(?:\(nguồn[^)]*+\)|:.{0,60}+)\)?",
    re.IGNORECASE,
)


def bare(text: str) -> str:
    """Return the letters and digits of a text without marks and case, single blanks between words."""
    return squeeze(re.sub(r"[\W_]+", " ", fold(text)))


def short(text: str, length: int = 60) -> str:
    """Return a text that fits into a message."""
    plain = squeeze(text[: length * 4])
    return plain if len(plain) <= length else plain[: length - 1].rstrip() + "…"


def is_generic_link(text: str, target: str = "") -> bool:
    """Return whether a link text would fit any link; the name of the section it leads to does not."""
    words = bare(text[:200])
    if words.isdecimal() and len(words) <= 2 and "#" not in target:
        return True  # “xem ảnh [1], [2]”
    if words in GENERIC_LINKS:
        last = target.partition("?")[0].partition("#")[0].rstrip("/").rsplit("/", 1)[-1]
        return not words or words != bare(last)
    plain = _PUNCTUATION.sub(" ", text[:200].casefold()).split()
    return 0 < len(plain) <= 12 and FILLERS.issuperset(plain) and not ACTIONS.isdisjoint(plain)


def is_file_name(text: str) -> bool:
    """Return whether a text is the name of a file and nothing else."""
    return len(text) < 300 and _DOCUMENT_NAME.fullmatch(text.strip()) is not None


def says_nothing(alternative: str, target: str, lang: str = "vi") -> bool:
    """Return whether a picture's alternative is a file's name, a camera's, a credit, or a word for any picture.

    A Vietnamese text with its marks is never the name of a file; an English one may be, but for its case.
    """
    if len(alternative) > 500:
        return False
    words = bare(alternative)
    if not words or words in EMPTY_ALTERNATIVES or _without_number(words) in EMPTY_ALTERNATIVES:
        return True
    if words.startswith(MADE_BY_MACHINE):
        return True
    said = alternative.strip()
    if _FILE_NAME.fullmatch(said) or _is_camera(words) or _CREDIT.fullmatch(said):
        return True
    file = unquote(target.partition("?")[0].rsplit("/", 1)[-1])
    stem = file.rpartition(".")[0] or file
    if not stem:
        return False
    if said.casefold() in (stem.casefold(), file.casefold()):
        return True
    given, name = (squeeze(_JOINTS.sub(" ", t)) for t in (said, stem))
    return given == name or (lang == "vi" and given.casefold() == name.casefold())


def _is_camera(words: str) -> bool:
    digits = False
    for word in words.split():
        if word in CAMERA:
            continue
        found = _NUMBERED.fullmatch(word)
        if not (found and (not found[1] or found[1] in CAMERA)) and not _HASH.fullmatch(word):
            return False
        digits = True
    return digits


def _without_number(words: str) -> str:
    first, _, last = words.rpartition(" ")
    return first.removesuffix(" so") if last.isdigit() or len(last) == 1 else words

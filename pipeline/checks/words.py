"""Words that say nothing, and how words are compared: without marks, case and punctuation."""

from __future__ import annotations

import re

from pipeline.model.text import fold, squeeze

# Alternatives that would fit any picture.
EMPTY_ALTERNATIVES = frozenset(
    (
        *("anh", "hinh", "hinh anh", "buc anh", "tam anh", "anh minh hoa", "hinh minh hoa", "minh hoa"),
        *("tranh minh hoa", "hinh anh minh hoa", "anh chup", "anh tu lieu", "anh bia", "anh dai dien"),
        *("so do", "bieu do", "ban do", "logo", "icon", "bieu tuong", "video", "banner", "hinh nen"),
        *("image", "picture", "photo", "img", "graphic", "chart", "map", "untitled", "alt", "alt text"),
        *("illustration", "thumbnail", "figure"),
    )
)
# Link texts that would fit any link.
GENERIC_LINKS = frozenset(
    (
        *("tai day", "o day", "day", "vao day", "nhan vao day", "bam vao day", "click vao day", "an vao day"),
        *("xem tai day", "xem o day", "tai ve tai day", "tai xuong tai day", "chi tiet tai day"),
        *("link tai day", "nhan day", "bam day", "nhap vao day", "kich vao day", "theo duong dan nay"),
        *("duong dan nay", "xem", "xem them", "xem tiep", "doc them", "doc tiep", "chi tiet", "xem chi tiet"),
        *("tim hieu them", "tai ve", "tai xuong", "tai file", "tai tep", "download", "file", "tep"),
        *("dinh kem", "file dinh kem", "tep dinh kem", "link", "lien ket", "duong dan", "lien ket nay"),
        *("link nay", "trang nay", "bai nay", "tiep", "tiep tuc", "tai day nhe", "xem ngay"),
        *("here", "click here", "click", "read more", "more", "learn more", "see more", "details", "this"),
        *("this link", "this page", "continue", "continue reading", "more info", "go", "view", "view more"),
    )
)
_FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)", re.IGNORECASE)
_CAMERA = re.compile(
    r"(?:img|dsc|dscn|dscf|dcim|pxl|screenshot|zalo|photo|image|anh|hinh)[ _-]*+[\d _-]++", re.IGNORECASE
)


def bare(text: str) -> str:
    """Return the letters and digits of a text without marks and case, single blanks between words."""
    return squeeze(re.sub(r"[\W_]+", " ", fold(text)))


def short(text: str, length: int = 60) -> str:
    """Return a text that fits into a message."""
    plain = squeeze(text[: length * 4])
    return plain if len(plain) <= length else plain[: length - 1].rstrip() + "…"


def says_nothing(alternative: str, target: str) -> bool:
    """Return whether a picture's alternative is a file's name, a camera's, or a word for any picture."""
    if len(alternative) > 500:
        return False
    words = bare(alternative)
    if words in EMPTY_ALTERNATIVES or not words:
        return True
    if _FILE_NAME.fullmatch(alternative) or _CAMERA.fullmatch(alternative):
        return True
    file = target.partition("?")[0].rsplit("/", 1)[-1]
    stem = file.rpartition(".")[0] or file
    return bool(stem) and alternative.casefold() in (stem.casefold(), file.casefold())

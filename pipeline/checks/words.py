"""Words that say nothing, and how words are compared: without marks, case and punctuation."""

from __future__ import annotations

import re
from urllib.parse import unquote

from pipeline.model.text import fold, squeeze

# Alternatives that would fit any picture.
EMPTY_ALTERNATIVES = frozenset(
    (
        *("anh", "hinh", "hinh anh", "buc anh", "tam anh", "anh minh hoa", "hinh minh hoa", "minh hoa"),
        *("tranh minh hoa", "hinh anh minh hoa", "anh chup", "anh tu lieu", "anh bia", "anh dai dien"),
        *("so do", "bieu do", "ban do", "logo", "icon", "bieu tuong", "video", "banner", "hinh nen"),
        *("image", "picture", "photo", "img", "graphic", "chart", "map", "untitled", "alt", "alt text"),
        *(
            "illustration",
            "thumbnail",
            "figure",
            "anh dinh kem",
            "hinh dinh kem",
            "anh bai viet",
            "anh chup bai viet",
        ),
        *("hinh anh bai viet", "anh minh hoa bai viet", "anh minh hoa cho bai viet", "anh minh hoa cho tin"),
        *(
            "hinh anh minh hoa cho bai viet",
            "hinh minh hoa bai viet",
            "anh tin bai",
            "hinh anh tin tuc",
            "anh tin tuc",
        ),
        *(
            "anh internet",
            "nguon internet",
            "anh suu tam",
            "anh noi dung",
            "avatar",
            "slide",
            "poster",
            "infographic",
        ),
        *(
            "chan dung",
            "anh chan dung",
            "anh the",
            "toan canh",
            "quang canh",
            "khong co",
            "none",
            "null",
            "mo ta",
        ),
        *(
            "mo ta anh",
            "chu thich anh",
            "caption",
            "decorative",
            "spacer",
            "bullet",
            "placeholder",
            "n a",
            "the image",
        ),
        *(
            "an image",
            "a picture",
            "picture of",
            "image of",
            "photo of",
            "this image",
            "stock photo",
            "cover",
        ),
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
        *(
            "file kem theo",
            "tep kem theo",
            "van ban dinh kem",
            "tai lieu dinh kem",
            "noi dung chi tiet",
            "tai lieu",
        ),
        *("thong tin chi tiet", "xem thong tin chi tiet", "xem chi tiet tai day", "chi tiet xem tai day"),
        *(
            "click tai day",
            "bam tai day",
            "nhan tai day",
            "link sau",
            "duong link",
            "duong link sau",
            "website",
        ),
        *(
            "trang web",
            "pdf",
            "doc",
            "docx",
            "xls",
            "xlsx",
            "word",
            "excel",
            "file pdf",
            "file word",
            "tep pdf",
        ),
        *(
            "ban pdf",
            "ban word",
            "tai pdf",
            "xem pdf",
            "link pdf",
            "ban day du",
            "tai ve may",
            "xem file",
            "xem tep",
        ),
        *("dinh kem", "file dinh kem", "tep dinh kem", "link", "lien ket", "duong dan", "lien ket nay"),
        *("link nay", "trang nay", "bai nay", "tiep", "tiep tuc", "tai day nhe", "xem ngay"),
        *("here", "click here", "click", "read more", "more", "learn more", "see more", "details", "this"),
        *(
            "click here to download",
            "download here",
            "see here",
            "read here",
            "attached file",
            "attachment",
            "file here",
        ),
        *(
            "link here",
            "more details",
            "find out more",
            "download pdf",
            "pdf file",
            "download file",
            "open",
            "see details",
        ),
        *(
            "click this link",
            "this document",
            "this file",
            "view details",
            "view here",
            "read this",
            "full story",
        ),
        *("this link", "this page", "continue", "continue reading", "more info", "go", "view", "view more"),
    )
)
# Words of which generic link texts are made; folded, “nhân dân” would be among them, so marks count here.
_FILLERS = frozenset(
    [
        "xem",
        "thêm",
        "tại",
        "đây",
        "ở",
        "vào",
        "nhấn",
        "bấm",
        "click",
        "ấn",
        "nhấp",
        "kích",
        "chuột",
        "chi",
        "tiết",
        "link",
        "file",
        "tệp",
        "tập",
        "tin",
        "đính",
        "kèm",
        "kèm",
        "theo",
        "về",
        "xuống",
        "đường",
        "dẫn",
        "này",
        "để",
        "download",
        "liên",
        "kết",
        "nội",
        "dung",
        "thông",
        "trang",
        "sau",
        "tiếp",
        "đọc",
        "biết",
        "mời",
        "vui",
        "lòng",
        "tìm",
        "hiểu",
        "tham",
        "khảo",
        "cụ",
        "thể",
        "hoặc",
        "và",
        "máy",
        "bài",
        "viết",
        "pdf",
        "word",
        "doc",
        "docx",
        "xls",
        "xlsx",
        "excel",
        "zip",
        "rar",
        "bản",
        "tải",
        "bạn",
        "quý",
        "vị",
        "có",
        "nhé",
        "ạ",
        "trên",
        "dưới",
        "full",
        "toàn",
        "đầy",
        "đủ",
        "văn",
        "web",
        "url",
        "http",
        "đó",
        "nơi",
        "chỗ",
    ]
)
_ACTIONS = frozenset(
    [
        "xem",
        "đây",
        "nhấn",
        "bấm",
        "click",
        "ấn",
        "nhấp",
        "kích",
        "link",
        "file",
        "tệp",
        "tập",
        "đính",
        "tải",
        "download",
        "đọc",
        "pdf",
        "word",
        "doc",
        "docx",
        "xls",
        "xlsx",
        "excel",
        "dẫn",
    ]
)
_FILE_NAME = re.compile(r"[^/\n]*\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?|heic)", re.IGNORECASE)
_DOCUMENT_NAME = re.compile(
    r"[\w.%+()\[\]-]+\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|zip|rar|7z|csv|txt|jpe?g|png|gif|webp)", re.IGNORECASE
)
# What cameras, telephones and programs name files with, beside numbers.
_CAMERA = frozenset(
    [
        "img",
        "dsc",
        "dscn",
        "dscf",
        "dcim",
        "pxl",
        "mvi",
        "gopr",
        "screenshot",
        "screen",
        "shot",
        "capture",
        "zalo",
        "photo",
        "pic",
        "picture",
        "image",
        "scan",
        "untitled",
        "anh",
        "hinh",
        "received",
        "viber",
        "whatsapp",
        "fb",
        "messenger",
        "creation",
        "snapedit",
        "chup",
        "man",
        "z",
        "dji",
        "cam",
        "file",
        "design",
        "luc",
        "at",
        "am",
        "pm",
        "edited",
        "copy",
        "large",
        "small",
        "thumb",
        "resize",
        "final",
        "version",
        "v",
        "ver",
        "page",
        "trang",
        "slide",
        "signal",
        "telegram",
        "line",
    ]
)
_NUMBERED = re.compile(r"([a-z]*?)\d[\d_]*")
_HASH = re.compile(r"[0-9a-f]{8,}")
_PUNCTUATION = re.compile(r"[\W_]+")
_JOINTS = re.compile(r"[-_+.\s]+")
_CREDIT = re.compile(
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
    if words in GENERIC_LINKS:
        last = target.partition("?")[0].partition("#")[0].rstrip("/").rsplit("/", 1)[-1]
        return not words or words != bare(last)
    plain = _PUNCTUATION.sub(" ", text[:200].casefold()).split()
    return 0 < len(plain) <= 12 and _FILLERS.issuperset(plain) and not _ACTIONS.isdisjoint(plain)


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
        if word in _CAMERA:
            continue
        found = _NUMBERED.fullmatch(word)
        if not (found and (not found[1] or found[1] in _CAMERA)) and not _HASH.fullmatch(word):
            return False
        digits = True
    return digits


def _without_number(words: str) -> str:
    first, _, last = words.rpartition(" ")
    return first.removesuffix(" so") if last.isdigit() or len(last) == 1 else words

"""Credits and names of sources: words that name nobody, and where a line of the body names somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.checks.words import bare
from pipeline.model.content import Edition
from pipeline.model.finding import Problem
from pipeline.model.patterns import regex
from pipeline.model.text import Text

_NOBODY = frozenset(
    (
        *("st", "suu tam", "anh suu tam", "hinh suu tam", "tu suu tam", "nguoi suu tam", "tai lieu suu tam"),
        *(
            "internet",
            "inter net",
            "tren internet",
            "mang internet",
            "tren mang",
            "mang",
            "tu mang",
            "lay tren mang",
        ),
        *("anh internet", "anh mang", "anh tren mang", "hinh internet", "web", "website", "trang web"),
        *(
            "facebook",
            "fb",
            "zalo",
            "tiktok",
            "youtube",
            "google",
            "google images",
            "google hinh anh",
            "twitter",
        ),
        *("instagram", "mang xa hoi", "mxh", "pinterest", "chatgpt", "copilot", "gemini", "chat gpt"),
        *("nhieu nguon", "tong hop", "tong hop tu nhieu nguon", "tong hop tu internet", "tong hop internet"),
        *("nguon tong hop", "bao chi", "cac bao", "bao mang", "bao dien tu", "tren bao", "theo bao chi"),
        *("khong ro", "khong ro nguon", "khong biet", "khong co", "khong xac dinh", "chua ro", "chua biet"),
        *("dang cap nhat", "cap nhat sau", "bo sung sau", "chua co", "n a", "na", "none", "null", "unknown"),
        *("tbd", "todo", "xxx", "xx", "abc", "nguon", "anh", "hinh anh", "tac gia", "ten nguon", "nguon anh"),
        *("source", "anonymous", "an danh", "vo danh", "khuyet danh", "tu lieu", "anh tu lieu", "minh hoa"),
        *("anh minh hoa", "hinh minh hoa", "collected", "the internet", "online", "social media", "stock"),
    )
)
_LEADING = regex(
    r"(?:tong hop|anh|hinh anh|hinh|video|clip|nguon tin|nguon anh|nguon|tac gia|suu tam|lay|tu|theo|tren|source|photo|from) "
)
_ADDRESS = regex(
    r"(?:https?://)?(?:www\.|m\.)?(?:google|facebook|fb|youtube|youtu|tiktok|zalo|pinterest|twitter|x|instagram)"
    r"\.(?:com|vn|be|me|com\.vn)/?",
    re.IGNORECASE,
)


def names_nobody(credit: str) -> bool:
    """Return whether a credit is a mere word for "somewhere": "Sưu tầm", "Internet", "Nguồn: Facebook"."""
    if len(credit) > 200:
        return False
    if _ADDRESS.fullmatch(credit.strip()):
        return True
    said = bare(credit)
    while said and said not in _NOBODY:
        found = _LEADING.match(said)
        if not found:
            return False
        said = said[found.end() :]
    return True


_CREDIT = regex(
    r"(?<!\w)(?:(?:nguồn|tác giả|bản quyền)\s++)?(?:ảnh|hình|hình ảnh|tranh|đồ họa|sơ đồ|bản đồ|video|clip|phim|âm thanh|photos?"
    r"|images?|pictures?|illustration|chart|(?:nguồn|source|credits?|photo credit|photo by|image by|©)(?=[:\s]))"
    r"(?:\s*+(?:minh họa|tư liệu|chụp))?\s?(?::|(?<=by)|(?<=©))\s*+[*_]{0,3}(?P<name>\w[^\n]*)",
    re.IGNORECASE,
)
_OF = regex(
    r"(?<!\w)(?<!hình )(?:ảnh|tranh|video|clip)(?: (?:tư liệu|minh họa|chụp|này))? (?:của|do|bởi|từ) (?P<name>[^\s.,;][^\n.;]{2,80})",
    re.IGNORECASE,
)
_BYLINE = regex(
    r"(?:tin|bài|bài viết|tin bài|nội dung|thực hiện|text|story)\s*+(?:,|và|&|-|–|\+|and)\s*+(?:ảnh|hình|hình ảnh|clip|video|photos?)"
    r"\s*+:\s*+\w",
    re.IGNORECASE,
)
_TAG = regex(r"<[^<>]*+>")
_CAPTION = 300  # characters; a longer line is a paragraph of the text


def credit_in(line: str) -> str:
    """Return whom a caption names as maker or origin: "Cầu mới. Ảnh: Trần Văn A" gives "Trần Văn A"; "" else."""
    said = _TAG.sub("", line[: 2 * _CAPTION]).strip(" \t*_()[]>")
    if len(said) > _CAPTION:
        return ""
    found = _CREDIT.search(said) or _OF.search(said)
    if found and found.re is _OF and not found["name"][0].isupper():
        return ""  # "Hình ảnh của buổi lễ" tells what is to be seen
    return found["name"].strip(" *_().[]") if found else ""


def is_byline(line: str) -> bool:
    """Return whether a line signs text and pictures together: "Tin, ảnh: Minh Thông"."""
    return bool(_BYLINE.match(_TAG.sub("", line[:_CAPTION]).strip(" \t*_()[]>")))


def lacking(edition: Edition, key: str, message: Text, hint: Text) -> Iterator[Problem]:
    """Yield a problem where the source block of a quoted item lacks a key (`nguon.…`).

    `{}` in the message takes the name of the source. NG001 tells of a missing block.
    """
    if edition.get("nguon_tin") != "trich-dan" or not isinstance(edition.value("nguon"), Mapping):
        return
    if edition.value(key) not in (None, ""):
        return
    mark, name = edition.mark(key), edition.get("nguon.ten").strip()
    of = f" “{name}”" if name else ""
    told = Text(message.vi.format(of), message.en.format(of))
    yield Problem(mark.line, mark.column, told, hint, anchor=key)

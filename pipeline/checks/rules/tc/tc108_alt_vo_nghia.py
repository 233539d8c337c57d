"""Lời thay thế của ảnh là tên tệp hoặc từ chung chung như “hình ảnh”.

## Vì sao
“IMG_2041.jpg” hay “hình ảnh” không nói gì về nội dung; người nghe đọc màn hình biết có ảnh mà không biết ảnh
cho thấy gì. Công cụ kiểm tra tự động thường bỏ sót lỗi này.

## Cách sửa
Viết một câu ngắn: ai, làm gì, ở đâu. Không bắt đầu bằng “ảnh chụp”, không chép lại tên tệp.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from pipeline.checks.registry import Context, rule
from pipeline.checks.roles import role_of
from pipeline.checks.rules.html import plain, short, visible
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text

_EMPTY_WORDS = frozenset(
    (
        *("anh", "hinh", "hinh anh", "buc anh", "tam anh", "anh minh hoa", "hinh minh hoa", "minh hoa"),
        *("anh chup", "so do", "bieu do", "ban do", "logo", "icon", "bieu tuong", "video", "banner"),
        *("image", "picture", "photo", "img", "graphic", "chart", "map", "untitled", "alt", "alt text"),
        *(
            "image of",
            "picture of",
            "photo of",
            "anh ve",
            "hinh anh ve",
            "anh cua",
            "hinh anh cua",
            "mo ta anh",
        ),
    )
)
_FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)", re.IGNORECASE)
_WRITTEN_FOR_MACHINES = re.compile(r"[-_.\s\d]")
_CAMERA = re.compile(
    r"(?:img|dsc|dscn|dcim|pxl|screenshot|zalo|photo|image|anh|hinh)[ _-]*+[\d _-]++", re.IGNORECASE
)


@rule(
    "TC108",
    "alt-vo-nghia",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.ERROR,
    legal=("S1 Đ5 k2 d", "TT 32/2017 Đ18 k1 c"),
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each alternative that is a file's name or a word that fits any picture."""
    for element in visible(page, "img"):
        if role_of(page, element) == "none":
            continue  # only for show: its alternative is never read
        alt = element.attrs.get("alt", "").strip()
        if not alt or not _says_nothing(alt, element.attrs.get("src", "")):
            continue
        yield Problem(
            element.line,
            element.column,
            Text(
                f"Lời thay thế “{short(alt)}” không nói ảnh cho thấy điều gì.",
                f"The alternative “{short(alt)}” does not say what the picture shows.",
            ),
            Text(
                "Viết ai, làm gì, ở đâu, ví dụ: ![Người dân nộp hồ sơ tại bộ phận một cửa](…)",
                "Write who does what where, for example: ![Citizens hand in papers at the counter](…)",
            ),
            element.attrs.get("src", alt),
            ("1.1.1",),
            ("qt1vmo",),
        )


def _says_nothing(alt: str, source: str) -> bool:
    words = plain(alt)
    if not words or words in _EMPTY_WORDS or _FILE_NAME.fullmatch(alt) or _CAMERA.fullmatch(alt):
        return True
    # A data address has no name; elsewhere a name with a blank in it was written for people.
    try:
        file = "" if source.startswith("data:") else unquote(urlsplit(source).path).rsplit("/", 1)[-1]
    except ValueError:
        file = ""
    stem = file.rpartition(".")[0] or file
    # A plain word such as “phone” may be the name of the file and the right alternative as well.
    written = stem.casefold() if _WRITTEN_FOR_MACHINES.search(stem) else ""
    return bool(stem) and alt.casefold() in (written, file.casefold())

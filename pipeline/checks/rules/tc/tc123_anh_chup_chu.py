"""Ảnh chứa chữ thay cho chữ thật.

## Vì sao
Chữ trong ảnh không phóng to, đổi màu, tìm kiếm hay sao chép được, và phần mềm đọc màn hình không đọc được. Hay gặp nhất
là ảnh chụp công văn, thông báo, giấy mời, khẩu hiệu.

## Cách sửa
Gõ lại chữ vào bài, hoặc đính kèm bản PDF có lớp chữ. Biểu trưng và ảnh mà chữ chỉ là phần phụ thì không phải sửa.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, plain, short
from pipeline.checks.styles import hidden_of
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text

# Files named after the writing they show: compared without marks and case.
_WRITING = re.compile(
    r"(?:text|chu)-?(?:image|img|anh)|(?:image|img|anh)-?(?:text|chu)\b|\b(?:button|btn|welcome|slogan|cong van|thong bao|"
    r"giay moi|quyet dinh|to trinh|van ban|chi thi|khau hieu|loi chao|chao mung|nut bam)\b"
)
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp|tiff?)$", re.IGNORECASE)
_DRAWN = re.compile(r"data:image/svg\+xml[^,]{0,100},.*?(?:<|%3c)text[\s>%]", re.IGNORECASE | re.DOTALL)
_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]*?url\(\s*['\"]?(?P<to>[^'\")]+)", re.IGNORECASE)
_ABOUT = re.compile(r"\b(?:logo|icon|bieu trung|font|kieu chu|nen)\b")


@rule(
    "TC123",
    "anh-chup-chu",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each picture whose file is named after writing, and each drawing loaded with text in it."""
    unseen = hidden_of(page).viewers
    for element in page.elements:
        address = _address(element)
        if not address or unseen[element.index] or not _written(address):
            continue
        file = "SVG" if address.startswith("data:") else address.rsplit("/", 1)[-1]
        yield Problem(
            element.line,
            element.column,
            Text(
                f"Ảnh {short(file)} có vẻ chứa chữ thay cho chữ thật.",
                f"The picture {short(file)} seems to hold writing in place of text.",
            ),
            Text(
                "Gõ lại chữ vào bài, hoặc đính kèm bản PDF có lớp chữ.",
                "Type the text into the page, or attach a PDF with a text layer.",
            ),
            short(address),
            ("1.4.5",),
            ("0va7u6",),
        )


def _address(element: Element) -> str:
    attrs = element.attrs
    if element.tag == "img":
        return attrs.get("src", "").strip()
    if element.tag == "input":
        return attrs.get("src", "").strip() if attrs.get("type", "").lower() == "image" else ""
    if element.tag == "object":
        return attrs.get("data", "").strip()
    if element.tag == "image":
        return attrs.get("href", attrs.get("xlink:href", "")).strip()
    found = _BACKGROUND.search(attrs["style"][:2000]) if "style" in attrs else None
    return found["to"].strip() if found else ""


def _written(address: str) -> bool:
    if address[:5].lower() == "data:":
        return bool(_DRAWN.match(address[:100_000]))
    path = unquote(address[:1000]).partition("?")[0].partition("#")[0]
    if not _PICTURE.search(path):
        return False
    name = plain(path.rsplit("/", 1)[-1].rpartition(".")[0])
    return bool(_WRITING.search(name) or _WRITING.search(name.replace(" ", ""))) and not _ABOUT.search(name)

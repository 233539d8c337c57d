"""Văn bản được đăng bằng ảnh chụp.

## Vì sao
Chữ trong ảnh không đọc lên được, không tìm được, phóng to thì vỡ. Văn bản phải có chữ thật.

## Cách sửa
Đính kèm tệp PDF, Word, hoặc gõ lại nội dung vào bài: `tep: quyet-dinh.pdf`. Ảnh con dấu không cần thiết.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.markdown import scan
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition, file_paths
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_PICTURE = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".heic")
_PAPER = re.compile(
    r"(?:(?:ảnh|hình)\s+(?:chụp\s+)?)?(?:toàn\s+văn\s+)?(?:văn\s+bản|quyết\s+định|công\s+văn|thông\s+báo|kế\s+hoạch|tờ\s+trình"
    r"|nghị\s+quyết|giấy\s+mời|công\s+điện|danh\s+sách|lịch\s+(?:tiếp|làm|công|cắt))\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,5}/(?:\d{4}/)?[A-ZĐ]{1,6}-[A-ZĐ]")
_LITTLE = 300  # characters beside the picture; more is an article with a picture of a paper


@rule(
    "TC027",
    "anh-chup-van-ban",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S1 Đ5 k2 d", "S4 Đ2 k3", "TT 26/2020"),
    since="0.2",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a picture in place of a document's file, and for a body that is a picture of a paper."""
    files = file_paths(edition.value("tep"))
    pictures = [f for f in files if f.lower().endswith(_PICTURE)]
    if pictures and len(pictures) == len(files):
        mark = edition.mark("tep")
        yield _problem(mark.line, mark.column, pictures[0])
    held = scan(edition)
    for picture in held.pictures:
        said = picture.alt or ""
        little = len(edition.body) < _LITTLE + len(said)
        numbered = len(edition.body) < 4 * _LITTLE and _NUMBER.search(said[:200])
        if (little or numbered) and _PAPER.match(said):
            yield _problem(picture.line, picture.column, said or picture.target)


def _problem(line: int, column: int, what: str) -> Problem:
    return Problem(
        line,
        column,
        Text(f"Văn bản đăng bằng ảnh chụp: “{short(what)}”.", f"A picture of a text: “{short(what)}”."),
        Text(
            "Đính kèm bản có chữ hoặc gõ lại nội dung, ví dụ: tep: /tep/quyet-dinh.pdf",
            "Attach a file with text or type the content.",
        ),
        anchor=short(what),
    )

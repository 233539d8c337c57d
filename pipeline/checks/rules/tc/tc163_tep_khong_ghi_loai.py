"""Liên kết đến tệp tải về hay tệp âm thanh, phim, ảnh không nói đó là tệp gì.

## Vì sao
Bấm vào liên kết mà tệp PDF 20 MB tải về, hay tiếng nói phát lên, là điều bất ngờ khó chịu với người dùng mạng di động và
người nghe đọc màn hình.

## Cách sửa
Ghi loại và cỡ tệp trong chữ của liên kết: “Quyết định số 10/2024/QĐ-UBND (PDF, 1,2 MB)”; với âm thanh, phim thì thêm liên
kết đến bản chữ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, links, name, plain, short
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text

_FILE = re.compile(
    r"\.(pdf|docx?|xlsx?|pptx?|odt|ods|rtf|zip|rar|7z|mp3|wav|ogg|m4a|mp4|mov|avi|wmv|webm|mpe?g|jpe?g|png|gif)(?:[?#]|$)",
    re.IGNORECASE,
)
_MEDIA = ("mp3", "wav", "ogg", "m4a", "mp4", "mov", "avi", "wmv", "webm", "mpg", "mpeg")
_PICTURES = ("jpg", "jpeg", "png", "gif")
_SAID = {
    **dict.fromkeys(("doc", "docx", "odt", "rtf"), r"\b(?:docx?|word|odt|rtf)\b"),
    **dict.fromkeys(("xls", "xlsx", "ods"), r"\b(?:xlsx?|excel|ods)\b"),
    **dict.fromkeys(("ppt", "pptx"), r"\b(?:pptx?|powerpoint|trinh chieu)\b"),
    **dict.fromkeys(("zip", "rar", "7z"), r"\b(?:zip|rar|7z|nen)\b"),
    **dict.fromkeys(
        _MEDIA,
        r"\b(?:mp3|wav|mp4|mov|avi|webm|audio|video|phim|clip|am thanh|file nghe|podcast|ban chu|transcript)\b",
    ),
    **dict.fromkeys(
        _PICTURES, r"\b(?:anh|hinh|so do|ban do|jpe?g|png|gif|image|picture|photo|map|infographic)\b"
    ),
    "pdf": r"\bpdf\b",
}


@rule(
    "TC163",
    "tep-khong-ghi-loai",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.NOTE,
    legal=ACCESSIBILITY,
    since="0.2",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each link to a file whose text, title or neighbourhood does not say its kind."""
    for element in links(page):
        found = _FILE.search(element.attrs["href"])
        if found is None:
            continue
        kind = found[1].lower()
        around = page.elements[element.parent].text if element.parent >= 0 else ""
        said = plain(
            " ".join(
                (
                    name(page, element),
                    element.attrs.get("title", ""),
                    element.attrs.get("type", ""),
                    around[:300],
                )
            )
        )
        if re.search(_SAID[kind], said) or _shows_picture(page, element, kind):
            continue
        yield Problem(
            element.line,
            element.column,
            Text(
                f"Liên kết “{short(name(page, element), 40)}” mở tệp {kind.upper()} mà không nói.",
                f"The link “{short(name(page, element), 40)}” opens a {kind.upper()} file without saying so.",
            ),
            Text(
                f"Viết: {short(name(page, element), 40)} ({kind.upper()}, 1,2 MB)",
                f"Write: {short(name(page, element), 40)} ({kind.upper()}, 1.2 MB)",
            ),
            element.attrs["href"][:200],
            ("1.2.1", "2.4.4") if kind in _MEDIA else ("2.4.4",),
        )


def _shows_picture(page: BuiltPage, element: Element, kind: str) -> bool:
    """Return whether a link shows the picture that it leads to."""
    return kind in _PICTURES and any(
        isinstance(c, int) and page.elements[c].tag in ("img", "picture") for c in element.content
    )

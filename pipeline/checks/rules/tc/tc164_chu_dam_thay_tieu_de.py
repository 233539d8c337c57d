"""Dòng chữ đậm hoặc chữ to dùng như tiêu đề.

## Vì sao
Người nghe đọc màn hình nhảy từ tiêu đề này sang tiêu đề khác để tìm phần cần đọc. Dòng chữ chỉ tô đậm thì mắt thấy là tiêu
đề, nhưng phần mềm không biết.

## Cách sửa
Trong Markdown viết `## Tên phần`; trong HTML dùng `<h2>Tên phần</h2>` thay cho `<p><b>Tên phần</b></p>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, hidden, short
from pipeline.checks.rules.styles import font_size, styles
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text

_LONGEST = 100
# A bold name below a text is a signature.
_PERSON = re.compile(
    r"(?:(?:Ông|Bà|TS|ThS|PGS|BS|GS|KT|TM|TL)[. ]+)*(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|"
    r"Đinh|Trịnh|Đoàn|Mai|Cao|Tạ|Hà|Lương|Thái|Y|H'\w+)(?: \w+){1,4}"
)
_BOLD = ("b", "strong", "big")
_WEIGHTS = ("bold", "bolder", "600", "700", "800", "900")
_CLASS = re.compile(r"(?:^|[\s_-])(?:heading|headline|tieu-?de)(?:$|[\s_-])", re.IGNORECASE)


@rule(
    "TC164",
    "chu-dam-thay-tieu-de",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.2",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each short block that is bold or large as a whole and stands above other text."""
    for element in page.all("p", "div"):
        if (
            not element.text
            or len(element.text) > _LONGEST
            or element.text[-1] in ".!?;,…"
            or "role" in element.attrs
        ):
            continue
        if _PERSON.fullmatch(element.text) and element.text.istitle():
            continue
        if not _looks_like_one(page, element) or not _above_text(page, element) or hidden(page, element):
            continue
        yield Problem(
            element.line,
            element.column,
            Text(
                f"Dòng “{short(element.text)}” được dùng như tiêu đề mà không phải là tiêu đề.",
                f"The line “{short(element.text)}” serves as a heading and is none.",
            ),
            Text(
                f"Viết: <h2>{short(element.text.rstrip(' :'))}</h2>",
                f"Write: <h2>{short(element.text.rstrip(' :'))}</h2>",
            ),
            element.text,
            ("1.3.1",),
        )


def _looks_like_one(page: BuiltPage, element: Element) -> bool:
    own = "".join(p for p in element.content if isinstance(p, str))
    children = [page.elements[c] for c in element.content if isinstance(c, int)]
    if own.strip():
        return bool(not children and (_CLASS.search(element.attrs.get("class", "")) or _large(page, element)))
    if len(children) != 1:
        return False
    child = children[0]
    while (
        child.tag in ("span", "font", "u", "a")
        and len(child.content) == 1
        and isinstance(child.content[0], int)
    ):
        child = page.elements[child.content[0]]
    return child.tag in _BOLD or (
        child.tag in ("span", "font") and (_heavy(page, child) or _large(page, child))
    )


def _heavy(page: BuiltPage, element: Element) -> bool:
    """Return whether an element is bold by its style, as page builders write it."""
    known = styles(page)
    return known.any and known.own(element).get("font-weight") in _WEIGHTS


def _large(page: BuiltPage, element: Element) -> bool:
    known = styles(page)
    if element.tag == "font":
        return element.attrs.get("size", "") in ("5", "6", "7", "+2", "+3", "+4")
    said = known.own(element) if known.any else {}
    size = font_size(known, element) if "font-size" in said else None
    return size is not None and (size > 16 if said.get("font-weight") in _WEIGHTS else size >= 24)


def _above_text(page: BuiltPage, element: Element) -> bool:
    """Return whether the next element beside it is a paragraph or a list."""
    after = _next(page, element)
    if (
        page.inside(element, "td")
        or page.inside(element, "figure")
        or page.inside(element, "footer")
        or page.inside(element, "li")
    ):
        return False
    if after is None or after.tag not in ("p", "ul", "ol", "div"):
        return False
    return len(after.text) > len(element.text) and not _looks_like_one(page, after)


def _next(page: BuiltPage, element: Element) -> Element | None:
    """Return the next element within the same parent."""
    for index in range(element.index + 1, len(page.elements)):
        parent = page.elements[index].parent
        if parent == element.parent:
            return page.elements[index]
        if parent < element.parent:
            break
    return None

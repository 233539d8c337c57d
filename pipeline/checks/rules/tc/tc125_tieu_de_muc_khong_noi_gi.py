"""Tiêu đề của một phần không nói phần đó có gì.

## Vì sao
Người nghe đọc màn hình nhảy theo tiêu đề. “Tiêu đề 1”, “Nội dung” giữ chỗ hoặc một tiêu đề nói về việc khác làm họ bỏ qua
phần mình cần.

## Cách sửa
Đặt tiêu đề theo điều phần đó nói: “Giờ tiếp công dân”, không phải “Tiêu đề 2”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.accname import text_of
from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, headings, name, plain, short
from pipeline.checks.styles import hidden_of
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text

_EMPTY = re.compile(
    r"(?:heading|headline|title|section|subtitle|untitled|tieu de|tieu de phu|de muc|muc moi|new section|lorem ipsum|"
    r"your heading|nhap tieu de|tieu de o day|heading text|chua co tieu de|heading here)(?: \d{1,3}| [abc])?"
)
# Subjects that are plain from a few words: what a heading calls them (compared without marks), and what is said
# under it (with marks: “mưa” is rain, “mua” is to buy).
_SUBJECTS = (
    (
        re.compile(r"weather|forecast|thoi tiet|du bao thoi tiet"),
        re.compile(r"\b(?:rain|sunny?|cloud|wind|degrees|storm|temperature|mưa|nắng|bão|gió|nhiệt độ|mây)\b"),
    ),
    (
        re.compile(
            r"(?:opening|office|working) hours|(?:gio|lich|thoi gian) (?:lam viec|mo cua|tiep cong dan|tiep dan)"
        ),
        re.compile(
            r"\b(?:open|closed|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
            r"thứ (?:hai|ba|tư|năm|sáu|bảy|\d)|chủ nhật|mở cửa|sáng từ|chiều từ|\d{1,2} giờ)\b"
        ),
    ),
    (
        re.compile(r"contacts?|contact us|lien he|thong tin lien he"),
        re.compile(r"\b(?:phone|telephone|e-?mail|address|fax|điện thoại|địa chỉ|thư điện tử|hotline)\b"),
    ),
)


@rule(
    "TC125",
    "tieu-de-muc-khong-noi-gi",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each heading that is a placeholder, or plainly of another subject than what follows."""
    for element, _ in headings(page):
        said = plain(name(page, element))
        if _EMPTY.fullmatch(said):
            why = Text("là chữ giữ chỗ", "is a placeholder")
        elif _of_another(said, page, element):
            why = Text("không nói về điều viết ngay sau nó", "is not of what follows it")
        else:
            continue
        text = short(name(page, element))
        yield Problem(
            element.line,
            element.column,
            Text(f"Tiêu đề “{text}” {why.vi}.", f"The heading “{text}” {why.en}."),
            Text(
                "Đặt tiêu đề theo điều phần đó nói, ví dụ: ## Giờ tiếp công dân",
                "Name what the section tells, for example: ## Opening hours",
            ),
            element.text,
            ("2.4.6",),
            ("b49b2e",),
        )


def _of_another(said: str, page: BuiltPage, element: Element) -> bool:
    own = next((telling for called, telling in _SUBJECTS if called.fullmatch(said)), None)
    if own is None:
        return False
    follows = _next_text(page, element).casefold()[:1000]
    # Of its own subject nothing was found, so that only the others can have two words here.
    return not own.search(follows) and any(len(set(t.findall(follows))) >= 2 for _, t in _SUBJECTS)


def _next_text(page: BuiltPage, heading: Element) -> str:
    """Return the text of the first paragraph or block after a heading."""
    away = hidden_of(page).listeners
    inside = {heading.index}
    for element in page.elements[heading.index + 1 : heading.index + 60]:
        if element.parent in inside:
            inside.add(element.index)
        elif not away[element.index] and (text := text_of(page, element)):
            return text
    return ""

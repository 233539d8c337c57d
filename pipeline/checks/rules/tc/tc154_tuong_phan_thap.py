"""Chữ và nền quá giống màu nhau.

## Vì sao
Chữ xám nhạt trên nền trắng không đọc được với người mắt kém, hoặc khi xem điện thoại ngoài nắng. Chuẩn đòi tỷ lệ tương
phản ít nhất 4,5 : 1, chữ lớn ít nhất 3 : 1.

## Cách sửa
Chọn màu chữ đậm hơn hoặc nền nhạt hơn, ví dụ chữ `#333333` trên nền `#ffffff`; tốt nhất bỏ màu viết riêng và dùng màu
của mẫu giao diện.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.colours import colour, contrast
from pipeline.checks.rules.html import ACCESSIBILITY, hidden
from pipeline.checks.rules.styles import font_size, styles, texts
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text

_LARGE = 24.0  # pixels; 18.66 when bold
_SAY_NOTHING = ("background-image", "opacity", "text-shadow", "filter", "mix-blend-mode")


@rule(
    "TC154",
    "tuong-phan-thap",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.ERROR,
    legal=ACCESSIBILITY,
    since="0.2",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each text whose colour and background the page itself sets too alike."""
    known = styles(page)
    if not known.any and not any(e.attrs.keys() & {"color", "bgcolor", "text"} for e in page.elements):
        return
    for element, own in texts(page):
        if hidden(page, element) or not any(c.isalnum() for c in own):
            continue
        pair = _colours(page, element)
        if pair is None:
            continue
        front, back = colour(pair[0]), colour(pair[1])
        if front is None or back is None:
            continue
        ratio, wanted = contrast(front, back), _wanted(page, element)
        if ratio >= wanted:
            continue
        yield Problem(
            element.line,
            element.column,
            Text(
                f"Chữ màu {pair[0]} trên nền {pair[1]} chỉ tương phản {ratio:.1f} : 1, phải có {wanted:g} : 1.",
                f"Text in {pair[0]} on {pair[1]} has a contrast of {ratio:.1f}:1 and needs {wanted:g}:1.",
            ),
            Text(
                "Chọn màu chữ đậm hơn, ví dụ: color: #333333; background: #ffffff",
                "Take a darker colour, for example: color: #333333; background: #ffffff",
            ),
            f"{pair[0]} {pair[1]}",
            ("1.4.3",),
            ("afw4f7",),
        )


def _colours(page: BuiltPage, element: Element) -> tuple[str, str] | None:
    """Return text colour and background as written when the page's own styles settle both, else None."""
    known = styles(page)
    front = back = ""
    at: Element | None = element
    while at is not None:
        said = known.own(at)
        if any(said.get(name, "none") not in ("none", "1", "normal") for name in _SAY_NOTHING):
            return None
        if not front and at.tag == "a" and "color" not in said:
            return None  # the theme's colour of links
        front = (
            front
            or said.get("color", "")
            or at.attrs.get("color", "")
            or (at.attrs.get("text", "") if at.tag == "body" else "")
        )
        paint = said.get("background-color") or said.get("background") or at.attrs.get("bgcolor", "")
        if paint and paint not in ("transparent", "none", "inherit"):
            back = paint
            break
        if said.get("position") in ("absolute", "fixed"):
            return None  # what lies behind is not its parent
        at = page.elements[at.parent] if at.parent >= 0 else None
    settled = bool(front) and front != "inherit"  # whether the colour of the text was set on purpose
    if not settled and not back:
        return None
    if not settled and at is not None:  # the colour may be set further up
        front = known.inherited(at, "color")
        settled = bool(front)
    if not (settled and back) and not known.sure:
        return None  # another style sheet has a say
    if back and not settled:
        return None if not known.sure else ("black", back)
    return front, back or "white"


def _wanted(page: BuiltPage, element: Element) -> float:
    known = styles(page)
    size = font_size(known, element)
    weight = known.inherited(element, "font-weight")
    bold = element.tag in ("b", "strong", "th", "h1", "h2", "h3") or weight in ("bold", "700", "800", "900")
    if size is None:
        return 3.0  # it may be large
    return 3.0 if size >= _LARGE or (bold and size >= 18.66) else 4.5

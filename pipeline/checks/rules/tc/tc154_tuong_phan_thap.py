"""Chữ và nền quá giống màu nhau.

## Vì sao
Chữ xám nhạt trên nền trắng không đọc được với người mắt kém, hoặc khi xem điện thoại ngoài nắng. Chuẩn đòi tỷ lệ tương
phản ít nhất 4,5 : 1, chữ lớn ít nhất 3 : 1.

## Cách sửa
Chọn màu chữ đậm hơn hoặc nền nhạt hơn, ví dụ chữ `#333333` trên nền `#ffffff`; tốt nhất bỏ màu viết riêng và dùng màu
của mẫu giao diện.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.accname import by_id, labels_of
from pipeline.checks.registry import Context, rule
from pipeline.checks.roles import disabled
from pipeline.checks.rules.colours import contrast, over, stops
from pipeline.checks.rules.html import ACCESSIBILITY, hidden
from pipeline.checks.rules.styles import font_size, styles, texts
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text

_OPACITY = re.compile(r"\d?\.\d{1,6}|[01]")
_LARGE = 24.0  # pixels; 18.66 when bold
_SAY_NOTHING = ("background-image", "text-shadow", "filter", "mix-blend-mode")
_FAINTEST = 0.1  # what is fainter, a script fades in


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
        # Of a gradient the best place counts: it is not known on which part the text lies.
        ratios = [
            contrast(front, back)
            for back in stops(pair[1])
            if (front := over(pair[0], pair[2], back)) is not None
        ]
        wanted = _wanted(page, element)
        ratio = max(ratios, default=wanted)
        if ratio >= wanted or _inactive(page, element) or page.inside(element, "svg"):
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
            ("afw4f7", "09o5cg") if ratio > 1.0 else (),  # to W3C, what nobody sees is no text in sight
        )


def _inactive(page: BuiltPage, element: Element) -> bool:
    """Return whether a text belongs to what is switched off: inside it, or its label."""
    off: set[int] | None = page.memo.get("inactive")
    if off is None:
        off = page.memo["inactive"] = set()
        for each in page.elements:
            if each.attrs.get("aria-disabled", "").strip().lower() == "true" or disabled(page, each):
                off.add(each.index)
                off.update(label.index for label in labels_of(page, each))
                named = (by_id(page, name) for name in each.attrs.get("aria-labelledby", "").split()[:20])
                off.update(e.index for e in named if e is not None)
    at = element.index
    while at >= 0 and at not in off:
        at = page.elements[at].parent
    return at >= 0


def _colours(page: BuiltPage, element: Element) -> tuple[str, str, float] | None:
    """Return text colour, background and opacity of the text when the page's own styles settle them, else None."""
    known = styles(page)
    front = back = ""
    opacity = 1.0
    at: Element | None = element
    while at is not None:
        said = known.own(at)
        if any(said.get(name, "none") not in ("none", "normal") for name in _SAY_NOTHING):
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
        painted = bool(paint) and paint not in ("transparent", "none", "inherit")
        if "opacity" in said:
            part = _OPACITY.fullmatch(said["opacity"])
            if part is None or (painted and float(part[0]) < 1):
                return None  # the background shines through as well
            opacity *= min(1.0, float(part[0]))
            if opacity < _FAINTEST:
                return None
        if painted:
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
        front = "black"
    return (front, back or "white", opacity) if front else None


def _wanted(page: BuiltPage, element: Element) -> float:
    known = styles(page)
    size = font_size(known, element)
    weight = known.inherited(element, "font-weight")
    bold = element.tag in ("b", "strong", "th", "h1", "h2", "h3") or weight in ("bold", "700", "800", "900")
    if size is None:
        return 3.0  # it may be large
    return 3.0 if size >= _LARGE or (bold and size >= 18.66) else 4.5

"""Đoạn chữ trình bày khó đọc: căn đều hai bên, nghiêng cả đoạn, quá nhỏ, viết hoa bằng kiểu, dòng sát nhau.

## Vì sao
Căn đều hai bên tạo những khoảng trắng chảy dọc đoạn chữ; chữ nghiêng dài, chữ dưới 12 điểm ảnh và dòng sát nhau làm
người khó đọc chữ và người mắt kém bỏ cuộc.

## Cách sửa
Bỏ `text-align: justify`, `font-style: italic`, cỡ chữ nhỏ và `text-transform: uppercase` trong kiểu trình bày của
đoạn; để mẫu giao diện lo cỡ chữ và khoảng cách dòng (ít nhất 1,5).
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, short
from pipeline.checks.rules.styles import font_size, styles, texts
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text

_LONG = 120  # characters; shorter texts are labels
_ITALIC = ("i", "em", "cite", "address")


@rule(
    "TC153",
    "kieu-chu-kho-doc",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.NOTE,
    legal=ACCESSIBILITY,
    since="0.2",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each text whose look, as the page itself sets it, makes it hard to read."""
    known = styles(page)
    styled = known.any
    for element in page.elements:
        if element.attrs.get("align", "").lower() == "justify":
            yield _problem(element, "căn đều hai bên", "justified", "text-align: left")
        elif element.tag in _ITALIC and len(element.text) >= _LONG and not _quoted(page, element):
            yield _problem(element, "nghiêng cả đoạn", "in italics throughout", "font-style: normal")
    if not styled:
        return
    for element, own in texts(page):
        for vi, en, instead in _looks(page, element, len(element.text)):
            yield _problem(element, vi, en, instead)
        size = font_size(known, element) if len(own.strip()) > 15 else None
        if size is not None and size < 10 and "font-size" in known.own(element):
            yield _problem(
                element, f"quá nhỏ ({size:.0f} px)", f"very small ({size:.0f} px)", "font-size: 1rem"
            )


def _looks(page: BuiltPage, element: Element, length: int) -> Iterator[tuple[str, str, str]]:
    said = styles(page).own(element)
    if said.get("text-align") == "justify":
        yield "căn đều hai bên", "justified", "text-align: left"
    if length < _LONG:
        return
    if said.get("font-style") in ("italic", "oblique"):
        yield "nghiêng cả đoạn", "in italics throughout", "font-style: normal"
    if said.get("text-transform") == "uppercase":
        yield "viết hoa cả đoạn", "in capitals throughout", "text-transform: none"
    height = said.get("line-height", "").removesuffix("em").removesuffix("%")
    if height.replace(".", "", 1).isdecimal() and len(height) < 8:
        number = float(height) / (100 if said["line-height"].endswith("%") else 1)
        if 0 < number < 1.2:
            yield "có dòng sát nhau", "set with tight lines", "line-height: 1.5"


def _quoted(page: BuiltPage, element: Element) -> bool:
    return page.inside(element, "blockquote") or page.inside(element, "q")


def _problem(element: Element, vi: str, en: str, instead: str) -> Problem:
    return Problem(
        element.line,
        element.column,
        Text(f"Đoạn “{short(element.text, 40)}” {vi}.", f"The text “{short(element.text, 40)}” is {en}."),
        Text(f"Sửa kiểu thành: {instead}", f"Set the style to: {instead}"),
        f"{en} {element.text}"[:80],
        ("1.4.8",),
    )

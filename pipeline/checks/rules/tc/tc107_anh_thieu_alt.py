"""Ảnh không có lời thay thế (`alt`).

## Vì sao
Người khiếm thị nghe lời thay thế thay cho ảnh. Không có nó, phần mềm đọc lên tên tệp hoặc bỏ qua, và nội dung
của ảnh mất đi với họ.

## Cách sửa
Viết trong dấu ngoặc vuông ảnh cho thấy điều gì: `![Người dân nộp hồ sơ tại bộ phận một cửa](anh/mot-cua.jpg)`.
Ảnh trong bài chỉ để trang trí thì nói rõ: `![](anh/duong-ke.png){: role=presentation }`; để trống `![](…)` không thôi là lỗi
TC001. Trong mẫu trang HTML thì viết `alt=""`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.accname import name_of
from pipeline.checks.registry import Context, rule
from pipeline.checks.roles import explicit, role_of
from pipeline.checks.rules.html import short
from pipeline.checks.styles import hidden_of
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text

_PICTURE = ("img", "image")
_DRAWN = ("img", "image", "graphics-document", "graphics-symbol")
_MEDIA = re.compile(
    r"\.(?:png|jpe?g|gif|webp|avif|svg|bmp|tiff?|mp3|mp4|m4a|ogg|oga|ogv|wav|webm|mov|avi)$", re.IGNORECASE
)


@rule(
    "TC107",
    "anh-thieu-alt",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.ERROR,
    legal=("S1 Đ5 k2 d", "TT 32/2017 Đ18 k1 c"),
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each picture that neither has an alternative nor says that it needs none."""
    for element, wcag, act in _nameless(page):
        source = _source(element)
        yield Problem(
            element.line,
            element.column,
            Text(
                f"Ảnh {short(source)} không có lời thay thế.",
                f"The picture {short(source)} has no text alternative.",
            ),
            Text(
                f"Viết: ![Ảnh cho thấy điều gì]({short(source)})",
                f"Write: ![What the picture shows]({short(source)})",
            ),
            source,
            wcag,
            act,
        )


def _nameless(page: BuiltPage) -> Iterator[tuple[Element, tuple[str, ...], tuple[str, ...]]]:
    """Yield what is a picture to assistive technology and has no name, with W3C's criteria and rules."""
    away = hidden_of(page).listeners
    for element in page.elements:
        if away[element.index]:
            continue
        tag, role = element.tag, explicit(element)
        drawn = tag == "svg" or (role in _DRAWN and page.inside(element, "svg"))
        if drawn:
            if role in _DRAWN and not name_of(page, element):
                yield element, ("1.1.1",), ("7d6734",)
        elif tag == "input":
            if element.attrs.get("type", "").strip().lower() == "image" and not name_of(page, element):
                yield element, ("1.1.1", "4.1.2"), ("59796f",)
        elif tag == "object":
            if not role and _shows(element) and not name_of(page, element):
                yield element, ("1.1.1",), ("8fc3b6",)
        elif tag == "embed":
            if role_of(page, element) != "none" and _shows(element) and not name_of(page, element):
                yield element, ("1.1.1",), ()
        elif (tag == "img" or role) and role_of(page, element) in _PICTURE and not name_of(page, element):
            yield element, ("1.1.1",), ("23a2a8",)


def _source(element: Element) -> str:
    attrs = element.attrs
    return attrs.get("src") or attrs.get("data") or attrs.get("id") or f"<{element.tag}>"


def _shows(element: Element) -> bool:
    """Return whether what is embedded is a picture, a sound or a film."""
    kind = element.attrs.get("type", "").split("/")[0].strip().lower()
    address = element.attrs.get("data", element.attrs.get("src", ""))[:2000]
    if kind in ("image", "audio", "video") or address.startswith(("data:image/", "data:audio/")):
        return True
    return bool(_MEDIA.search(address.partition("?")[0].partition("#")[0]))

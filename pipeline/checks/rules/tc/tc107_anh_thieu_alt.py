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

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import name, short, visible
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text


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
    for element in visible(page, "img", "area", "input", "svg", "object", "embed"):
        if not _lacks(page, element):
            continue
        source = (
            element.attrs.get("src") or element.attrs.get("data") or element.attrs.get("href") or element.tag
        )
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
            ("1.1.1",),
            ("23a2a8",),
        )


def _lacks(page: BuiltPage, element: Element) -> bool:
    attrs = element.attrs
    if attrs.get("role") in ("presentation", "none"):
        return False
    match element.tag:
        case "img":
            return "alt" not in attrs and not name(page, element)
        case "area":
            return "href" in attrs and not name(page, element)
        case "input":
            return attrs.get("type", "").lower() == "image" and not name(page, element)
        case "svg":
            return attrs.get("role") == "img" and not name(page, element)
        case _:
            return not name(page, element)

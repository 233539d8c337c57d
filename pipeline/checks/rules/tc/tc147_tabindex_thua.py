"""Chữ thường được đặt thành chỗ dừng của bàn phím (`tabindex="0"`).

## Vì sao
Người dùng bàn phím bấm Tab và dừng ở một đoạn chữ chẳng làm được gì, rồi phải bấm thêm nhiều lần mới đến liên kết.

## Cách sửa
Bỏ `tabindex="0"` ở đoạn văn, tiêu đề, mục danh sách; chỉ liên kết, nút và ô nhập mới cần dừng lại.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, short
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text

_PLAIN = (
    "p",
    "li",
    "span",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "td",
    "th",
    "img",
    "strong",
    "em",
    "dt",
    "dd",
)


@rule(
    "TC147",
    "tabindex-thua",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.NOTE,
    legal=ACCESSIBILITY,
    since="0.2",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each plain text that is a tab stop without being of any use."""
    for element in page.elements:
        if "tabindex" not in element.attrs or element.tag not in _PLAIN:
            continue
        attrs = element.attrs
        if attrs["tabindex"].strip() != "0" or "role" in attrs or any(key.startswith("on") for key in attrs):
            continue
        if "contenteditable" in attrs or "aria-describedby" in attrs:
            continue
        yield Problem(
            element.line,
            element.column,
            Text(
                f"<{element.tag}> “{short(element.text, 40)}” là chỗ dừng của phím Tab mà không dùng để làm gì.",
                f"The <{element.tag}> “{short(element.text, 40)}” is a tab stop without any use.",
            ),
            Text(f"Bỏ tabindex: <{element.tag}>", f"Drop tabindex: <{element.tag}>"),
            f"{element.tag} {element.text}"[:80],
            ("2.4.3",),
        )

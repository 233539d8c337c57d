"""Bài nằm trong chuyên mục không nhận loại tin này.

## Vì sao
Mỗi chuyên mục chỉ nhận những loại tin của nó; để nhầm chỗ thì bài không hiện trong danh sách đúng và thời hạn tính sai.

## Cách sửa
Chuyển tệp sang thư mục nêu trong thông báo, hoặc sửa `loai`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule("TR007", "sai-chuyen-muc", on=Edition, severity=Severity.ERROR, legal=("S0 Đ8", "S4 Đ6"), since="0.1")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where the section's folder does not take the item's type."""
    kind, section = ctx.type(edition), edition.document.section
    if kind is None or not section or section in kind.sections:
        return
    mark = edition.mark("loai")
    folders = ", ".join(f"{s}/" for s in kind.sections)
    yield Problem(
        mark.line,
        mark.column,
        Text(
            f"Loại “{kind.label.vi}” không đặt trong mục {section}/.",
            f"The type “{kind.label.en}” does not belong in {section}/.",
        ),
        Text(f"Chuyển tệp sang: {folders}", f"Move the file to: {folders}"),
        anchor="loai",
    )

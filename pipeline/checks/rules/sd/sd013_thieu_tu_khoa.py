"""Bài chưa có từ khóa.

## Vì sao
Chủ đề (từ khóa) là yếu tố nên có của dữ liệu đặc tả, giúp người dân tìm thấy bài.

## Cách sửa
Thêm hai đến năm từ, cụm từ, ví dụ `tu_khoa: [đất đai, cấp giấy chứng nhận]`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule("SD013", "thieu-tu-khoa", on=Edition, severity=Severity.WARNING, legal=("TT 24/2011",), since="0.1")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for an item without keywords (recommended element, R-META-02)."""
    if edition.meta and not edition.value("tu_khoa"):
        mark = edition.mark("tu_khoa")
        yield Problem(
            mark.line,
            mark.column,
            Text("Bài chưa có từ khóa.", "The item has no keywords."),
            Text(
                "Thêm dòng, ví dụ: tu_khoa: [thủ tục hành chính, dịch vụ công]",
                "Add a line such as: tu_khoa: [thủ tục hành chính, dịch vụ công]",
            ),
            anchor="tu_khoa",
        )

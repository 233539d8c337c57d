"""Tóm tắt chỉ chép lại tiêu đề.

## Vì sao
Tóm tắt là phần “mô tả” trong dữ liệu đặc tả: nó phải cho người đọc biết thêm điều gì đó ngoài tiêu đề, nhất là
người nghe bằng trình đọc màn hình phải nghe cả hai.

## Cách sửa
Viết một đến ba câu nói rõ việc gì, ai, khi nào, ảnh hưởng tới ai.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text, fold


@rule(
    "SD006",
    "tom-tat-trung-tieu-de",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S1 Đ5 k2 đ", "TT 24/2011"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where the summary says nothing beyond the title (case, marks, full stop aside)."""
    title, summary = (fold(edition.get(k)).strip(' .!?…"“”') for k in ("tieu_de", "tom_tat"))
    if title and title == summary:
        mark = edition.mark("tom_tat")
        yield Problem(
            mark.line,
            mark.column,
            Text("Tóm tắt chép lại nguyên tiêu đề.", "The summary repeats the title."),
            Text(
                "Viết một câu cho biết thêm, ví dụ: tom_tat: Người dân nộp hồ sơ trên mạng từ ngày 01/12/2026.",
                "Write a sentence that says more, such as who is affected and from when.",
            ),
            anchor="tom_tat",
        )

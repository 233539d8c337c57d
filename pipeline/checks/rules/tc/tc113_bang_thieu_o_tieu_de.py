"""Bảng không có ô tiêu đề (`<th>`).

## Vì sao
Người nghe đọc màn hình đi từng ô của bảng; phần mềm đọc kèm tiêu đề cột để họ biết con số nghĩa là gì. Không có ô
tiêu đề thì chỉ còn những con số rời.

## Cách sửa
Dòng đầu của bảng Markdown là tiêu đề cột, dòng thứ hai là `|---|---|`. Không dùng bảng để xếp chỗ cho chữ, ảnh.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.accname import text_of
from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY
from pipeline.checks.tables import Cell, tables_of
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text


@rule(
    "TC113",
    "bang-thieu-o-tieu-de",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.ERROR,
    legal=ACCESSIBILITY,
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each table with cells whose header cells are missing or all empty."""
    for table in tables_of(page):
        # One row or one column needs no header to be understood.
        if table.rows < 2 or table.columns < 2 or any(_heads(page, cell) for cell in table.cells):
            continue
        at = table.element
        yield Problem(
            at.line,
            at.column,
            Text("Bảng không có ô tiêu đề nào có chữ.", "The table has no header cell with text."),
            Text(
                "Viết tiêu đề cột ở dòng đầu: | Tên | Số lượng |, dòng sau: |---|---|",
                "Write the column headers in the first line: | Name | Number |, then: |---|---|",
            ),
            table.cells[0].element.text,
            ("1.3.1",),
        )


def _heads(page: BuiltPage, cell: Cell) -> bool:
    return cell.header and bool(text_of(page, cell.element))

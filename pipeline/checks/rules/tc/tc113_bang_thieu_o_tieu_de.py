"""Bảng không có ô tiêu đề (`<th>`).

## Vì sao
Người nghe đọc màn hình đi từng ô của bảng; phần mềm đọc kèm tiêu đề cột để họ biết con số nghĩa là gì. Không có ô
tiêu đề thì chỉ còn những con số rời.

## Cách sửa
Dòng đầu của bảng Markdown là tiêu đề cột, dòng thứ hai là `|---|---|`. Không dùng bảng để xếp chỗ cho chữ, ảnh.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, visible
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
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
    cells: dict[int, list[Element]] = {}
    for cell in page.all("td", "th"):
        cells.setdefault(_table(page, cell), []).append(cell)
    for table in visible(page, "table"):
        own = cells.get(table.index, [])
        if table.attrs.get("role") in ("presentation", "none") or not own:
            continue
        if any(_heads(cell) for cell in own):
            continue
        yield Problem(
            table.line,
            table.column,
            Text("Bảng không có ô tiêu đề nào có chữ.", "The table has no header cell with text."),
            Text(
                "Viết tiêu đề cột ở dòng đầu: | Tên | Số lượng |, dòng sau: |---|---|",
                "Write the column headers in the first line: | Name | Number |, then: |---|---|",
            ),
            own[0].text,
            ("1.3.1",),
        )


def _heads(cell: Element) -> bool:
    return bool(cell.text) and (cell.tag == "th" or cell.attrs.get("role") in ("columnheader", "rowheader"))


def _table(page: BuiltPage, cell: Element) -> int:
    parent = cell.parent
    while parent >= 0 and page.elements[parent].tag != "table":
        parent = page.elements[parent].parent
    return parent

"""Bảng nằm trong bảng, bảng có số cột không đều, hoặc bảng chỉ có ô tiêu đề.

## Vì sao
Phần mềm đọc màn hình đọc “hàng 2, cột 3”; bảng nằm trong ô của bảng khác, hay hàng thiếu cột, làm người nghe lạc mất tiêu
đề của con số.

## Cách sửa
Tách bảng con thành bảng riêng có tiêu đề; mỗi hàng có đủ số ô, tính cả `colspan` và `rowspan`. Không dùng bảng để xếp chỗ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, short, visible
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text

_MOST = 1000
_MOST_LOOKED_AT = 200  # cells that reach into the rows below


@rule(
    "TC167",
    "bang-long-nhau",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.2",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each table within a table, and for each table whose rows differ in width."""
    rows: dict[int, list[list[Element]]] = defaultdict(list)
    for row in page.all("tr"):
        cells = [
            page.elements[c]
            for c in row.content
            if isinstance(c, int) and page.elements[c].tag in ("td", "th")
        ]
        rows[_table(page, row)].append(cells)
    for table in visible(page, "table"):
        if page.inside(table, "table"):
            yield _problem(table, "nằm trong một bảng khác", "lies within another table")
        elif _only_headers(rows.get(table.index, [])):
            yield _problem(table, "chỉ có ô tiêu đề, không có ô nội dung", "has header cells only")
        elif uneven := _uneven(rows.get(table.index, [])):
            width, wanted = uneven
            yield _problem(
                table,
                f"có hàng {width} cột trong khi hàng đầu có {wanted} cột",
                f"has a row of {width} columns while its first row has {wanted}",
            )


def _table(page: BuiltPage, row: Element) -> int:
    at = row.parent
    while at >= 0 and page.elements[at].tag != "table":
        at = page.elements[at].parent
    return at


def _only_headers(rows: list[list[Element]]) -> bool:
    cells = [c for row in rows for c in row]
    return bool(cells) and all(c.tag == "th" for c in cells)


def _uneven(rows: list[list[Element]]) -> tuple[int, int] | None:
    """Return the width of the first row that differs and the width of the first row, None for an even table."""
    hanging: list[tuple[int, int]] = []  # rows left, columns
    first = 0
    for cells in rows[:_MOST]:
        width = sum(columns for _, columns in hanging) + sum(_span(c, "colspan") for c in cells)
        hanging = [(left - 1, columns) for left, columns in hanging if left > 1]
        hanging += [(_span(c, "rowspan") - 1, _span(c, "colspan")) for c in cells if _span(c, "rowspan") > 1]
        if not cells:
            continue
        if len(hanging) > _MOST_LOOKED_AT:
            return None
        if first and width != first:
            return width, first
        first = first or width
    return None


def _span(cell: Element, key: str) -> int:
    said = cell.attrs.get(key, "").strip()
    return max(1, int(said)) if said.isdecimal() and len(said) < 4 else 1


def _problem(table: Element, vi: str, en: str) -> Problem:
    return Problem(
        table.line,
        table.column,
        Text(f"Bảng “{short(table.text, 40)}” {vi}.", f"The table “{short(table.text, 40)}” {en}."),
        Text(
            "Tách thành bảng riêng, mỗi hàng đủ số ô: | Tên | Số lượng |",
            "Make it a table of its own with rows of equal width: | Name | Number |",
        ),
        en,
        ("1.3.1",),
    )

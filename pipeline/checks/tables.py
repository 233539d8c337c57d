"""The tables of a page as grids: which header cells stand for which cells, by the HTML standard's algorithm.

Where the standard assigns nothing to a header that stands in a row and a column of data cells, both are taken: what a
screen reader makes of it differs, and a doubt is no fault.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.checks.roles import role_of
from pipeline.checks.styles import hidden_of
from pipeline.model.release import BuiltPage, Element

WIDEST = 1_000  # columns; cells beyond are not placed
_TABLES = ("table", "grid", "treegrid")
_CELLS = ("cell", "gridcell", "columnheader", "rowheader")


@dataclass(slots=True)
class Cell:
    """A cell with its place: column, row, width and height in cells."""

    element: Element
    x: int
    y: int
    width: int
    height: int
    header: bool


@dataclass(slots=True)
class Table:
    """A table that readers meet, with its cells in page order."""

    element: Element
    cells: list[Cell] = field(default_factory=list)
    rows: int = 0

    @property
    def columns(self) -> int:
        """Return the number of columns."""
        return max((c.x + c.width for c in self.cells), default=0)


def tables_of(page: BuiltPage) -> tuple[Table, ...]:
    """Return the tables of a page that are tables to assistive technology, worked out once."""
    known: tuple[Table, ...] | None = page.memo.get("tables")
    if known is None:
        known = page.memo["tables"] = _work_out(page)
    return known


def bare_headers(table: Table) -> list[Cell]:
    """Return the header cells with text that stand for no cell at all."""
    served: set[int] = set()
    ids = {c.element.attrs["id"]: c.element.index for c in table.cells if "id" in c.element.attrs}
    data_rows = {y for c in table.cells if not c.header for y in range(c.y, c.y + min(c.height, 50))}
    data_columns = {x for c in table.cells if not c.header for x in range(c.x, c.x + min(c.width, 50))}
    waiting_down: dict[int, list[int]] = {}
    waiting_right: dict[int, list[int]] = {}
    for cell in table.cells:
        own = cell.element.index
        columns = range(cell.x, cell.x + min(cell.width, 100))
        rows = range(cell.y, cell.y + min(cell.height, 100))
        if "headers" in cell.element.attrs:
            served.update(ids[n] for n in cell.element.attrs["headers"].split() if n in ids and ids[n] != own)
        else:
            for x in columns:
                served.update(waiting_down.pop(x, ()))
            for y in rows:
                served.update(waiting_right.pop(y, ()))
        if not cell.header:
            continue
        down, right = _reach(cell, data_rows, data_columns)
        for x in columns if down else ():
            waiting_down.setdefault(x, []).append(own)
        for y in rows if right else ():
            waiting_right.setdefault(y, []).append(own)
    return [c for c in table.cells if c.header and c.element.index not in served]


def headers_of(table: Table, cell: Cell) -> list[Cell]:
    """Return some of the header cells that stand for a cell, the nearest ones first."""
    if "headers" in cell.element.attrs:
        wanted = set(cell.element.attrs["headers"].split()[:20])
        return [c for c in table.cells[:2_000] if c.header and c.element.attrs.get("id") in wanted]
    found = [
        c
        for c in table.cells[:2_000]
        if c.header
        and c is not cell
        and (
            (c.x < cell.x + cell.width and cell.x < c.x + c.width and c.y < cell.y)
            or (c.y < cell.y + cell.height and cell.y < c.y + c.height and c.x < cell.x)
        )
    ]
    return found[:10]


def _reach(cell: Cell, data_rows: set[int], data_columns: set[int]) -> tuple[bool, bool]:
    scope = cell.element.attrs.get("scope", "").strip().lower()
    if scope in ("col", "colgroup") or cell.element.attrs.get("role") == "columnheader":
        return True, False
    if scope in ("row", "rowgroup") or cell.element.attrs.get("role") == "rowheader":
        return False, True
    if cell.y not in data_rows:
        return True, False
    if cell.x not in data_columns:
        return False, True
    return True, True


def _work_out(page: BuiltPage) -> tuple[Table, ...]:
    away = hidden_of(page).listeners
    found: dict[int, Table] = {}
    near: list[int] = []  # the table around an element, -1 for none
    row: list[int] = []  # the row around an element
    told: dict[int, dict[int, list[Element]]] = {}
    for element in page.elements:
        up = element.parent
        near.append(near[up] if up >= 0 else -1)
        row.append(row[up] if up >= 0 else -1)
        if element.tag not in _CONCERNED and "role" not in element.attrs:
            continue
        role = role_of(page, element)
        if role in _TABLES or element.tag == "table":
            near[-1], row[-1] = element.index, -1
            if role in _TABLES and not away[element.index]:
                found[element.index] = Table(element)
        elif role == "row" or element.tag == "tr":
            row[-1] = element.index
            told.setdefault(near[-1], {}).setdefault(element.index, [])
        elif role in _CELLS and near[-1] >= 0 and not away[element.index]:
            # Cells without a row around them make one: browsers put it there.
            told.setdefault(near[-1], {}).setdefault(row[-1], []).append(element)
    for index, table in found.items():
        _place(page, table, list(told.get(index, {}).values()))
    return tuple(found.values())


_CONCERNED = frozenset(("table", "tr", "td", "th"))


def _place(page: BuiltPage, table: Table, rows: list[list[Element]]) -> None:
    taken: dict[int, int] = {}  # column → the row up to which a cell from above fills it
    for y, cells in enumerate(rows):
        x = 0
        for element in cells:
            while taken.get(x, 0) > y:
                x += 1
            if x >= WIDEST:
                break
            width = min(_number(element, "colspan"), WIDEST - x)
            height = _number(element, "rowspan")
            for column in range(x, x + width) if height > 1 else ():
                taken[column] = y + height
            header = role_of(page, element) in ("columnheader", "rowheader")
            table.cells.append(Cell(element, x, y, width, height, header))
            x += width
    table.rows = len(rows)


def _number(element: Element, key: str) -> int:
    said = element.attrs.get(key, "").strip()
    return max(1, min(int(said), WIDEST)) if said.isdecimal() and len(said) < 6 else 1

"""Tables of figures on an item's page: what stands in its CSV files, as a table that everybody can read.

Where a table has one column of figures, each row has a bar beside its figure. The bar says nothing that the
figure does not say, so it needs no other alternative; it is hidden from assistive technology.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.build.amounts import number, write_count
from pipeline.build.context import BuildContext
from pipeline.build.entries import Entry
from pipeline.build.tables import KEY, rows_of, tables_of
from pipeline.build.values import words
from pipeline.build.views import FigureTable, File
from pipeline.model.content import as_list
from pipeline.model.text import fold

_ROWS = 50  # more is a download, not a page
_COLUMNS = 12
_BARS = range(2, 31)  # rows of a table that bars help to read
_ORDINALS = words("stt tt no # nam year thang month quy quarter")
_TOTALS = ("tong", "cong", "total")


def figures_of(ctx: BuildContext, entry: Entry) -> tuple[FigureTable, ...]:
    """Return the tables of an item that fit a page, in the order of the key."""
    if entry.removed is not None or entry.edition.value(KEY) is None:
        return ()
    return tuple(_figures(ctx, entry))


def _figures(ctx: BuildContext, entry: Entry) -> Iterator[FigureTable]:
    as_json = {table.source: table.file for table in tables_of(ctx, entry)}
    for value in as_list(entry.edition.value(KEY)):
        for file in ctx.files_of(value, entry.path, entry.lang, entry.edition.title):
            rows = rows_of(ctx, file.url)
            if rows and len(rows[0]) <= _COLUMNS:
                yield figure_table(rows, entry.lang, file.title, (file, as_json[file.url]))


def figure_table(
    rows: Sequence[Sequence[str]], lang: str, title: str, files: tuple[File, ...]
) -> FigureTable:
    """Return a table of figures; the first of `rows` is its head, all are equally long."""
    head = tuple(heading(cell) for cell in rows[0])
    body = [[cell.strip() for cell in row] for row in rows[1:]]
    figures = tuple(_is_figures([row[n] for row in body]) for n in range(len(head)))
    measured = [n for n, each in enumerate(figures) if each and not _is_ordinal(head[n])]
    column = measured[0] if len(measured) == 1 else -1
    return FigureTable(
        caption=title,
        head=head,
        figures=figures,
        rows=tuple(
            tuple(_cell(cell, figures[n], head[n], lang) for n, cell in enumerate(row))
            for row in body[:_ROWS]
        ),
        total=len(body),
        bars=_bars(body, column) if column >= 0 else (),
        measured=column,
        files=files,
    )


def heading(cell: str) -> str:
    """Return the words of a column's head: programs write so_tien_dong, people read so tien dong."""
    cell = cell.strip()
    return cell.replace("_", " ") if cell.isascii() and " " not in cell else cell


def _cell(cell: str, figures: bool, head: str, lang: str) -> str:
    return write_count(cell, lang) if figures and not _is_ordinal(head) else cell


def _is_figures(cells: Sequence[str]) -> bool:
    filled = [c for c in cells if c not in ("", "-", "–")]
    return bool(filled) and all(number(c) is not None for c in filled)


def _is_ordinal(head: str) -> bool:
    return fold(head).split(" ")[0] in _ORDINALS


def _bars(body: Sequence[Sequence[str]], column: int) -> tuple[int | None, ...]:
    """Return the length of each row's bar in hundredths of the longest; none where bars say nothing."""
    if len(body) not in _BARS:
        return ()
    parts = [None if _is_total(row) else number(row[column]) for row in body]
    known = [v for v in parts if v is not None]
    most = max(known, default=Decimal(0))
    if len(known) < min(_BARS) or min(known) < 0 or most <= 0:
        return ()
    return tuple(None if v is None else int(v * 100 / most) for v in parts)


def _is_total(row: Sequence[str]) -> bool:
    return any(fold(cell).startswith(_TOTALS) for cell in row)

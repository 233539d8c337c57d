"""Tables of figures (`tep_so_lieu`) that come as CSV are offered as JSON too, without a word of them changed."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.build.context import BuildContext
from pipeline.build.entries import Entry
from pipeline.build.values import write_size
from pipeline.build.views import File
from pipeline.model.content import as_list
from pipeline.model.links import file_url
from pipeline.source.tree import read_bytes

KEY = "tep_so_lieu"
SCHEMA = 1
_MAX_BYTES = 2_000_000
_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Table:
    """A table as JSON: where it stands, what it is called, its text; `source` is the address of the CSV."""

    file: File
    text: str
    source: str


def tables_of(ctx: BuildContext, entry: Entry) -> tuple[Table, ...]:
    """Return the tables of an item that can be told as JSON; others stay downloads as they are."""
    value = entry.edition.value(KEY)
    if value is None or entry.removed is not None:
        return ()
    key = f"tables {entry.path}"
    if key not in ctx.memo:
        ctx.memo[key] = tuple(_tables(ctx, entry))
    found: tuple[Table, ...] = ctx.memo[key]
    return found


def table_address(entry: Entry, number: int) -> str:
    """Return the address of an item's table, counted from 1 in the order of the key."""
    return f"{entry.url}so-lieu-{number}.json"


def table_files(ctx: BuildContext) -> Iterator[tuple[str, str]]:
    """Yield (file, text) of every table."""
    for path in sorted(ctx.entries.by_path):
        for table in tables_of(ctx, ctx.entries.by_path[path]):
            yield table.file.url.lstrip("/"), table.text


def _tables(ctx: BuildContext, entry: Entry) -> Iterator[Table]:
    for number, value in enumerate(as_list(entry.edition.value(KEY)), 1):
        for source in ctx.files_of(value, entry.path, entry.lang, entry.edition.title):
            rows = rows_of(ctx, source.url)
            if not rows:
                continue
            told = {
                "schema": SCHEMA,
                "title": source.title,
                "source": ctx.given.base_url + source.url,
                "citation": ctx.given.site.citation,
                "columns": rows[0],
                "rows": rows[1:],
            }
            text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
            size = write_size(len(text.encode("utf-8")), entry.lang)
            yield Table(File(source.title, table_address(entry, number), "JSON", size), text, source.url)


def rows_of(ctx: BuildContext, url: str) -> list[list[str]]:
    """Return the rows of a CSV file, the head first; none where it is no table in UTF-8."""
    read: dict[str, list[list[str]]] = ctx.memo.setdefault("rows of tables", {})
    if url not in read:
        read[url] = _rows(ctx, url)
    return read[url]


def _rows(ctx: BuildContext, url: str) -> list[list[str]]:
    path = _csv_files(ctx).get(url)
    if path is None:
        return []
    attachment = ctx.given.attachments[path]
    try:
        data = read_bytes(ctx.given.root / path, attachment.size + 1)
        if hashlib.sha256(data).hexdigest() != attachment.digest:
            return []  # it changed while the site is built: copying it ends the build
        text = data.decode("utf-8-sig")
        head = text.partition("\n")[0]
        delimiter = max(_DELIMITERS, key=head.count)
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row]
    except (OSError, UnicodeDecodeError, csv.Error):
        return []
    width = len(rows[0]) if rows else 0
    whole = all(len(row) == width for row in rows)
    return rows if len(rows) > 1 and width > 1 and whole else []


def _csv_files(ctx: BuildContext) -> dict[str, str]:
    """Return the CSV files of the site that are not too large, by their address."""
    known: dict[str, str] | None = ctx.memo.get("csv files")
    if known is None:
        files = ctx.given.attachments.items()
        known = {file_url(p): p for p, a in files if p.lower().endswith(".csv") and a.size <= _MAX_BYTES}
        ctx.memo["csv files"] = known
    return known

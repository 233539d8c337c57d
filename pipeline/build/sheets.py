"""The whole list of a section as a spreadsheet: /<section>/danh-sach.csv, for lists that people count and compare.

UTF-8 with a mark at its head, so that spreadsheet programs read Vietnamese; a cell that such a program would
run as a formula is made plain text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from pipeline.build import phrases as p
from pipeline.build.context import BuildContext
from pipeline.build.entries import Entry
from pipeline.build.facts import facts_of
from pipeline.build.values import words, write_size
from pipeline.build.views import File
from pipeline.model.links import home

SHEET_FILE = "danh-sach.csv"
# lists of persons are left out: nobody shall take their addresses away in one file
TABULAR = words(
    "van-ban thu-tuc du-an dau-thau khoa-hoc thong-ke ngan-sach quy-hoach-ke-hoach doanh-nghiep moi-truong "
    "tuyen-dung khen-thuong-xu-phat"
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def sheet_downloads(ctx: BuildContext, lang: str, section: str) -> tuple[File, ...]:
    """Return the downloads of a section's whole list, none where it holds nothing that is counted."""
    found = _entries(ctx, lang, section)
    if not found:
        return ()
    size = write_size(len(sheet_text(ctx, lang, section).encode("utf-8")), lang)
    title = p.say(p.SHEET, lang)
    kinds = sorted({e.type for e in found})
    return (
        File(title, ctx.section_url(section, lang) + SHEET_FILE, "CSV", size),
        *(File(p.say(p.DATA, lang), f"/api/{kind}.json", "JSON", "") for kind in kinds[:1]),
    )


def sheet_files(ctx: BuildContext) -> Iterator[tuple[str, str]]:
    """Yield (file, text) of every section's list."""
    for lang in ("vi", "en"):
        for section in sorted({e.section for e in ctx.entries.listed(lang)}):
            if _entries(ctx, lang, section):
                yield f"{home(lang)}{section}/{SHEET_FILE}".lstrip("/"), sheet_text(ctx, lang, section)


def sheet_text(ctx: BuildContext, lang: str, section: str) -> str:
    """Return a section's list as CSV, the newest first; columns are all facts that some item has."""
    made: dict[tuple[str, str], str] = ctx.memo.setdefault("sheets", {})
    if (lang, section) not in made:
        made[lang, section] = _sheet(ctx, lang, _entries(ctx, lang, section))
    return made[lang, section]


def _entries(ctx: BuildContext, lang: str, section: str) -> list[Entry]:
    return [e for e in ctx.entries.listed(lang, section) if e.type in TABULAR]


def _sheet(ctx: BuildContext, lang: str, entries: list[Entry]) -> str:
    heads: dict[str, None] = {}
    rows: list[tuple[Entry, dict[str, str]]] = []
    for entry in entries:
        told: dict[str, str] = {}
        for fact in facts_of(ctx, entry):
            told[fact.label] = f"{told[fact.label]}; {fact.value}" if fact.label in told else fact.value
        heads.update(dict.fromkeys(told))
        rows.append((entry, told))
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n")
    write.writerow((*(h.say(lang) for h in p.SHEET_HEAD), *heads))
    for entry, told in rows:
        address = ctx.given.base_url + entry.url
        cells = (entry.edition.title, address, entry.published.date().isoformat())
        write.writerow([_plain(c) for c in (*cells, *(told.get(h, "") for h in heads))])
    return "\ufeff" + out.getvalue()


def _plain(cell: str) -> str:
    """Return a cell that no spreadsheet program runs as a formula."""
    cell = " ".join(cell.split())
    return f"'{cell}" if cell.startswith(_FORMULA) and not cell.lstrip("-+").isdigit() else cell

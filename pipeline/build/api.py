"""Items as data: /api/<type>.json and /api/<type>/<year>.json, one record for each item that stands in lists."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from pipeline.build.cards import keywords
from pipeline.build.context import BuildContext
from pipeline.build.entries import Entry
from pipeline.build.facts import facts_of
from pipeline.build.items import TEXT_FILE, files_of, source_line
from pipeline.build.receipts import RECEIPT_DATA, receipt_url
from pipeline.build.tables import tables_of
from pipeline.build.values import words
from pipeline.build.views import File
from pipeline.model.content import Value

SCHEMA = 2
NEWEST = 100  # records in a type's own file; the files by year have all
# The office's own working data, and what other fields of the record already say.
_PRIVATE = words(
    "loai tieu_de tom_tat tiep_nhan_luc kenh do_mat nhuan_but loai_nhuan_but tu_khoa hinh_anh tep_dinh_kem "
    "dang_luc ra_soat ban_goc ban_goc_ma_bam go_bo dia_chi_cu giu_lai co_so_phap_ly xac_nhan_khong_mat "
    "don_vi tac_gia nguon_tin nguon video am_thanh quan_tam_chung trong_pham_vi bien_lai"
)
_FILES = frozenset({"tep", "hinh", "chu-hoac-tep"})


def api_files(ctx: BuildContext) -> Iterator[tuple[str, str]]:
    """Yield (file, text) of the JSON of every type that has items: the newest, and all by year.

    A year's file has the records in the order of their ids, so that it changes only where an item does.
    """
    for slug, entries in sorted(types_of(ctx).items()):
        years: dict[int, list[Entry]] = {}
        for entry in entries:
            years.setdefault(entry.published.year, []).append(entry)
        head = {
            "schema": SCHEMA,
            "site": ctx.given.site.id,
            "type": slug,
            "citation": ctx.given.site.citation,
        }
        records = {e.path: record(ctx, e) for e in entries}
        for year, found in sorted(years.items()):
            rows = [records[e.path] for e in sorted(found, key=lambda e: e.path)]
            yield year_file(slug, year), _write({**head, "year": year, "items": rows})
        shown = entries[:NEWEST]
        listed = [_year(ctx, slug, year, found) for year, found in sorted(years.items(), reverse=True)]
        whole = {"count": len(entries), "complete": len(shown) == len(entries), "years": listed}
        yield f"api/{slug}.json", _write({**head, **whole, "items": [records[e.path] for e in shown]})


def types_of(ctx: BuildContext) -> dict[str, list[Entry]]:
    """Return the items that stand in lists by their type, newest first."""
    found: dict[str, list[Entry]] = {}
    for entry in sorted(ctx.entries.by_path.values(), key=lambda e: e.newest):
        if entry.listed and entry.type in ctx.given.registry.types:
            found.setdefault(entry.type, []).append(entry)
    return found


def year_file(slug: str, year: int) -> str:
    """Return the file of a type's items that were published in a year."""
    return f"api/{slug}/{year}.json"


def _year(ctx: BuildContext, slug: str, year: int, entries: list[Entry]) -> dict[str, object]:
    return {
        "year": year,
        "count": len(entries),
        "modified": max(e.modified for e in entries).isoformat(),
        "url": f"{ctx.given.base_url}/{year_file(slug, year)}",
    }


def _write(document: dict[str, object]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def record(ctx: BuildContext, entry: Entry) -> dict[str, object]:
    """Return an item as data; `id` is site and path and never changes, `digest` is that of its source."""
    base = ctx.given.base_url
    made: dict[str, object] = {
        "id": entry.path.removeprefix("content/").removesuffix(".md"),
        "url": base + entry.url,
        "type": entry.type,
        "lang": entry.lang,
        "section": entry.section,
        "title": entry.edition.title,
        "summary": entry.edition.get("tom_tat"),
        "author": entry.edition.get("tac_gia"),
        "unit": entry.edition.get("don_vi"),
        "source": source_line(entry),
        "keywords": list(keywords(entry.edition)),
        "published": entry.published.isoformat(),
        "modified": entry.modified.isoformat(),
        "expired": entry.expired,
        "digest": f"sha256:{entry.edition.digest}",
        "fields": _fields(ctx, entry),
        "labels": [{"key": f.key, "label": f.label, "value": f.value} for f in facts_of(ctx, entry)],
        "text": base + entry.url + TEXT_FILE,
        "receipt": base + receipt_url(entry) + RECEIPT_DATA,
        "files": [_file(ctx, entry, f) for f in files_of(ctx, entry)],
        "data": [base + f.url for f in data_files(ctx, entry)],
    }
    if entry.effect:
        made["validity"] = str(entry.effect.validity)
        made["replaced_by"] = [r.number for r in entry.effect.replaced_by]
        made["amended_by"] = [r.number for r in entry.effect.amended_by]
    return made


def data_files(ctx: BuildContext, entry: Entry) -> tuple[File, ...]:
    """Return the tables of figures that come with an item (`tep_so_lieu`)."""
    value = entry.edition.value("tep_so_lieu")
    found = ctx.files_of(value, entry.path, entry.lang, entry.edition.title)
    return (*found, *(table.file for table in tables_of(ctx, entry)))


def _file(ctx: BuildContext, entry: Entry, file: File) -> dict[str, object]:
    """Return a download with what proves it: its size and the SHA-256 of its bytes."""
    found = ctx.file_at(file.url)
    made = "".join(t.text for t in tables_of(ctx, entry) if t.file.url == file.url).encode("utf-8")
    return {
        "title": file.title,
        "url": ctx.given.base_url + file.url,
        "kind": file.kind,
        "bytes": found.size if found else len(made),
        "digest": f"sha256:{found.digest if found else hashlib.sha256(made).hexdigest()}",
    }


def _fields(ctx: BuildContext, entry: Entry) -> dict[str, Value]:
    """Return the public keys of an item as the editor wrote them, in the order of the form."""
    return {
        spec.key: entry.edition.value(spec.key)
        for spec in ctx.fields(entry.edition)
        if spec.key not in _PRIVATE and spec.kind not in _FILES and entry.edition.value(spec.key) is not None
    }

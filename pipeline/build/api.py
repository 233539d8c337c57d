"""Items as data: /api/<type>.json, one record for each item that stands in lists."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pipeline.build.cards import keywords
from pipeline.build.context import BuildContext
from pipeline.build.entries import Entry
from pipeline.build.facts import facts_of
from pipeline.build.items import files_of, source_line
from pipeline.build.values import words
from pipeline.model.content import Value

SCHEMA = 1
# The office's own working data, and what other fields of the record already say.
_PRIVATE = words(
    "loai tieu_de tom_tat tiep_nhan_luc kenh do_mat nhuan_but loai_nhuan_but tu_khoa hinh_anh tep_dinh_kem "
    "dang_luc ra_soat ban_goc ban_goc_ma_bam go_bo dia_chi_cu giu_lai co_so_phap_ly xac_nhan_khong_mat "
    "don_vi tac_gia nguon_tin nguon video am_thanh quan_tam_chung trong_pham_vi bien_lai"
)
_FILES = frozenset({"tep", "hinh", "chu-hoac-tep"})


def api_files(ctx: BuildContext) -> Iterator[tuple[str, str]]:
    """Yield (file, text) of the JSON of every type that has items, records in the order of their ids."""
    by_type: dict[str, list[Entry]] = {}
    for entry in ctx.entries.by_path.values():
        if entry.listed and entry.type in ctx.given.registry.types:
            by_type.setdefault(entry.type, []).append(entry)
    for slug in sorted(by_type):
        records = [record(ctx, e) for e in sorted(by_type[slug], key=lambda e: e.path)]
        document = {
            "schema": SCHEMA,
            "site": ctx.given.site.id,
            "type": slug,
            "citation": ctx.given.site.citation,
            "items": records,
        }
        yield f"api/{slug}.json", json.dumps(document, ensure_ascii=False, indent=1) + "\n"


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
        "files": [{"title": f.title, "url": base + f.url, "kind": f.kind} for f in files_of(ctx, entry)],
    }
    if entry.effect:
        made["validity"] = str(entry.effect.validity)
        made["replaced_by"] = [r.number for r in entry.effect.replaced_by]
        made["amended_by"] = [r.number for r in entry.effect.amended_by]
    return made


def _fields(ctx: BuildContext, entry: Entry) -> dict[str, Value]:
    """Return the public keys of an item as the editor wrote them, in the order of the form."""
    return {
        spec.key: entry.edition.value(spec.key)
        for spec in ctx.fields(entry.edition)
        if spec.key not in _PRIVATE and spec.kind not in _FILES and entry.edition.value(spec.key) is not None
    }

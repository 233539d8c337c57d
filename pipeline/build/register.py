"""The register of documents as data for its filters: /van-ban/danh-sach.json, one row for each document.

Without a script the register is a plain table of the newest documents and archives by month; the script
asks for this file when somebody first touches a filter, so that it stays off the first view.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from pipeline.build.cards import badge_of, card_facts
from pipeline.build.context import BuildContext
from pipeline.build.effect import DOCUMENT
from pipeline.build.entries import Entry
from pipeline.build.values import partial_day
from pipeline.model.links import home

REGISTER_FILE = "danh-sach.json"
SCHEMA = 1
# in the order of a row; `issued` and `effective` as people read them, `order` sorts (ISO, may be partial)
KEYS = (
    "number",
    "title",
    "url",
    "kind",
    "authority",
    "field",
    "issued",
    "effective",
    "state",
    "mark",
    "order",
)
_SHOWN = {
    "number": "so_ky_hieu",
    "title": "trich_yeu",
    "kind": "hinh_thuc",
    "authority": "co_quan_ban_hanh",
    "field": "linh_vuc",
    "issued": "ngay_ban_hanh",
    "effective": "ngay_hieu_luc",
}


def issue_order(entry: Entry) -> tuple[int, str]:
    """Return the key that puts the document issued last first."""
    issued = partial_day(entry.edition.value("ngay_ban_hanh"))
    return (-issued.first.toordinal() if issued else 0, entry.path)


def register_files(ctx: BuildContext) -> Iterator[tuple[str, str]]:
    """Yield (file, text) of the register of every section and language that has one."""
    found: dict[tuple[str, str], list[Entry]] = {}
    for lang in ("vi", "en"):
        for entry in ctx.entries.listed(lang):
            if entry.type == DOCUMENT:
                found.setdefault((lang, entry.section), []).append(entry)
    for (lang, section), entries in found.items():
        rows = [row(ctx, e) for e in sorted(entries, key=issue_order)]
        told = {"schema": SCHEMA, "keys": KEYS, "rows": rows}
        name = f"{home(lang)}{section}/{REGISTER_FILE}".lstrip("/")
        yield name, json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"


def row(ctx: BuildContext, entry: Entry) -> list[str]:
    """Return a document as a row of the register, in the order of KEYS."""
    facts = {f.key: f.value for f in card_facts(ctx, entry)}
    issued = partial_day(entry.edition.value("ngay_ban_hanh"))
    state, mark = badge_of(entry, ctx.given.now.date())
    made = {name: facts.get(key, "") for name, key in _SHOWN.items()}
    made |= {"url": entry.url, "state": state, "mark": mark, "order": issued.iso if issued else ""}
    made["title"] = made["title"] or entry.edition.title
    return [made[key] for key in KEYS]

"""Old addresses of items that moved (`dia_chi_cu`) lead to where the item is now.

A web server that reads the list written here answers 301; for other hosts a plain page stands at the old
address and names the new one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from pipeline.build import phrases as p
from pipeline.build.context import BuildContext
from pipeline.build.entries import Entry
from pipeline.build.views import PageView
from pipeline.build.views_own import Link
from pipeline.model.content import as_list
from pipeline.model.links import home
from pipeline.model.text import nfc

SCHEMA = 1
_MAX = 1000  # letters of an address
_NAME = 200  # bytes of a name; file systems allow 255
# what stands at the top of every site, and folders that the build fills itself
_RESERVED = frozenset(
    ["assets", "api", ".well-known", "robots.txt", "sitemap.xml", "404.html", "phe-duyet.json"]
)
# One name of a path: nothing hidden, nothing that a web server's configuration could read as syntax.
_PART = re.compile(r"[\w~@+-][\w.~@+-]*")
_PAGES = (".html", ".htm")
_BESIDE = (
    "phieu-duyet/",
    "phieu-duyet/phieu-duyet.json",
    "noi-dung.txt",
)  # what stands below an item's address


def old_addresses(ctx: BuildContext, entry: Entry) -> Iterator[str]:
    """Yield the old addresses of an item that can be answered, decoded, with the slash of a folder."""
    for value in as_list(entry.edition.value("dia_chi_cu")):
        address = _address(ctx, value) if isinstance(value, str) else None
        if address is not None and address != entry.url:
            yield address


def _address(ctx: BuildContext, written: str) -> str | None:
    try:
        split = urlsplit(written.strip())
    except ValueError:
        return None
    site = ctx.given.site
    own = {site.domain, f"{site.domain}.example", *site.aliases}
    if split.netloc and (split.hostname or "").lower() not in own:
        return None
    path = nfc(unquote(split.path))
    parts = [part for part in path.split("/") if part]
    if not path.startswith("/") or len(path) > _MAX or not parts or parts[0] in _RESERVED:
        return None
    if not all(plain_name(part) for part in parts):
        return None
    folder = path.endswith("/") or "." not in parts[-1]
    return "/" + "/".join(parts) + ("/" if folder else "")


def plain_name(name: str) -> bool:
    """Return whether a name in an address is harmless on disks and in the configuration of web servers."""
    return _PART.fullmatch(name) is not None and len(name.encode("utf-8", "surrogatepass")) <= _NAME


def moves_of(ctx: BuildContext) -> dict[str, Entry]:
    """Return the items by their old addresses; an address that is in use leads to what stands there."""
    root = f"content/{ctx.given.site.id}"
    taken = {e.url for e in ctx.entries.by_path.values()} | set(ctx.links.pages)
    taken |= {path.removeprefix(root) for path in ctx.given.attachments}
    taken |= {e.url + name for e in ctx.entries.by_path.values() for name in _BESIDE}
    found: dict[str, Entry] = {}
    for path in sorted(ctx.entries.by_path):
        entry = ctx.entries.by_path[path]
        for address in old_addresses(ctx, entry):
            if address not in taken:
                found.setdefault(address, entry)
    return dict(sorted(found.items()))


def moved_pages(ctx: BuildContext) -> Iterator[tuple[PageView, str]]:
    """Yield (view, file) of the page at every old address that can be a page."""
    for address, entry in moves_of(ctx).items():
        file = address.lstrip("/") + ("index.html" if address.endswith("/") else "")
        if entry.removed is not None or not file.lower().endswith(_PAGES):
            continue
        lang, title = entry.lang, p.say(p.MOVED, entry.lang, title=entry.edition.title)
        target = Link(entry.edition.title, entry.url)
        crumbs = (Link(p.say(p.HOME, lang), home(lang)), Link(title, address, current=True))
        text = p.say(p.MOVED_TEXT, lang)
        yield PageView("moved", lang, title, text, address, crumbs, (), moved=target), file


def moved_text(ctx: BuildContext) -> str:
    """Return the list of redirects as JSON, for web servers and for sites that copy from this one.

    Removed addresses are not listed: a name of a file may tell what was taken down.
    """
    moved = [
        {"from": address, "to": entry.url}
        for address, entry in moves_of(ctx).items()
        if entry.removed is None
    ]
    told = {"schema": SCHEMA, "site": ctx.given.site.id, "moved": moved}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"

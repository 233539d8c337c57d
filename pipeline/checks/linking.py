"""What the link rules share: resolving within the item's site, suggestions, hosts of web addresses."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from difflib import get_close_matches
from urllib.parse import urlsplit

from pipeline.checks.markdown import scan
from pipeline.checks.parts import addresses
from pipeline.checks.registry import Context
from pipeline.model.address import CONTENT
from pipeline.model.content import Edition
from pipeline.model.links import LinkIndex, LinkKind, Resolved

MOST_SUGGESTED = 20  # per item and rule
_MOST_COMPARED = 3000  # suggestions are a courtesy; they may not cost seconds on a large site


def resolve(target: str, edition: Edition, ctx: Context, *, loose: bool = False) -> Resolved | None:
    """Return where a target leads, None for a file outside the repository, which has no site.

    With `loose` such a file's targets are resolved on an empty site: enough to see what is forbidden.
    """
    if edition.path.startswith(f"{CONTENT}/") and ctx.site(edition) is not None:
        index: LinkIndex = ctx.facts["links"][edition.document.site]
        return index.resolve(target, edition.path)
    if loose:
        return LinkIndex("_", {}, (), ()).resolve(target, f"{CONTENT}/_/x.md")
    return None


def nearest(path: str, edition: Edition, ctx: Context, *, files_only: bool = False) -> str:
    """Return the path (with leading slash) on the site that a missing one was probably meant to be, or ""."""
    index: LinkIndex = ctx.facts["links"][edition.document.site]
    known = [*index.files] if files_only else [*index.items, *index.files]
    root = f"{CONTENT}/{edition.document.site}"
    name = posixpath.basename(path.rstrip("/"))
    names: dict[str, str] = {}
    for each in known:
        names.setdefault(posixpath.basename(each).casefold(), each)
    wanted = name.casefold()
    found = next((n for n in (wanted, f"{wanted}.md") if n in names), None)
    if found is None and len(names) <= _MOST_COMPARED and len(name) < 100:
        found = next(iter(get_close_matches(wanted, names, n=1, cutoff=0.8)), None)
    return names[found].removeprefix(root) if found else ""


def weblinks(edition: Edition, ctx: Context) -> Iterator[tuple[int, int, str]]:
    """Yield line, column and address of every link to the web, in front matter and body."""
    for path, address in addresses(edition, ctx):
        mark = edition.mark(path)
        yield mark.line, mark.column, address
    for link in scan(edition).links:
        if "://" in link.target or link.target.lower().startswith("www."):
            yield link.line, link.column, link.target


def host(address: str) -> str:
    """Return the host of a web address in lower case, "" where there is none."""
    try:
        return (urlsplit(address if "://" in address else f"//{address}").hostname or "").lower()
    except ValueError:
        return ""


def original_path(edition: Edition, ctx: Context) -> str | None:
    """Return the repository path of the original that a translation names, None where it names none."""
    written = edition.get("ban_goc").strip()
    if not written or ctx.site(edition) is None or not edition.path.startswith(f"{CONTENT}/"):
        return None
    found = resolve("/" + written.lstrip("/"), edition, ctx)
    if found is None or found.kind is LinkKind.FORBIDDEN:
        return f"{CONTENT}/{edition.document.site}/{written}"
    return found.path

"""Atom feeds: one for each language and one for each section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from pipeline.build.context import BuildContext
from pipeline.build.entries import Entry
from pipeline.build.menu import sections_of
from pipeline.build.pages import languages_of
from pipeline.build.xml import attribute, plain
from pipeline.model.links import FEED, home

FEED_ITEMS = 20
_EPOCH = datetime.fromisoformat("2024-01-01T00:00:00+07:00")  # a feed without items must still name a time


def feed_files(ctx: BuildContext) -> Iterator[tuple[str, str]]:
    """Yield (file, text) of every feed: one for each language and one for each section."""
    for lang in languages_of(ctx):
        newest = [e for e in ctx.entries.listed(lang) if e.current and _news(ctx, e)]
        yield _file(home(lang)), feed(ctx, lang, ctx.site_name(lang), home(lang), newest)
        for section in sections_of(ctx, lang):
            listed = [e for e in ctx.entries.listed(lang, section) if e.current]
            title = f"{ctx.section_label(section, lang)} – {ctx.site_name(lang)}"
            url = ctx.section_url(section, lang)
            yield _file(url), feed(ctx, lang, title, url, listed)


def _news(ctx: BuildContext, entry: Entry) -> bool:
    """Return whether an item is news to subscribers: dated types, not the standing pages."""
    known = ctx.given.registry.types.get(entry.type)
    return known.dated if known else True


def _file(url: str) -> str:
    return url.lstrip("/") + FEED


def feed(ctx: BuildContext, lang: str, title: str, url: str, entries: Iterable[Entry]) -> str:
    """Return an Atom feed (RFC 4287) of the newest entries of a page at `url`."""
    base = ctx.given.base_url
    shown = list(entries)[:FEED_ITEMS]
    updated = max((e.modified for e in shown), default=_EPOCH)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang}">',
        f"<title>{plain(title)}</title>",
        f"<id>{plain(ctx.given.site.base_url + url)}</id>",
        f"<updated>{updated.isoformat()}</updated>",
        f'<link rel="alternate" type="text/html" href={attribute(base + url)}/>',
        f'<link rel="self" type="application/atom+xml" href={attribute(base + url + FEED)}/>',
        f"<author><name>{plain(ctx.given.site.agency)}</name></author>",
    ]
    if ctx.given.site.citation:
        lines.append(f"<rights>{plain(ctx.given.site.citation)}</rights>")
    for entry in shown:
        lines += _entry(ctx, entry)
    return "\n".join([*lines, "</feed>", ""])


def _entry(ctx: BuildContext, entry: Entry) -> Iterator[str]:
    edition = entry.edition
    yield "<entry>"
    yield f"<title>{plain(edition.title)}</title>"
    # the id is the item's permanent address, also where a demonstration answers elsewhere
    yield f"<id>{plain(ctx.given.site.base_url + entry.url)}</id>"
    yield f'<link rel="alternate" type="text/html" href={attribute(ctx.given.base_url + entry.url)}/>'
    yield f"<published>{entry.published.isoformat()}</published>"
    yield f"<updated>{entry.modified.isoformat()}</updated>"
    yield f"<author><name>{plain(edition.get('tac_gia') or ctx.given.site.agency)}</name></author>"
    label = attribute(ctx.section_label(entry.section, entry.lang))
    yield f"<category term={attribute(entry.section)} label={label}/>"
    yield f"<summary>{plain(edition.get('tom_tat'))}</summary>"
    yield "</entry>"

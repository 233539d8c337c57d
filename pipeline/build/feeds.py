"""Atom feeds, sitemap and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from pipeline.build.context import BuildContext
from pipeline.build.entries import Entry
from pipeline.build.menu import sections_of
from pipeline.build.pages import NOT_FOUND, PlannedPage, languages_of
from pipeline.model.links import FEED, home

FEED_ITEMS = 20
SITEMAP_PAGES = 40_000  # the protocol allows 50,000 addresses in a file
_EPOCH = datetime.fromisoformat("2024-01-01T00:00:00+07:00")  # a feed without items must still name a time
_CONTROL = {c: None for c in range(32) if c not in (9, 10, 13)} | {0xFFFE: None, 0xFFFF: None}


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
        f"<title>{_text(title)}</title>",
        f"<id>{_text(ctx.given.site.base_url + url)}</id>",
        f"<updated>{updated.isoformat()}</updated>",
        f'<link rel="alternate" type="text/html" href={_attribute(base + url)}/>',
        f'<link rel="self" type="application/atom+xml" href={_attribute(base + url + FEED)}/>',
        f"<author><name>{_text(ctx.given.site.agency)}</name></author>",
    ]
    if ctx.given.site.citation:
        lines.append(f"<rights>{_text(ctx.given.site.citation)}</rights>")
    for entry in shown:
        lines += _entry(ctx, entry)
    return "\n".join([*lines, "</feed>", ""])


def _entry(ctx: BuildContext, entry: Entry) -> Iterator[str]:
    edition = entry.edition
    yield "<entry>"
    yield f"<title>{_text(edition.title)}</title>"
    # the id is the item's permanent address, also where a demonstration answers elsewhere
    yield f"<id>{_text(ctx.given.site.base_url + entry.url)}</id>"
    yield f'<link rel="alternate" type="text/html" href={_attribute(ctx.given.base_url + entry.url)}/>'
    yield f"<published>{entry.published.isoformat()}</published>"
    yield f"<updated>{entry.modified.isoformat()}</updated>"
    yield f"<author><name>{_text(edition.get('tac_gia') or ctx.given.site.agency)}</name></author>"
    label = _attribute(ctx.section_label(entry.section, entry.lang))
    yield f"<category term={_attribute(entry.section)} label={label}/>"
    yield f"<summary>{_text(edition.get('tom_tat'))}</summary>"
    yield "</entry>"


def sitemap_files(ctx: BuildContext, pages: Iterable[PlannedPage]) -> Iterator[tuple[str, str]]:
    """Yield the sitemap of all pages worth finding, in several files with an index when it is long."""
    rows = [_row(ctx, page) for page in pages if _findable(page)]
    parts = [rows[n : n + SITEMAP_PAGES] for n in range(0, len(rows), SITEMAP_PAGES)] or [[]]
    if len(parts) == 1:
        yield "sitemap.xml", _urlset(parts[0])
        return
    names = [f"sitemap-{n}.xml" for n in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield name, _urlset(part)
    listed = "".join(f"<sitemap><loc>{_text(f'{ctx.given.base_url}/{n}')}</loc></sitemap>\n" for n in names)
    yield "sitemap.xml", f"{_HEAD}<sitemapindex {_SPACE}>\n{listed}</sitemapindex>\n"


def robots_text(ctx: BuildContext) -> str:
    """Return robots.txt; a sample site asks not to be listed at all."""
    if ctx.given.site.demo:
        return "User-agent: *\nDisallow: /\n"
    return f"User-agent: *\nAllow: /\n\nSitemap: {ctx.given.base_url}/sitemap.xml\n"


_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def _findable(page: PlannedPage) -> bool:
    if page.view.kind in ("receipt", "moved"):
        return False
    return page.ref.address != NOT_FOUND and (page.entry is None or page.entry.removed is None)


def _urlset(rows: list[str]) -> str:
    body = "".join(rows)
    return f'{_HEAD}<urlset {_SPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{body}</urlset>\n'


def _row(ctx: BuildContext, page: PlannedPage) -> str:
    base = ctx.given.base_url
    changed = _changed(ctx, page)
    parts = [f"<loc>{_text(base + page.view.url)}</loc>"]
    if changed:
        parts.append(f"<lastmod>{changed.isoformat()}</lastmod>")
    parts += [
        f'<xhtml:link rel="alternate" hreflang="{link.lang}" href={_attribute(base + link.url)}/>'
        for link in page.view.alternates
    ]
    return f"<url>{''.join(parts)}</url>\n"


def _changed(ctx: BuildContext, page: PlannedPage) -> datetime | None:
    """Return when a page last changed: an item's own time, a list's newest item's."""
    if page.entry:
        return page.entry.modified
    parts = page.view.url.removeprefix("/en").strip("/").split("/")
    listed = ctx.entries.listed(page.view.lang, parts[0] if page.view.listing else None)
    if page.view.kind == "archive":
        month = (int(parts[1]), int(parts[2]))
        listed = [e for e in listed if e.month == month]
    return max((e.modified for e in listed), default=None)


def _text(value: str) -> str:
    return escape(value.translate(_CONTROL))


def _attribute(value: str) -> str:
    return quoteattr(value.translate(_CONTROL))

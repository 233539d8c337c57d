"""The sitemap of a site, in parts when it is long, and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, time

from pipeline.build.context import BuildContext
from pipeline.build.pages import NOT_FOUND, PlannedPage
from pipeline.build.xml import attribute, plain
from pipeline.clock.now import VIETNAM

PART = 10_000  # addresses in one file; the protocol allows 50,000
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

Row = tuple[str, datetime | None]  # a page's element, and when it changed


def sitemap_files(ctx: BuildContext, pages: Iterable[PlannedPage]) -> Iterator[tuple[str, str]]:
    """Yield the sitemap of all pages worth finding; a long one in parts by year, with an index.

    A part holds the items of a year, so that the parts of past years stay as they are.
    """
    by_year: dict[str, list[Row]] = {}
    for page in pages:
        if _findable(page):
            year = str(page.entry.published.year) if page.entry else "chung"
            by_year.setdefault(year, []).append(_row(ctx, page))
    if sum(len(rows) for rows in by_year.values()) <= PART:
        yield "sitemap.xml", _urlset([row for year in sorted(by_year, reverse=True) for row in by_year[year]])
        return
    listed = []
    for year in sorted(by_year):
        rows = by_year[year]
        for number, start in enumerate(range(0, len(rows), PART), 1):
            part = rows[start : start + PART]
            name = f"sitemap-{year}.xml" if number == 1 else f"sitemap-{year}-{number}.xml"
            yield name, _urlset(part)
            changed = max((at for _, at in part if at), default=None)
            day = f"<lastmod>{changed.isoformat()}</lastmod>" if changed else ""
            listed.append(f"<sitemap><loc>{plain(f'{ctx.given.base_url}/{name}')}</loc>{day}</sitemap>\n")
    yield "sitemap.xml", f"{_HEAD}<sitemapindex {_SPACE}>\n{''.join(listed)}</sitemapindex>\n"


def robots_text(ctx: BuildContext) -> str:
    """Return robots.txt; a sample site asks not to be listed at all."""
    if ctx.given.site.demo or ctx.given.stamped:
        return "User-agent: *\nDisallow: /\n"
    return f"User-agent: *\nAllow: /\n\nSitemap: {ctx.given.base_url}/sitemap.xml\n"


def _findable(page: PlannedPage) -> bool:
    if page.view.kind in ("receipt", "moved"):
        return False
    return page.ref.address != NOT_FOUND and (page.entry is None or page.entry.removed is None)


def _urlset(rows: list[Row]) -> str:
    body = "".join(row for row, _ in rows)
    return f'{_HEAD}<urlset {_SPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{body}</urlset>\n'


def _row(ctx: BuildContext, page: PlannedPage) -> Row:
    base = ctx.given.base_url
    changed = _changed(ctx, page)
    parts = [f"<loc>{plain(base + page.view.url)}</loc>"]
    if changed:
        parts.append(f"<lastmod>{changed.isoformat()}</lastmod>")
    parts += [
        f'<xhtml:link rel="alternate" hreflang="{link.lang}" href={attribute(base + link.url)}/>'
        for link in page.view.alternates
    ]
    return f"<url>{''.join(parts)}</url>\n", changed


def _changed(ctx: BuildContext, page: PlannedPage) -> datetime | None:
    """Return when a page last changed: an item's own time, a list's newest item's; None where nobody knows."""
    if page.entry:
        return page.entry.modified
    if page.view.kind in ("search", "sites"):
        return None
    if page.view.statement:
        checked = page.view.statement.checked
        return datetime.combine(checked, time(), VIETNAM) if checked else None
    parts = page.view.url.removeprefix("/en").strip("/").split("/")
    listed = ctx.entries.listed(page.view.lang, parts[0] if page.view.listing else None)
    if page.view.kind == "archive":
        month = (int(parts[1]), int(parts[2]))
        listed = [e for e in listed if e.month == month]
    if page.view.listing and page.view.kind == "year":
        shown = {card.url for card in page.view.listing.cards}
        listed = [e for e in listed if e.url in shown]
    return max((e.modified for e in listed), default=None)

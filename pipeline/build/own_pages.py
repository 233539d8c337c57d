"""Pages that a site has of itself: the accessibility statement and the directory of the sites below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.build import phrases as p
from pipeline.build.context import BuildContext, text
from pipeline.build.inputs import descendants
from pipeline.build.metadata import list_meta
from pipeline.build.values import day
from pipeline.build.views import PageView
from pipeline.build.views_own import Link, SiteRow, StatementView
from pipeline.model.content import Value, as_list
from pipeline.model.links import SITES_PAGES, STATEMENT_PAGES, home
from pipeline.model.site import LEVELS
from pipeline.model.text import Text

_SHARED = "kha-nang-tiep-can"  # sites/_chung/kha-nang-tiep-can.yml


def statement_page(ctx: BuildContext, lang: str) -> PageView:
    """Return the accessibility statement, drawn from shared data and the site's own contact.

    It claims what the theme is tested for and never that a circular names that standard.
    """
    told = ctx.given.registry.shared.get(_SHARED, {})
    view = StatementView(
        standard=text(told.get("chuan")) or "WCAG 2.1",
        level=text(told.get("muc")) or "AA",
        checked=day(told.get("ngay_danh_gia")),
        methods=tuple(_said(told.get("cach_danh_gia"), lang)),
        limits=tuple(_said(told.get("han_che"), lang)),
    )
    return _page(ctx, lang, "statement", p.STATEMENT, p.STATEMENT_TEXT, STATEMENT_PAGES[lang], statement=view)


def _said(value: Value, lang: str) -> Iterator[str]:
    for row in as_list(value):
        said = text(row.get(lang)) if isinstance(row, Mapping) else text(row) if lang == "vi" else ""
        if said:
            yield said


def sites_page(ctx: BuildContext, lang: str) -> PageView:
    """Return the directory of all sites below this one."""
    rows = []
    for site in descendants(ctx.given.registry, ctx.given.site.id):
        link = ctx.link_to(site, lang)
        rows.append(
            SiteRow(
                name=link.title,
                url=link.url,
                level=LEVELS[site.level].say(lang) if site.level in LEVELS else "",
                agency=site.agency,
                address=site.contact.address,
                phone=site.contact.phone,
                email=site.contact.email,
                note=link.note,
                lang=link.lang,
            )
        )
    return _page(ctx, lang, "sites", p.SITES, p.SITES_TEXT, SITES_PAGES[lang], sites=tuple(rows))


def _page(
    ctx: BuildContext,
    lang: str,
    kind: str,
    name: Text,
    about: Text,
    url: str,
    *,
    statement: StatementView | None = None,
    sites: tuple[SiteRow, ...] = (),
) -> PageView:
    title, description = p.say(name, lang), p.say(about, lang, site=ctx.site_name(lang))
    crumbs = (Link(p.say(p.HOME, lang), home(lang)), Link(title, url, current=True))
    meta = list_meta(ctx, lang, title, description, url)
    return PageView(kind, lang, title, description, url, crumbs, meta, statement=statement, sites=sites)

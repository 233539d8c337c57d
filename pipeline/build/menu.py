"""The frame of every page: menu groups in the site's order, languages, parent, contact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache

from pipeline.build import phrases as p
from pipeline.build.context import BuildContext
from pipeline.build.values import write_day
from pipeline.build.views import MenuGroup, Notice, PageView, SiteView
from pipeline.build.views_own import Link
from pipeline.model.links import FEED, SEARCH_PAGES, SITEMAP_PAGES, STATEMENT_PAGES, file_url, home
from pipeline.model.site import LEVELS
from pipeline.model.text import Text

NOT_IN_MENU = frozenset({"quang-cao"})  # advertisements have a place of their own, never the menu
_NAMES = {"vi": "Tiếng Việt", "en": "English"}
_OTHER = Text("Mục khác", "More")


def sections_of(ctx: BuildContext, lang: str) -> tuple[str, ...]:
    """Return the sections of a site in menu order: those of site.yml, then others that have items.

    In English only sections that have English items.
    """
    filled = {e.section for e in ctx.entries.by_path.values() if e.lang == lang}
    own = [s for s in ctx.given.site.sections if lang == "vi" or s in filled]
    rest = [s for s in ctx.given.registry.sections if s in filled]
    return tuple(dict.fromkeys([*own, *rest, *sorted(filled)]))


def menu_of(ctx: BuildContext, lang: str) -> tuple[MenuGroup, ...]:
    """Return the menu: groups in the registry's order, sections in the site's."""
    registry = ctx.given.registry
    by_group: dict[str, list[Link]] = {g: [] for g in registry.groups}
    for slug in sections_of(ctx, lang):
        if slug in NOT_IN_MENU:
            continue
        section = registry.sections.get(slug)
        link = Link(ctx.section_label(slug, lang), ctx.section_url(slug, lang))
        by_group.setdefault(section.group if section else "", []).append(link)
    return tuple(
        MenuGroup(registry.groups.get(group, _OTHER).say(lang), tuple(links))
        for group, links in by_group.items()
        if links
    )


class Frames:
    """Makes the frame of each page; what a language's pages have in common is made once."""

    def __init__(self, ctx: BuildContext, languages: tuple[str, ...]) -> None:
        self._ctx, self._languages = ctx, languages
        self._bare = cache(self._make_bare)
        self._with_menu = cache(self._make_menu)

    def frame(self, view: PageView, section: str | None) -> SiteView:
        """Return the frame of a page that stands in a section or in none."""
        lang = view.lang
        return replace(self._bare(lang), menu=self._with_menu(lang, section), languages=self._switch(view))

    def _switch(self, view: PageView) -> tuple[Link, ...]:
        same = {link.lang: link.url for link in view.alternates}
        return tuple(
            Link(_NAMES[lang], same.get(lang) or home(lang), lang == view.lang, lang)
            for lang in self._languages
            if len(self._languages) > 1
        )

    def _make_menu(self, lang: str, section: str | None) -> tuple[MenuGroup, ...]:
        here = self._ctx.section_url(section, lang) if section else ""
        marked = []
        for group in menu_of(self._ctx, lang):
            links = tuple(replace(link, current=True) if link.url == here else link for link in group.links)
            marked.append(replace(group, links=links, current=any(link.current for link in links)))
        return tuple(marked)

    def _make_bare(self, lang: str) -> SiteView:
        ctx, site = self._ctx, self._ctx.given.site
        return SiteView(
            id=site.id,
            lang=lang,
            name=ctx.site_name(lang),
            agency=site.agency,
            level=LEVELS[site.level].say(lang) if site.level in LEVELS else "",
            home=home(lang),
            base_url=ctx.given.base_url,
            demo=site.demo,
            stamped=ctx.given.stamped,
            parent=_parent(ctx, lang),
            menu=(),
            languages=(),
            address=site.contact.address,
            phone=site.contact.phone,
            fax=site.contact.fax,
            email=site.contact.email,
            responsible=site.responsible,
            citation=site.citation,
            channels=_channels(site.channels),
            accent=site.accent,
            emblem=emblem_url(ctx),
            feed=home(lang) + FEED,
            sitemap_page=SITEMAP_PAGES[lang],
            accessibility=STATEMENT_PAGES[lang],
            built_on=newest_change(ctx),
            search=SEARCH_PAGES[lang],
            closed=_closed(ctx, lang),
            successors=_successors(ctx, lang),
        )


def newest_change(ctx: BuildContext) -> date:
    """Return the day of the site's newest change, so that an unchanged site keeps its pages."""
    days = [e.modified.date() for e in ctx.entries.by_path.values() if e.removed is None]
    return max(days, default=ctx.given.site.running_since or ctx.given.site.since or ctx.given.now.date())


def emblem_path(ctx: BuildContext) -> str | None:
    """Return the repository path of the site's emblem, None where there is none."""
    return ctx.file_path(ctx.given.site.emblem, f"content/{ctx.given.site.id}/site.md")


def emblem_url(ctx: BuildContext) -> str | None:
    """Return the address of the site's emblem."""
    path = emblem_path(ctx)
    return file_url(path) if path else None


def _parent(ctx: BuildContext, lang: str) -> Link | None:
    parent = ctx.given.registry.sites.get(ctx.given.site.parent or "")
    return ctx.link_to(parent, lang) if parent else None


def _closed(ctx: BuildContext, lang: str) -> Notice | None:
    last = ctx.given.site.until
    if last is None or not ctx.closed(ctx.given.site):
        return None
    told = p.say(p.CLOSED_SITE, lang, day=write_day(last, lang))
    return Notice("luu-y", p.say(p.CLOSED_SITE_TITLE, lang), told, last)


def _successors(ctx: BuildContext, lang: str) -> tuple[Link, ...]:
    known = (ctx.given.registry.sites.get(site_id) for site_id in ctx.given.site.successors)
    return tuple(ctx.link_to(site, lang) for site in known if site)


def _channels(rows: tuple[Mapping[str, object], ...]) -> tuple[Link, ...]:
    found = []
    for row in rows:
        url = row.get("dia_chi")
        if isinstance(url, str) and url.startswith(("https://", "http://")):
            name = row.get("ten")
            found.append(Link(name if isinstance(name, str) else url, url))
    return tuple(found)


def groups_page(ctx: BuildContext, lang: str) -> tuple[MenuGroup, ...]:
    """Return the groups of the page of all sections, each section with its number of items."""
    count: dict[str, int] = {}
    for entry in ctx.entries.by_path.values():
        if entry.lang == lang and entry.listed:
            url = ctx.section_url(entry.section, lang)
            count[url] = count.get(url, 0) + 1
    return tuple(
        replace(
            group,
            links=tuple(
                replace(link, note=p.COUNT.say(count.get(link.url, 0), lang)) for link in group.links
            ),
        )
        for group in menu_of(ctx, lang)
    )

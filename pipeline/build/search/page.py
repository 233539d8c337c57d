"""The page that searches: a form, its filters, and for readers without scripts all sections."""

from __future__ import annotations

from pipeline.build import phrases as p
from pipeline.build.context import BuildContext
from pipeline.build.menu import groups_page
from pipeline.build.metadata import list_meta
from pipeline.build.search.index import manifest_file
from pipeline.build.search.items import search_items
from pipeline.build.views import PageView
from pipeline.build.views_own import Link, SearchView
from pipeline.model.links import SEARCH_PAGES, home


def search_page(ctx: BuildContext, lang: str, languages: tuple[str, ...]) -> PageView:
    """Return the search page of a language with the choices that its filters give."""
    items = search_items(ctx, lang)
    own = ctx.given.site.id
    sites = sorted({i.site for i in items} | {own}, key=lambda s: (s != own, s))
    sections = {i.section: ctx.section_label(i.section, lang) for i in items}
    kinds = {i.type: ctx.type_label(i.type, lang) for i in items}
    title, url = p.say(p.SEARCH, lang), SEARCH_PAGES[lang]
    description = p.say(p.SEARCH_TEXT, lang, site=ctx.site_name(lang))
    others = [other for other in languages if other != lang]
    return PageView(
        kind="search",
        lang=lang,
        title=title,
        description=description,
        url=url,
        breadcrumbs=(Link(p.say(p.HOME, lang), home(lang)), Link(title, url, current=True)),
        meta=list_meta(ctx, lang, title, description, url),
        groups=groups_page(ctx, lang),
        search=SearchView(
            index="/" + manifest_file(lang),
            sites=tuple(Link(ctx.given.registry.sites[s].called(lang), s) for s in sites)
            if len(sites) > 1
            else (),
            sections=_choices(sections),
            kinds=_choices(kinds),
            years=tuple(sorted({i.at.year for i in items}, reverse=True)),
            other=SEARCH_PAGES[others[0]] if others else "",
        ),
    )


def _choices(labels: dict[str, str]) -> tuple[Link, ...]:
    return tuple(
        Link(label, slug) for slug, label in sorted(labels.items(), key=lambda pair: (pair[1], pair[0]))
    )

"""Every page of a site: front pages, sections, archives, items, all sections, not found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from pipeline.build import phrases as p
from pipeline.build.context import BuildContext
from pipeline.build.entries import Entry, by_month, entries_of
from pipeline.build.home import home_page
from pipeline.build.inputs import SiteInput, descendants
from pipeline.build.items import item_page
from pipeline.build.linked import linked_data
from pipeline.build.lists import section_pages
from pipeline.build.menu import Frames, groups_page, sections_of
from pipeline.build.metadata import list_meta
from pipeline.build.moved import moved_pages
from pipeline.build.own_pages import sites_page, statement_page
from pipeline.build.receipts import receipt_page
from pipeline.build.search import search_page
from pipeline.build.views import PageView, SiteView
from pipeline.build.views_own import Link
from pipeline.build.years import year_pages
from pipeline.model.links import (
    SEARCH_PAGES,
    SITEMAP_PAGES,
    SITES_PAGES,
    STATEMENT_PAGES,
    LinkIndex,
    generated_pages,
    home,
)
from pipeline.model.release import PageRef

NOT_FOUND = "/404.html"


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page to be built: what templates get, the file it becomes, the item it is made from.

    `about` is the item that a receipt is of.
    """

    view: PageView
    frame: SiteView
    file: str  # below the site's folder
    entry: Entry | None = None
    about: Entry | None = None

    @property
    def written(self) -> bool:
        """Return whether the page has a text of an editor's; generated and removed pages have none."""
        return self.entry is not None and self.entry.removed is None

    @property
    def body(self) -> str:
        """Return the Markdown of the page."""
        return self.entry.edition.body if self.written and self.entry else ""

    @property
    def ref(self) -> PageRef:
        """Return what later stages know of the page; a removed item's kind is "removed"."""
        address = self.view.url or NOT_FOUND
        if self.about is not None:  # what is wrong with it is wrong with its item
            of = self.about.edition
            return PageRef(address, self.file, self.view.kind, self.view.lang, of.path, of.body_line)
        if self.entry is None:
            return PageRef(address, self.file, self.view.kind, self.view.lang)
        kind = "removed" if self.entry.removed is not None else self.view.kind
        edition = self.entry.edition
        return PageRef(address, self.file, kind, self.view.lang, edition.path, edition.body_line)


def context_of(given: SiteInput) -> BuildContext:
    """Return what all view makers share."""
    entries = entries_of(given)
    sections = {("vi", s) for s in given.site.sections}
    sections |= {(e.lang, e.section) for e in entries.by_path.values()}
    months = {
        f"{home(lang)}{section}/{year:04}/{month:02}/"
        for lang, section in sections
        for year, month in by_month(entries.listed(lang, section))
    }
    bare = BuildContext(given, entries, LinkIndex(given.site.id, {}, {}, frozenset()))
    years = {page.url for lang, section in sections for page in year_pages(bare, lang, section)}
    links = LinkIndex(
        site=given.site.id,
        items={e.path: e.url for e in entries.by_path.values()},
        files=given.attachments,
        pages=frozenset(generated_pages(sections)) | months | years,
    )
    return BuildContext(given, entries, links)


def languages_of(ctx: BuildContext) -> tuple[str, ...]:
    """Return the languages that have pages: Vietnamese, and English where English items are listed."""
    return ("vi", "en") if ctx.entries.listed("en") else ("vi",)


def pages_of(ctx: BuildContext) -> tuple[PlannedPage, ...]:
    """Return every page of the site, sorted by file; no two pages share a file."""
    languages = languages_of(ctx)
    frames = Frames(ctx, languages)
    made: dict[str, PlannedPage] = {}
    for view, section, entry in _views(ctx, languages):
        file = view.url.lstrip("/") + "index.html" if view.url else NOT_FOUND.lstrip("/")
        view = replace(view, data=linked_data(ctx, view, entry))
        # the first wins: an item cannot take the place of a front page or an archive
        made.setdefault(file, PlannedPage(view, frames.frame(view, section), file, entry))
    for view, file in moved_pages(ctx):
        made.setdefault(file, PlannedPage(view, frames.frame(view, None), file))
    for page in [*made.values()]:
        if page.entry is not None:
            receipt = receipt_page(ctx, page.entry, page.view)
            file, frame = receipt.url.lstrip("/") + "index.html", frames.frame(receipt, page.entry.section)
            made.setdefault(file, PlannedPage(receipt, frame, file, about=page.entry))
    return tuple(made[file] for file in sorted(made))


def _views(
    ctx: BuildContext, languages: tuple[str, ...]
) -> Iterator[tuple[PageView, str | None, Entry | None]]:
    sections = {lang: sections_of(ctx, lang) for lang in languages}
    for lang in languages:
        yield _both(home_page(ctx, lang), languages, home), None, None
        yield _both(_sections_page(ctx, lang), languages, SITEMAP_PAGES.__getitem__), None, None
        yield _both(search_page(ctx, lang, languages), languages, SEARCH_PAGES.__getitem__), None, None
        yield _both(statement_page(ctx, lang), languages, STATEMENT_PAGES.__getitem__), None, None
        if descendants(ctx.given.registry, ctx.given.site.id):
            yield _both(sites_page(ctx, lang), languages, SITES_PAGES.__getitem__), None, None
        for section in sections[lang]:
            spoken = tuple(each for each in languages if section in sections[each])
            front = partial(ctx.section_url, section)
            for view in section_pages(ctx, lang, section):
                yield _both(view, spoken, front) if view.kind == "section" else view, section, None
    yield _not_found(ctx), None, None
    for entry in ctx.entries.by_path.values():
        if entry.lang in languages or entry.removed is not None:
            yield item_page(ctx, entry), entry.section, entry


def _sections_page(ctx: BuildContext, lang: str) -> PageView:
    title, url = p.say(p.SITEMAP, lang), SITEMAP_PAGES[lang]
    description = p.say(p.DETAILS, lang, site=ctx.site_name(lang))
    crumbs = (Link(p.say(p.HOME, lang), home(lang)), Link(title, url, current=True))
    meta = list_meta(ctx, lang, title, description, url)
    groups = groups_page(ctx, lang)
    return PageView("sections", lang, title, description, url, crumbs, meta, groups=groups)


def _not_found(ctx: BuildContext) -> PageView:
    title = p.say(p.NOT_FOUND, "vi")
    return PageView("not-found", "vi", title, p.say(p.NOT_FOUND_TEXT, "vi"), "", (), ())


def _both(view: PageView, languages: tuple[str, ...], address: Callable[[str], str]) -> PageView:
    """Return a page that stands in several languages, with all its addresses."""
    if len(languages) < 2:
        return view
    links = tuple(Link(lang, address(lang), lang == view.lang, lang) for lang in languages)
    return replace(view, alternates=links)

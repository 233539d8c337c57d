"""Section front pages, archives by month of publication, and the register of documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.build import phrases as p
from pipeline.build.cards import card, group_rank
from pipeline.build.context import BuildContext
from pipeline.build.effect import DOCUMENT
from pipeline.build.entries import Entry, by_month
from pipeline.build.metadata import list_meta
from pipeline.build.register import REGISTER_FILE, issue_order
from pipeline.build.schedule import weeks_of
from pipeline.build.sheets import sheet_downloads
from pipeline.build.values import write_month
from pipeline.build.views import ListView, PageView
from pipeline.build.views_own import Link
from pipeline.build.years import PART, YearPage, year_links, year_pages
from pipeline.model.links import FEED, home
from pipeline.model.text import fold

NEWEST = 20
_BY_KEY = {"lanh-dao": ("thu_tu",), "danh-ba": ("don_vi_cong_tac",), "lien-ket": ("nhom",)}
_BY_FIELD = {"thu-tuc": ("linh_vuc",), "bieu-mau": ("linh_vuc",)}


def section_pages(ctx: BuildContext, lang: str, section: str) -> Iterator[PageView]:
    """Yield the front page of a section and its archives, newest month first."""
    listed = ctx.entries.listed(lang, section)
    dated = [e for e in listed if _dated(ctx, e)]
    months = by_month(dated)
    archives = [
        Link(
            write_month(y, m, lang), _month_url(ctx, lang, section, y, m), note=p.COUNT.say(len(found), lang)
        )
        for (y, m), found in months.items()
    ]
    yield _front(ctx, lang, section, listed, archives)
    for n, ((year, month), found) in enumerate(months.items()):
        newer = archives[n - 1] if n > 0 else None
        older = archives[n + 1] if n + 1 < len(archives) else None
        yield _archive(ctx, lang, section, (year, month), found, archives, (newer, older))
    for page in year_pages(ctx, lang, section):
        yield _year(ctx, lang, section, page)


def _dated(ctx: BuildContext, entry: Entry) -> bool:
    """Return whether an item belongs to a month; unknown types count as dated."""
    known = ctx.given.registry.types.get(entry.type)
    return known.dated if known else True


def _front(ctx: BuildContext, lang: str, section: str, listed: list[Entry], archives: list[Link]) -> PageView:
    label = ctx.section_label(section, lang)
    known = ctx.given.registry.sections.get(section)
    intro = known.description if known and lang == "vi" else ""
    register = any(e.type == DOCUMENT for e in listed)
    empty = ctx.given.site.empty_sections.get(section, "") if lang == "vi" else ""
    shown = _shown(ctx, listed, register)
    view = ListView(
        intro=intro,
        cards=tuple(card(ctx, e) for e in shown),
        months=tuple(archives),
        register=register,
        empty_reason="" if shown else empty or p.say(p.EMPTY, lang),
        feed=ctx.section_url(section, lang) + FEED,
        weeks=weeks_of(listed, ctx.given.now.date()),
        data=ctx.section_url(section, lang) + REGISTER_FILE if register else "",
        total=sum(e.type == DOCUMENT for e in listed),
        downloads=sheet_downloads(ctx, lang, section),
        years=year_links(ctx, lang, section) if register else (),
    )
    url = ctx.section_url(section, lang)
    return _page(ctx, lang, "section", label, intro, url, view, (), listed)


def _year(ctx: BuildContext, lang: str, section: str, page: YearPage) -> PageView:
    """Return a page of the register: the documents of one year, with the filters over all of them."""
    front = ctx.section_url(section, lang)
    years = year_links(ctx, lang, section)
    view = ListView(
        intro="",
        cards=tuple(card(ctx, e) for e in page.entries),
        months=(),
        newer=page.newer,
        older=page.older,
        register=True,
        data=front + REGISTER_FILE,
        total=len(page.entries),
        years=tuple(Link(y.title, y.url, y == page.year, note=y.note) for y in years),
    )
    trail = (Link(ctx.section_label(section, lang), front),)
    return _page(ctx, lang, "year", page.title, "", page.url, view, trail, page.entries)


def _shown(ctx: BuildContext, listed: list[Entry], register: bool) -> list[Entry]:
    """Return what a section's front page shows: all undated items, the newest of the dated ones.

    Expired items stand in the archives; undated ones have none and come last, with their badge.
    """
    if register:
        dated = [e for e in listed if _dated(ctx, e)]
        return sorted(dated, key=issue_order)[:PART]
    lasting = sorted((e for e in listed if not _dated(ctx, e)), key=_lasting_order)
    newest = [e for e in listed if _dated(ctx, e) and e.current][:NEWEST]
    return [*lasting, *sorted(newest, key=lambda each: group_rank(ctx, each))]


def _lasting_order(entry: Entry) -> tuple[bool, str, int, str, str, str]:
    """Return the order of undated items: expired last, by type, by their own order or group, by title."""
    order, group = 0, ""
    for key in (*_BY_KEY.get(entry.type, ()), *_BY_FIELD.get(entry.type, ())):
        value = entry.edition.value(key)
        if isinstance(value, int):
            order = value
        elif isinstance(value, str):
            group = fold(value)
    return (entry.expired, entry.type, order, group, fold(entry.edition.title), entry.path)


def _archive(
    ctx: BuildContext,
    lang: str,
    section: str,
    at: tuple[int, int],
    found: Sequence[Entry],
    archives: list[Link],
    neighbours: tuple[Link | None, Link | None],
) -> PageView:
    label = ctx.section_label(section, lang)
    month = write_month(*at, lang)
    title = f"{label}: {month.lower() if lang == 'vi' else month}"
    url = _month_url(ctx, lang, section, *at)
    view = ListView(
        intro="",
        cards=tuple(card(ctx, e) for e in found),
        months=tuple(Link(a.title, a.url, a.url == url, note=a.note) for a in archives),
        newer=neighbours[0],
        older=neighbours[1],
        register=any(e.type == DOCUMENT for e in found),
        feed=ctx.section_url(section, lang) + FEED,
    )
    trail = (Link(label, ctx.section_url(section, lang)),)
    return _page(ctx, lang, "archive", title, "", url, view, trail, found)


def _page(
    ctx: BuildContext,
    lang: str,
    kind: str,
    title: str,
    intro: str,
    url: str,
    view: ListView,
    trail: tuple[Link, ...],
    entries: Sequence[Entry],
) -> PageView:
    description = intro or f"{title} – {ctx.site_name(lang)}"
    crumbs = (Link(p.say(p.HOME, lang), home(lang)), *trail, Link(title, url, current=True))
    meta = list_meta(ctx, lang, title, description, url, entries)
    return PageView(kind, lang, title, description, url, crumbs, meta, listing=view)


def _month_url(ctx: BuildContext, lang: str, section: str, year: int, month: int) -> str:
    return f"{ctx.section_url(section, lang)}{year:04}/{month:02}/"

"""The front page of a portal: what is new and what is asked for most."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pipeline.build.cards import card, foreign_card, is_open
from pipeline.build.context import BuildContext, text
from pipeline.build.effect import Validity
from pipeline.build.entries import Entry
from pipeline.build.inputs import descendants
from pipeline.build.menu import sections_of
from pipeline.build.metadata import list_meta
from pipeline.build.register import issue_order
from pipeline.build.schedule import SCHEDULE, table_of, week_to_show
from pipeline.build.values import day
from pipeline.build.views import Card, HomeView, PageView
from pipeline.build.views_own import Link
from pipeline.model.links import SITES_PAGES, home
from pipeline.model.site import FrontFile

_NEWS, _DOCUMENTS, _PROCEDURES, _FEW, _LINKS = 7, 6, 6, 4, 12
# most needed sections with the name of an icon of the theme
_QUICK = (
    ("thu-tuc-hanh-chinh", "file-document-check-outline"),
    ("hoi-dap", "comment-question-outline"),
    ("phan-anh-kien-nghi", "bullhorn-outline"),
    ("lay-y-kien", "account-voice"),
    ("van-ban", "gavel"),
    ("lich-lam-viec", "calendar-clock"),
    ("tiep-can-thong-tin", "information-outline"),
    ("danh-ba", "card-account-phone-outline"),
    ("lien-he", "map-marker-outline"),
)
_MAX_QUICK = 8
_BLOCKS = {
    "news": "tin-tuc",
    "documents": "van-ban",
    "procedures": "thu-tuc-hanh-chinh",
    "consultations": "lay-y-kien",
    "directions": "chi-dao-dieu-hanh",
    "schedule": "lich-lam-viec",
    "questions": "hoi-dap",
    "links": "lien-ket",
}


def home_page(ctx: BuildContext, lang: str) -> PageView:
    """Return a language's front page."""
    today, front = ctx.given.now.date(), ctx.given.site.front or FrontFile("")
    news = ctx.entries.of_type("tin-tuc", lang)
    lead = next((e for e in news if card(ctx, e).picture), news[0] if news else None)
    consultations = [e for e in ctx.entries.of_type("lay-y-kien", lang) if is_open(e, today)]
    consultations.sort(key=lambda e: (day(e.edition.value("han_gop_y")) or today, e.path))
    week = week_to_show(ctx.entries.of_type(SCHEDULE, lang), today)
    sections = sections_of(ctx, lang)
    documents = _new_documents(ctx, lang)
    soon = _soon(documents)[:_FEW]
    view = HomeView(
        lead=card(ctx, lead) if lead else None,
        news=_cards(ctx, (e for e in news if e is not lead), (front.news or _NEWS) - 1),
        documents=_cards(ctx, (e for e in documents if e not in soon), _DOCUMENTS),
        procedures=_cards(ctx, _procedures(ctx, front, lang), max(_PROCEDURES, len(front.pinned))),
        consultations=_cards(ctx, consultations, _FEW),
        directions=_cards(ctx, ctx.entries.of_type("chi-dao-dieu-hanh", lang), _FEW),
        schedule=table_of(week) if week else None,
        schedule_url=ctx.section_url("lich-lam-viec", lang) if week else None,
        questions=_cards(ctx, ctx.entries.of_type("hoi-dap", lang), _FEW),
        component_news=tuple(foreign_card(ctx, f) for f in ctx.given.component_news) if lang == "vi" else (),
        component_sites=_component_sites(ctx, lang),
        quick=_quick(ctx, sections, lang),
        links=_links(ctx, lang),
        more=_more(ctx, sections, lang),
        soon=_cards(ctx, soon, _FEW),
        rows=front.rows,
        pages=() if news else _cards(ctx, _about(ctx, lang), _NEWS),
    )
    title = ctx.site_name(lang)
    description = f"{title}. {ctx.given.site.agency}." if lang == "vi" else title
    url = home(lang)
    meta = list_meta(ctx, lang, title, description, url, ctx.entries.listed(lang))
    return PageView("home", lang, title, description, url, (), meta, home=view)


def _cards(ctx: BuildContext, entries: Iterable[Entry], most: int) -> tuple[Card, ...]:
    return tuple(card(ctx, e) for e, _ in zip(entries, range(most), strict=False))


def _new_documents(ctx: BuildContext, lang: str) -> list[Entry]:
    """Return the documents not lapsed by day of issue: one entered late is not thereby new."""
    standing = (
        e
        for e in ctx.entries.of_type("van-ban", lang)
        if e.effect is None or e.effect.validity is not Validity.LAPSED
    )
    return sorted(standing, key=issue_order)


def _procedures(ctx: BuildContext, front: FrontFile, lang: str) -> list[Entry]:
    """Return the procedures that the editors pinned, in their order, then the others."""
    found = ctx.entries.of_type("thu-tuc", lang)
    order = {slug: n for n, slug in enumerate(front.pinned)}
    return sorted(found, key=lambda e: order.get(e.url.rstrip("/").rpartition("/")[2], len(order)))


def _soon(documents: Iterable[Entry]) -> list[Entry]:
    """Return the documents that are not yet in force, the one that takes effect next first."""
    found = [e for e in documents if e.effect and e.effect.validity is Validity.NOT_YET and e.effect.since]
    return sorted(
        found, key=lambda e: (e.effect.since.first if e.effect and e.effect.since else date.max, e.path)
    )


def _more(ctx: BuildContext, sections: tuple[str, ...], lang: str) -> dict[str, str]:
    """Return the address behind each block's “all …”."""
    found = {block: ctx.section_url(s, lang) for block, s in _BLOCKS.items() if s in sections}
    if descendants(ctx.given.registry, ctx.given.site.id):
        found["component_sites"] = SITES_PAGES[lang]
    return found


def _about(ctx: BuildContext, lang: str) -> Iterable[Entry]:
    """Yield what presents an agency: its introduction, then its units."""
    pages = ctx.entries.of_type("trang", lang)
    yield from (e for e in pages if e.section == "gioi-thieu")
    yield from ctx.entries.of_type("don-vi", lang)


def _component_sites(ctx: BuildContext, lang: str) -> tuple[Link, ...]:
    below = descendants(ctx.given.registry, ctx.given.site.id)
    return tuple(ctx.link_to(site, lang) for site in below)


def _quick(ctx: BuildContext, sections: tuple[str, ...], lang: str) -> tuple[Link, ...]:
    found = [
        Link(ctx.section_label(slug, lang), ctx.section_url(slug, lang), note=icon)
        for slug, icon in _QUICK
        if slug in sections and slug not in ctx.given.site.empty_sections
    ]
    return tuple(found[:_MAX_QUICK])


def _links(ctx: BuildContext, lang: str) -> tuple[Link, ...]:
    found = []
    for entry in sorted(ctx.entries.of_type("lien-ket", lang), key=lambda e: e.edition.title):
        url = text(entry.edition.value("dia_chi"))
        if url.startswith(("https://", "http://")):
            found.append(Link(entry.edition.title, url))
    return tuple(found[:_LINKS])

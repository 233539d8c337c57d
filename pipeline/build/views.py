"""What a template may know of a page: plain values, ready to print; templates decide nothing about law.

One `PageView` is given to each page as `view`, one `SiteView` as `site`. Addresses are relative to the
site's root and begin with a slash; texts are plain (the template escapes them) unless named `html`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.build.views_own import ApprovalView, Link, ReceiptView, SearchView, SiteRow, StatementView


@dataclass(frozen=True, slots=True)
class MenuGroup:
    """A group of the menu with its sections."""

    title: str
    links: tuple[Link, ...]
    current: bool = False


@dataclass(frozen=True, slots=True)
class SiteView:
    """The frame of every page of a site in one language."""

    id: str
    lang: str
    name: str
    agency: str
    level: str  # label of the level
    home: str  # "/" or "/en/"
    base_url: str
    demo: bool
    parent: Link | None
    menu: tuple[MenuGroup, ...]
    languages: tuple[Link, ...]  # the same page in the other languages, or their home pages
    address: str
    phone: str
    fax: str
    email: str
    responsible: str
    citation: str
    channels: tuple[Link, ...]
    accent: str  # "#rrggbb"
    emblem: str | None
    feed: str
    sitemap_page: str  # address of the page that lists all sections
    accessibility: str | None
    built_on: date
    search: str = ""  # address of the search page
    stamped: bool = False  # made by a demonstration: without legal force
    closed: Notice | None = None  # the site's unit was dissolved: shown on every page
    successors: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its alternative; `credit` is never empty for a picture of an item."""

    url: str
    alt: str
    caption: str = ""
    credit: str = ""
    width: int = 0  # in pixels, 0 where not known
    height: int = 0


@dataclass(frozen=True, slots=True)
class File:
    """A download."""

    title: str
    url: str
    kind: str  # "TXT", "PDF", "CSV" …
    size: str  # "12 KB"


@dataclass(frozen=True, slots=True)
class Fact:
    """One labelled value of an item (number, authority, effect …)."""

    label: str
    value: str
    url: str | None = None
    key: str = ""
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """An item as it shows in a list."""

    title: str
    url: str
    summary: str
    type: str
    type_label: str
    section_label: str
    day: date | None = None
    picture: Picture | None = None
    facts: tuple[Fact, ...] = ()
    badge: str = ""  # "Còn 28 ngày", "Còn hiệu lực" …
    badge_kind: str = ""  # "tot", "canh-bao", "het" – never the only carrier of meaning
    site_name: str = ""  # component news on the province's portal
    lang: str | None = None
    group: str = ""  # heading under which a section shows it: field, unit …
    until: date | None = None  # last day of what the badge counts down to
    site_host: str = ""  # address of the component site


@dataclass(frozen=True, slots=True)
class Table:
    """A small table: work schedule, project list …"""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A table of figures on an item's page with its downloads; `total` counts the rows of the file."""

    caption: str
    head: tuple[str, ...]
    figures: tuple[bool, ...]  # which columns hold figures
    rows: tuple[tuple[str, ...], ...]
    total: int
    bars: tuple[int | None, ...]  # hundredths, row by row; empty: no bars
    measured: int  # the column that the bars stand in
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """The schedule of one week with the address of its own page."""

    title: str
    url: str
    table: Table


@dataclass(frozen=True, slots=True)
class Notice:
    """A box over the text: correction, removal, expired consultation, lapsed document."""

    kind: str  # "dinh-chinh", "go-bo", "het-hieu-luc", "chua-hieu-luc", "luu-y"
    title: str
    text: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an answer to a question: what happened when, or is still to come."""

    label: str
    at: str = ""
    done: bool = True
    key: str = ""


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item's page; the body stands in MkDocs' `page.content`."""

    type: str
    type_label: str
    section_label: str
    section_url: str
    author: str
    unit: str
    published: datetime | None
    modified: datetime | None
    source_line: str  # "Nguồn: …, đăng ngày …"; "" for own items
    citation: str
    facts: tuple[Fact, ...]
    picture: Picture | None
    files: tuple[File, ...]
    keywords: tuple[str, ...]
    table: Table | None
    notices: tuple[Notice, ...]
    approval: ApprovalView | None
    related: tuple[Card, ...]
    text_file: str | None  # plain-text download
    badge: str = ""  # as on its card: days left, effect, answered
    badge_kind: str = ""
    facts_beside: bool = False  # they stand beside the text, not over it
    receipt: str = ""  # address of the approval receipt
    state: str = ""  # what the approval rests on: "approved", "before-ledger", "preview"
    removed: bool = False
    until: date | None = None  # last day of what the badge counts down to
    ways: tuple[Fact, ...] = ()  # every way to take part in a consultation
    steps: tuple[Step, ...] = ()  # progress of an answer
    figures: tuple[FigureTable, ...] = ()  # tables of figures; their files stand in `files` too


@dataclass(frozen=True, slots=True)
class ListView:
    """A section's front page, a month's archive, the register, the feed's twin."""

    intro: str
    cards: tuple[Card, ...]
    months: tuple[Link, ...]  # archives of the section
    newer: Link | None = None
    older: Link | None = None
    register: bool = False  # show as a table of documents
    empty_reason: str = ""
    feed: str | None = None
    weeks: tuple[Week, ...] = ()  # this week's schedules, over the list
    data: str = ""  # address of all documents of the register as JSON, for its filters
    total: int = 0  # documents in it
    years: tuple[Link, ...] = ()  # pages of a long register by year of issue
    downloads: tuple[File, ...] = ()  # the whole list as a table for programs


@dataclass(frozen=True, slots=True)
class HomeView:
    """The portal's front page."""

    lead: Card | None
    news: tuple[Card, ...]
    documents: tuple[Card, ...]
    procedures: tuple[Card, ...]
    consultations: tuple[Card, ...]
    directions: tuple[Card, ...]
    schedule: Table | None
    schedule_url: str | None
    questions: tuple[Card, ...]
    component_news: tuple[Card, ...]
    component_sites: tuple[Link, ...]
    quick: tuple[Link, ...]  # most needed sections with an icon name in `note`
    links: tuple[Link, ...]
    more: Mapping[str, str]  # block name → address of its section
    pages: tuple[Card, ...] = ()  # instead of news where a language has none: the agency and its units
    soon: tuple[Card, ...] = ()  # documents that take effect soon, the next one first
    rows: tuple[tuple[str, ...], ...] = ()  # names of blocks, row by row; empty: as the theme has them


@dataclass(frozen=True, slots=True)
class PageView:
    """One page as templates see it; exactly one of item, listing, home, receipt, search is set, or none (404)."""

    kind: str  # "home", "section", "archive", "year", "item", "receipt", "sections" (all sections), "search", "moved", "not-found"
    lang: str
    title: str
    description: str
    url: str
    breadcrumbs: tuple[Link, ...]
    meta: tuple[tuple[str, str, str], ...]  # (name, content, scheme) of Dublin Core and other meta
    item: ItemView | None = None
    listing: ListView | None = None
    home: HomeView | None = None
    groups: tuple[MenuGroup, ...] = ()  # for kind "sections"
    alternates: tuple[Link, ...] = ()  # hreflang
    receipt: ReceiptView | None = None
    search: SearchView | None = None
    statement: StatementView | None = None
    sites: tuple[SiteRow, ...] = ()  # for kind "sites"
    moved: Link | None = None  # the page stands at an old address: where its item is now
    data: str = ""  # schema.org data as JSON, safe to stand in a script element

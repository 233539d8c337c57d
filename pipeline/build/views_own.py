"""Links, and what the pages that a site has of itself show: receipts, directory, accessibility statement, search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Link:
    """A link of menu, breadcrumb, pager or list."""

    title: str
    url: str
    current: bool = False
    lang: str | None = None  # language of the target where it differs
    note: str = ""  # "trang thành phần", "12 mục" …


@dataclass(frozen=True, slots=True)
class ApprovalView:
    """Who approved the item, as citizens see it: role, decision, time; never a person's key.

    `late`: given after the merge. `code`: the role's code. `level`, `proof`: level and SHA-256 of the evidence.
    """

    role: str
    decision: str
    at: datetime | None
    commit: str
    delegation: str = ""
    late: bool = False
    code: str = ""
    level: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """The approval receipt of an item; digests are SHA-256 in hexadecimal, "" where there is none.

    `commit`: the step that was approved, or the anchor. `change`: digest C of the approved change. `line…`: what the
    ledger says of the step. `rules`: how many rules the item went through when it was published (0: not told).
    """

    state: str  # "approved", "before-ledger", "preview"
    item: Link
    id: str
    removed: bool
    approvals: tuple[ApprovalView, ...]
    published: datetime | None
    modified: datetime
    source_digest: str
    text_file: str | None
    commit: str
    change: str
    line: int | None
    line_digest: str
    line_rules: str
    rules: int
    rules_version: str
    data: str  # address of the same as JSON
    tip: str  # address of the ledger's tip
    text_digest: str = ""


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site in the directory of all sites."""

    name: str
    url: str
    level: str
    agency: str
    address: str
    phone: str
    email: str
    note: str = ""
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class StatementView:
    """The accessibility statement: what is claimed, how it was found out, what is known to be missing."""

    standard: str  # "WCAG 2.1"
    level: str
    checked: date | None
    methods: tuple[str, ...]
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page; of the choices of a filter `url` is the value and `title` the words."""

    index: str  # address of the file from which a search begins
    sites: tuple[Link, ...]  # own site first; empty where there is only one
    sections: tuple[Link, ...]
    kinds: tuple[Link, ...]
    years: tuple[int, ...]
    other: str = ""  # address of the search in the other language

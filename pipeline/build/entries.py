"""One item with what approval, time and other items make of it; the only place where time enters a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from pipeline.build.effect import DOCUMENT, Effect, Register, register
from pipeline.build.inputs import SiteInput, ancestors, publication
from pipeline.build.values import day, moment
from pipeline.clock.now import VIETNAM
from pipeline.model.address import MEDIA_FOLDERS, SLUG, Address
from pipeline.model.approval import Approval
from pipeline.model.content import Edition, Value, as_list

RESERVED = frozenset(
    {"assets", "api", "so-do-trang", "sitemap", "tim-kiem", "search", "en"}
)  # addresses that the build itself fills
_YEAR, _MONTH = re.compile(r"\d{4}"), re.compile(r"0[1-9]|1[0-2]")


@dataclass(frozen=True, slots=True)
class Entry:
    """An item that has a page.

    `removed` items keep a notice page and nothing else; `expired` ones keep their page and leave the
    lists of what is new.
    """

    edition: Edition
    url: str
    lang: str
    section: str
    published: datetime
    modified: datetime
    approval: Approval | None
    removed: Mapping[str, Value] | None = None
    expired: bool = False
    effect: Effect | None = None
    translation: str | None = None  # address of the same item in the other language
    original_changed: bool = False

    @property
    def path(self) -> str:
        """Return the repository path of the item."""
        return self.edition.path

    @property
    def type(self) -> str:
        """Return the content type's slug."""
        return self.edition.type

    @property
    def listed(self) -> bool:
        """Return whether the item stands in lists at all."""
        return self.removed is None

    @property
    def current(self) -> bool:
        """Return whether the item stands in lists of what is new."""
        return self.removed is None and not self.expired

    @property
    def month(self) -> tuple[int, int]:
        """Return year and month of publication."""
        return self.published.year, self.published.month

    @property
    def newest(self) -> tuple[float, str]:
        """Return the key that puts the newest first."""
        return (-self.published.timestamp(), self.path)


@dataclass(frozen=True)
class Entries:
    """All items of a site that have a page, and the register of documents around them."""

    by_path: Mapping[str, Entry]
    register: Register
    foreign: Mapping[str, str]  # path of a document elsewhere → its full address

    def listed(self, lang: str, section: str | None = None) -> list[Entry]:
        """Return the items that stand in lists, newest first."""
        return self._newest.get((lang, section), [])

    @cached_property
    def _newest(self) -> dict[tuple[str, str | None], list[Entry]]:
        """The listed items by language and by language and section, sorted once for all pages."""
        found: dict[tuple[str, str | None], list[Entry]] = {}
        for entry in sorted((e for e in self.by_path.values() if e.listed), key=lambda e: e.newest):
            for section in (None, entry.section):
                found.setdefault((entry.lang, section), []).append(entry)
        return found

    def of_type(self, slug: str, lang: str) -> list[Entry]:
        """Return the current items of a type, newest first."""
        return [e for e in self.listed(lang) if e.current and e.type == slug]

    def document_url(self, edition: Edition) -> str | None:
        """Return the address of a document's page, full where it stands on another site."""
        own = self.by_path.get(edition.path)
        return own.url if own else self.foreign.get(edition.path)


def entries_of(given: SiteInput) -> Entries:
    """Return the items of a site as they stand at the input's time."""
    now, today = given.now, given.now.date()
    originals = {e.path: e for e in given.editions}
    kept: dict[str, Entry] = {}
    for edition in given.editions:
        if not edition.title or not _has_place(edition.document.address):
            continue  # without title or address there is no page; the checks say so
        original = original_of(edition, originals)
        if any(embargoed(e, now) for e in (edition, original) if e):
            continue  # in either language
        kept[edition.path] = _entry(given, edition, original, today)
    foreign = [f for f in given.documents if not embargoed(f.edition, now)]
    order = ancestors(given.registry, given.site)
    documents = register(
        given.site.id, [*(e.edition for e in kept.values()), *(f.edition for f in foreign)], order
    )
    for path, entry in kept.items():
        if entry.type == DOCUMENT:
            kept[path] = replace(entry, effect=documents.effect(entry.edition, today))
    addresses = {
        f.edition.path: f.base_url + f.edition.document.address.url
        for f in foreign
        if f.edition.document.address
    }
    return Entries(_paired(kept, originals), documents, addresses)


def original_of(edition: Edition, editions: Mapping[str, Edition]) -> Edition | None:
    """Return the item that an English item translates, None where it names none."""
    named = edition.get("ban_goc").lstrip("/")
    return editions.get(f"content/{edition.document.site}/{named}") if named else None


def embargoed(edition: Edition, now: datetime) -> bool:
    """Return whether an item must not be seen yet."""
    until = moment(edition.value("dang_luc"))
    return until is not None and until > now


def _has_place(address: Address | None) -> bool:
    """Return whether an address can stand on a site: plain names, no folder that the build fills itself."""
    if address is None or address.section in RESERVED or address.section in MEDIA_FOLDERS:
        return False
    dated = address.year is None or bool(
        _YEAR.fullmatch(address.year) and _MONTH.fullmatch(address.month or "")
    )
    return dated and all(SLUG.fullmatch(name) for name in (address.section, address.slug))


def _published(given: SiteInput, edition: Edition) -> datetime:
    return publication(edition, given.approvals.get(edition.path), given.seen_at)


def _entry(given: SiteInput, edition: Edition, original: Edition | None, today: date) -> Entry:
    address = edition.document.address
    assert address is not None
    approval = given.approvals.get(edition.path)
    published = _published(given, edition)
    expiry = day(edition.value("het_han"))
    pinned = edition.get("ban_goc_ma_bam").removeprefix("sha256:")
    return Entry(
        edition=edition,
        url=address.url,
        lang=address.lang,
        section=address.section,
        published=published,
        modified=_modified(edition, approval, published, today),
        approval=approval,
        removed=removal_of(edition, original),
        expired=expiry is not None and expiry < today,
        original_changed=bool(original and pinned and original.digest != pinned),
    )


def removal_of(edition: Edition, original: Edition | None) -> Mapping[str, Value] | None:
    """Return the removal of an item or, for a translation, of its original.

    A removal counts at once, also when half filled in: what shall go must not stay for a typing error.
    """
    for each in (edition, original):
        if each is None or each.value("go_bo") is None:
            continue
        value = each.value("go_bo")
        return value if isinstance(value, Mapping) else {}
    return None


def _modified(edition: Edition, approval: Approval | None, published: datetime, today: date) -> datetime:
    if approval:
        return max(approval.modified_at.astimezone(VIETNAM), published)
    stamps = [published]
    notes = [*as_list(edition.value("dinh_chinh")), edition.value("go_bo")]
    for note in notes:
        at = moment(note.get("ngay")) if isinstance(note, Mapping) else None
        if at and at.date() <= today:
            stamps.append(at)
    return max(stamps)


def _paired(kept: Mapping[str, Entry], originals: Mapping[str, Edition]) -> dict[str, Entry]:
    """Return the entries with originals and translations pointing at each other."""
    paired = dict(kept)
    for path, entry in kept.items():
        original = original_of(entry.edition, originals) if entry.lang != "vi" else None
        other = kept.get(original.path) if original else None
        if other and other.removed is None and entry.removed is None:
            paired[path] = replace(paired[path], translation=other.url)
            paired[other.path] = replace(paired[other.path], translation=entry.url)
    return paired


def by_month(entries: Iterable[Entry]) -> dict[tuple[int, int], list[Entry]]:
    """Return entries by month of publication, newest month first."""
    months: dict[tuple[int, int], list[Entry]] = {}
    for entry in sorted(entries, key=lambda e: e.newest):
        months.setdefault(entry.month, []).append(entry)
    return dict(sorted(months.items(), reverse=True))

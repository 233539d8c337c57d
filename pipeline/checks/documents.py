"""The register of legal documents: looking one up, what replaces it, since when it has lapsed.

Lookup goes by number: own site first, then the parent sites, then the whole repository. One side of a
replacement is enough; the other is derived.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.model.content import Corpus, Edition, Value, as_list
from pipeline.model.legal import authority_key, identity, is_local, issued_on, number_in, number_key
from pipeline.model.patterns import regex
from pipeline.model.site import Registry

DOCUMENT = "van-ban"
_PARTIAL = regex(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Reference:
    """A document as an item names it; `path` is the dotted place of the name."""

    number: str
    authority: str
    path: str


@dataclass(frozen=True, slots=True)
class Lapse:
    """That a document has lapsed: on which day where that is known, and what replaced it."""

    since: date | None
    by: str = ""


@dataclass(frozen=True, slots=True)
class _Law:
    """A row of sites/_chung/phap-luat.yml: a document that the regulations lean on."""

    lapsed: bool
    since: date | None
    by: str
    authority: str  # as authority_key; "" for acts of the centre, whose numbers are unique


class Register:
    """All documents of the repository, prepared once per run."""

    def __init__(self, corpus: Corpus) -> None:
        self._registry: Registry = corpus.registry
        self.documents = tuple(
            sorted(
                # numbers without a year begin anew every year: who names one mostly means the newest
                sorted((e for e in corpus.editions if e.type == DOCUMENT), key=issued_on, reverse=True),
                key=lambda e: e.document.lang != "vi",  # originals before translations
            )
        )
        self._found: dict[str, list[Edition]] = {}
        self._same: dict[tuple[str, ...], list[Edition]] = {}
        for document in self.documents:
            if document.get("so_ky_hieu").strip():
                self._same.setdefault(_place(document), []).append(document)
                self._found.setdefault(number_key(document.get("so_ky_hieu")), []).append(document)
        self._laws = dict(_laws(corpus.registry.shared.get("phap-luat", {})))
        self._successors: dict[tuple[str, ...], list[Edition]] = {}
        for document in self.documents:
            for reference in references(document, "thay_the"):
                older = self.find(reference, document)
                if older and identity(older) != identity(document):
                    self._successors.setdefault(identity(older), []).append(document)

    def find(self, reference: Reference, item: Edition) -> Edition | None:
        """Return the document that an item means, None when no register knows it."""
        known = self._found.get(number_key(reference.number), ())
        if reference.authority:
            wanted = authority_key(reference.authority)
            known = [e for e in known if authority_key(e.get("co_quan_ban_hanh")) == wanted]
        newer = reference.path.startswith("bi_thay_the_boi")
        if len(known) > 1 and item.type == DOCUMENT and issued_on(item) and not newer:
            # a document names older ones; a later document of the same number is another year's
            known = [e for e in known if issued_on(e) <= issued_on(item)] or known
        if len(known) < 2:
            return known[0] if known else None
        order = self._near(item.document.site)
        return min(known, key=lambda e: order.index(e.document.site) if e.document.site in order else 99)

    def may_mean(self, number: str, item: Edition) -> bool:
        """Return whether a number in an item's text may be taken for the document that `find` gives.

        A local number means a document of the own site or one above it, never another province's.
        """
        found = self.find(Reference(number, "", ""), item)
        return found is None or found.document.site in self._near(item.document.site) or not is_local(number)

    def same(self, document: Edition) -> tuple[Edition, ...]:
        """Return the documents of the same site, language, number and authority, the given one included."""
        return tuple(self._same.get(_place(document), ()))

    def successors(self, document: Edition) -> tuple[Edition, ...]:
        """Return the documents that say they replace this one."""
        return tuple(self._successors.get(identity(document), ()))

    def known(self, reference: Reference, item: Edition) -> bool:
        """Return whether some register, or the shared table of laws, knows a number."""
        return self._law(reference, item) is not None or self.find(reference, item) is not None

    def lapse(self, reference: Reference, item: Edition, day: date) -> Lapse | None:
        """Return the lapse of what an item refers to by a day, None while it is in force or unknown."""
        document = self.find(reference, item)
        if document is not None:
            return self.lapse_of(document, day)
        law = self._law(reference, item)
        if law is None or not law.lapsed or law.since is None or law.since > day:
            return None
        return Lapse(law.since, law.by)

    def lapse_of(self, document: Edition, day: date) -> Lapse | None:
        """Return the lapse of a document by a day: its own end, or the start of what replaces it."""
        ends: list[tuple[date, str]] = []
        own = last_day(document.value("ngay_het_hieu_luc"))
        if own:
            ends.append((own, ""))
        names = [r.number for r in references(document, "bi_thay_the_boi")]
        newer = [self.find(r, document) for r in references(document, "bi_thay_the_boi")]
        for each in (*newer, *self.successors(document)):
            if each is None or identity(each) == identity(document):
                continue
            names.append(each.get("so_ky_hieu"))
            start = last_day(each.value("ngay_hieu_luc")) or last_day(each.value("ngay_ban_hanh"))
            if start:
                ends.append((start, each.get("so_ky_hieu")))
        if ends:
            end, by = min(ends)
            return Lapse(end, by or next(iter(names), "")) if end <= day else None
        if names:
            return Lapse(None, names[0])
        return Lapse(None) if document.get("hieu_luc") == "het-hieu-luc" else None

    def _law(self, reference: Reference, item: Edition) -> _Law | None:
        """Return the row of the shared table that an item means; local numbers count near their authority."""
        law = self._laws.get(number_key(reference.number))
        if law is None or not law.authority:
            return law
        sites = (self._registry.sites.get(s) for s in self._near(item.document.site))
        meant = [reference.authority] if reference.authority else [s.agency for s in sites if s]
        return law if law.authority in {authority_key(m) for m in meant} else None

    def _near(self, site: str) -> list[str]:
        order = [site]
        while (known := self._registry.sites.get(order[-1])) and known.parent and known.parent not in order:
            order.append(known.parent)
        return order


def _place(document: Edition) -> tuple[str, ...]:
    return (document.document.site, document.document.lang, *identity(document))


def references(item: Edition, key: str) -> Iterator[Reference]:
    """Yield the documents that a key names: text, {so, co_quan}, or a list of either."""
    value = item.value(key)
    for number, entry in enumerate(as_list(value)):
        path = f"{key}[{number}]" if isinstance(value, tuple) else key
        if isinstance(entry, str) and entry.strip():
            yield Reference(number_in(entry.strip()), "", path)
        elif isinstance(entry, Mapping) and isinstance(entry.get("so"), str):
            authority = entry.get("co_quan")
            yield Reference(
                number_in(str(entry["so"])), authority if isinstance(authority, str) else "", path
            )


def first_day(value: Value) -> date | None:
    """Return the earliest day that a date, or a partial one, may mean."""
    return _day(value, first=True)


def last_day(value: Value) -> date | None:
    """Return the latest day that a date, or a partial one, may mean."""
    return _day(value, first=False)


def _day(value: Value, *, first: bool) -> date | None:
    found = _PARTIAL.fullmatch(str(value).strip()) if isinstance(value, str | int) else None
    if not found:
        return None
    try:
        year, month = int(found[1]), int(found[2] or (1 if first else 12))
        end = 1 if first else calendar.monthrange(year, month)[1]
        return date(year, month, int(found[3] or end))
    except ValueError:  # 2026-13, 2026-02-30
        return None


def _laws(data: Mapping[str, Value]) -> Iterable[tuple[str, _Law]]:
    """Yield the shared table by number; what was not verified counts as known, never as lapsed."""
    rows = [r for r in as_list(data.get("van_ban")) if isinstance(r, Mapping)]
    for row in rows:
        newer, authority = row.get("thay_bang"), row.get("co_quan")
        if isinstance(newer, str):
            yield number_key(newer), _Law(False, None, "", _folded(authority))
    for row in rows:
        older, newer = row.get("vien_dan"), row.get("thay_bang")
        if isinstance(older, str):
            lapsed = row.get("tinh_trang") == "het-hieu-luc" and row.get("da_kiem_chung") is not False
            by = newer if isinstance(newer, str) else ""
            yield number_key(older), _Law(lapsed, last_day(row.get("tu")), by, _folded(row.get("co_quan")))


def _folded(value: Value) -> str:
    return authority_key(value) if isinstance(value, str) else ""

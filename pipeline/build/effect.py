"""Legal effect of documents: dates, and replacement told by either side.

One side of a replacement is enough: what a newer document says it replaces counts as if the older one
named its successor. Effect is computed for a day; nothing of it is kept in front matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.build.values import PartialDay, partial_day
from pipeline.model.content import Edition, Value, as_list
from pipeline.model.legal import authority_key, identity, issued_on, number_in, number_key

DOCUMENT = "van-ban"


class Validity(StrEnum):
    """The state of a document on a day; the values are those of the key `hieu_luc`."""

    NOT_YET = "chua-hieu-luc"
    IN_FORCE = "con-hieu-luc"
    PARTLY = "het-hieu-luc-mot-phan"
    LAPSED = "het-hieu-luc"


@dataclass(frozen=True, slots=True)
class Reference:
    """A document as another names it: number, and authority where the number alone is not enough."""

    number: str
    authority: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """What became of a document by a day; `since` is the day of effect or, once lapsed, of lapse."""

    validity: Validity
    since: PartialDay | None
    replaced_by: tuple[Reference, ...] = ()
    amended_by: tuple[Reference, ...] = ()


@dataclass(frozen=True)
class Register:
    """Documents of own site, parents and all others, by number, nearest first."""

    own: str
    found: Mapping[str, tuple[Edition, ...]]
    replaced: Mapping[str, tuple[Edition, ...]]  # path of a document → those that replace it
    amended: Mapping[str, tuple[Edition, ...]]

    def find(self, reference: Reference, lang: str = "vi") -> Edition | None:
        """Return the document that a reference means, None where no register knows it.

        Of a document and its translation the one in `lang` is taken, when the same site has it.
        """
        known = self.found.get(number_key(reference.number), ())
        if reference.authority:
            wanted = authority_key(reference.authority)
            known = tuple(e for e in known if authority_key(e.get("co_quan_ban_hanh")) == wanted)
        if not known:
            return None
        nearest = known[0].document.site
        same = (e for e in known if e.document.site == nearest and e.document.lang == lang)
        return next(same, known[0])

    def effect(self, document: Edition, today: date) -> Effect:
        """Return the effect of a document on a day."""
        replaced_by, ends = self._replacement(document)
        amended_by = tuple(reference_to(e) for e in self.amended.get(document.path, ()))
        own_end = partial_day(document.value("ngay_het_hieu_luc"))
        ends += [own_end] if own_end else []
        end = min(ends, key=lambda d: d.last, default=None)
        start = partial_day(document.value("ngay_hieu_luc")) or partial_day(document.value("ngay_ban_hanh"))
        declared = document.get("hieu_luc")
        undated = bool(replaced_by) and not ends  # the successor is known by its number only
        if (end and end.last <= today) or undated or (declared == Validity.LAPSED and not end):
            return Effect(Validity.LAPSED, end, replaced_by, amended_by)
        if start and start.first > today:
            return Effect(Validity.NOT_YET, start, (), amended_by)
        validity = Validity.PARTLY if declared == Validity.PARTLY else Validity.IN_FORCE
        return Effect(validity, start, (), amended_by)

    def _replacement(self, document: Edition) -> tuple[tuple[Reference, ...], list[PartialDay]]:
        names: dict[str, Reference] = {}
        ends: list[PartialDay] = []
        for reference in references(document.value("bi_thay_the_boi")):
            names[number_key(reference.number)] = reference
            newer = self.find(reference)
            if newer and newer.path != document.path:
                ends += _start(newer)
        for newer in self.replaced.get(document.path, ()):
            names.setdefault(number_key(newer.get("so_ky_hieu")), reference_to(newer))
            ends += _start(newer)
        return tuple(names.values()), ends


def _start(document: Edition) -> list[PartialDay]:
    start = partial_day(document.value("ngay_hieu_luc")) or partial_day(document.value("ngay_ban_hanh"))
    return [start] if start else []


def register(own: str, documents: Iterable[Edition], order: Iterable[str]) -> Register:
    """Return the register over documents of several sites; `order` names the sites, nearest first."""
    rank = {site: n for n, site in enumerate(dict.fromkeys([own, *order]))}
    listed = sorted(
        # numbers without a year begin anew every year: who names one mostly means the newest
        sorted((e for e in documents if e.type == DOCUMENT), key=issued_on, reverse=True),
        # originals before translations, which say the same of themselves
        key=lambda e: (rank.get(e.document.site, len(rank)), e.document.lang != "vi"),
    )
    found: dict[str, list[Edition]] = {}
    for edition in listed:
        if edition.get("so_ky_hieu"):
            found.setdefault(number_key(edition.get("so_ky_hieu")), []).append(edition)
    made = Register(own, {k: tuple(v) for k, v in found.items()}, {}, {})
    return Register(own, made.found, _reverse(made, listed, "thay_the"), _reverse(made, listed, "sua_doi"))


def _reverse(known: Register, documents: Iterable[Edition], key: str) -> dict[str, tuple[Edition, ...]]:
    reverse: dict[str, list[Edition]] = {}
    for edition in documents:
        for reference in references(edition.value(key)):
            older = known.find(reference)
            if older is None:
                continue
            # several sites may hold the same document; every copy of the older one is concerned
            for copy in known.found[number_key(reference.number)]:
                if identity(copy) != identity(older):
                    continue
                same = reverse.setdefault(copy.path, [])
                numbers = {number_key(e.get("so_ky_hieu")) for e in (copy, *same)}
                if copy.path != edition.path and number_key(edition.get("so_ky_hieu")) not in numbers:
                    same.append(edition)
    return {path: tuple(editions) for path, editions in reverse.items()}


def references(value: Value) -> Iterator[Reference]:
    """Yield the documents that a value names: text, {so, co_quan}, or a list of either."""
    for entry in as_list(value):
        if isinstance(entry, Mapping):
            number, authority = entry.get("so"), entry.get("co_quan")
            if isinstance(number, str):
                yield Reference(number_in(number), authority if isinstance(authority, str) else "")
        elif isinstance(entry, str) and entry.strip():
            yield Reference(number_in(entry.strip()))


def reference_to(document: Edition) -> Reference:
    """Return how to name a document: by its number, or by its title where it has none."""
    return Reference(document.get("so_ky_hieu") or document.title, document.get("co_quan_ban_hanh"))

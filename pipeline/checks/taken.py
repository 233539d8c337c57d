"""Text that an item took from an earlier one without naming it: the judgement behind NG009 and NG010."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.checks.likeness import Likeness
from pipeline.checks.naming import has_source, names_item
from pipeline.checks.registry import Context
from pipeline.checks.sharing import Comparison, Passage, compare, words
from pipeline.checks.words import bare
from pipeline.model.content import Edition
from pipeline.model.patterns import regex
from pipeline.model.text import Text

WHOLE = 0.8  # share of an item from which it counts as a copy
PART, PART_OF_OTHER = 0.4, 0.5  # share of the later, or of the earlier item
LEAST_WHOLE, LEAST_PART = 50, 70  # syllables in common
LONG_PASSAGE = 120  # syllables of one passage, whatever its share

# Registers: their bodies explain the same thing in the same words at every office.
_REGISTERS = frozenset(
    (
        *(
            "van-ban",
            "thu-tuc",
            "lich-lam-viec",
            "danh-ba",
            "lanh-dao",
            "don-vi",
            "bieu-mau",
            "lien-ket",
            "ngan-sach",
        ),
        *("thong-ke", "dau-thau", "doanh-nghiep", "moi-truong", "ban-do", "quang-cao"),
    )
)
_ANSWERS = frozenset({"hoi-dap", "tu-van-phap-luat"})
_AGAIN = regex(
    r"^(?:thong bao |quyet dinh )?(?:ve viec |v v )?(?:gia han|dieu chinh|bo sung|thay the|dinh chinh|thong bao lai)\b"
    r"|\blan (?:thu )?(?:\d+|hai|ba|tu)\b|\bgia han\b"
)
_FIGURES = regex(r"\b(?:\d+|[ivx]+)\b")
_DOCUMENT = regex(r"\d{1,5}/(?:\d{4}/)?[A-ZĐ][\w-]{1,20}")
_LAW = regex(r"\b(?:điều|khoản|điểm|quy định|luật|nghị định|thông tư|quyết định|quy chế)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Taken:
    """What an item has from an earlier one that it does not name."""

    source: Edition
    found: Comparison
    whole: bool

    @property
    def longest(self) -> Passage:
        """Return the longest passage."""
        return max(self.found.passages, key=lambda p: p.length)

    @property
    def percent(self) -> int:
        """Return the share of the later item in percent."""
        return min(100, round(100 * self.found.share))


def taken(edition: Edition, ctx: Context) -> Taken | None:
    """Return the most that an item has from one earlier item; None when that is little, named or a form."""
    search = ctx.facts.get("likeness")
    if not isinstance(search, Likeness) or edition.type in _REGISTERS or edition.value("go_bo"):
        return None
    if edition.path not in search.verdicts:
        search.verdicts[edition.path] = _most(edition, ctx, search)
    found: Taken | None = search.verdicts[edition.path]
    return found


def _most(edition: Edition, ctx: Context, search: Likeness) -> Taken | None:
    candidates = search.earlier(edition)
    if not candidates or has_source(edition):
        return None
    best: Taken | None = None
    named = 0
    for candidate in candidates:
        found = _judge(edition, candidate.edition, search)
        if found is None:
            continue
        other = candidate.edition
        if names_item(edition, other, ctx):
            named = max(named, found.found.common)
        elif names_item(other, edition, ctx):
            continue
        elif best is None or found.found.common > best.found.common:
            best = found
    # who names the first of several copies need not name the others
    return best if best and best.found.common > 1.1 * named else None


def _judge(edition: Edition, other: Edition, search: Likeness) -> Taken | None:
    if edition.document.lang != other.document.lang or other.value("go_bo") or _series(edition, other):
        return None
    own, their = words(edition), words(other)
    found = compare(own, their)
    if found.is_form:
        return None
    if found.share >= WHOLE and found.common >= LEAST_WHOLE:
        return Taken(other, found, whole=True)
    found = compare(own, their, search.is_form)
    enough = found.share >= PART or found.share_of_other >= PART_OF_OTHER
    if not found.passages or not (
        (enough and found.common >= LEAST_PART) or max(p.length for p in found.passages) >= LONG_PASSAGE
    ):
        return None
    result = Taken(other, found, whole=False)
    return None if _same_law(edition, other, result.longest.line) else result


def _series(edition: Edition, other: Edition) -> bool:
    """Return whether two items are made alike on purpose: a weekly notice, a page that each site must have."""
    same_site = edition.document.site == other.document.site
    if edition.type == other.type == "trang":
        return not same_site and edition.document.section == other.document.section
    if same_site and edition.type == other.type and edition.type in _ANSWERS:
        return True
    one, two = bare(edition.title), bare(other.title)
    if same_site and (_AGAIN.search(one) or _AGAIN.search(two)):
        return True
    return one != two and _FIGURES.sub("", one) == _FIGURES.sub("", two)


def _same_law(edition: Edition, other: Edition, line: int) -> bool:
    """Return whether a passage follows the mention of a document that both items name."""
    lines = edition.body.split("\n")
    at = line - edition.body_line
    before = "\n".join(lines[max(0, at - 3) : at + 1])
    if not _LAW.search(before):
        return False
    numbers = set(_DOCUMENT.findall(edition.text[:100_000]))
    return any(n in other.text for n in numbers)


def how_to_name(source: Edition, edition: Edition, ctx: Context) -> Text:
    """Return an example of naming an item as the source."""
    links = ctx.facts["links"]
    own_site = source.document.site == edition.document.site
    inside = source.path.split("/", 2)[2]
    if own_site:
        return Text(f"[{source.title}](/{inside})", f"[{source.title}](/{inside})")
    site = ctx.site(source)
    name = source.get("nguon.ten").strip() or (site.name if site else source.document.site)
    address = links[source.document.site].items.get(source.path, "/") if site else "/"
    url = f"{site.base_url}{address}" if site else address
    said = f'nguon: {{ten: {name}, dia_chi: "{url}"}}'
    return Text(f"nguon_tin: co-quan, {said}", f"nguon_tin: co-quan, {said}")

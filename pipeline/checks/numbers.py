"""What a document's number says: its form, its type code, the codes of those who issued it.

The abbreviations are data (`sites/_chung/so-hieu.yml`); an unknown one says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from pipeline.model.content import Value, as_list
from pipeline.model.patterns import regex
from pipeline.model.site import Registry
from pipeline.model.text import fold, squeeze, strip_diacritics

# The patterns of requirements B.3; acts of the Standing Committee of the National Assembly besides.
LAW = regex(r"\d{2,}[a-z]?/\d{4}/(?:(?:UBTV)?QH\d+|[A-ZĐ]+(?:-[A-ZĐ][A-ZĐa-z0-9.&]*)*)")
TYPED = regex(
    r"\d{2,}[a-z]?/(?:NQ|QĐ|CT|QC|QyĐ|TC|TB|HD|CTr|KH|PA|ĐA|DA|BC|BB|TTr|HĐ|CĐ)-[A-ZĐ][A-ZĐa-z0-9.&-]*"
)
LETTER = regex(r"\d{2,}[a-z]?/[A-ZĐ0-9]{2,}-[A-ZĐ0-9][A-ZĐ0-9.&-]*")
PARTY = regex(r"\d{2,}-[A-ZĐ][A-ZĐa-z]{1,4}/(?!UBND|HĐND|CP|TTg)[A-ZĐ][A-ZĐa-z]{1,9}")  # 80-NQ/TW
OLD = regex(r"\d{1,5}[a-z]?[-/](?:[A-ZĐ]+[-/])*[A-ZĐ][A-ZĐa-z0-9]*")  # 64/CP, 121-HĐBT
OLD_UNTIL = 1999  # later numbers follow one of the forms above

_PARTS = regex(r"[\s/\\_.:–—-]+")
_ZERO = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1"})
_COUNT = regex(r"(?P<digits>[\dOoIl]{1,6})(?P<letter>[a-z]?)")
# Spellings that typing without Vietnamese letters, or in one case only, leaves of an abbreviation.
_MENDED = {
    "QD": "QĐ",
    "ND": "NĐ",
    "HDND": "HĐND",
    "TTG": "TTg",
    "TTR": "TTr",
    "CTR": "CTr",
    "QYD": "QyĐ",
    "BGDDT": "BGDĐT",
    "BKHDT": "BKHĐT",
    "VPHDND": "VPHĐND",
    "SGDDT": "SGDĐT",
    "SKHDT": "SKHĐT",
}


@dataclass(frozen=True, slots=True)
class Form:
    """What a type code stands for: its name, and the values of `hinh_thuc` that fit."""

    name: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Codes:
    """The abbreviations of so-hieu.yml."""

    types: Mapping[str, Form]
    type_patterns: tuple[tuple[re.Pattern[str], Form], ...]
    agencies: Mapping[str, str]  # code → group
    patterns: tuple[tuple[re.Pattern[str], str], ...]  # pattern of codes → group
    names: tuple[tuple[str, str], ...]  # folded beginning of a name → group, the longest first

    def form(self, code: str) -> Form | None:
        """Return what a type code stands for, None when unknown."""
        return self.types.get(code) or next((f for p, f in self.type_patterns if p.fullmatch(code)), None)

    def agencies_of(self, number: str) -> tuple[str, ...]:
        """Return the codes of those who issued a number: after the type, or of a letter the first."""
        codes = parts(number)
        return codes[1:] if len(codes) > 1 and codes[0] in self.types else codes[:1]

    def agency_group(self, code: str) -> str:
        """Return the group of agencies that a code stands for, "" when unknown."""
        return self.agencies.get(code) or next((g for p, g in self.patterns if p.fullmatch(code)), "")

    def group_of(self, authority: str) -> str:
        """Return the group that an authority's name belongs to, "" when unknown."""
        name = fold(authority) + " "
        return next((g for start, g in self.names if name.startswith(start)), "")


def compact(number: str) -> str:
    """Return a number as it should stand in print: without blanks, in the order of the original."""
    return squeeze(number).replace(" ", "")


def parts(number: str) -> tuple[str, ...]:
    """Return the abbreviations of a number: 10/2024/QĐ-UBND → QĐ, UBND."""
    found = compact(number)[:100].split("/")
    if PARTY.fullmatch(compact(number)[:100]):
        return ()  # the Party's own numbering
    rest = found[2:] if len(found) > 2 and found[1].isdigit() else found[1:]
    return tuple(p for p in "-".join(rest).replace("–", "-").split("-") if p)


def mended(number: str, year: str) -> str:
    """Return what a badly typed number was probably meant to be, "" where nothing sure comes of it."""
    pieces = [p for p in _PARTS.split(squeeze(number)[:100]) if p]
    while pieces and not _COUNT.fullmatch(pieces[0]) and len(pieces) > 2:
        pieces = pieces[1:]  # "Quyết định số 12/QĐ-UBND"
    count = _COUNT.fullmatch(pieces[0]) if pieces else None
    if count is None or not any(c.isdigit() for c in pieces[0]):
        return ""
    digits = count["digits"].translate(_ZERO)
    head = (digits if len(digits) > 1 else f"0{digits}") + count["letter"]
    rest = pieces[1:]
    written = rest[0].translate(_ZERO) if rest else ""
    if len(written) == 4 and written.isdigit():
        head, rest = f"{head}/{written}", rest[1:]
    elif len(written) == 2 and written.isdigit() and year[2:] == written:
        head, rest = f"{head}/{year}", rest[1:]
    codes = [_MENDED.get(strip_diacritics(p).upper(), p if p[:1].isupper() else p.upper()) for p in rest]
    made = f"{head}/{'-'.join(codes)}"
    fits = any(p.fullmatch(made) for p in (LAW, TYPED, LETTER))
    return made if codes and fits else ""


def read_codes(registry: Registry) -> Codes:
    """Return the abbreviations of a registry; rows of a wrong shape are left out."""
    data = registry.shared.get("so-hieu", {})
    types: dict[str, Form] = {}
    type_patterns, agencies = [], dict[str, str]()
    for row in _rows(data.get("ten_loai")):
        form = Form(str(row.get("ten") or ""), _texts(row.get("hinh_thuc")))
        types.update(dict.fromkeys(_texts(row.get("ma")), form))
        type_patterns += [(p, form) for p in _patterns(row)]
    patterns, names = [], []
    for row in _rows(data.get("co_quan")):
        group = str(row.get("nhom") or "")
        agencies.update(dict.fromkeys(_texts(row.get("ma")), group))
        names += [(name, group) for name in _texts(row.get("ten"))]
        patterns += [(p, group) for p in _patterns(row)]
    names.sort(key=lambda n: -len(n[0]))
    return Codes(types, tuple(type_patterns), agencies, tuple(patterns), tuple(names))


def _rows(value: Value) -> Iterator[Mapping[str, Value]]:
    yield from (row for row in as_list(value) if isinstance(row, Mapping))


def _patterns(row: Mapping[str, Value]) -> Iterator[re.Pattern[str]]:
    written = row.get("ma_mau")
    if isinstance(written, str):
        with suppress(re.error):
            yield re.compile(written)  # here, where a mistake in it is caught


def _texts(value: Value) -> tuple[str, ...]:
    return tuple(v for v in as_list(value) if isinstance(v, str))

"""Data of private persons in running text: what is told, and what makes it innocent.

A finding needs a word that names the kind of data and, where offices have such data too (telephones,
accounts), a sign of a private person and none of an office. Initials (“ông N.V.A”) are innocent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from pipeline.checks.inventory import answer, holds_any, of_text
from pipeline.checks.personal_signs import (
    ACCOUNT,
    ACCOUNT_NUMBER,
    AGE,
    ANY_NAME,
    AT_NAME,
    BANK,
    BESIDE,
    BORN,
    CALLED,
    CHILD,
    DRIVEN,
    DWELLING,
    HEALER,
    HEALTH,
    HOLDER,
    HOME,
    HONOURED,
    IDENTITY,
    IDENTITY_DIGITS,
    IDENTITY_WORDS,
    ILLNESS,
    ILLNESS_SIGNS,
    LISTED,
    MOBILE,
    MOST,
    NAME,
    NAME_COLUMN,
    OFFICE,
    ORGANISATION,
    PAPER,
    PAPERS,
    PATIENT,
    PERSON,
    PHONE,
    PHONE_LABEL,
    PLIGHT,
    PRIVATE,
    PRIVATE_COLUMNS,
    QUANTITY,
    SCHOOL,
    YOUNG,
    YOUNG_SIGNS,
)
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.patterns import regex
from pipeline.model.text import fold

_MOST_SEEN = 3000  # candidates that are looked at; more are a hostile text
_ACCOUNT_SIGNS = ("tài khoản", "stk", "số tk", "tk số", "account n")
_DWELLING_SIGNS = (
    "trú ",
    "ngụ ",
    "nơi ở",
    "chỗ ở",
    "hktt",
    "hộ khẩu",
    "nhà ở",
    "địa chỉ",
    "nhà số",
    "số nhà",
)
_BORN_SIGNS = ("sinh ", "sinh:", "sn ")
_PATIENT_SIGNS = ("bệnh nhân", "người bệnh", "bn ")
_COLUMN_SIGNS = ("họ và", "họ tên", "họ,", "full name")
# Every word that is looked for, with what a text's words must hold for it: few texts hold more than some of them.
_POSSIBLE = {
    sign: holds_any([sign])
    for sign in (
        *(*_ACCOUNT_SIGNS, *_DWELLING_SIGNS, *_BORN_SIGNS, *_PATIENT_SIGNS, *_COLUMN_SIGNS),
        *(*ILLNESS_SIGNS, *YOUNG_SIGNS, *(sign for paper in PAPERS for sign in paper[2])),
    )
}
_PAPER_BITS = {label: sum({_POSSIBLE[sign] for sign in signs}) for _, label, signs, _ in PAPERS}
_CLOSE = regex(r"[.;]\s")
_LONG_RUN = regex(r"[0-9](?:[ .\u00a0-]?[0-9]){8}")


class Hit(NamedTuple):
    """Something personal: its kind, its place in the text, and words that show it without repeating it."""

    kind: str
    line: int
    column: int
    shown: str


class _Text(NamedTuple):
    written: str
    lowered: str  # of the same length, so that places fit
    numbers: tuple[tuple[int, int], ...]  # stretches around long runs of digits
    words: int  # what its words make possible (`pipeline.checks.inventory`)


@lru_cache(maxsize=4)
def of_edition(edition: Edition) -> tuple[Hit, ...]:
    """Return what an item tells of private persons, front matter included."""
    return found_in(edition.text, open_phones=edition.type == "hoi-dap", words=of_text(edition))


def found_in(text: str, *, open_phones: bool = False, words: int | None = None) -> tuple[Hit, ...]:
    """Return what a text tells of private persons; linear in its length.

    With `open_phones` a mobile number with its label counts though no name stands beside it. `words` is what the
    text's words make possible, where that is known already.
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters grow; then case is looked through by the patterns alone
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    told: list[tuple[int, Hit]] = []
    runs = ((m.start() - 10, m.end() + 24) for m in islice(_LONG_RUN.finditer(text), _MOST_SEEN))
    words = answer(text) if words is None else words
    given = _Text(text, lowered, tuple(_stretches(runs, len(text))), words)
    places = _Lines(text)
    for kind, detector in _DETECTORS:
        for at, shown in islice(detector(given), MOST):
            told.append((at, Hit(kind, *places.at(at), short(shown))))
    phones = islice(_phones(given, open_phones), MOST)
    told += [(at, Hit(PHONE, *places.at(at), shown)) for at, shown in phones]
    told.sort(key=lambda pair: pair[0])
    return tuple(hit for _, hit in told)


class _Lines:
    def __init__(self, text: str) -> None:
        self._text = text

    def at(self, offset: int) -> tuple[int, int]:
        before = self._text.rfind("\n", 0, offset)
        return self._text.count("\n", 0, offset) + 1, offset - before


def _near(given: _Text, signs: Iterable[str], before: int, after: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text around some words; patterns run there only, which keeps them cheap."""
    found: list[int] = []
    possible = given.words
    for sign in signs:
        if not possible & _POSSIBLE[sign]:
            continue
        at = given.lowered.find(sign)
        while at >= 0 and len(found) < _MOST_SEEN:
            found.append(at)
            at = given.lowered.find(sign, at + len(sign))
    if not found:
        return
    found.sort()
    yield from _stretches(((at - before, at + after) for at in found), len(given.written))


def _stretches(places: Iterable[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    start = end = -1
    for first, last in places:
        if first > end:
            if end >= 0:
                yield max(0, start), min(end, length)
            start = first
        end = max(end, last)
    if end >= 0:
        yield max(0, start), min(end, length)


def _some(
    pattern: re.Pattern[str], text: str, stretches: Iterable[tuple[int, int]]
) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern in some stretches of a text, up to a number no honest text reaches."""
    return islice((m for a, b in stretches for m in pattern.finditer(text, a, b)), _MOST_SEEN)


def _line_of(given: _Text, at: int, before: int, after: int) -> tuple[str, str]:
    """Return what stands on the line before and after a place, bounded, as written."""
    start = max(given.written.rfind("\n", max(0, at - before), at) + 1, at - before, 0)
    end = given.written.find("\n", at, at + after)
    return given.written[start:at], given.written[at : end if end >= 0 else at + after]


def _identities(given: _Text) -> Iterator[tuple[int, str]]:
    for found in _some(IDENTITY_DIGITS, given.written, given.numbers):
        before, rest = _line_of(given, found.start(), 80, 60)
        after = rest[len(found[0]) :]
        around = fold(f"{before} # {after[:25]}")
        named = IDENTITY_WORDS.search(around) or _under_such_a_head(
            given.written, found.start(), before + rest
        )
        if not named or QUANTITY.match(fold(after[:20]) + " "):
            continue
        digits = re.sub(r"\D", "", found[0])
        yield found.start(), f"{digits[:4]}…{digits[-2:]} ({len(digits)} chữ số)"


def _under_such_a_head(text: str, at: int, line: str) -> bool:
    """Return whether a number stands in a table's row whose head names identity numbers."""
    separator = next((c for c in "|\t;," if c in line), "")
    if not separator:  # a page of a PDF keeps blanks only: a name and nothing else tells that this is a row
        separator = " " if ANY_NAME.search(line) and len(line) < 160 else ""
    if not separator:
        return False
    above = text[max(0, at - 4000) : at]
    head = above[above.rfind("\n\n") + 2 if "\n\n" in above else 0 :].partition("\n")[0]
    if separator == " ":
        near = above[above.rfind("\n\n") + 2 if "\n\n" in above else 0 :].split("\n")[-41:]
        heads = [r for r in near if len(r) < 200 and "." not in r and NAME_COLUMN.search(r.lower())]
        head = heads[-1] if heads else ""
    return separator in head and bool(IDENTITY_WORDS.search(fold(head[:500])))


def _phones(given: _Text, open_phones: bool) -> Iterator[tuple[int, str]]:
    for found in _some(MOBILE, given.written, given.numbers):
        before, rest = _line_of(given, found.start(), 120, 120)
        after = _CLOSE.split(rest[len(found[0]) :], 1)[0]
        around = (before + found[0] + after).lower()
        private = bool(PRIVATE.search(around))
        if OFFICE.search(around) and not private:
            continue
        named = PERSON.search(before[-100:]) or (private and ANY_NAME.search(before[-40:]))
        named = named or CALLED.search(before[-60:])
        labelled = open_phones and PHONE_LABEL.search(before)
        if not named and not labelled and "cá nhân" not in around:
            continue
        digits = re.sub(r"\D", "", found[0])
        yield found.start(), f"{digits[:4]}…{digits[-2:]}"


def _accounts(given: _Text) -> Iterator[tuple[int, str]]:
    if not given.numbers:
        return
    for found in _some(ACCOUNT_NUMBER, given.written, _near(given, _ACCOUNT_SIGNS, 8, 110)):
        lines = given.written[max(0, found.start() - 150) : found.end() + 200]
        around = lines.lower()
        holder = HOLDER.search(lines)
        before, rest = _line_of(given, found.start(), 80, 100)
        named = PERSON.search(before) and BANK.search(rest.lower())
        beside = named and not ORGANISATION.search((before + rest).lower())
        if (
            not holder
            and not beside
            and (ORGANISATION.search(around) or not (BANK.search(around) or PERSON.search(lines)))
        ):
            continue
        digits = re.sub(r"\D", "", found["digits"])
        yield found.start("digits"), f"{digits[:3]}…{digits[-2:]} ({len(digits)} chữ số)"


def _papers(given: _Text) -> Iterator[tuple[int, str]]:
    for pattern, label, signs, needs_person in PAPERS:
        if not given.words & _PAPER_BITS[label]:
            continue
        for found in _some(pattern, given.written, _near(given, signs, 12, 90)):
            before, after = _line_of(given, found.start(), 120, 150)
            if needs_person and not (PERSON.search(before + after) or DRIVEN.search(before + after)):
                continue
            shown = found["found"]
            yield found.start("found"), f"{label} {shown[:3]}…"


def _homes(given: _Text) -> Iterator[tuple[int, str]]:
    for found in _some(DWELLING, given.written, _near(given, _DWELLING_SIGNS, 12, 90)):
        before, _ = _line_of(given, found.start(), 100, 10)
        if found[0][:7].lower() == "địa chỉ" and "nhà" not in found[0][:16].lower():
            # of an office or a shop, too: it counts only right behind a person's name
            if not OFFICE.search(before.lower()) and AT_NAME.search(before):
                yield found.start(), found[0]
        elif PERSON.search(before) or re.search(rf"{NAME}[\s,(–-]*(?:sinh|SN|sn|\d|$)", before[-60:]):
            yield found.start(), found[0]
    for born in _some(BORN, given.written, _near(given, _BORN_SIGNS, 24, 30)):
        before, _ = _line_of(given, born.start(), 80, 10)
        if int(born["year"]) >= 1930 and ANY_NAME.search(before) and not HONOURED.search(before):
            yield born.start(), "ngày sinh " + born["year"]


def _health(given: _Text) -> Iterator[tuple[int, str]]:
    for patient in _some(PATIENT, given.written, _near(given, _PATIENT_SIGNS, 0, 60)):
        yield patient.start(), patient[0].split()[0] + " " + patient[0].split()[1] + " (có họ tên)"
    for found in _some(ILLNESS, given.written, _near(given, ILLNESS_SIGNS, 10, 30)):
        before, _ = _line_of(given, found.start(), 70, 10)
        sentence = re.split(r"[.;:!?]\s", before)[-1]
        person = PERSON.search(sentence) or BESIDE.search(sentence) or _ill_in_a_row(given, found)
        if person and not PATIENT.search(sentence) and not HEALER.search(sentence):
            yield found.start(), found[0]


def _ill_in_a_row(given: _Text, found: re.Match[str]) -> re.Match[str] | None:
    """Return the name in a table's row whose cell is the illness, None where there is none."""
    before, after = _line_of(given, found.start(), 200, 60)
    cell = before.rpartition("|")[2] + after.partition("|")[0]
    if not before.lstrip().startswith("|") or cell.count(" ") > 6 or "khoa" in before.lower():
        return None
    return ANY_NAME.search(before)


def _children(given: _Text) -> Iterator[tuple[int, str]]:
    for child in _some(YOUNG, given.written, _near(given, YOUNG_SIGNS, 0, 70)):
        _, rest = _line_of(given, child.end(), 0, 120)
        about = re.split(r"[.;!?]\s", rest)[0]
        age = AGE.search(about[:80])
        if age:
            months = "tháng" in age[0].lower()
            years = int(age["age"]) if age["age"] and not months else 0
            born = int(age["year"] or age["sn"] or 9999)
            young = years < 16 and (born == 9999 or born > 2010)
        else:
            young = bool(PLIGHT.search(about) and SCHOOL.search(about))
        if young:
            yield child.start(), child[0].split()[0] + " (có họ tên)"


def _lists(given: _Text) -> Iterator[tuple[int, str]]:
    """Tables whose head names persons and private data and whose next rows are filled."""
    for found in _some(NAME_COLUMN, given.lowered, _near(given, _COLUMN_SIGNS, 0, 25)):
        before, rest = _line_of(given, found.start(), 200, 400)
        head = (before + rest).lower()
        columns = [p.search(head) for p in PRIVATE_COLUMNS]
        named = [c[0] for c in columns if c]
        if not named or re.search(r"họ\s*(?:,|và)?\s*tên[^:|\t]{0,20}:", head):
            continue
        end = given.written.find("\n", found.end())
        rows = given.written[end + 1 : end + 900].split("\n")[:6] if end >= 0 else []
        if any(_filled(row) for row in rows):
            yield found.start(), "họ tên cùng " + ", ".join(" ".join(n.split()) for n in named[:3])


def _filled(row: str) -> bool:
    return bool(ANY_NAME.search(row.title() if row.isupper() else row)) and any(c.isdigit() for c in row)


_DETECTORS: tuple[tuple[str, Callable[[_Text], Iterator[tuple[int, str]]]], ...] = (
    (IDENTITY, _identities),
    (ACCOUNT, _accounts),
    (PAPER, _papers),
    (LISTED, _lists),
    (HOME, _homes),
    (HEALTH, _health),
    (CHILD, _children),
)

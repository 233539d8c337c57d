"""Numbers of legal documents: when two spellings are one number, and where a text mentions one.

Shared by the rules that judge documents and by the build that links them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.content import Edition
from pipeline.model.text import fold, nfc

_SPACE = re.compile(r"\s+")
# Everything of a number from its first slash on; "/" comes first so that the search runs at memchr speed.
_TAIL = re.compile(
    r"/ ?(?:(?:19|20)\d\d ?/ ?[A-ZĐ](?=[A-ZĐ-])[A-ZĐƯa-zđ0-9]*+(?:[-–][A-ZĐƯ][A-ZĐƯa-zđ0-9]*+)*+"
    r"|[A-ZĐ][A-ZĐa-zđ]{0,6}+(?:[-–][A-ZĐƯ][A-ZĐƯa-zđ0-9]*+)++"
    r"|(?P<party>[A-ZĐ]{2,8}+(?![\w/-])))"
)
_HEAD = re.compile(r"(?<![\w/.,-])\d{1,5}[a-zđ]?[ ]?$")
_PARTY_HEAD = re.compile(r"(?<![\w/.,-])\d{1,5}-[A-ZĐ][A-ZĐa-zđ]{0,4}$")  # 80-NQ/TW
_HEAD_LENGTH = 13  # the longest head and what may not stand before it
_YEAR = re.compile(r"/((?:19|20)\d\d)/")
# Numbers that only one agency in the country gives out.
_CENTRAL = re.compile(r"QH\d+$|-CP$|-TTg$|-CTN$|/TW$|/\d{4}/TT(?:LT)?-")
# Most numbers one text is asked about: beyond it somebody pasted a register.
MOST = 400


@dataclass(frozen=True, slots=True)
class Mention:
    """A document number in a text, as written, with its place."""

    number: str
    start: int
    end: int


def number_key(number: str) -> str:
    """Return the form in which two spellings of a document number are the same.

    Blanks, case, the stroke of Đ, the kind of dash and leading zeros do not make another document.
    """
    plain = _SPACE.sub("", nfc(number)).upper().replace("Đ", "D").replace("–", "-").replace("—", "-")
    return plain.lstrip("0") or plain


def authority_key(name: str) -> str:
    """Return the form in which two spellings of an authority's name are the same (UBND, Uỷ ban nhân dân)."""
    plain = fold(name).replace("uy ban nhan dan", "ubnd").replace("hoi dong nhan dan", "hdnd")
    return plain.replace("cong thong tin dien tu", "cong ttdt")


def year_of(number: str) -> int | None:
    """Return the year that stands in a number (10/2024/QĐ-UBND), None where none does."""
    found = _YEAR.search(_SPACE.sub("", number[:60]))
    return int(found[1]) if found else None


def is_local(number: str) -> bool:
    """Return whether many agencies may have this number: every province has a 10/2024/QĐ-UBND."""
    return _CENTRAL.search(_SPACE.sub("", number[:100])) is None


def identity(document: Edition) -> tuple[str, ...]:
    """Return what makes a document one and the same: copies on several sites share it.

    Numbers without a year begin anew every year, so the year of issue belongs to them.
    """
    number = document.get("so_ky_hieu")
    if not number.strip():
        return (document.path,)
    issued = document.value("ngay_ban_hanh")
    year = "" if year_of(number) else str(issued)[:4] if isinstance(issued, str | int) else ""
    return (number_key(number), year, authority_key(document.get("co_quan_ban_hanh")))


def issued_on(document: Edition) -> str:
    """Return the day of issue in a form that sorts, "" when missing."""
    issued = document.value("ngay_ban_hanh")
    return str(issued) if isinstance(issued, str | int) else ""


def mentions(text: str) -> Iterator[Mention]:
    """Yield the document numbers that a text names, in order of appearance, at most `MOST`.

    Dates, fractions, standards and addresses are none. Linear to the length of the text.
    """
    told = 0
    for tail in _TAIL.finditer(text):
        start = tail.start()
        window = text[max(0, start - _HEAD_LENGTH) : start]
        head = (_PARTY_HEAD if tail["party"] else _HEAD).search(window)
        if head is None:
            continue
        first = start - (len(window) - head.start())
        yield Mention(text[first : tail.end()], first, tail.end())
        told += 1
        if told >= MOST:
            return


def number_in(text: str) -> str:
    """Return the number in how somebody named a document ("Quyết định số 10/2024/QĐ-UBND"), else the text."""
    found = next(mentions(text[:300]), None)
    return found.number if found else text


def may_mention(text: str) -> bool:
    """Return whether a text may name a document: a quick look before the careful one."""
    return _TAIL.search(text) is not None

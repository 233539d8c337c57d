"""What a text states that can be true or false: dates, times, amounts, document numbers, names.

Each statement is brought to one form, so that "5 ngày" and "05 ngày", "98 triệu đồng" and "98.000.000 đồng",
"22/11/2026" and "ngày 22 tháng 11 năm 2026" are the same and a change of layout states nothing new.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from pipeline.model.legal import number_key
from pipeline.model.patterns import regex

MOST_LENGTH = 200_000  # characters; what stands behind is not compared
# No group that captures stands under a possessive quantifier: Python 3.11 has such matches wrong.
_TARGETS = regex(r"\]\([^()\n]*+\)|<[^<>\n]*+>|https?://\S++|\{:[^{}\n]*+\}|www\.\S++")
_LISTED = regex(
    r"^[ \t]*+(?:>[ \t]*+)*+(?:\d{1,3}[.)]|#{1,6}[ \t]++(?:\d{1,2}\.)++\d{0,2})[ \t]", re.MULTILINE
)
_DOCUMENT = regex(r"\b\d{1,5}[a-zA-Z]?(?:/\d{4})?/[A-ZĐƯ][A-ZĐƯa-zđư0-9]*+(?:-[A-ZĐƯ][A-ZĐƯ0-9]*+)*+")
_DATE = regex(
    r"\b(?P<d>\d{1,2})(?P<s>[/.-])(?P<m>\d{1,2})(?P=s)(?P<y>\d{4})\b"
    r"|\b(?P<y2>\d{4})-(?P<m2>\d{2})-(?P<d2>\d{2})\b"
    r"|\bngày\s{1,3}(?P<d3>\d{1,2})\s{1,3}tháng\s{1,3}(?P<m3>\d{1,2})(?:\s{1,3}năm\s{1,3}(?P<y3>\d{4}))?"
    r"|\b(?P<d4>\d{1,2})/(?P<m4>\d{1,2})\b(?!/)",
    re.IGNORECASE,
)
_TIME = regex(
    r"\b(?P<h>\d{1,2})(?:\s?+(?:giờ|h|g)(?:\s?(?P<m>\d{2})(?:\s?(?:phút|p))?)?|:(?P<m2>\d{2}))(?!\w)",
    re.IGNORECASE,
)
_NUMBER = regex(
    r"(?<![\w/.,-])(?P<whole>\d{1,3}(?:\.\d{3})++|\d{1,3}(?:,\d{3})++|\d{1,18})(?:[.,](?P<part>\d{1,6}))?"
    r"(?:\s?(?P<scale>nghìn|ngàn|triệu|tỷ|tỉ))?(?![\w/])",
    re.IGNORECASE,
)
_PHONE = regex(r"(?<![\w/.,-])\(?0\d{1,3}\)?(?:[ .-]\d{2,4}){2,3}(?![\w/]|[.,-]\d)")
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
_RUN = regex(rf"(?<=[^\W\d_][ ,(]|, )[{_UPPER}][^\W\d_]{{0,9}}+(?: [{_UPPER}][^\W\d_]{{0,9}}+){{1,5}}+")


@dataclass(frozen=True, slots=True)
class Statement:
    """Something stated: its kind, the form for comparing, how it was written, where in the text it begins."""

    kind: str
    key: str
    written: str
    at: int


def statements(text: str) -> tuple[Statement, ...]:
    """Return what a text states, in order; targets of links and numbers of lists and headings state nothing."""
    rest = _blank(_LISTED, _blank(_TARGETS, text[:MOST_LENGTH]))
    found: list[Statement] = []
    for pattern, read in (
        (_DOCUMENT, _document),
        (_DATE, _date),
        (_TIME, _time),
        (_PHONE, _phone),
        (_NUMBER, _number),
    ):
        for match in pattern.finditer(rest):
            kind, key = read(match)
            found.append(Statement(kind, key, match[0].strip(), match.start()))
        rest = _blank(pattern, rest)
    found += _names(rest)
    return tuple(sorted(found, key=lambda s: s.at))


def gone_and_new(
    old: Iterable[Statement], new: Iterable[Statement]
) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    """Return what only the old and what only the new text states, each once."""
    before = {(s.kind, s.key): s for s in reversed(tuple(old))}
    after = {(s.kind, s.key): s for s in reversed(tuple(new))}
    gone = sorted((s for k, s in before.items() if k not in after), key=lambda s: s.at)
    came = sorted((s for k, s in after.items() if k not in before), key=lambda s: s.at)
    return tuple(gone), tuple(came)


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda m: re.sub(r"[^\n]", "\x00", m[0]), text)


def _document(match: re.Match[str]) -> tuple[str, str]:
    return "van-ban", number_key(match[0])


def _date(match: re.Match[str]) -> tuple[str, str]:
    day = match["d"] or match["d2"] or match["d3"] or match["d4"]
    month = match["m"] or match["m2"] or match["m3"] or match["m4"]
    year = match["y"] or match["y2"] or match["y3"] or ""
    return "ngay", f"{int(day)}.{int(month)}.{year}"


def _time(match: re.Match[str]) -> tuple[str, str]:
    return "gio", f"{int(match['h'])}:{int(match['m'] or match['m2'] or 0)}"


def _phone(match: re.Match[str]) -> tuple[str, str]:
    return "so", "".join(c for c in match[0] if c.isdigit())


def _number(match: re.Match[str]) -> tuple[str, str]:
    whole = match["whole"].replace(".", "").replace(",", "")
    part = match["part"] or ""
    value = Fraction(int(whole + part), 10 ** len(part)) * _SCALES.get((match["scale"] or "").casefold(), 1)
    return "so", str(value)


def _names(text: str) -> Iterator[Statement]:
    """Yield runs of two to six capitalised words that do not begin a sentence: people, places, agencies."""
    for match in _RUN.finditer(text):
        yield Statement("ten", match[0].lower(), match[0], match.start())

"""What carries meaning in a sentence: amounts, dates, numbers of documents, names, links, negations.

Each is found once, from left to right, and brought to one form, so that two spellings of the same thing
("98 tỷ đồng", "98.000.000.000 đồng") are no change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

MONEY, DATE, TIME, DOCUMENT, PERCENT = "tien", "ngay", "gio", "so-van-ban", "ty-le"
LINK, EMAIL, PHONE, NUMBER, NAME, NEGATION = "lien-ket", "thu-dien-tu", "dien-thoai", "so", "ten", "phu-dinh"
KINDS = (MONEY, DATE, TIME, DOCUMENT, PERCENT, LINK, EMAIL, PHONE, NAME, NEGATION, NUMBER)

# Longer texts than this are judged by their beginning; nobody writes such a sentence in good faith, and
# whatever lies behind it is still shown line by line.
_MOST = 20_000
_MULTIPLES: Mapping[str, int] = {
    "trăm": 100,
    "nghìn": 1000,
    "ngàn": 1000,
    "triệu": 10**6,
    "tỷ": 10**9,
    "tỉ": 10**9,
}
_CURRENCIES: Mapping[str, str] = {
    "đồng": "đồng",
    "đ": "đồng",
    "₫": "đồng",
    "vnd": "đồng",
    "vnđ": "đồng",
    "usd": "USD",
    "đô la mỹ": "USD",
    "eur": "EUR",
    "euro": "EUR",
}
_QUARTERS: Mapping[str, int] = {"I": 1, "II": 2, "III": 3, "IV": 4}
_UPPER = "A-ZÀ-ÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_N = r"\d{1,15}(?:[.,]\d{1,15}){0,8}"
_MULT = r"(?:trăm|nghìn|ngàn|triệu|tỷ|tỉ)"
_CURRENCY = r"(?:đồng|đô la Mỹ|VNĐ|VND|vnđ|USD|EUR|euro|₫|đ)(?!\w)"
_HONORIFICS = frozenset({"Ông", "Bà", "Anh", "Chị", "Đồng", "Theo", "Tại", "Ngày"})
_AGENCIES = frozenset(
    {"Sở", "Bộ", "Ban", "Phòng", "Ủy", "UBND", "HĐND", "Hội", "Cục", "Chi", "Trung", "Công", "Văn", "Trường"}
)
_NEGATIONS = r"không|chưa|chẳng|đừng|cấm|trừ|miễn"

_PATTERNS: tuple[tuple[str, str], ...] = (
    (LINK, r"https?://[^\s)>\]\"'”]{1,2000}"),
    (LINK, r"\]\(<?[^)\s>]{1,2000}"),
    (EMAIL, r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}"),
    (
        DOCUMENT,
        rf"\d{{1,6}}(?:/\d{{4}})?/[{_UPPER}][{_UPPER}\d]{{0,15}}(?:[-–][{_UPPER}][\w]{{0,15}}){{0,4}}",
    ),
    (DOCUMENT, rf"\d{{1,6}}-[{_UPPER}]{{1,6}}/[{_UPPER}]{{1,8}}"),
    (DATE, r"\d{4}-\d{2}-\d{2}(?=\D|$)"),
    (
        DATE,
        r"(?:[Nn]gày|[Mm]ùng|[Mm]ồng)?\s?\d{1,2}\s?tháng\s?\d{1,2}(?:\s?(?:,\s?)?năm\s?\d{4}|/\d{4})?",
    ),
    (DATE, r"(?:(?:[Nn]gày|[Mm]ùng)\s)?\d{1,2}(?P<s>[/.-])\d{1,2}(?P=s)\d{4}(?!\d)"),
    (DATE, r"[Qq]uý\s(?:IV|III|II|I|[1-4])(?:(?:\snăm\s|[/-])\d{4})?(?!\w)"),
    (DATE, r"[Tt]háng\s?\d{1,2}(?:(?:\snăm\s|[/-])\d{4})?(?!\d)"),
    (DATE, r"[Nn]ăm\s\d{4}(?!\d)"),
    (
        DATE,
        r"(?:[Tt]hứ\s(?:hai|ba|tư|năm|sáu|bảy|[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy|[2-7])|[Cc]hủ [Nn]hật)(?!\w)",
    ),
    (PERCENT, rf"{_N}\s?(?:%|‰|phần trăm)"),
    (PHONE, r"(?<![\d.,])(?:\+84|0)[ .-]?\d(?:[ .-]?\d){7,9}(?![\d.,]\d)(?!\d)"),
    (PHONE, r"(?<![\d.,])1[89]00(?:[ .-]?\d){3,6}(?!\d)(?!\s?(?:đồng|triệu|tỷ|tỉ))"),
    (MONEY, rf"{_N}(?:\s?{_MULT}(?:\s{_N})?){{1,6}}\s?{_CURRENCY}"),
    (MONEY, rf"{_N}\s?{_CURRENCY}"),
    (MONEY, rf"{_N}\s?(?:triệu|tỷ|tỉ)(?!\w)(?!\s(?:người|lượt|tấn|con|cây|dân|m))"),
    (TIME, r"\d{1,2}\s?(?:giờ|h|g)(?![^\W\d])(?:\s?\d{1,2}(?!\d)(?:\s?phút)?)?"),
    (TIME, r"\d{2}:\d{2}(?::\d{2})?(?!\d)(?:[+-]\d{2}:\d{2}|Z)?"),
    (DATE, r"(?:0?[1-9]|1[0-2])/(?:19|20)\d{2}(?!\d)"),
    (DATE, r"(?:[Nn]gày|[Mm]ùng)\s?\d{1,2}(?:[/-]\d{1,2})?(?!\d)"),
    (NUMBER, _N),
    (NEGATION, rf"(?i:{_NEGATIONS})(?!\w)"),
    (NAME, rf"[{_UPPER}][\w-]{{0,30}}(?:\s[{_UPPER}][\w-]{{0,30}}){{0,12}}"),
)
_INSIDE = r"(?<!\w)"  # a word or a number is never entered in its middle
_BEFORE = {LINK: "", PHONE: "", TIME: r"(?:(?<!\w)|(?<=\dT))"}
_SCAN = re.compile(
    "|".join(
        f"(?P<k{n}>{_BEFORE.get(kind, _INSIDE)}{pattern})" for n, (kind, pattern) in enumerate(_PATTERNS)
    )
)
_NUMBERS = re.compile(r"\d+")
_PART = re.compile(rf"({_N})\s?((?:{_MULT}\s?)*)")
_FOLLOWING = re.compile(rf"\s[^\W\d{_UPPER}]{{1,10}}")


@dataclass(frozen=True, slots=True)
class Token:
    """Something that carries meaning: its kind, how it is written, and its one form for comparing."""

    kind: str
    text: str
    value: str


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a sentence in order; time linear to the text."""
    text = text[:_MOST]
    for found in _SCAN.finditer(text):
        kind = _PATTERNS[int((found.lastgroup or "k0")[1:])][0]
        said = found[0]
        if kind == NAME:
            name = _name(said, text, found.start(), found.end())
            if name:
                yield Token(NAME, name, name)
            continue
        yield Token(kind, _bare(said), _FORMS.get(kind, _plain)(said))


def _name(said: str, text: str, start: int, end: int) -> str:
    """Return a name without the word that only opens the sentence, "" where it is none."""
    words = said.split()
    opens = not text[:start].strip(" \"“'(*_#>-–") or text[:start].rstrip(" \"“'(").endswith(
        (":", ".", "!", "?")
    )
    if opens:
        if len(words) > 1 and (
            words[0] in _HONORIFICS or (words[1] in _AGENCIES and words[0] not in _AGENCIES)
        ):
            words = words[1:]
        elif len(words) == 1 and not (words[0].isupper() and len(words[0]) > 1) and words[0] not in _AGENCIES:
            return ""
    if words[0] in _AGENCIES and not words[0].isupper():
        following = _FOLLOWING.match(text, end)  # “Sở Y tế”: the last syllable tells which
        if following:
            words.append(following[0].strip())
        elif len(words) == 1:
            return ""
    return " ".join(words)


def _plain(said: str) -> str:
    return " ".join(_bare(said).split())


def _bare(said: str) -> str:
    """Return what was found without what only stands around it."""
    return said.removeprefix("](").strip(" <").rstrip(".,;:!?") or said


def amount(text: str) -> Fraction:
    """Return a number as Vietnamese papers write it: points between thousands, a comma before decimals.

    "1.234,5" is 1234.5; a single group behind one sign is thousands where it has three digits ("98.000"),
    else decimals ("2,5", "2.5").
    """
    marks = [c for c in text if c in ".,"]
    if not marks:
        return Fraction(int(text))
    last = max(text.rfind("."), text.rfind(","))
    whole, tail = text[:last], text[last + 1 :]
    thousands = len(tail) == 3 and len(set(marks)) == 1 and not whole.startswith("0")
    digits = "".join(c for c in whole if c.isdigit()) or "0"
    if thousands:
        return Fraction(int(digits + tail))
    return Fraction(int(digits)) + Fraction(int(tail), 10 ** len(tail))


def _money(said: str) -> str:
    total = Fraction(0)
    for part in _PART.finditer(said):
        value = amount(part[1])
        for word in part[2].split():
            value *= _MULTIPLES[word]
        total += value
    currency = next(
        (_CURRENCIES[c] for c in sorted(_CURRENCIES, key=len, reverse=True) if said.casefold().endswith(c)),
        "đồng",
    )
    return f"{total} {currency}"


def _date(said: str) -> str:
    low = said.casefold().rstrip("t")
    if low.startswith(("thứ", "chủ")):
        return low
    numbers = [int(n) for n in _NUMBERS.findall(said)]
    if low.startswith("quý"):
        roman = next((_QUARTERS[w] for w in re.findall(r"[IV]+", said) if w in _QUARTERS), None)
        quarter = roman if roman is not None else numbers.pop(0)
        return f"quý {quarter} {numbers[-1] if numbers and numbers[-1] > 999 else ''}".strip()
    if low.startswith("năm"):
        return f"{numbers[0]}"
    year = next((n for n in numbers if n > 999), None)
    rest = [n for n in numbers if n <= 999]
    if numbers and numbers[0] > 999:  # 2026-11-22
        day, month = rest[1], rest[0]
    elif low.startswith("tháng") or (len(rest) == 1 and year is not None):
        day, month = 0, rest[0]
    else:
        day, month = rest[0], rest[1] if len(rest) > 1 else 0
    return "-".join(str(n) for n in (year or "", month or "", day or ""))


def _time(said: str) -> str:
    numbers = [int(n) for n in _NUMBERS.findall(said.split("+")[0])] + [0]
    return f"{numbers[0]}:{numbers[1]:02}"


def _digits(said: str) -> str:
    found = "".join(c for c in said if c.isdigit())
    return "0" + found.removeprefix("84") if said.startswith("+84") else found


def _number(said: str) -> str:
    return str(amount(said))


def _percent(said: str) -> str:
    found = re.match(_N, said)
    return f"{amount(found[0]) if found else said}{'‰' if '‰' in said else '%'}"


_FORMS: Mapping[str, Callable[[str], str]] = {
    MONEY: _money,
    DATE: _date,
    TIME: _time,
    PHONE: _digits,
    NUMBER: _number,
    PERCENT: _percent,
    EMAIL: str.casefold,
    NEGATION: str.casefold,
}

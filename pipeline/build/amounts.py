"""Amounts of money and counts as readers read them: grouped by thousands, long amounts also in words of size."""

from __future__ import annotations

import re
from decimal import Decimal

_WHOLE = r"[0-9]{1,3}(?:[.,  ][0-9]{3}){1,6}|[0-9]{1,19}"
_AMOUNT = re.compile(
    rf"({_WHOLE})(?:\s?(?:đồng|đ|VNĐ|VND))(?!\w)", re.IGNORECASE
)  # an amount in words of size ("98 tỷ đồng") is easy to read as it is
_SIZES = (
    (Decimal(10) ** 9, "tỷ", "billion"),
    (Decimal(10) ** 6, "triệu", "million"),
)
_FROM = Decimal(10) ** 6  # below it the figures alone are easy to read
_COUNT = re.compile(r"-?[0-9]{5,19}")  # four digits may be a year


def write_amount(text: str, lang: str) -> str:
    """Return a text with its first amount in đồng grouped by thousands and, from a million on, in words of size.

    What is no amount in đồng comes back as it is: “98 tỷ đồng”, “0 USD”.
    """
    found = _AMOUNT.search(text[:300])
    if found is None:
        return text
    value = Decimal(re.sub(r"[^0-9]", "", found[1]))
    said = f"{grouped(int(value), lang)} {'dong' if lang == 'en' else 'đồng'}"
    short = _short(value, lang)
    return text[: found.start()] + said + (f" ({short})" if short else "") + text[found.end() :]


def _short(value: Decimal, lang: str) -> str:
    if value < _FROM:
        return ""
    size, vi, en = next(s for s in _SIZES if value >= s[0])
    amount = value / size
    rounded = amount.quantize(Decimal("0.01"))
    figures = f"{rounded:,.2f}".rstrip("0").rstrip(".")
    if lang == "en":
        return f"{'' if rounded == amount else 'about '}{figures} {en}"
    figures = figures.translate(str.maketrans(",.", ".,"))
    return f"{'' if rounded == amount else 'khoảng '}{figures} {vi} đồng"


def grouped(value: int, lang: str) -> str:
    """Return a whole number grouped by thousands: 98.000.000, in English 98,000,000."""
    figures = f"{value:,}"
    return figures if lang == "en" else figures.replace(",", ".")


def write_count(text: str, lang: str) -> str:
    """Return a cell that holds one long whole number grouped by thousands, any other cell as it is."""
    return grouped(int(text), lang) if _COUNT.fullmatch(text) and not text.startswith("0") else text


def number(text: str) -> Decimal | None:
    """Return the number of a cell, None for what is none or can be read in two ways (1.234 is either)."""
    plain = text.strip().replace("\u2212", "-").removesuffix("%").rstrip()
    if len(plain) > 30:
        return None
    if re.fullmatch(r"-?[0-9]{1,19}", plain):
        return Decimal(plain)
    if re.fullmatch(r"-?[0-9]{1,3}(?:\.[0-9]{3}){2,6}|-?[0-9]{1,3}(?:,[0-9]{3}){2,6}", plain):
        return Decimal(re.sub(r"[.,]", "", plain))
    if re.fullmatch(r"-?[0-9]{1,15}[.,](?:[0-9]{1,2}|[0-9]{4,9})", plain):
        return Decimal(plain.replace(",", "."))
    return None

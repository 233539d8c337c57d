"""Text in XML: escaped, and without the characters that XML 1.0 forbids."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

_FORBIDDEN = {c: None for c in range(32) if c not in (9, 10, 13)} | {0xFFFE: None, 0xFFFF: None}


def plain(value: str) -> str:
    """Return a text as the content of an element."""
    return escape(value.translate(_FORBIDDEN))


def attribute(value: str) -> str:
    """Return a text as an attribute's value with its quotes."""
    return quoteattr(value.translate(_FORBIDDEN))

"""The bounds of looking into attachments, and what says that one was met."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

MAX_FILE = 64 * 1024 * 1024  # a larger file is not read; a rule says so
MAX_PART = 24 * 1024 * 1024  # of one unpacked part of an office file or archive
MAX_UNPACKED = 96 * 1024 * 1024  # of all parts together
MAX_MEMBERS = 5000
MAX_TEXT = 400_000  # characters kept
MAX_PAGES = 300
MAX_NAMES = 200  # of links, anchors, members that are kept
MAX_WORDS = 300  # characters of a title or a name
SECONDS = 12  # of processor time for one file; half as much again on the wall
MEMORY = 768 * 1024 * 1024  # address space of the process that reads


class Bound(Exception):
    """A bound was met; the argument is the word for it that facts carry."""


def name(value: object) -> str:
    """Return a title or a person's name as one line in normal form C, bounded; "" for anything but text."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if not isinstance(value, str):
        return ""
    seen = "".join(c if c.isprintable() else " " for c in value[: MAX_WORDS * 4])
    return unicodedata.normalize("NFC", " ".join(seen.split()))[:MAX_WORDS]


def names(values: Iterable[object]) -> tuple[str, ...]:
    """Return bounded names without empty and double ones, in their order."""
    kept: dict[str, None] = {}
    for value in values:
        plain = name(value)
        if plain:
            kept[plain] = None
        if len(kept) >= MAX_NAMES:
            break
    return tuple(kept)


def body(text: str) -> tuple[str, bool]:
    """Return a text in normal form C without control characters, and whether it had to be cut."""
    cut = len(text) > MAX_TEXT
    plain = text[:MAX_TEXT].replace("\r\n", "\n").replace("\r", "\n")
    plain = plain.translate(_CONTROLS)
    return unicodedata.normalize("NFC", plain.encode("utf-8", "replace").decode("utf-8")), cut


_CONTROLS = dict.fromkeys((*range(9), 11, *range(14, 32), 127), " ")

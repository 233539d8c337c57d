"""The plain lines of front matter, read without the YAML parser, which costs ten times as much for the same.

Nearly every line that editors write is `key: some words` or `key: [one, two]`. Such lines have one reading, and
it is taken from them at once; whatever else stands under a key is left to the parser, key by key. Where a text
is not surely made of such parts, nothing is read here at all. A test compares both ways on random texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from sys import intern

from pipeline.model.content import Mark, Value, mark_at
from pipeline.source import faults

_KEYED = re.compile(r"[a-z][a-z0-9_]{0,60}:(?: |$)")
# A key with a plain scalar on its line: no comment, no colon that ends a key, a first character without a meaning.
_PLAIN = re.compile(
    r"([a-z][a-z0-9_]{0,60}): ([0-9A-Za-zÀ-ỹ/(“][ !\"$-9;-~\u00a0-\u2027\u202a-\ud7ff]*"
    r"(?::+[!\"$-9;-~\u00a0-\u2027\u202a-\ud7ff][ !\"$-9;-~\u00a0-\u2027\u202a-\ud7ff]*)*)"
)
_ENTRY = re.compile(r"[0-9A-Za-zÀ-ỹ/][ ()+./0-9;<=A-Z^_a-z~\u00a0-\u2027\u202a-\ud7ff-]*")
# Line breaks of YAML that are none here, and what the parser refuses.
_STRANGE = re.compile("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")

Chunk = tuple[dict[str, Value], dict[str, Mark]]


def read_plain(
    text: str,
    first_line: int,
    scalar: Callable[[str], Value],
    parse: Callable[[str, int], Chunk | None],
) -> Chunk | None:
    """Return value and places of a block of front matter, None where only the parser can tell.

    `scalar` gives the value of a plain scalar; `parse` reads the lines of one key that are not plain, from their
    first line on, and returns None for what it does not take.
    """
    if len(text) > faults.MAX_NODES or _STRANGE.search(text):
        return None
    value: dict[str, Value] = {}
    marks: dict[str, Mark] = {}
    lines = text.split("\n")
    at, end = 0, len(lines)
    while at < end:
        line, place = lines[at], mark_at(first_line + at, 1)
        marks.setdefault("", place)
        after = _after(lines, at)
        plain = _PLAIN.fullmatch(line) if after == at + 1 and line[-1:] != " " else None
        if plain is not None:
            key, written = intern(plain[1]), plain[2]
            if key in value:
                return None
            value[key], marks[key] = scalar(written), place
        elif not _KEYED.match(line):
            if not line and at and not any(lines[at:]):
                break
            return None
        elif not _other(lines, at, after, first_line, value, marks, scalar, parse):
            return None
        at = after
    return (value, marks) if value else None


def _after(lines: list[str], at: int) -> int:
    """Return where the lines of the key at a place end: before the next line that could begin another."""
    end = at + 1
    while end < len(lines) and (not lines[end] or lines[end].startswith((" ", "- ", "#"))):
        end += 1
    if end == len(lines) and end > at + 1 and not any(lines[at + 1 :]):
        return at + 1  # blank lines after the last key say nothing
    return end


def _other(
    lines: list[str],
    at: int,
    after: int,
    first_line: int,
    value: dict[str, Value],
    marks: dict[str, Mark],
    scalar: Callable[[str], Value],
    parse: Callable[[str, int], Chunk | None],
) -> bool:
    """Take over a key whose value is a list on its line, or what the parser reads; return whether that went well."""
    key, _, rest = lines[at].partition(":")
    key = intern(key)
    if key in value:
        return False
    entries = _entries(rest[1:]) if after == at + 1 and rest.startswith(" [") else None
    if entries is not None:
        marks[key] = mark_at(first_line + at, 1)
        column = len(key) + 4
        for index, entry in enumerate(entries):
            marks[f"{key}[{index}]"] = mark_at(first_line + at, column)
            column += len(entry) + 2
        value[key] = tuple(map(scalar, entries))
        return True
    told = parse(
        "\n".join([*lines[at:after], ""] if after < len(lines) else lines[at:after]), first_line + at
    )
    if told is None or not value.keys().isdisjoint(told[0]):
        return False
    value |= told[0]
    marks |= {path: mark for path, mark in told[1].items() if path}
    return True


def _entries(written: str) -> list[str] | None:
    """Return the entries of a list on one line, None unless all are plain and parted by comma and blank."""
    if not written.endswith("]") or len(written) < 3:
        return None
    found = written[1:-1].split(", ")
    return found if all(e and e[-1] != " " and _ENTRY.fullmatch(e) for e in found) else None

"""One scan of a body for what the rules judge: pictures, links, headings, quotes, tables, lines of prose.

Code (fenced, indented, in backticks) and comments are left out. The scan follows Python-Markdown, which
builds the pages: `#` without a blank makes a heading, a fence that is never closed is plain text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.checks.inline import NAMES_SOMETHING, Link, Picture, Tag, find, mask_code, plain
from pipeline.checks.inventory import answer
from pipeline.model.content import Edition
from pipeline.model.patterns import regex
from pipeline.model.text import squeeze

_FENCE = regex(r"(?P<fence>~{3,}+|`{3,}+)[^`]*+$")
_HEADING = regex(r"(?P<marks>#{1,6}+)(?P<text>.*)$")
_UNDERLINE = regex(r"(?:=++|-++) *+$")
_LIST = regex(r" *+(?:[-+*]|\d{1,9}[.)])\s")
_DEFINITION = regex(
    r" {0,3}\[(?!\^)(?P<key>[^\[\]]++)\]:[ \t]*+<?(?P<target>[^\s<>]++)>?"
    r"(?:[ \t]++[\"'(](?P<title>[^\"'()]*+)[\"')])?[ \t]*+$"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a body."""

    line: int
    column: int
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together; `kind` is "chu", "danh-sach", "trich", "bang" or "tieu-de".

    `lines` are the file's lines with code as blanks; `plain` is their text without marks.
    """

    kind: str
    line: int
    lines: tuple[str, ...]

    @property
    def last(self) -> int:
        """Return the file's line on which the block ends."""
        return self.line + len(self.lines) - 1

    @property
    def plain(self) -> str:
        """Return the words of the block."""
        return _plain(self.lines)


@lru_cache(maxsize=512)  # more than most articles have blocks; several rules ask for each
def _plain(lines: tuple[str, ...]) -> str:
    return plain("\n".join([line.lstrip(" >") for line in lines]))


@dataclass(frozen=True, slots=True)
class Scan:
    """What a body holds, each with its place in the file."""

    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...]
    pictures: tuple[Picture, ...]
    links: tuple[Link, ...]
    tags: tuple[Tag, ...]
    body: tuple[str, ...]  # every line of the body as written
    first_line: int

    def below(self, line: int) -> str:
        """Return the text under a line of the file, one blank line between allowed; "" at the end."""
        for number in (line + 1, line + 2):
            index = number - self.first_line
            if 0 <= index < len(self.body) and self.body[index].strip():
                return self.body[index].strip()
        return ""


@lru_cache(maxsize=4)
def scan(edition: Edition) -> Scan:
    """Return the scan of an item's body; rules ask one after the other for the same item."""
    body = edition.body
    written = body.split("\n")
    lines = _without_comments(body).split("\n") if "<!--" in body else written
    references: dict[str, tuple[str, str]] = {}
    blocks = _blocks(lines, written, edition.body_line, references)
    found = []
    if answer(body) & NAMES_SOMETHING:
        found = [find("\n".join(b.lines), b.line, references) for b in blocks]
    return Scan(
        tuple(blocks),
        tuple(_headings(blocks)),
        tuple([p for f in found for p in f.pictures]),
        tuple([x for f in found for x in f.links]),
        tuple([t for f in found for t in f.tags]),
        tuple(written),
        edition.body_line,
    )


def _without_comments(text: str) -> str:
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts += [text[at:start], re.sub(r"[^\n]", " ", text[start : end + 3])]
        at = end + 3
    return "".join([*parts, text[at:]])


def _blocks(
    lines: list[str], written: list[str], first_line: int, references: dict[str, tuple[str, str]]
) -> list[Block]:
    closing = _closing_fences(lines)
    made: list[Block] = []
    held: list[str] = []
    kind, start, in_list, number = "", 0, False, 0

    def done() -> None:
        if held:
            text = "\n".join(held)
            masked = mask_code(text).split("\n") if "`" in text else held
            made.append(Block(kind, first_line + start, tuple(masked)))
            held.clear()

    end_of_all = len(lines)
    while number < end_of_all:
        line = lines[number]
        if line[:1].isalpha():  # nearly every line: words, which begin nothing but a paragraph
            following = lines[number + 1] if number + 1 < end_of_all else ""
            if held or not ("|" in line or following.startswith(("=", "-"))):
                if not held:
                    kind, start = "chu", number
                in_list = kind == "danh-sach"
                held.append(line)
                number += 1
                continue
        elif not line.strip():
            done()
            number += 1
            continue
        fence = _FENCE.match(line) if line.startswith(("`", "~")) else None
        end = _after(closing.get(fence["fence"], ()), number) if fence else None
        definition = _DEFINITION.match(line) if "]:" in line else None
        indented = written[number].startswith(("    ", "\t"))
        if end is not None:
            done()
            number = end
        elif definition:
            key = squeeze(definition["key"]).lower()
            references.setdefault(key, (definition["target"], definition["title"] or ""))
            done()
        elif not held and indented and not in_list:
            pass  # code by its indent
        else:
            now = _kind(line, lines[number + 1] if number + 1 < end_of_all else "", kind if held else "")
            if held and (now != kind or (now == "danh-sach" and _LIST.match(line))):
                done()
            in_list = now == "danh-sach" or (in_list and indented)
            if not held:
                kind, start = now, number
            held.append(line)
            if now == "tieu-de" and not line.startswith("#"):
                held.append(lines[number + 1])
                number += 1
            if now == "tieu-de":
                done()
        number += 1
    done()
    return made


def _kind(line: str, following: str, current: str) -> str:
    if line.startswith("#"):
        return "tieu-de"
    if line.lstrip(" ").startswith(">"):
        return "trich"
    if current in ("trich", "bang", "danh-sach") and not _LIST.match(line):
        return current  # a line that goes on without a mark of its own
    if not current and _UNDERLINE.match(following):
        return "tieu-de"
    if _LIST.match(line):
        return "danh-sach"
    row = line.strip()
    if not current and "|" in row and (is_separator(following) or (row[0] == "|" and row[-1] == "|")):
        return "bang"
    return current or "chu"


def is_separator(line: str) -> bool:
    """Return whether a line parts the header of a table from its rows."""
    row = line.strip()
    return "|" in row and "-" in row and not row.strip("|:- ")


def _closing_fences(lines: list[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        if line.startswith(("```", "~~~")) and not line.rstrip(" ").strip(line[0]):
            found.setdefault(line.rstrip(" "), []).append(number)
    return found


def _after(numbers: list[int] | tuple[()], number: int) -> int | None:
    place = bisect_right(numbers, number)
    return numbers[place] if place < len(numbers) else None


def _headings(blocks: list[Block]) -> Iterator[Heading]:
    for block in blocks:
        if block.kind != "tieu-de":
            continue
        found = _HEADING.match(block.lines[0])
        if found:
            text, level = found["text"].rstrip(" #"), len(found["marks"])
        else:
            text, level = block.lines[0], 1 if block.lines[1].startswith("=") else 2
        yield Heading(block.line, 1, level, plain(text.partition("{:")[0]))

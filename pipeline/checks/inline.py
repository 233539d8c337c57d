"""Links, pictures and tags within one block of Markdown, in time linear to its length.

Every pattern is possessive or bounded by its next delimiter, and nothing is searched twice: the text is
whatever somebody uploaded.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple

from pipeline.checks.inventory import holds_any
from pipeline.model.patterns import regex
from pipeline.model.text import squeeze

_SPECIAL = regex(r"\\.|!?\[|\]")
# `(target "title")`: the target may hold one pair of parentheses, as addresses of encyclopaedias do
_TARGET = regex(
    r"\(\s*+(?:<(?P<angle>[^<>\n]*+)>|(?P<plain>[^\s()<>]*+(?:\([^\s()]*+\)[^\s()<>]*+)*+))"
    r"(?:\s++(?:\"(?P<double>[^\"\n]*+)\"|'(?P<single>[^'\n]*+)'))?+\s*+\)"
)
_REFERENCE = regex(r" ?\[(?P<key>[^\[\]\n]*+)\]")
_ATTRIBUTES = regex(r"\{:?(?P<inside>[^{}\n]*+)\}")
_AUTO = regex(r"<(?P<url>(?:https?|ftp)://[^<>\s]++)>", re.IGNORECASE)
_BARE = regex(r"(?:\bhttps?://|\bwww\.)[^\s<>()\[\]{}\"'“”‘’|]++", re.IGNORECASE)
_TAG = regex(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*+)(?P<attributes>[^<>]*+)>")
_ATTRIBUTE = regex(
    r"(?<![A-Za-z-])(?P<key>[A-Za-z-]++)\s*+=\s*+(?:\"(?P<d>[^\"]*+)\"|'(?P<s>[^']*+)'|(?P<b>[^\s\"'<>=]++))"
)
_TICKS = regex(r"`++")
_PICTURE_TEXT = regex(r"!\[([^\[\]]*+)\](?:\([^()]*+\))?+")
# an underscore within a word belongs to it, as in “IMG_1234”
_MARKUP = regex(r"<[^<>]*+>|[*`~]|(?<!\w)_++|(?<!_)_++(?!\w)")
_URL_END = ".,;:!?…”"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a body; `alt` is None where an HTML tag has none, `decorative` where it says so."""

    line: int
    column: int
    end_line: int
    alt: str | None
    target: str
    title: str = ""
    decorative: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a body; `bare` is an address that stands as its own text, linked or not."""

    line: int
    column: int
    text: str
    target: str
    title: str = ""
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """An HTML tag in a body, its name and attributes in lower case."""

    line: int
    column: int
    name: str
    attributes: Mapping[str, str]
    closes: bool = False


class Found(NamedTuple):
    """What a block holds, in order of appearance."""

    pictures: tuple[Picture, ...]
    links: tuple[Link, ...]
    tags: tuple[Tag, ...]


_NOTHING = Found((), (), ())


class _Places:
    """From an offset in a block to line and column of its file."""

    def __init__(self, text: str, first_line: int) -> None:
        self._starts = [0, *(m.end() for m in re.finditer("\n", text))]
        self._first = first_line

    def at(self, offset: int) -> tuple[int, int]:
        row = bisect_left(self._starts, offset + 1) - 1
        return self._first + row, offset - self._starts[row] + 1


# Without one of these a text has no marks at all; most texts are looked at no further.
_MARK_SIGNS = regex(r"[*`~_<\[&]")
NAMES_SOMETHING = holds_any(("[", "<", "://", "www."))  # whether a text may hold a link, a picture or a tag
_NOTHING_HERE = regex(r"[\[<]|://|www\.", re.IGNORECASE)


def plain(text: str) -> str:
    """Return the words of a piece of Markdown, without its marks; a picture gives its alternative."""
    if not _MARK_SIGNS.search(text):
        return squeeze(text)
    return squeeze(unescape(_MARKUP.sub("", _PICTURE_TEXT.sub(r"\1", text))))


def mask_code(text: str) -> str:
    """Return a block with its code spans as blanks, every other character in its place."""
    runs = list(_TICKS.finditer(text))
    if not runs:
        return text
    later: dict[int, list[int]] = {}
    for index, run in enumerate(runs):
        later.setdefault(len(run[0]), []).append(index)
    parts, at, index = [], 0, 0
    while index < len(runs):
        same = later[len(runs[index][0])]
        place = bisect_left(same, index + 1)
        if place < len(same):
            start, end = runs[index].start(), runs[same[place]].end()
            parts += [text[at:start], re.sub(r"[^\n]", " ", text[start:end])]
            at, index = end, same[place]
        index += 1
    return "".join([*parts, text[at:]])


def find(text: str, first_line: int, references: Mapping[str, tuple[str, str]]) -> Found:
    """Return links, pictures and tags of a block whose code is masked.

    `references` gives target and title of the link definitions by lower-case key.
    """
    if not _NOTHING_HERE.search(text):
        return _NOTHING
    places = _Places(text, first_line)
    taken: list[tuple[int, int]] = []
    pictures: list[tuple[int, Picture]] = []
    links: list[tuple[int, Link]] = []
    for start, end, inside, target, title in _brackets(text, references):
        line, column = places.at(start)
        if text[start] == "!":
            given = _ATTRIBUTES.match(text, end)
            decorative = bool(given) and "presentation" in given["inside"] if given else False
            picture = Picture(line, column, places.at(end)[0], plain(inside), target, title, decorative)
            pictures.append((start, picture))
        else:
            links.append((start, Link(line, column, plain(inside), target, title)))
        taken.append((start, end))
    tags = list(_tags(text, places))
    pictures += [(o, _html_picture(t)) for o, t, _ in tags if t.name == "img"]
    links += [
        (o, Link(t.line, t.column, plain(said), t.attributes["href"], t.attributes.get("title", "")))
        for o, t, said in tags
        if t.name == "a" and "href" in t.attributes
    ]
    rest = _without(text, taken)
    for found in _AUTO.finditer(rest):
        line, column = places.at(found.start())
        links.append((found.start(), Link(line, column, found["url"], found["url"], bare=True)))
    for found in _BARE.finditer(_TAG.sub(lambda m: " " * len(m[0]), _AUTO.sub(_blank, rest))):
        line, column = places.at(found.start())
        url = found[0].rstrip(_URL_END)
        links.append((found.start(), Link(line, column, url, url, bare=True)))
    pictures.sort(key=lambda p: p[0])
    links.sort(key=lambda p: p[0])
    return Found(tuple(p for _, p in pictures), tuple(x for _, x in links), tuple(t for _, t, _ in tags))


def _brackets(
    text: str, references: Mapping[str, tuple[str, str]]
) -> Iterator[tuple[int, int, str, str, str]]:
    """Yield start, end, inner text, target and title of links and pictures written with brackets."""
    stack: list[int] = []
    past = 0  # brackets up to here belong to a target or a reference key
    for token in _SPECIAL.finditer(text):
        if token[0].startswith("\\") or token.start() < past:
            continue
        if token[0] != "]":
            stack.append(token.start())
            continue
        if not stack:
            continue
        start = stack.pop()
        opened = start + (2 if text[start] == "!" else 1)
        inside = text[opened : token.start()] if token.start() - opened < 5000 else ""
        found = _TARGET.match(text, token.end())
        if found:
            target = found["angle"] if found["angle"] is not None else found["plain"]
            title, end = found["double"] or found["single"] or "", found.end()
        else:
            named = _REFERENCE.match(text, token.end())
            key = squeeze(named["key"] if named and named["key"] else inside).lower()
            if key not in references:
                continue
            (target, title), end = references[key], named.end() if named else token.end()
        # a link holds no links; a picture may stand in one link
        stack, past = stack[-1:] if text[start] == "!" else [], end
        yield start, end, inside, unescape(target), unescape(title)


def _tags(text: str, places: _Places) -> Iterator[tuple[int, Tag, str]]:
    """Yield offset, tag and, of a link, the text up to the next start or end of a link."""
    found = list(_TAG.finditer(text))
    ends: dict[int, int] = {}
    boundary = len(text)
    for each in reversed(found):
        if each["name"].lower() == "a":
            ends[each.start()] = boundary
            boundary = each.start()
    for each in found:
        line, column = places.at(each.start())
        given = {
            m["key"].lower(): unescape(m["d"] or m["s"] or m["b"] or "")
            for m in _ATTRIBUTE.finditer(each["attributes"])
        }
        tag = Tag(line, column, each["name"].lower(), given, bool(each["close"]))
        said = text[each.end() : ends[each.start()]] if each.start() in ends and not tag.closes else ""
        yield each.start(), tag, said


def _html_picture(tag: Tag) -> Picture:
    given = tag.attributes
    decorative = given.get("role") in ("presentation", "none")
    target, title = given.get("src", ""), given.get("title", "")
    return Picture(tag.line, tag.column, tag.line, given.get("alt"), target, title, decorative)


def _without(text: str, ranges: list[tuple[int, int]]) -> str:
    parts, at = [], 0
    for start, end in sorted(ranges):
        if end <= at:
            continue
        parts += [text[at : max(start, at)], re.sub(r"[^\n]", " ", text[max(start, at) : end])]
        at = end
    return "".join([*parts, text[at:]])


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])

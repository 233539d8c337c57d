"""From the text of a page to its tags and texts, in time linear in its length whatever it contains.

The parser of the standard library takes time quadratic in the length of broken input (an unclosed comment
or quote repeated), and files that people hand to `congtinh audit --html` are not ours. This one follows the
HTML standard's tokenizer as far as rules need it: tags, attributes, comments, raw text, character references.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

RAW = ("script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp")
_ESCAPABLE = ("textarea", "title")  # raw, but with character references
_NAME = re.compile(r"[a-zA-Z][^\s/>]*")
_SKIP = re.compile(r"[\s/]*")
_ATTRIBUTE = re.compile(r"=?[^\s/>=]*")
_EQUALS = re.compile(r"\s*=\s*")
_BARE = re.compile(r"[^\s>]*")


@dataclass(frozen=True, slots=True)
class Start:
    """A start tag; `place` is the index of its first character."""

    place: int
    tag: str
    attrs: Mapping[str, str]
    closed: bool = False  # ends in "/>", which means something in drawings only


@dataclass(frozen=True, slots=True)
class End:
    """An end tag."""

    tag: str


@dataclass(frozen=True, slots=True)
class Words:
    """Text between tags, character references resolved; `raw` for scripts, styles and their like."""

    text: str
    raw: bool = False


Token = Start | End | Words


class Lines:
    """Line and column (both from 1) of an index into a text."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(m.end() for m in re.finditer(r"\n", text))]

    def place(self, index: int) -> tuple[int, int]:
        """Return line and column of an index."""
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a page; what is broken is read as a browser reads it, and never raises."""
    place = 0
    while True:
        tag = text.find("<", place)
        if tag < 0:
            tag = len(text)
        if tag > place:
            yield Words(unescape(text[place:tag]))
        if tag == len(text):
            return
        if name := _NAME.match(text, tag + 1):
            attrs, place = _attributes(text, name.end())
            if place < 0:
                return  # the file ends within the tag
            start = Start(tag, name.group().lower(), attrs, text[place - 2] == "/")
            yield start
            if start.tag in RAW:
                end = _end_of_raw(text, place, start.tag)
                inside = text[place:end]
                if inside:
                    yield Words(unescape(inside) if start.tag in _ESCAPABLE else inside, raw=True)
                place = end
        elif text.startswith("</", tag) and (name := _NAME.match(text, tag + 2)):
            _, place = _attributes(text, name.end())
            if place < 0:
                return
            yield End(name.group().lower())
        elif text.startswith("<!--", tag):
            place = _after(text, "-->", tag + 4)
        elif text.startswith(("<!", "<?", "</"), tag):
            place = _after(text, ">", tag + 2)
        else:
            yield Words("<")
            place = tag + 1


def _attributes(text: str, place: int) -> tuple[dict[str, str], int]:
    """Return the attributes from `place` and the index after the tag, -1 where the file ends before."""
    found: dict[str, str] = {}
    while True:
        place = _end(_SKIP, text, place)
        if place >= len(text):
            return found, -1
        if text[place] == ">":
            return found, place + 1
        end = _end(_ATTRIBUTE, text, place)
        name = text[place:end].lower()
        place, value = end, ""
        if equals := _EQUALS.match(text, place):
            place = equals.end()
            quote = text[place : place + 1]
            if quote in ('"', "'"):
                close = text.find(quote, place + 1)
                if close < 0:
                    return found, -1
                value, place = text[place + 1 : close], close + 1
            else:
                end = _end(_BARE, text, place)
                value, place = text[place:end], end
        found.setdefault(name, unescape(value))  # of two equal names the first one counts


def _end(pattern: re.Pattern[str], text: str, place: int) -> int:
    found = pattern.match(text, place)
    return found.end() if found else place


def _end_of_raw(text: str, place: int, tag: str) -> int:
    found = re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE).search(text, place)
    return found.start() if found else len(text)


def _after(text: str, mark: str, place: int) -> int:
    found = text.find(mark, place)
    return len(text) if found < 0 else found + len(mark)

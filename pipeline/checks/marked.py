"""The words of a body by the language they are marked with: `<span lang="en">…</span>`, `{: lang=en }`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.checks.inventory import answer, holds_any
from pipeline.checks.markdown import Block, scan
from pipeline.model.content import Edition
from pipeline.model.patterns import regex

_TAG = regex(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*+)(?P<attributes>[^<>]*+)>")
_LANG = regex(r"(?<![\w-])lang\s*+=\s*+[\"']?(?P<lang>[A-Za-z]{2,3}(?:-[A-Za-z0-9]++)*+)", re.IGNORECASE)
_ATTRIBUTES = regex(r"\{:?(?P<inside>[^{}\n]*+)\}")
# What no language says anything of: targets, addresses, references.
_MUTE = regex(r"\]\([^()\s]*+(?:\s[^()]*+)?\)|\b(?:https?://|www\.)\S++|[\w.+-]++@[\w.-]++|&#?\w{1,10};")
# without any of these a block is one piece of nobody's language
_MARKED = regex(r"[<{&@]|\]\(|://|www\.")
_MAY_MARK = holds_any(("<", "{", "&", "@", "](", "://", "www."))
_ACROSS = frozenset(("div", "section", "blockquote", "table", "article", "figure"))
_VOID = frozenset(("br", "hr", "img", "wbr", "col", "input"))
_NEAR = 3000  # how far before an attribute list the marked words may begin
_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one block in one language; `lang` is None where nothing marks them. Marks are blanks in `text`."""

    line: int
    column: int
    lang: str | None
    text: str


@lru_cache(maxsize=4)
def pieces(edition: Edition) -> tuple[Piece, ...]:
    """Return the words of an item's body in order, apart where the marked language changes."""
    if not answer(edition.body) & _MAY_MARK:
        return tuple([p for p in map(_unmarked, scan(edition).blocks) if p])
    stack: list[tuple[str, str | None]] = []
    found: list[Piece] = []
    for block in scan(edition).blocks:
        found += _of_block(block, stack)
        stack[:] = [held for held in stack if held[0] in _ACROSS]
    return tuple(found)


def _of_block(block: Block, stack: list[tuple[str, str | None]]) -> Iterator[Piece]:
    text = "\n".join(block.lines)
    if not stack and not _MARKED.search(text):
        whole_block = _unmarked(block)
        if whole_block:
            yield whole_block
        return
    if "](" in text or "@" in text or "://" in text or "&" in text or "www." in text:
        text = _MUTE.sub(_blank, text)
    marked: list[tuple[int, int, str]] = []
    whole = None
    if "{" in text and "lang" in text:
        whole, text = _attributes(text, marked)
    current = whole or next((lang for _, lang in reversed(stack) if lang), None)
    place = 0
    spans: list[tuple[int, int, str | None]] = []
    for tag in _TAG.finditer(text) if "<" in text else ():
        spans.append((place, tag.start(), current))
        place = tag.end()
        name = tag["name"].lower()
        if tag["close"]:
            for index in range(len(stack) - 1, max(-1, len(stack) - 1 - _DEPTH), -1):
                if stack[index][0] == name:
                    del stack[index:]
                    break
        elif name not in _VOID and not tag["attributes"].endswith("/"):
            given = _LANG.search(tag["attributes"])
            stack.append((name, given["lang"].lower() if given else None))
        current = next((lang for _, lang in reversed(stack[-_DEPTH:]) if lang), None) or whole
    spans.append((place, len(text), current))
    for start, end, lang in _cut(spans, marked):
        words = text[start:end]
        if words.strip():
            start += len(words) - len(words.lstrip())
            row = text.count("\n", 0, start)
            column = start - (text.rfind("\n", 0, start) + 1) + 1
            yield Piece(block.line + row, column, lang, text[start:end].rstrip())


def _blank(mute: re.Match[str]) -> str:
    """Return blanks for a target; the end of a link stays where an attribute list follows that belongs to it."""
    listed = mute[0].endswith(")") and mute.string.startswith("{", mute.end())
    return " " * (len(mute[0]) - 1) + (")" if listed else " ")


def _unmarked(block: Block) -> Piece | None:
    """Return the one piece of a block without any mark, None where it has no words."""
    text = "\n".join(block.lines)
    words = text.strip()
    if not words:
        return None
    start = 0 if text[0] == words[0] else len(text) - len(text.lstrip())
    row = text.count("\n", 0, start)
    return Piece(block.line + row, start - (text.rfind("\n", 0, start) + 1) + 1, None, words)


def _attributes(text: str, marked: list[tuple[int, int, str]]) -> tuple[str | None, str]:
    """Return the language that an attribute list gives to the whole block, and the text without the lists."""
    whole = None
    for match in _ATTRIBUTES.finditer(text):
        given = _LANG.search(match["inside"])
        if given is None:
            continue
        before = text[max(0, match.start() - _NEAR) : match.start()]
        mark = before[-1:]
        if mark in "*_)]" and mark:
            opening = {")": "[", "]": "["}.get(mark, mark)
            begins = before.rstrip("*_)]").rfind(opening)
            marked.append(
                (match.start() - len(before) + max(begins, 0), match.start(), given["lang"].lower())
            )
        else:
            whole = given["lang"].lower()
    return whole, _ATTRIBUTES.sub(lambda m: " " * len(m[0]), text)


def _cut(
    spans: list[tuple[int, int, str | None]], marked: list[tuple[int, int, str]]
) -> Iterator[tuple[int, int, str | None]]:
    if not marked:
        yield from spans
        return
    pending = iter(sorted(marked))
    mark = next(pending, None)
    for start, end, lang in spans:
        place = start
        while mark is not None and mark[0] < end:
            first, last = max(mark[0], place), min(mark[1], end)
            yield place, first, lang
            yield first, last, mark[2]
            place = max(place, last)
            if mark[1] > end:
                break
            mark = next(pending, None)
        yield place, end, lang

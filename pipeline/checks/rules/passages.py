"""The texts of a built page as they are read aloud: block by block, each with the element that gives its language."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from pipeline.checks.language_tags import primary
from pipeline.checks.languages import WITHOUT_MARKS, Guess, guess, same
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import squeeze

# Texts in these are no human language, or not read out.
_SILENT = frozenset(
    (
        *("script", "style", "template", "noscript", "code", "pre", "kbd", "samp", "var", "svg", "math"),
        *("textarea", "object", "canvas"),
    )
)
_INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "data", "del", "dfn", "em", "font", "i"),
        *("ins", "label", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "wbr"),
        *("strike", "tt", "img", "br", "blink"),
    )
)
_SPOKEN = ("alt", "title", "aria-label", "placeholder")
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LONGEST = 20_000  # characters kept of a passage
_SHORT = 200  # characters; menus and footers come again on every page
_MOST = 4000  # passages that are looked at on one page


_guess_short = lru_cache(maxsize=4096)(guess)


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of one block in one language: `holder` is the element whose lang it has, -1 for none."""

    element: Element
    holder: int
    text: str
    guess: Guess
    attribute: str  # that the text stands in, "" for a text of the page

    @property
    def words(self) -> int:
        """Return how many words the text has."""
        return self.text.count(" ") + 1


@dataclass(frozen=True, slots=True)
class Reading:
    """All passages of a page, and by holder: its primary language ("" for an unknown one)."""

    passages: tuple[Passage, ...]
    languages: dict[int, str]
    mismatches: dict[int, str]
    by_holder: dict[int, list[Passage]]

    def of(self, holder: int) -> list[Passage]:
        """Return the passages that have their language from an element."""
        return self.by_holder.get(holder, [])

    def mismatch(self, holder: int) -> str:
        """Return the language that a holder's texts are surely in while it says another, else ""."""
        if holder not in self.mismatches:
            self.mismatches[holder] = self._mismatch(holder)
        return self.mismatches[holder]

    def _mismatch(self, holder: int) -> str:
        said = self.languages.get(holder, "")
        own = self.of(holder) if said else []
        if not own:
            return ""
        counted: dict[str, int] = defaultdict(int)
        for passage in own:
            if passage.guess.lang:
                counted[passage.guess.lang] += passage.words
        whole = guess(" \n".join(p.text for p in own))
        best = max(counted, key=lambda lang: counted[lang]) if counted else whole.lang
        if best is None or same(said, best) or not whole.sure or whole.lang != best:
            return ""
        agreeing = sum(n for lang, n in counted.items() if same(said, lang))
        return "" if agreeing * 3 > counted[best] else spoken(best)


def spoken(lang: str) -> str:
    """Return the language tag of a guess."""
    return "vi" if lang == WITHOUT_MARKS else lang


_last: tuple[BuiltPage, Reading] | None = None


def reading(page: BuiltPage) -> Reading:
    """Return the passages of a page; the last page's are kept, since several rules ask in a row."""
    global _last
    if _last is None or _last[0] is not page:
        _last = (page, _read(page))
    return _last[1]


def _read(page: BuiltPage) -> Reading:
    languages: dict[int, str] = {}
    holders: list[int] = []
    blocks: list[int] = []
    silent: list[bool] = []
    for element in page.elements:
        up = element.parent
        lang = element.attrs.get("lang")
        if lang is not None and lang != "":
            languages[element.index] = primary(lang)
            holders.append(element.index)
        else:
            holders.append(-1 if lang == "" or up < 0 else holders[up])
        inline = element.tag in _INLINE and up >= 0
        blocks.append(blocks[up] if inline else element.index)
        silent.append((up >= 0 and silent[up]) or _unheard(element))
    texts: dict[tuple[int, int, str], list[str]] = {}
    for index, text in _in_order(page):
        if silent[index]:
            continue
        key = (blocks[index], holders[index], "")
        if text.strip():
            texts.setdefault(key, []).append(text)
        elif key in texts:
            texts[key].append(" ")  # between two words, each in an element of its own
    for element in page.elements:
        if not silent[element.index]:
            for name in _SPOKEN:
                if " " in element.attrs.get(name, ""):
                    texts[element.index, holders[element.index], name] = [element.attrs[name]]
    found = []
    for (index, holder, name), parts in texts.items():
        said = squeeze("".join(parts))[:_LONGEST]
        told = _guess_short(said) if len(said) < _SHORT else guess(said)
        found.append(Passage(page.elements[index], holder, said, told, name))
        if len(found) >= _MOST:
            break
    by_holder: dict[int, list[Passage]] = defaultdict(list)
    for passage in found:
        by_holder[passage.holder].append(passage)
    return Reading(tuple(found), languages, {}, by_holder)


def _unheard(element: Element) -> bool:
    return (
        element.tag in _SILENT
        or "hidden" in element.attrs
        or ("style" in element.attrs and _UNSEEN.search(element.attrs["style"]) is not None)
        or element.attrs.get("translate") == "no"
    )


def _in_order(page: BuiltPage) -> list[tuple[int, str]]:
    """Return every text with the element directly around it, in the order of the page."""
    found: list[tuple[int, str]] = []
    todo: list[tuple[int, str | int]] = [(-1, e.index) for e in reversed(page.elements) if e.parent < 0]
    while todo:
        around, piece = todo.pop()
        if isinstance(piece, str):
            found.append((around, piece))
            continue
        element = page.elements[piece]
        if element.tag == "br":
            found.append((around, "\n"))
        todo.extend((piece, part) for part in reversed(element.content))
    return found

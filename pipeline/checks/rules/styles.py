"""Style sheets as far as a page holds them itself: declarations by element, colours and their contrast.

Read are style attributes and the rules of <style> blocks whose selectors are simple (a tag, a class, an id, or
these together, in lists). Rules with other selectors or inside @media make their properties unknown for every
element that they might concern, so that nothing is claimed which another rule may overturn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.model.release import BuiltPage, Element

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SIMPLE = re.compile(r"([a-z][a-z0-9]*|\*)?((?:[.#][a-z_-][\w-]*)*)", re.IGNORECASE)
_PART = re.compile(r"([.#])([\w-]+)")
MOST_RULES = 2000
MOST_ALIKE = 50  # rules for one tag, class or id
_FONT_SIZES = {"5": 24.0, "6": 32.0, "7": 48.0, "+2": 24.0, "+3": 32.0, "+4": 48.0}  # <font size>, CSS pixels
Declarations = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class StyleRule:
    """One selector with its declarations and the element that holds it."""

    selector: str
    declarations: Declarations
    holder: Element


@dataclass(frozen=True, slots=True, order=True)
class _Weighed:
    """A rule with what decides which one wins, and what an element must have that it holds for."""

    weight: int
    order: int
    tag: str  # "" for any
    parts: tuple[tuple[str, str], ...]  # (dot or hash, name)
    declarations: Declarations

    def concerns(self, element: Element) -> bool:
        """Return whether the rule holds for an element."""
        if self.tag and self.tag != element.tag:
            return False
        classes = element.attrs.get("class", "").split()
        return all(
            (name in classes) if mark == "." else element.attrs.get("id") == name for mark, name in self.parts
        )


@dataclass(slots=True)
class Styles:
    """The styles of one page; `sure` is False where a rule could not be understood."""

    page: BuiltPage
    rules: list[StyleRule] = field(default_factory=list)
    sure: bool = True
    any: bool = False  # whether the page says anything about looks
    _by_key: dict[str, list[_Weighed]] = field(default_factory=dict)
    _kept: dict[tuple[str, str, str, str], dict[str, str]] = field(default_factory=dict)

    def own(self, element: Element) -> dict[str, str]:
        """Return the declarations that hold for an element itself, the winning value of each property."""
        attrs = element.attrs
        alike = (element.tag, attrs.get("class", ""), attrs.get("id", ""), attrs.get("style", ""))
        if alike not in self._kept:
            self._kept[alike] = self._own(element)
        return self._kept[alike]

    def _own(self, element: Element) -> dict[str, str]:
        keys = ["*", element.tag]
        keys += ["." + c for c in element.attrs.get("class", "").split()[:20]]
        if element.attrs.get("id"):
            keys.append("#" + element.attrs["id"])
        found = [each for key in keys for each in self._by_key.get(key, ())]
        result: dict[str, str] = {}
        important: set[str] = set()
        for each in sorted(f for f in found if f.concerns(element)):
            _lay(result, important, each.declarations)
        if "style" in element.attrs:
            _lay(result, important, declarations(element.attrs["style"]))
        return result

    def inherited(self, element: Element, name: str) -> str:
        """Return the value of an inherited property, "" where nothing sets it."""
        at: Element | None = element
        while at is not None:
            value = self.own(at).get(name, "")
            if value and value != "inherit":
                return value
            at = self.page.elements[at.parent] if at.parent >= 0 else None
        return ""

    def add(self, holder: Element, selectors: str, said: Declarations) -> None:
        """Take in a rule for a list of selectors."""
        for selector in selectors.split(",")[:50]:
            plain = selector.strip()
            self.rules.append(StyleRule(plain, said, holder))
            simple = _SIMPLE.fullmatch(plain)
            if not plain or simple is None:
                self.sure = False
                continue
            parts = _PART.findall(simple[2])
            tag = "" if simple[1] in (None, "*") else simple[1].lower()
            weight = sum(100 if mark == "#" else 10 for mark, _ in parts) + bool(tag)
            key = "".join(parts[-1]) if parts else tag or "*"
            listed = self._by_key.setdefault(key, [])
            if len(listed) < MOST_ALIKE:
                listed.append(_Weighed(weight, len(self.rules), tag, tuple(parts), said))
            else:
                self.sure = False


def _lay(result: dict[str, str], important: set[str], said: Declarations) -> None:
    for name, value in said.items():
        strong = value.endswith("!important")
        if name in important and not strong:
            continue
        if strong:
            important.add(name)
        result[name] = value.removesuffix("!important").strip()


def declarations(text: str) -> dict[str, str]:
    """Return the properties of a list of declarations, lower case; the last of equal names counts."""
    found: dict[str, str] = {}
    for part in text[:20_000].split(";"):
        name, colon, value = part.partition(":")
        if colon:
            found[name.strip().lower()] = " ".join(value.lower().split()).replace("! important", "!important")
    return found


_last: tuple[BuiltPage, Styles] | None = None


def styles(page: BuiltPage) -> Styles:
    """Return the styles of a page; the last page's are kept, since several rules ask in a row."""
    global _last
    if _last is None or _last[0] is not page:
        _last = (page, _read(page))
    return _last[1]


def _read(page: BuiltPage) -> Styles:
    found = Styles(page)
    for element in page.elements:
        if element.tag == "link" and "stylesheet" in element.attrs.get("rel", "").lower():
            found.sure = False
        if element.tag != "style":
            continue
        text = _COMMENT.sub(" ", "".join(p for p in element.content if isinstance(p, str)))
        if "@" in text:
            found.sure = False
            text = _outside_groups(text)
        for match in _RULE.finditer(text):
            if len(found.rules) >= MOST_RULES:
                found.sure = False
                break
            found.add(element, match[1], declarations(match[2]))
    found.any = bool(found.rules) or any("style" in e.attrs for e in page.elements)
    return found


def _outside_groups(text: str) -> str:
    """Return a style sheet without its @ rules, whatever they hold."""
    kept: list[str] = []
    place = 0
    while (at := text.find("@", place)) >= 0:
        kept.append(text[place:at])
        end, brace = text.find(";", at), text.find("{", at)
        if 0 < end < brace:
            place = end + 1
            continue
        depth, place = 1, brace + 1
        for mark in re.finditer(r"[{}]", text[place:]):
            depth += 1 if mark[0] == "{" else -1
            if not depth:
                place += mark.end()
                break
        else:
            place = len(text)
    kept.append(text[place:])
    return "".join(kept)


_SIZE = re.compile(r"([\d.]{1,8})(px|pt|em|rem|%)")
_ABSOLUTE = {"px": 1.0, "pt": 4 / 3, "rem": 16.0}
_SIZES = {"xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0}


def pixels(value: str, around: float | None) -> float | None:
    """Return a font size in CSS pixels, None where it cannot be told; `around` is the size that em and % refer to."""
    if value in _SIZES:
        return _SIZES[value]
    found = _SIZE.fullmatch(value)
    if found is None or value.count(".") > 1 or found[1] == ".":
        return None
    number, unit = float(found[1]), found[2]
    if unit in _ABSOLUTE:
        return number * _ABSOLUTE[unit]
    if around is None:
        return None
    return number * around / (100 if unit == "%" else 1)


def font_size(page_styles: Styles, element: Element) -> float | None:
    """Return an element's font size in CSS pixels when the page's own styles settle it."""
    chain: list[Element] = [element]
    while chain[-1].parent >= 0:
        chain.append(page_styles.page.elements[chain[-1].parent])
    size: float | None = 16.0
    for each in reversed(chain):
        said = page_styles.own(each).get("font-size")
        if said:
            size = pixels(said, size)
        elif each.tag == "font" and each.attrs.get("size", "").strip() in _FONT_SIZES:
            size = _FONT_SIZES[each.attrs["size"].strip()]
        elif each.tag in ("h1", "h2", "h3"):
            size = None if size is None else size * {"h1": 2.0, "h2": 1.5, "h3": 1.17}[each.tag]
    return size


def texts(page: BuiltPage) -> Iterator[tuple[Element, str]]:
    """Yield the elements that have text directly inside, with that text."""
    for element in page.elements:
        own = "".join(p for p in element.content if isinstance(p, str))
        if own.strip() and element.tag not in ("script", "style", "title", "template", "noscript", "option"):
            yield element, own

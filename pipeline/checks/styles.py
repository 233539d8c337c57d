"""What a page's own styles hide: `<style>` blocks with simple selectors, and `style` attributes.

Enough of CSS to know whether a reader meets an element: selectors made of a tag, classes and an id. Longer selectors,
blocks that hold under a condition, and style sheets in files of their own are not read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.model.patterns import regex
from pipeline.model.release import BuiltPage, Element

MOST_RULES = 300  # of one page; what comes after is not looked at
_CONCERNS = (
    *("display", "visibility", "position", "left", "top", "right", "text-indent", "opacity"),
    *("clip", "clip-path", "width", "height", "overflow"),
)
_COMPOUND = regex(r"(?P<tag>[a-zA-Z][\w-]*|\*)?(?P<rest>(?:[.#][\w-]+)*)")
_PART = regex(r"[.#][\w-]+")
_FAR = regex(r"-(\d{3,6})(?:\.\d*)?(?:px|em|rem|vw|vh|pt|%)?")
_CUT = regex(r"rect\((?:[01](?:px)?[ ,]*){4}\)|inset\((?:50|100)%[^)]{0,40}\)")
_POINT = regex(r"[01](?:px)?")
# What style sheets everywhere call words that are for listeners alone.
_FOR_LISTENERS = frozenset(
    "sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only screenreader-only "  # noqa: SIM905
    "govuk-visually-hidden a11y-hidden element-invisible".split()
)


@dataclass(frozen=True, slots=True)
class _Rule:
    tag: str
    classes: frozenset[str]
    id: str
    declared: dict[str, str]
    weight: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hidden:
    """For every element of a page, by index, how it is kept from readers.

    `everybody`: not rendered (display, visibility, hidden, templates); `listeners`: kept from assistive technology
    (all of `everybody`, aria-hidden and inert); `viewers`: not to be seen (all of `everybody`, and what is moved off
    screen or cut to a point); `inert`: shown, but out of reach of the keyboard and of assistive technology.
    """

    everybody: tuple[bool, ...]
    listeners: tuple[bool, ...]
    viewers: tuple[bool, ...]
    inert: tuple[bool, ...]


_NEVER = frozenset("template script style head noembed noframes datalist title meta link param".split())  # noqa: SIM905


def hidden_of(page: BuiltPage) -> Hidden:
    """Return what is hidden on a page, worked out once."""
    known = page.memo.get("hidden")
    if known is None:
        known = page.memo["hidden"] = _work_out(page)
    assert isinstance(known, Hidden)
    return known


def declared(element: Element) -> dict[str, str]:
    """Return the declarations of an element's `style` attribute, names in small letters."""
    return _declarations(element.attrs.get("style", "")) if "style" in element.attrs else {}


@dataclass(slots=True)
class _Sheet:
    """The rules of a page by what their selector asks for first."""

    by_id: dict[str, list[_Rule]] = field(default_factory=dict)
    by_class: dict[str, list[_Rule]] = field(default_factory=dict)
    by_tag: dict[str, list[_Rule]] = field(default_factory=dict)
    known: dict[tuple[str, frozenset[str], str], _Rule] = field(default_factory=dict)
    told: dict[tuple[str, str, str], dict[str, str]] = field(default_factory=dict)

    def add(self, rule: _Rule) -> None:
        """Take in a rule; of several with one selector the later ones add to the first."""
        key = (rule.tag, rule.classes, rule.id)
        if (first := self.known.get(key)) is not None:
            first.declared.update(rule.declared)
            return
        self.known[key] = rule
        if rule.id:
            self.by_id.setdefault(rule.id, []).append(rule)
        elif rule.classes:
            self.by_class.setdefault(min(rule.classes), []).append(rule)
        else:
            self.by_tag.setdefault(rule.tag, []).append(rule)

    def of(self, element: Element) -> dict[str, str]:
        """Return what the rules declare for an element."""
        own = element.attrs.get("id", "")
        key = (element.tag, element.attrs.get("class", ""), own if own in self.by_id else "")
        if key not in self.told:
            self.told[key] = self._match(element)
        return self.told[key]

    def _match(self, element: Element) -> dict[str, str]:
        attrs = element.attrs
        classes = frozenset(attrs["class"].split()) if "class" in attrs else frozenset()
        asked = [*self.by_tag.get(element.tag, ()), *self.by_tag.get("*", ())]
        for name in classes if self.by_class else ():
            asked += self.by_class.get(name, ())
        if "id" in attrs:
            asked += self.by_id.get(attrs["id"], ())
        found = [r for r in asked if r.classes <= classes and r.tag in ("*", element.tag)]
        told: dict[str, str] = {}
        for rule in sorted(found, key=lambda r: r.weight):
            told.update(rule.declared)
        return told


def _work_out(page: BuiltPage) -> Hidden:
    sheet = _sheet(page)
    styled = bool(sheet.by_id or sheet.by_class or sheet.by_tag)
    everybody: list[bool] = []
    listeners: list[bool] = []
    viewers: list[bool] = []
    gone: list[bool] = []  # by display: nothing inside comes back
    unseen: list[bool] = []  # by visibility: inherited, and revoked by "visible"
    muted: list[bool] = []  # by aria-hidden: nothing inside comes back
    inert: list[bool] = []
    for element in page.elements:
        attrs, up = element.attrs, element.parent
        css = sheet.of(element) if styled else {}
        if "style" in attrs:
            css = {**css, **_declarations(attrs["style"])}
        away = element.tag in _NEVER or ("hidden" in attrs and css.get("display", "none") == "none")
        away = away or css.get("display") == "none" or (element.tag == "dialog" and "open" not in attrs)
        away = away or (element.tag == "input" and attrs.get("type", "").lower() == "hidden")
        gone.append(away or (up >= 0 and gone[up]))
        sight = css.get("visibility")
        unseen.append(
            sight in ("hidden", "collapse") if sight and sight != "inherit" else up >= 0 and unseen[up]
        )
        everybody.append(gone[-1] or unseen[-1])
        kept = attrs.get("aria-hidden", "").lower() == "true"
        muted.append(kept or (up >= 0 and muted[up]))
        inert.append("inert" in attrs or (up >= 0 and inert[up]))
        listeners.append(everybody[-1] or muted[-1] or inert[-1])
        far = _off_screen(css) or _FOR_LISTENERS.intersection(attrs.get("class", "").split()) != frozenset()
        far = far or (up >= 0 and viewers[up] and not everybody[up])
        viewers.append(everybody[-1] or far)
    return Hidden(tuple(everybody), tuple(listeners), tuple(viewers), tuple(inert))


def _off_screen(css: Mapping[str, str]) -> bool:
    if not css:
        return False
    if _FAR.fullmatch(css.get("text-indent", "")) or css.get("opacity") == "0":
        return True
    if css.get("position") not in ("absolute", "fixed"):
        return False
    if _CUT.fullmatch(css.get("clip", "")) or _CUT.fullmatch(css.get("clip-path", "")):
        return True
    if css.get("overflow") == "hidden" and all(_POINT.fullmatch(css.get(s, "")) for s in ("width", "height")):
        return True
    return any(_FAR.fullmatch(css.get(side, "")) for side in ("left", "top", "right"))


def _declarations(text: str) -> dict[str, str]:
    told = {}
    for part in text[:20_000].split(";"):
        name, colon, value = part.partition(":")
        name = name.strip().lower()
        if colon and name in _CONCERNS:
            told[name] = value.strip().lower().removesuffix("!important").strip()
    return told


def _sheet(page: BuiltPage) -> _Sheet:
    sheet = _Sheet()
    count = 0
    for style in page.all("style"):
        if "media" in style.attrs and style.attrs["media"].strip().lower() not in ("", "all", "screen"):
            continue
        text = "".join(piece for piece in style.content if isinstance(piece, str))
        for selectors, body in _blocks(text):
            told = _declarations(body)
            if not told:
                continue
            for selector in selectors.split(",")[:200]:
                if (rule := _rule(selector, told, count)) is not None:
                    sheet.add(rule)
                count += 1
            if count > MOST_RULES:
                return sheet
    return sheet


def _blocks(text: str) -> list[tuple[str, str]]:
    """Return selectors and declarations of a style sheet; blocks that hold under a condition are left out."""
    pieces = []
    place = 0
    while (start := text.find("/*", place)) >= 0:
        pieces.append(text[place:start])
        end = text.find("*/", start + 2)
        place = len(text) if end < 0 else end + 2
    text = "".join(pieces) + text[place:]
    found = []
    place = 0
    while (opened := text.find("{", place)) >= 0:
        head = text[place:opened].rpartition(";")[2].strip()
        if head.startswith("@"):
            place = _after_block(text, opened)
            continue
        closed = text.find("}", opened)
        if closed < 0:
            break
        found.append((head, text[opened + 1 : closed]))
        place = closed + 1
    return found


def _after_block(text: str, opened: int) -> int:
    depth = 0
    for brace in regex(r"[{}]").finditer(text, opened):
        depth += 1 if brace.group() == "{" else -1
        if depth == 0:
            return brace.end()
    return len(text)


def _rule(selector: str, told: Mapping[str, str], order: int) -> _Rule | None:
    found = _COMPOUND.fullmatch(selector.strip())
    if found is None or not found.group():
        return None
    parts = _PART.findall(found["rest"])
    ids = [p[1:] for p in parts if p[0] == "#"]
    classes = frozenset(p[1:] for p in parts if p[0] == ".")
    if len(ids) > 1:
        return None
    weight = len(ids) * 100 + len(classes) * 10 + (found["tag"] not in (None, "*"))
    return _Rule((found["tag"] or "*").lower(), classes, "".join(ids), dict(told), (weight, order))

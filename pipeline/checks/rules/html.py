"""What the HTML rules share: what a reader meets on a built page, and the facts that the audit prepares.

Facts by name (each may be missing): `hosts`: the site's own host names; `titles`: (language, title) → files that
bear it; `broken`: file → broken links of that page; `outside`: outside address → what is wrong with it;
`too_large`: files that were read only in part; `pieces`: the files need not be whole pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.checks.accname import name_of
from pipeline.checks.registry import Context
from pipeline.checks.roles import LINKS, role_of
from pipeline.checks.styles import hidden_of
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import fold, squeeze

ACCESSIBILITY = ("S1 Đ5 k2 d", "TT 32/2017 Đ18 k1")
_HEADING = frozenset(("heading",))
_SCRIPTED = re.compile(r"location(?:\.href)?\s*+\+?=\s*+['\"](?P<to>[^'\"]*)")
_LEVEL = re.compile(r"h([1-6])")
# What a browser fetches together with the page, by tag and attribute.
_FETCHED = {
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "script": ("src",),
    "iframe": ("src",),
    "frame": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "audio": ("src",),
    "video": ("src", "poster"),
    "track": ("src",),
    "input": ("src",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
    "body": ("background",),
}


@dataclass(frozen=True, slots=True)
class Broken:
    """A link of a page that leads nowhere; `kind` is "trang", "neo" or "tep", `target` as written."""

    index: int
    kind: str
    target: str


def broken_links(page: BuiltPage, ctx: Context, kind: str) -> Iterator[tuple[Element, str]]:
    """Yield start tag and target of every link of a page that leads nowhere in one way (see `Broken`)."""
    for broken in ctx.facts.get("broken", {}).get(page.ref.file, ()):
        if broken.kind == kind:
            yield page.elements[broken.index], broken.target


def hidden(page: BuiltPage, element: Element) -> bool:
    """Return whether an element is kept from assistive technology: not rendered, aria-hidden, or in a template."""
    return hidden_of(page).listeners[element.index]


def visible(page: BuiltPage, *tags: str) -> Iterator[Element]:
    """Yield the elements with one of these tags that some reader meets."""
    away = hidden_of(page).listeners
    return (e for e in page.all(*tags) if not away[e.index])


def name(page: BuiltPage, element: Element) -> str:
    """Return what a screen reader calls an element."""
    return name_of(page, element)


def with_role(page: BuiltPage, roles: frozenset[str]) -> Iterator[Element]:
    """Yield the elements that are one of these to assistive technology, in page order."""
    for element, role in exposed_roles(page):
        if role in roles:
            yield element


def exposed_roles(page: BuiltPage) -> tuple[tuple[Element, str], ...]:
    """Return the elements that have a role and are met by assistive technology, with their roles."""
    known: tuple[tuple[Element, str], ...] | None = page.memo.get("exposed")
    if known is None:
        away = hidden_of(page).listeners
        told = ((e, role_of(page, e)) for e in page.elements if not away[e.index])
        known = page.memo["exposed"] = tuple((e, role) for e, role in told if role not in ("", "none"))
    return known


def headings(page: BuiltPage) -> Iterator[tuple[Element, int]]:
    """Yield the headings that readers meet with their levels, in page order."""
    for element in with_role(page, _HEADING):
        found = _LEVEL.fullmatch(element.tag)
        level = int(found[1]) if found else 2
        said = element.attrs.get("aria-level", "").strip()
        if said.isdecimal() and len(said) < 3 and int(said) > 0:
            level = int(said)
        yield element, level


def all_links(page: BuiltPage) -> Iterator[Element]:
    """Yield what readers meet as a link, elements that are one by their role included."""
    return with_role(page, LINKS)


def links(page: BuiltPage) -> Iterator[Element]:
    """Yield the links with an address that readers meet."""
    return (e for e in all_links(page) if "href" in e.attrs)


def target(element: Element) -> str:
    """Return where a link leads: its address, or the one that its script sets; "" where it is not to be seen."""
    for key in ("href", "xlink:href"):
        if key in element.attrs:
            return element.attrs[key].strip()
    found = _SCRIPTED.search(element.attrs.get("onclick", "")[:2000])
    return found["to"].strip() if found else ""


def piece(page: BuiltPage, ctx: Context) -> bool:
    """Return whether a file that somebody hands to the audit is a piece of a page; a site is made of whole pages."""
    return bool(ctx.facts.get("pieces") and page.elements) and not page.all("html")


def fetched(element: Element, rels: frozenset[str]) -> Iterator[str]:
    """Yield the addresses that an element makes a browser fetch; of link tags those with one of `rels`."""
    attrs = element.attrs
    if element.tag == "link":
        if rels & set(attrs.get("rel", "").lower().split()) and "href" in attrs:
            yield attrs["href"]
        return
    for key in _FETCHED.get(element.tag, ()):
        if key == "srcset":
            yield from (part.split()[0] for part in attrs.get(key, "").split(",") if part.split())
        elif attrs.get(key, "").strip():
            yield attrs[key]


def short(text: str, length: int = 60) -> str:
    """Return a text that fits into a message."""
    plain = squeeze(text)
    return plain if len(plain) <= length else plain[: length - 1].rstrip() + "…"


def plain(text: str) -> str:
    """Return the letters and digits of a text without marks and case, single blanks between words."""
    return squeeze(re.sub(r"[\W_]+", " ", fold(text)))

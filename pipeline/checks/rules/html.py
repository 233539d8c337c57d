"""What the HTML rules share: what a reader meets on a built page, and the facts that the audit prepares.

Facts by name (each may be missing): `hosts`: the site's own host names; `titles`: (language, title) → files that
bear it; `broken`: file → broken links of that page; `outside`: outside address → what is wrong with it;
`too_large`: files that were read only in part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import fold, squeeze

ACCESSIBILITY = ("S1 Đ5 k2 d", "TT 32/2017 Đ18 k1")
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


def hidden(page: BuiltPage, element: Element) -> bool:
    """Return whether an element is kept from every reader: hidden, aria-hidden, or in a template."""
    at: Element | None = element
    while at is not None:
        if at.tag == "template" or "hidden" in at.attrs or at.attrs.get("aria-hidden") == "true":
            return True
        at = page.elements[at.parent] if at.parent >= 0 else None
    return False


def visible(page: BuiltPage, *tags: str) -> Iterator[Element]:
    """Yield the elements with one of these tags that some reader meets."""
    return (e for e in page.all(*tags) if not hidden(page, e))


def name(page: BuiltPage, element: Element) -> str:
    """Return what a screen reader calls an element: labels by reference, its text, its title."""
    wanted = element.attrs.get("aria-labelledby", "").split()
    if wanted:
        found = {e.attrs["id"]: e.text for e in page.elements if e.attrs.get("id") in wanted}
        labelled = squeeze(" ".join(found.get(w, "") for w in wanted))
        if labelled:
            return labelled
    return element.text or squeeze(element.attrs.get("title", ""))


def headings(page: BuiltPage) -> Iterator[tuple[Element, int]]:
    """Yield the headings that readers meet with their levels, in page order."""
    for element in page.elements:
        found = _LEVEL.fullmatch(element.tag)
        level = int(found[1]) if found else 0
        if element.attrs.get("role") == "heading":
            said = element.attrs.get("aria-level", "")
            level = int(said) if said.isdecimal() and len(said) < 3 else level or 2
        elif "role" in element.attrs:
            continue  # a heading by its tag that says it is something else
        if level and not hidden(page, element):
            yield element, level


def links(page: BuiltPage) -> Iterator[Element]:
    """Yield the links that readers meet."""
    return (e for e in visible(page, "a", "area") if "href" in e.attrs)


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

"""The links of a page, and which of them lead nowhere within the tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from pipeline.audit.tree import Target, Tree
from pipeline.checks.rules.html import Broken, fetched
from pipeline.model.release import BuiltPage, PageRef

_LINK_RELS = frozenset(
    "stylesheet icon manifest preload modulepreload alternate next prev apple-touch-icon".split()  # noqa: SIM905
)
_TOP = ("", "top")
_TEXT_FRAGMENT = re.compile(r":~:.*$")
_NOT_FOUND_PAGE = "404.html"  # answers under any address, so its relative links have no one meaning


@dataclass(frozen=True, slots=True)
class Link:
    """An address in a page as written; `fetched` tells pictures, scripts and styles from links."""

    index: int
    address: str
    fetched: bool


@dataclass(frozen=True, slots=True)
class Pending:
    """A link to a place of another page, to be judged when the ids of all pages are known."""

    index: int
    address: str
    file: str
    place: str


def links_of(page: BuiltPage) -> Iterator[Link]:
    """Yield the addresses that a page leads to or fetches."""
    for element in page.elements:
        if element.tag in ("a", "area") and "href" in element.attrs:
            yield Link(element.index, element.attrs["href"].strip(), False)
        for address in fetched(element, _LINK_RELS):
            yield Link(element.index, address.strip(), True)


def ids_of(page: BuiltPage) -> frozenset[str]:
    """Return the places of a page that a link can lead to."""
    named = (e.attrs.get("name", "") for e in page.all("a"))
    return frozenset((*(e.attrs.get("id", "") for e in page.elements), *named)) - {""}


def judge(link: Link, target: Target, ref: PageRef, tree: Tree) -> Broken | Pending | None:
    """Return what is wrong with a link into the tree, or what is left to judge of it, or None."""
    address = link.address
    own = address.startswith(("#", "?")) or not address
    file = ref.file if own else tree.file(target.path)
    if file is None:
        if ref.file == _NOT_FOUND_PAGE and not address.startswith("/"):
            return None
        ending = PurePosixPath(target.path).suffix.lower()
        is_page = target.path.endswith("/") or ending in ("", ".html", ".htm", ".md")
        return Broken(link.index, "trang" if is_page and not link.fetched else "tep", address)
    place = _TEXT_FRAGMENT.sub("", target.fragment)
    if link.fetched or place.lower() in _TOP or not is_html(file):
        return None
    return Pending(link.index, address, file, place)


def is_html(file: str) -> bool:
    """Return whether a file of the tree is a page."""
    return file.lower().endswith((".html", ".htm"))

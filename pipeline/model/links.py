"""Where a link in an item leads: one resolver for the rules that judge it and the build that follows it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, unquote, urlsplit

from pipeline.model.address import CONTENT
from pipeline.model.content import Corpus
from pipeline.model.text import nfc, slug

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
SITEMAP_PAGES = {"vi": "/so-do-trang/", "en": "/en/sitemap/"}
STATEMENT_PAGES = {"vi": "/kha-nang-tiep-can/", "en": "/en/accessibility/"}
SITES_PAGES = {"vi": "/trang-thanh-phan/", "en": "/en/sites/"}
SEARCH_PAGES = {"vi": "/tim-kiem/", "en": "/en/search/"}
FEED = "feed.xml"
ANCHOR_PREFIX = "muc-"  # ids of headings: they must not meet ids of the page around the text
_FOOTNOTE = re.compile(r"fn(?:ref\d*)?:[\w-]+")
# Browsers drop control characters and read a backslash as a slash, so neither may reach them.
_TREACHEROUS = re.compile(r"[\x00-\x1f\x7f\\]")


class LinkKind(StrEnum):
    """What a link leads to."""

    ITEM = "item"
    FILE = "file"
    PAGE = "page"  # a generated page of the site: home, section, archive, feed
    ANCHOR = "anchor"  # a place on the same page
    EXTERNAL = "external"
    MISSING = "missing"
    FORBIDDEN = "forbidden"  # a scheme or characters that no page may carry


@dataclass(frozen=True, slots=True)
class Resolved:
    """A link as resolved: what it leads to, the repository path meant, the address to print.

    `path` is also given for missing targets: the place where the target was looked for.
    """

    kind: LinkKind
    path: str = ""
    url: str = ""


@dataclass(frozen=True)
class LinkIndex:
    """What links of one site can lead to: items and files by repository path, generated pages."""

    site: str
    items: Mapping[str, str]  # repository path → address
    files: Collection[str]
    pages: Collection[str]

    def resolve(self, target: str, source: str) -> Resolved:
        """Return where `target`, written in the item at the repository path `source`, leads.

        Forms: a path relative to the item's folder, a path with leading slash from the site's content
        folder, an address of the site ending in a slash, `#…`, or a full address.
        """
        target = target.strip()
        if _TREACHEROUS.search(target):
            return Resolved(LinkKind.FORBIDDEN)
        try:
            split = urlsplit(target)
        except ValueError:
            return Resolved(LinkKind.FORBIDDEN)
        if split.scheme:
            allowed = split.scheme.lower() in SCHEMES
            return Resolved(LinkKind.EXTERNAL, url=target) if allowed else Resolved(LinkKind.FORBIDDEN)
        if split.netloc:
            return Resolved(LinkKind.EXTERNAL, url=target)
        tail = (f"?{split.query}" if split.query else "") + (
            f"#{anchor(split.fragment)}" if split.fragment else ""
        )
        if not split.path:
            return Resolved(LinkKind.ANCHOR, source, tail)
        return self._inside(nfc(unquote(split.path)), source, tail)

    def _inside(self, path: str, source: str, tail: str) -> Resolved:
        root = f"{CONTENT}/{self.site}"
        if _TREACHEROUS.search(path):
            return Resolved(LinkKind.FORBIDDEN)
        start = root if path.startswith("/") else posixpath.dirname(source)
        place = posixpath.normpath(posixpath.join(start, path.lstrip("/")))
        if place != root and not place.startswith(f"{root}/"):
            return Resolved(LinkKind.MISSING, place)
        if place in self.items:
            return Resolved(LinkKind.ITEM, place, self.items[place] + tail)
        if place in self.files:
            return Resolved(LinkKind.FILE, place, file_url(place) + tail)
        address = place[len(root) :] + "/" if path.endswith("/") else place[len(root) :]
        if path.startswith("/") and address in self.pages:
            return Resolved(LinkKind.PAGE, "", address + tail)
        item = place.rstrip("/") + ".md"
        if path.startswith("/") and path.endswith("/") and item in self.items:
            return Resolved(LinkKind.ITEM, item, self.items[item] + tail)
        return Resolved(LinkKind.MISSING, place)


def index_of(corpus: Corpus, site: str) -> LinkIndex:
    """Return what links of a site can lead to, all its items counted, published or not."""
    items = {e.path: e.document.address.url for e in corpus.of_site(site) if e.document.address}
    root = f"{CONTENT}/{site}/"
    files = frozenset(p for p in corpus.attachments if p.startswith(root))
    known = corpus.registry.sites.get(site)
    sections = {("vi", s) for s in known.sections} if known else set()
    sections |= {(e.lang, e.section) for e in (x.document for x in corpus.of_site(site)) if e.section}
    return LinkIndex(site, items, files, frozenset(generated_pages(sections)))


def generated_pages(sections: Iterable[tuple[str, str]]) -> Iterable[str]:
    """Yield the addresses of the pages that exist without an item, for (language, section) pairs."""
    listed = set(sections)
    for lang in {"vi", *(lang for lang, _ in listed)}:
        yield home(lang)
        yield home(lang) + FEED
        yield SITEMAP_PAGES[lang]
        yield SEARCH_PAGES[lang]
        yield STATEMENT_PAGES[lang]
    for lang, section in listed:
        yield f"{home(lang)}{section}/"
        yield f"{home(lang)}{section}/{FEED}"


def home(lang: str) -> str:
    """Return the address of a language's front page."""
    return "/en/" if lang == "en" else "/"


def file_url(path: str) -> str:
    """Return the address on its site of a file at a repository path below content/<site>/."""
    return "/" + quote(path.split("/", 2)[2], safe="/-._~")


def anchor(fragment: str) -> str:
    """Return the id that stands on the page for a heading's id or the fragment of a link to it."""
    plain = nfc(unquote(fragment))
    if plain.startswith(ANCHOR_PREFIX) or _FOOTNOTE.fullmatch(plain):
        return plain
    return ANCHOR_PREFIX + slug(plain)

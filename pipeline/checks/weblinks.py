"""Addresses of the web in an item: whose site a host is, what readers cannot open, what only tracks them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from pipeline.checks.inventory import holds_any, of_text
from pipeline.checks.linking import host, weblinks
from pipeline.checks.markdown import scan
from pipeline.checks.registry import Context
from pipeline.model.content import Edition
from pipeline.model.links import ANCHOR_PREFIX, anchor
from pipeline.model.patterns import regex
from pipeline.model.site import Registry
from pipeline.model.text import nfc, slug

_INSIDE = (".local", ".localhost", ".lan", ".internal", ".intranet", ".corp", ".home", ".localdomain")
# What advertising and social networks add to an address to follow who opened it.
_ADDRESS = holds_any(("://", "www."))
TRACKING = regex(r"(?:utm_[a-z]+|fbclid|gclid|dclid|msclkid|zarsrc|igshid|mc_[ce]id|_hs(?:enc|mi))$")
_OWN_ID = regex(r"\{:?[^{}\n]*#(?P<id>[\w:.-]+)[^{}\n]*\}")
_TAG_ID = regex(r"<[a-zA-Z][^<>]*?\b(?:id|name)\s*=\s*[\"']?(?P<id>[\w:.-]+)")
_COUNTED = regex(r"_\d+$")  # the second heading of the same words


def split(address: str) -> SplitResult | None:
    """Return the parts of a web address, None where it has not the form of one."""
    try:
        return urlsplit(address if "://" in address else f"//{address}")
    except ValueError:
        return None


def site_hosts(registry: Registry) -> Mapping[str, str]:
    """Return host → site id for every name that a registered site answers under, real or of a sample."""
    found: dict[str, str] = {}
    for site in registry.sites.values():
        for name in (site.domain, *site.aliases):
            plain = name.lower().removeprefix("www.")
            if plain:
                for each in (plain, f"www.{plain}", f"{plain}.example", f"www.{plain}.example"):
                    found.setdefault(each, site.id)
    return found


def to_sites(edition: Edition, ctx: Context) -> Iterator[tuple[int, int, str, str, SplitResult]]:
    """Yield line, column, address, site and parts of every web link of the body to a registered site."""
    hosts: Mapping[str, str] = ctx.facts["hosts"]
    for link in scan(edition).links:
        if "://" in link.target and (site := hosts.get(host(link.target))) and (parts := split(link.target)):
            yield link.line, link.column, link.target, site, parts


def every_address(edition: Edition, ctx: Context) -> Iterator[tuple[int, int, str]]:
    """Yield line, column and address of what `weblinks` finds, but nothing where an item has no such thing."""
    if of_text(edition) & _ADDRESS:
        yield from weblinks(edition, ctx)


def is_inside(name: str) -> bool:
    """Return whether a host answers only within an office: private numbers, names without a domain."""
    if not name or name.endswith(_INSIDE):
        return bool(name)
    try:
        number = ip_address(name.strip("[]"))
    except ValueError:
        return "." not in name
    return number.is_private or number.is_loopback or number.is_link_local


def places_of(edition: Edition) -> frozenset[str]:
    """Return the ids to which links into an item can lead: headings, own ids, footnotes."""
    found = {ANCHOR_PREFIX + (slug(h.text) or "phan") for h in scan(edition).headings}
    for pattern in (_OWN_ID, _TAG_ID):
        found |= {anchor(m["id"]) for m in pattern.finditer(edition.body)}
    return frozenset(found)


def has_place(edition: Edition, fragment: str) -> bool:
    """Return whether an item has the place that a fragment names; parts of the page itself count."""
    wanted = anchor(nfc(fragment))
    if not fragment or fragment.startswith(("fn:", "fnref", ":~:")) or slug(fragment) in ("top", "noi-dung"):
        return True
    known = places_of(edition)
    return wanted in known or _COUNTED.sub("", fragment) in known or _counted(wanted) in known


def _counted(wanted: str) -> str:
    head, dash, tail = wanted.rpartition("-")
    return head if dash and tail.isdigit() else wanted

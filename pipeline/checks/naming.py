"""Whether one item says that it took from another: by source, link, number, title, or name of the site."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from pipeline.checks.credits import names_nobody
from pipeline.checks.markdown import scan
from pipeline.checks.registry import Context
from pipeline.checks.words import bare
from pipeline.model.content import Edition, as_list
from pipeline.model.patterns import regex
from pipeline.model.site import Site

_CUE = regex(r"\b(?:theo|nguon|trich|dan|dang tren|dang lai|cung cap|bien tap tu|tong hop tu|cua bao)\b")
_CUE_DISTANCE = 40  # characters between "theo", "nguồn" and the name
_LEAST_TITLE = 20  # characters of a title that cannot stand there by chance


def has_source(edition: Edition) -> bool:
    """Return whether an item names anybody as its source, or the document that it was made from."""
    name = edition.get("nguon.ten")
    return bool(name.strip() and not names_nobody(name)) or edition.value("tu_van_ban") not in (None, "", ())


def names_item(edition: Edition, other: Edition, ctx: Context) -> bool:
    """Return whether an item leads to another item or says from whom it is."""
    if edition.get("ban_goc") and other.path.endswith("/" + edition.get("ban_goc").strip().lstrip("/")):
        return True
    number = other.get("so_ky_hieu").strip()
    if len(number) > 4 and number.lower() in edition.text.lower():
        return True
    return _links_to(edition, other, ctx) or _speaks_of(edition, other, ctx)


def _links_to(edition: Edition, other: Edition, ctx: Context) -> bool:
    links = ctx.facts["links"]
    site, home = ctx.site(other), other.document.site
    address = links[home].items.get(other.path, "") if home in ctx.registry.sites else ""
    if address and address in [v for v in as_list(edition.value("dia_chi_cu")) if isinstance(v, str)]:
        return True
    hosts = {h.lower() for h in (site.domain, *site.aliases)} if site else set()
    targets = [x.target for x in scan(edition).links]
    targets += [edition.get(k) for k in ("nguon.dia_chi", "dia_chi", "thay_the", "bai_goc")]
    own = edition.document.site
    for target in filter(None, targets):
        if "//" not in target:
            if own in ctx.registry.sites and links[own].resolve(target, edition.path).path == other.path:
                return True
            continue
        try:
            split = urlsplit(target)
        except ValueError:
            continue
        host = (split.hostname or "").removeprefix("www.").removesuffix(".example")
        path = unquote(split.path).rstrip("/")
        elsewhere = other.document.site != edition.document.site
        # the front page names the site, not one of our own items
        if host in hosts and (path == address.rstrip("/") or (elsewhere and not path)):
            return True
    return False


def _speaks_of(edition: Edition, other: Edition, ctx: Context) -> bool:
    text, their = bare(edition.body), bare(other.body)
    title = bare(other.title)
    if len(title) >= _LEAST_TITLE and text.count(title) > their.count(title):
        return True
    site = ctx.site(other)
    source = bare(" ".join(edition.get(k) for k in ("nguon.ten", "nguon.dia_chi")))
    for name in _names(other, site, elsewhere=other.document.site != edition.document.site):
        # what was copied with the text names nobody
        if name in source or _cued(name, text) > _cued(name, their):
            return True
    return False


def _cued(name: str, text: str) -> int:
    """Return how often a name stands after "theo", "nguồn" and the like."""
    count, at = 0, text.find(name)
    while at >= 0:
        count += bool(_CUE.search(text, max(0, at - _CUE_DISTANCE), at))
        at = text.find(name, at + len(name))
    return count


def _names(other: Edition, site: Site | None, *, elsewhere: bool) -> set[str]:
    """Return the names under which an item's origin is known, without marks."""
    given = [other.get("nguon.ten")]
    if elsewhere and site:
        unit = site.unit(other.get("don_vi"))
        given += [site.name, site.name_en, site.agency, site.domain, site.citation, other.get("tac_gia")]
        given += [unit.name] if unit else []
    return {n for n in map(bare, given) if len(n) > 5}

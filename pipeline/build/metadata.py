"""The fifteen Dublin Core elements of TT 24/2011 (kept beyond its term), description and Open Graph."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable, Iterator

from pipeline.build import phrases as p
from pipeline.build.context import BuildContext
from pipeline.build.effect import DOCUMENT, Reference, references
from pipeline.build.entries import Entry
from pipeline.build.share import HEIGHT, SHARE_FILE, WIDTH
from pipeline.build.values import partial_day
from pipeline.build.views import ItemView, Picture
from pipeline.model.content import as_list
from pipeline.model.site import Site

Meta = tuple[str, str, str]
_LOCALES = {"vi": "vi_VN", "en": "en_GB"}
_RASTER = (".png", ".jpg", ".jpeg", ".gif", ".webp")  # what services that show previews of links read
_COMMITTEE = "Ủy ban nhân dân "  # of a province, district or commune: what follows names the place


def item_meta(ctx: BuildContext, entry: Entry, view: ItemView) -> tuple[Meta, ...]:
    """Return (name, content, scheme) of an item's metadata; empty contents are left out."""
    return tuple(m for m in (*_dublin_core(ctx, entry, view), *_open_graph(ctx, entry, view)) if m[1])


def list_meta(
    ctx: BuildContext, lang: str, title: str, description: str, url: str, entries: Iterable[Entry] = ()
) -> tuple[Meta, ...]:
    """Return the metadata of a generated page; its day is that of the newest change of the `entries` it lists."""
    site = ctx.given.site
    changed = max((e.modified for e in entries), default=None)
    listed = (
        ("DC.title", title, ""),
        ("DC.creator", site.agency, ""),
        ("DC.description", description, ""),
        ("DC.date", changed.date().isoformat() if changed else "", "W3CDTF"),
        ("DCTERMS.modified", changed.isoformat() if changed else "", "W3CDTF"),
        ("DC.publisher", site.agency, ""),
        ("DC.identifier", ctx.given.base_url + url, "URI"),
        ("DC.language", lang, "RFC5646"),
        ("DC.source", site.agency, ""),
        ("DC.subject", title, ""),
        ("DC.coverage", _area(ctx), ""),
        ("DC.type", "Collection", "DCMIType"),
        ("DC.format", "text/html", "IMT"),
        ("DC.rights", site.citation, ""),
        ("og:type", "website", ""),
        ("og:title", title, ""),
        ("og:description", description, ""),
        ("og:url", ctx.given.base_url + url, ""),
        ("og:site_name", ctx.site_name(lang), ""),
        ("og:locale", _LOCALES[lang], ""),
        *_open_graph_picture(ctx, lang, None),
    )
    return tuple(m for m in listed if m[1])


def _dublin_core(ctx: BuildContext, entry: Entry, view: ItemView) -> Iterator[Meta]:
    edition, site, base = entry.edition, ctx.given.site, ctx.given.base_url
    number = edition.get("so_ky_hieu") if entry.type == DOCUMENT else ""
    yield "DC.title", edition.title, ""
    yield "DC.creator", edition.get("tac_gia") or view.unit, ""
    yield "DC.date", _date(entry), "W3CDTF"
    yield "DCTERMS.issued", entry.published.isoformat(), "W3CDTF"
    yield "DCTERMS.modified", entry.modified.isoformat(), "W3CDTF"
    yield "DC.description", edition.get("tom_tat"), ""
    yield "DC.publisher", edition.get("co_quan_ban_hanh") if number else site.agency, ""
    yield "DC.identifier", base + entry.url, "URI"
    yield "DC.identifier", number, ""
    yield "DC.language", entry.lang, "RFC5646"
    yield "DC.source", edition.get("nguon.ten") or site.agency, ""
    yield "DC.source", edition.get("nguon.dia_chi"), "URI"
    named = [name for name in as_list(edition.value("cong_tac")) if isinstance(name, str) and name]
    for name in named or [view.unit]:  # where nobody else is named, the unit that supplied the item
        yield "DC.contributor", name, ""
    yield "DC.subject", view.section_label, ""
    yield "DC.subject", edition.get("linh_vuc"), ""
    for word in view.keywords:
        yield "DC.subject", word, ""
    yield "keywords", ", ".join(view.keywords), ""
    yield "DC.coverage", _coverage(entry) or _area(ctx), ""
    yield "DC.type", _dcmi_type(ctx, entry), "DCMIType"
    yield "DC.format", "text/html", "IMT"
    for kind in dict.fromkeys(mimetypes.guess_type(f.url)[0] or "" for f in view.files):
        yield "DC.format", kind, "IMT"
    yield from _relations(ctx, entry)
    yield "DC.rights", site.citation, ""


def _date(entry: Entry) -> str:
    """Return the date of the thing itself: of a document its day of issue, else that of publication."""
    issued = partial_day(entry.edition.value("ngay_ban_hanh")) if entry.type == DOCUMENT else None
    return issued.iso if issued else entry.published.date().isoformat()


def _coverage(entry: Entry) -> str:
    """Return the place or the time that an item is about, where it says so."""
    edition = entry.edition
    begins, ends = (partial_day(edition.value(key)) for key in ("thong_ke_tu", "thong_ke_den"))
    if begins and ends:
        return f"{begins.iso}/{ends.iso}"
    told = (edition.get(key) for key in ("dia_diem", "thoi_ky", "nam_ngan_sach"))
    return next((value for value in told if value), "")


def _area(ctx: BuildContext) -> str:
    """Return the place that a site speaks for: that of its People's Committee, or of the one above it."""
    site: Site | None = ctx.given.site
    seen: set[str] = set()
    while site is not None and site.id not in seen:
        if site.agency.startswith(_COMMITTEE):
            place = site.agency.removeprefix(_COMMITTEE).strip()
            return place[:1].upper() + place[1:]
        seen.add(site.id)
        site = ctx.given.registry.sites.get(site.parent or "")
    return ""


def _dcmi_type(ctx: BuildContext, entry: Entry) -> str:
    found = ctx.given.registry.types.get(entry.type)
    return found.dc_type if found else "Text"


def _relations(ctx: BuildContext, entry: Entry) -> Iterator[Meta]:
    base = ctx.given.base_url
    yield "DCTERMS.isPartOf", base + ctx.section_url(entry.section, entry.lang), "URI"
    named = [
        ("DC.relation", r) for key in ("can_cu", "van_ban") for r in references(entry.edition.value(key))
    ]
    named += [("DCTERMS.replaces", r) for r in references(entry.edition.value("thay_the"))]
    if entry.effect:
        named += [("DCTERMS.isReplacedBy", r) for r in entry.effect.replaced_by]
    if not any(name == "DC.relation" for name, _ in named):
        yield "DC.relation", base + ctx.section_url(entry.section, entry.lang), "URI"
    for name, reference in dict.fromkeys(named):
        url = _document_url(ctx, reference, entry.lang)
        yield (name, url, "URI") if url else (name, reference.number, "")
    if entry.translation:
        yield (
            "DCTERMS.isVersionOf" if entry.lang == "en" else "DCTERMS.hasVersion",
            base + entry.translation,
            "URI",
        )


def _document_url(ctx: BuildContext, reference: Reference, lang: str) -> str:
    found = ctx.entries.register.find(reference, lang)
    url = ctx.entries.document_url(found) if found else None
    if url is None:
        return ""
    return ctx.given.base_url + url if url.startswith("/") else url


def _open_graph(ctx: BuildContext, entry: Entry, view: ItemView) -> Iterator[Meta]:
    base = ctx.given.base_url
    yield "og:type", "article", ""
    yield "og:title", entry.edition.title, ""
    yield "og:description", entry.edition.get("tom_tat"), ""
    yield "og:url", base + entry.url, ""
    yield "og:site_name", ctx.site_name(entry.lang), ""
    yield "og:locale", _LOCALES[entry.lang], ""
    yield from _open_graph_picture(ctx, entry.lang, view.picture)
    yield "article:published_time", entry.published.isoformat(), ""
    yield "article:modified_time", entry.modified.isoformat(), ""


def _open_graph_picture(ctx: BuildContext, lang: str, picture: Picture | None) -> Iterator[Meta]:
    """Yield the picture beside a shared link: the item's own, or that of the site."""
    base = ctx.given.base_url
    if picture and picture.url.lower().endswith(_RASTER):
        yield "og:image", base + picture.url, ""
        yield "og:image:alt", picture.alt, ""
        return
    yield "og:image", f"{base}/{SHARE_FILE}", ""
    yield "og:image:width", str(WIDTH), ""
    yield "og:image:height", str(HEIGHT), ""
    yield "og:image:alt", p.say(p.SHARE_PICTURE, lang, site=ctx.site_name(lang)), ""

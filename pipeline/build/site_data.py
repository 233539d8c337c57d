"""What a site tells machines of itself: /api/site.json, security.txt (RFC 9116), OpenSearch descriptions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from urllib.parse import quote

from pipeline.build import phrases as p
from pipeline.build.api import SCHEMA, types_of
from pipeline.build.context import BuildContext
from pipeline.build.menu import sections_of
from pipeline.build.pages import languages_of
from pipeline.build.receipts import TIP_FILE
from pipeline.build.schema import SCHEMA_FILE
from pipeline.build.xml import attribute, plain
from pipeline.clock.now import VIETNAM
from pipeline.model.links import FEED, SEARCH_PAGES, SITEMAP_PAGES, home
from pipeline.model.release import MOVED_FILE

SECURITY_FILE = ".well-known/security.txt"
ABOUT_FILE = "api/site.json"  # "trang" is a type of items
NEWEST = 12
_MONTHS = 11  # RFC 9116 asks for less than a year


def site_files(ctx: BuildContext) -> Iterator[tuple[str, str]]:
    """Yield (file, text) of everything that describes the site as a whole."""
    yield ABOUT_FILE, about_text(ctx)
    yield SECURITY_FILE, security_text(ctx)
    for lang in languages_of(ctx):
        yield f"{home(lang)}opensearch.xml".lstrip("/"), opensearch(ctx, lang)


def about_text(ctx: BuildContext) -> str:
    """Return the description of the site that its parent and other programs read."""
    site, base = ctx.given.site, ctx.given.base_url
    languages = languages_of(ctx)
    types = types_of(ctx)
    newest = [e for lang in languages for e in ctx.entries.listed(lang) if e.current]
    newest.sort(key=lambda e: e.newest)
    told = {
        "schema": SCHEMA,
        "id": site.id,
        "name": site.name,
        "name_en": site.name_en,
        "level": site.level,
        "agency": site.agency,
        "url": f"{base}/",
        "aliases": list(site.aliases),
        "parent": site.parent,
        "languages": list(languages),
        "since": _day(site.since),
        "until": _day(site.until),
        "successors": list(site.successors),
        "demonstration": site.demo,
        "responsible": site.responsible,
        "citation": site.citation,
        "contact": {
            "address": site.contact.address,
            "phone": site.contact.phone,
            "fax": site.contact.fax,
            "email": site.contact.email,
        },
        "units": [
            {"code": u.code, "name": u.name, "since": _day(u.since), "until": _day(u.until)}
            for u in site.units
        ],
        "modified": max((e.modified for e in newest), default=None),
        "sections": [s for lang in languages for s in _sections(ctx, lang)],
        "types": [
            {
                "type": slug,
                "count": len(types[slug]),
                "url": f"{base}/api/{slug}.json",
                "modified": max(e.modified for e in types[slug]),
            }
            for slug in sorted(types)
        ],
        "newest": [
            {"id": e.path.removeprefix("content/").removesuffix(".md"), "url": base + e.url, "lang": e.lang}
            | {"title": e.edition.title, "published": e.published, "modified": e.modified}
            for e in newest[:NEWEST]
        ],
        "links": {
            "feed": f"{base}/{FEED}",
            "sitemap": f"{base}/sitemap.xml",
            "sections": base + SITEMAP_PAGES["vi"],
            "search": base + SEARCH_PAGES["vi"],
            "schema": f"{base}/{SCHEMA_FILE}",
            "moved": f"{base}/{MOVED_FILE}",
            "ledger": f"{base}/{TIP_FILE}",
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=1, default=_time) + "\n"


def _sections(ctx: BuildContext, lang: str) -> Iterator[dict[str, object]]:
    base = ctx.given.base_url
    for slug in sections_of(ctx, lang):
        listed = ctx.entries.listed(lang, slug)
        url = base + ctx.section_url(slug, lang)
        yield {
            "section": slug,
            "lang": lang,
            "title": ctx.section_label(slug, lang),
            "url": url,
            "feed": url + FEED,
            "count": len(listed),
            "modified": max((e.modified for e in listed), default=None),
        }


def _time(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def security_text(ctx: BuildContext) -> str:
    """Return whom to tell of a weakness of the site; valid for ten to eleven months."""
    site, base = ctx.given.site, ctx.given.base_url
    mail = site.contact.email.strip()
    contact = f"mailto:{quote(mail, safe='@+.-_')}" if "@" in mail else f"{base}/lien-he/"
    lines = [
        f"Contact: {contact}",
        f"Expires: {expiry(ctx.given.now)}",
        f"Preferred-Languages: {', '.join(site.languages) or 'vi'}",
        f"Canonical: {base}/{SECURITY_FILE}",
    ]
    return "\n".join([*lines, ""])


def expiry(now: datetime) -> str:
    """Return the first day of the month eleven months ahead: the same all month, so that builds stay equal."""
    here = now.astimezone(VIETNAM)
    months = here.year * 12 + (here.month - 1) + _MONTHS
    return f"{months // 12:04}-{months % 12 + 1:02}-01T00:00:00+07:00"


def opensearch(ctx: BuildContext, lang: str) -> str:
    """Return the description with which a browser offers the site's search."""
    base, name = ctx.given.base_url, ctx.site_name(lang)
    told = p.say(p.SEARCH_TEXT, lang, site=name)
    return "\n".join(
        (
            '<?xml version="1.0" encoding="utf-8"?>',
            '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
            f"<ShortName>{plain(ctx.given.site.domain[:16])}</ShortName>",
            f"<LongName>{plain(name[:48])}</LongName>",
            f"<Description>{plain(told[:1024])}</Description>",
            "<InputEncoding>UTF-8</InputEncoding>",
            f"<Language>{lang}</Language>",
            f'<Url type="text/html" template={attribute(f"{base}{SEARCH_PAGES[lang]}?q={{searchTerms}}")}/>',
            "</OpenSearchDescription>",
            "",
        )
    )

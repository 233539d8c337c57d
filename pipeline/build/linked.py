"""What a page says to machines in the words of schema.org, as JSON in a script element that holds data.

Such a data block is never run: the content security policy forbids inline scripts and lets it stand.
"""

from __future__ import annotations

import json

from pipeline.build.context import BuildContext
from pipeline.build.entries import Entry
from pipeline.build.linked_items import Node, agency, bare, item_node
from pipeline.build.menu import emblem_url
from pipeline.build.views import PageView
from pipeline.model.links import SEARCH_PAGES

# As JSON these are the same letters; as HTML they could end the element or open a comment.
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def linked_data(ctx: BuildContext, view: PageView, entry: Entry | None) -> str:
    """Return the schema.org data of a page as JSON, "" for pages that nobody looks up."""
    if view.kind not in ("home", "section", "archive", "year", "item") or (
        entry and entry.removed is not None
    ):
        return ""
    graph: list[Node] = []
    if view.kind == "home":
        graph += [_organisation(ctx), _website(ctx, view.lang)]
    elif entry is not None and view.item is not None:
        graph.append(item_node(ctx, view, view.item, entry))
    else:
        about = {"@type": "CollectionPage", "name": view.title, "description": view.description}
        graph.append({**about, "url": ctx.given.base_url + view.url, "inLanguage": view.lang})
    if len(view.breadcrumbs) > 1:
        graph.append(_breadcrumbs(ctx, view))
    told = {"@context": "https://schema.org", "@graph": [bare(node) for node in graph]}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _organisation(ctx: BuildContext) -> Node:
    site = ctx.given.site
    parent = ctx.given.registry.sites.get(site.parent or "")
    return {
        **agency(ctx),
        "logo": ctx.given.base_url + emblem if (emblem := emblem_url(ctx)) else "",
        "address": site.contact.address,
        "telephone": site.contact.phone,
        "faxNumber": site.contact.fax,
        "email": site.contact.email,
        "parentOrganization": {
            "@type": "GovernmentOrganization",
            "name": parent.agency,
            "url": ctx.given.base_of(parent) + "/",
        }
        if parent
        else None,
    }


def _website(ctx: BuildContext, lang: str) -> Node:
    base = ctx.given.base_url
    return {
        "@type": "WebSite",
        "name": ctx.site_name(lang),
        "url": f"{base}/",
        "inLanguage": lang,
        "publisher": {"@id": f"{base}/#co-quan"},
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{base}{SEARCH_PAGES[lang]}?q={{q}}",
            "query-input": "required name=q",
        },
    }


def _breadcrumbs(ctx: BuildContext, view: PageView) -> Node:
    rows = [
        {"@type": "ListItem", "position": n, "name": crumb.title, "item": ctx.given.base_url + crumb.url}
        for n, crumb in enumerate(view.breadcrumbs, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": rows}

"""What a page says to machines in the words of schema.org, as JSON in a script element that holds data.

Such a data block is never run: the content security policy forbids inline scripts and lets it stand.
"""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Callable, Mapping
from typing import Any

from pipeline.build.context import BuildContext, text
from pipeline.build.effect import DOCUMENT, Validity, references
from pipeline.build.entries import Entry
from pipeline.build.values import moment, partial_day
from pipeline.build.views import ItemView, PageView
from pipeline.model.links import SEARCH_PAGES

Node = dict[str, Any]
_FORCE = {
    Validity.IN_FORCE: "InForce",
    Validity.LAPSED: "NotInForce",
    Validity.NOT_YET: "NotInForce",
    Validity.PARTLY: "PartiallyInForce",
}
# As JSON these are the same letters; as HTML they could end the element or open a comment.
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def linked_data(ctx: BuildContext, view: PageView, entry: Entry | None) -> str:
    """Return the schema.org data of a page as JSON, "" for pages that nobody looks up."""
    if view.kind not in ("home", "section", "archive", "item") or (entry and entry.removed is not None):
        return ""
    graph: list[Node] = []
    if view.kind == "home":
        graph += [_organisation(ctx), _website(ctx, view.lang)]
    elif entry is not None and view.item is not None:
        graph.append(_item(ctx, view, view.item, entry))
    else:
        about = {"@type": "CollectionPage", "name": view.title, "description": view.description}
        graph.append({**about, "url": ctx.given.base_url + view.url, "inLanguage": view.lang})
    if len(view.breadcrumbs) > 1:
        graph.append(_breadcrumbs(ctx, view))
    told = {"@context": "https://schema.org", "@graph": [_bare(node) for node in graph]}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _bare(node: Mapping[str, Any]) -> Node:
    """Return a node without what is empty."""
    return {
        k: _bare(v) if isinstance(v, Mapping) else v for k, v in node.items() if v not in ("", None, [], {})
    }


def _agency(ctx: BuildContext) -> Node:
    """Return the agency as other nodes name it; the home page tells the rest."""
    given = ctx.given
    return {
        "@type": "GovernmentOrganization",
        "@id": f"{given.base_url}/#co-quan",
        "name": given.site.agency,
        "url": f"{given.base_url}/",
    }


def _organisation(ctx: BuildContext) -> Node:
    site = ctx.given.site
    parent = ctx.given.registry.sites.get(site.parent or "")
    return {
        **_agency(ctx),
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


def _item(ctx: BuildContext, view: PageView, item: ItemView, entry: Entry) -> Node:
    base = ctx.given.base_url
    node: Node = {
        "@type": "Article",
        "@id": f"{base}{entry.url}",
        "url": f"{base}{entry.url}",
        "name": view.title,
        "description": view.description,
        "inLanguage": entry.lang,
        "datePublished": entry.published.isoformat(),
        "dateModified": entry.modified.isoformat(),
        "keywords": ", ".join(item.keywords),
        "publisher": _agency(ctx),
    }
    special = _SPECIAL.get(entry.type)
    if special is not None:
        return {**node, **special(ctx, item, entry)}
    return {**node, **_article(ctx, item, entry)}


def _article(ctx: BuildContext, item: ItemView, entry: Entry) -> Node:
    known = ctx.given.registry.types.get(entry.type)
    return {
        "@type": "Article" if known is None or known.dated else "WebPage",
        "headline": entry.edition.title,
        "author": {"@type": "Organization", "name": item.author or item.unit},
        "image": ctx.given.base_url + item.picture.url if item.picture else "",
        "isBasedOn": entry.edition.get("nguon.dia_chi") or entry.edition.get("nguon.ten"),
    }


def _news(ctx: BuildContext, item: ItemView, entry: Entry) -> Node:
    return {**_article(ctx, item, entry), "@type": "NewsArticle", "articleSection": item.section_label}


def _legislation(ctx: BuildContext, item: ItemView, entry: Entry) -> Node:
    edition = entry.edition
    issued, begins = (partial_day(edition.value(key)) for key in ("ngay_ban_hanh", "ngay_hieu_luc"))
    replaced = [r.number for r in references(edition.value("thay_the"))]
    changed = [r.number for r in references(edition.value("sua_doi"))]
    force = _FORCE[entry.effect.validity] if entry.effect else ""
    return {
        "@type": "Legislation",
        "name": edition.title,
        "headline": edition.get("trich_yeu"),
        "legislationIdentifier": edition.get("so_ky_hieu"),
        "legislationType": next((f.value for f in item.facts if f.key == "hinh_thuc"), ""),
        "legislationDate": issued.iso if issued else "",
        "temporalCoverage": f"{begins.iso}/.." if begins else "",
        "legislationPassedBy": {"@type": "GovernmentOrganization", "name": edition.get("co_quan_ban_hanh")},
        "legislationLegalForce": f"https://schema.org/{force}" if force else "",
        "legislationChanges": [*replaced, *changed],
        "encoding": _downloads(ctx, item),
    }


def _service(ctx: BuildContext, item: ItemView, entry: Entry) -> Node:
    edition = entry.edition
    unwanted = dict.fromkeys(("datePublished", "dateModified", "keywords", "publisher", "inLanguage"), "")
    return {
        **unwanted,
        "@type": "GovernmentService",
        "name": edition.get("ten_thu_tuc") or edition.title,
        "serviceType": edition.get("linh_vuc"),
        "provider": {"@type": "GovernmentOrganization", "name": edition.get("co_quan_thuc_hien")},
        "identifier": edition.get("ma_thu_tuc"),
        "availableChannel": {
            "@type": "ServiceChannel",
            "serviceUrl": edition.get("dia_chi_dvc") or ctx.given.base_url + entry.url,
        },
    }


def _questions(ctx: BuildContext, item: ItemView, entry: Entry) -> Node:
    """Return question and answer; who asked is not told."""
    edition = entry.edition
    asked, answered = moment(edition.value("hoi_luc")), moment(edition.value("tra_loi_luc"))
    is_answered = answered is not None or bool(edition.body.strip())
    answer: Node = {
        "@type": "Answer",
        "text": edition.get("tom_tat"),
        "url": ctx.given.base_url + entry.url,
        "dateCreated": answered.isoformat() if answered else "",
        "author": _agency(ctx),
    }
    question: Node = {
        "@type": "Question",
        "name": edition.title,
        "text": edition.get("cau_hoi"),
        "answerCount": 1 if is_answered else 0,
        "dateCreated": asked.isoformat() if asked else "",
        "acceptedAnswer": _bare(answer) if is_answered else None,
    }
    return {"@type": "QAPage", "mainEntity": question}


def _dataset(ctx: BuildContext, item: ItemView, entry: Entry) -> Node:
    begins, ends = (partial_day(entry.edition.value(key)) for key in ("thong_ke_tu", "thong_ke_den"))
    return {
        "@type": "Dataset",
        "creator": _agency(ctx),
        "temporalCoverage": f"{begins.iso}/{ends.iso}" if begins and ends else "",
        "distribution": _downloads(ctx, item),
    }


def _unit(ctx: BuildContext, item: ItemView, entry: Entry) -> Node:
    edition = entry.edition
    contact = {"telephone": "dien_thoai", "email": "thu_dien_tu", "address": "dia_chi"}
    unwanted = dict.fromkeys(("datePublished", "dateModified", "publisher", "inLanguage"), "")
    return {
        **unwanted,
        "@type": "GovernmentOrganization",
        "name": edition.get("ten_don_vi") or edition.title,
        "parentOrganization": _agency(ctx),
        **{word: text(edition.value(key)) for word, key in contact.items()},
    }


def _downloads(ctx: BuildContext, item: ItemView) -> list[Node]:
    return [
        {
            "@type": "DataDownload" if item.type == "thong-ke" else "MediaObject",
            "name": file.title,
            "contentUrl": ctx.given.base_url + file.url,
            "encodingFormat": mimetypes.guess_type(file.url)[0] or file.kind,
        }
        for file in item.files
    ]


_SPECIAL: Mapping[str, Callable[[BuildContext, ItemView, Entry], Node]] = {
    "tin-tuc": _news,
    DOCUMENT: _legislation,
    "thu-tuc": _service,
    "hoi-dap": _questions,
    "tu-van-phap-luat": _questions,
    "thong-ke": _dataset,
    "don-vi": _unit,
}

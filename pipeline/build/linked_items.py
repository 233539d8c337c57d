"""What an item is in the words of schema.org, by its type: news, law, service, figures, project, place."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Mapping
from typing import Any

from pipeline.build.context import BuildContext, text
from pipeline.build.effect import DOCUMENT, Validity, references
from pipeline.build.entries import Entry
from pipeline.build.values import moment, partial_day
from pipeline.build.views import ItemView, PageView

Node = dict[str, Any]
_FORCE = {
    Validity.IN_FORCE: "InForce",
    Validity.LAPSED: "NotInForce",
    Validity.NOT_YET: "NotInForce",
    Validity.PARTLY: "PartiallyInForce",
}
_DATASETS = ("thong-ke", "ngan-sach", "doanh-nghiep", "moi-truong")
# What is no work of an author has no author's words; `keywords` is known to places and organisations too.
_OF_WORKS = ("datePublished", "dateModified", "publisher", "inLanguage")
_NO_WORKS = frozenset(
    {
        "GovernmentService",
        "ResearchProject",
        "Project",
        "TouristAttraction",
        "JobPosting",
        "GovernmentOrganization",
    }
)
_SIGHTS = frozenset({"di-tich", "danh-thang", "tuyen-diem", "lang-nghe"})


def bare(node: Mapping[str, Any]) -> Node:
    """Return a node without what is empty."""
    return {
        k: bare(v) if isinstance(v, Mapping) else v for k, v in node.items() if v not in ("", None, [], {})
    }


def agency(ctx: BuildContext) -> Node:
    """Return the agency as other nodes name it; the home page tells the rest."""
    given = ctx.given
    return {
        "@type": "GovernmentOrganization",
        "@id": f"{given.base_url}/#co-quan",
        "name": given.site.agency,
        "url": f"{given.base_url}/",
    }


def item_node(ctx: BuildContext, view: PageView, item: ItemView, entry: Entry) -> Node:
    """Return what an item is, in the words of its own type."""
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
        "publisher": agency(ctx),
    }
    node |= _SPECIAL.get(entry.type, _article)(ctx, item, entry)
    strange = _OF_WORKS if node["@type"] in _NO_WORKS else ()
    return {name: value for name, value in node.items() if name not in strange}


def _article(ctx: BuildContext, item: ItemView, entry: Entry) -> Node:
    known = ctx.given.registry.types.get(entry.type)
    return {
        "@type": "Article" if known is None or known.dated else "WebPage",
        "headline": entry.edition.title,
        "author": {"@type": "Organization", "name": item.author or item.unit},
        "image": _image(ctx, item),
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
        "legislationDateOfApplicability": begins.iso if begins else "",
        "temporalCoverage": f"{begins.iso}/{_last(entry)}" if begins else "",
        "legislationPassedBy": _named("GovernmentOrganization", edition.get("co_quan_ban_hanh")),
        "legislationLegalForce": f"https://schema.org/{force}" if force else "",
        "legislationChanges": [
            {"@type": "Legislation", "legislationIdentifier": number} for number in (*replaced, *changed)
        ],
        "encoding": _downloads(ctx, item),
    }


def _last(entry: Entry) -> str:
    """Return the day on which a document lapsed, ".." where it has not or nobody knows when."""
    effect = entry.effect
    return effect.since.iso if effect and effect.validity is Validity.LAPSED and effect.since else ".."


def _service(ctx: BuildContext, item: ItemView, entry: Entry) -> Node:
    edition = entry.edition
    return {
        "@type": "GovernmentService",
        "keywords": "",
        "name": edition.get("ten_thu_tuc") or edition.title,
        "serviceType": edition.get("linh_vuc"),
        "provider": _named("GovernmentOrganization", edition.get("co_quan_thuc_hien")),
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
        "author": agency(ctx),
    }
    question: Node = {
        "@type": "Question",
        "name": edition.title,
        "text": edition.get("cau_hoi"),
        "answerCount": 1 if is_answered else 0,
        "dateCreated": asked.isoformat() if asked else "",
        "acceptedAnswer": bare(answer) if is_answered else None,
    }
    return {"@type": "QAPage", "mainEntity": question}


def _dataset(ctx: BuildContext, item: ItemView, entry: Entry) -> Node:
    """Return figures that an agency publishes: statistics, budgets, lists of enterprises and sources of waste."""
    edition = entry.edition
    begins, ends = (partial_day(edition.value(key)) for key in ("thong_ke_tu", "thong_ke_den"))
    until, released = (partial_day(edition.value(key)) for key in ("tinh_den", "ngay_phat_hanh"))
    period = f"{begins.iso}/{ends.iso}" if begins and ends else f"../{until.iso}" if until else ""
    told = {
        "@type": "Dataset",
        "alternateName": edition.get("ten_cuoc_thong_ke"),
        "creator": agency(ctx),
        "creditText": ctx.given.site.citation,
        "isAccessibleForFree": True,
        "temporalCoverage": period or edition.get("nam_ngan_sach"),
        "measurementTechnique": _written(item, "phuong_phap"),
        "distribution": _downloads(ctx, item),
    }
    return told | ({"datePublished": released.iso} if released else {})


def _research(ctx: BuildContext, item: ItemView, entry: Entry) -> Node:
    """Return a science programme; schema.org counts projects among organisations."""
    edition = entry.edition
    return {
        "@type": "ResearchProject",
        "name": edition.get("ten_de_tai") or edition.title,
        "identifier": edition.get("ma_so"),
        "knowsAbout": edition.get("linh_vuc"),
        "parentOrganization": _named("Organization", edition.get("don_vi_chu_tri")),
    }


def _project(ctx: BuildContext, item: ItemView, entry: Entry) -> Node:
    edition = entry.edition
    return {
        "@type": "Project",
        "name": edition.get("ten_du_an") or edition.title,
        "description": edition.get("muc_tieu") or edition.get("tom_tat"),
        "knowsAbout": edition.get("linh_vuc"),
        "funder": _named("Organization", edition.get("nha_tai_tro")),
        "parentOrganization": agency(ctx),
    }


def _place(ctx: BuildContext, item: ItemView, entry: Entry) -> Node:
    """Return a sight as a place; what is told of customs, food and sport stays an article."""
    if entry.edition.get("chu_de") not in _SIGHTS:
        return _article(ctx, item, entry)
    return {"@type": "TouristAttraction", "image": _image(ctx, item)}


def _map(ctx: BuildContext, item: ItemView, entry: Entry) -> Node:
    return {"@type": "Map", "creator": agency(ctx), "image": _image(ctx, item)}


def _job(ctx: BuildContext, item: ItemView, entry: Entry) -> Node:
    """Return an opening; training and selection among those already in service are no job offers."""
    if entry.edition.get("loai_tuyen") != "tuyen-dung":
        return _article(ctx, item, entry)
    last = partial_day(entry.edition.value("han_nop"))
    address = ctx.given.site.contact.address
    return {
        "@type": "JobPosting",
        "keywords": "",
        "title": entry.edition.get("vi_tri") or entry.edition.title,
        "datePosted": entry.published.date().isoformat(),
        "validThrough": last.iso if last else "",
        "hiringOrganization": agency(ctx),
        "jobLocation": {"@type": "Place", "address": address} if address else None,
    }


def _written(item: ItemView, key: str) -> str:
    return next((f.value for f in item.facts if f.key == key), "")


def _named(kind: str, name: str) -> Node | None:
    return {"@type": kind, "name": name} if name else None


def _image(ctx: BuildContext, item: ItemView) -> str:
    return ctx.given.base_url + item.picture.url if item.picture else ""


def _unit(ctx: BuildContext, item: ItemView, entry: Entry) -> Node:
    edition = entry.edition
    contact = {"telephone": "dien_thoai", "email": "thu_dien_tu", "address": "dia_chi"}
    return {
        "@type": "GovernmentOrganization",
        "name": edition.get("ten_don_vi") or edition.title,
        "parentOrganization": agency(ctx),
        **{word: text(edition.value(key)) for word, key in contact.items()},
    }


def _downloads(ctx: BuildContext, item: ItemView) -> list[Node]:
    return [
        {
            "@type": "DataDownload" if item.type in _DATASETS else "MediaObject",
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
    **dict.fromkeys(_DATASETS, _dataset),
    "khoa-hoc": _research,
    "du-an": _project,
    "du-lich-van-hoa": _place,
    "ban-do": _map,
    "tuyen-dung": _job,
    "don-vi": _unit,
}

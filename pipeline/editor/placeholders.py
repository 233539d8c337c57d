"""Values that stand in a skeleton until the editor writes the real ones: right in form, plainly not real."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from pipeline.model.site import FieldSpec, Site

_WEEKS_AHEAD = 9  # a deadline has to lie ahead; consultations of legal drafts need sixty days
_LATER = ("han_", "den_ngay")
_NUMBER_KEYS = ("so_ky_hieu",)  # text by kind, a document number by meaning


def placeholder(spec: FieldSpec, site: Site, now: datetime) -> str:
    """Return the YAML for a field's value, on one line."""
    kind = spec.kind
    today = now.date()
    if spec.key.startswith(_LATER):
        today += timedelta(weeks=_WEEKS_AHEAD)
    moment = now.replace(microsecond=0, second=0) + (today - now.date())
    match kind:
        case "lua-chon":
            return spec.example if spec.example in spec.choices else next(iter(spec.choices), '""')
        case "ngay" | "ngay-mot-phan":
            return today.isoformat()
        case "thoi-diem" | "ngay-hoac-thoi-diem":
            return moment.isoformat()
        case "tuan":
            return (today - timedelta(days=today.weekday())).isoformat()
        case "dung-sai":
            return "false" if spec.example == "false" else "true"
        case "so-nguyen":
            return str(now.year) if spec.key.startswith("nam_") else "1"
        case "so-van-ban":
            return _number(now)
        case "danh-sach-so-van-ban":
            return f"[{_number(now)}]"
        case "don-vi":
            return _unit(site, now)
        case "thu-dien-tu":
            return _text(site.contact.email or "thay-dia-chi@co-quan.gov.vn")
        case "dien-thoai":
            return _text(site.contact.phone or "0200 0000 000")
        case "dia-chi-web":
            return _text(spec.example or "https://thay-dia-chi.example")
        case "tien":
            return _text("0 đồng")
        case "tep":
            return f"[{{tep: /tep/thay-ten-tep.pdf, ten: {_reminder(spec)}}}]"
        case "hinh":
            return (
                f"{{tep: /anh/thay-ten-anh.jpg, mo_ta: {_text('[Thay: ảnh cho thấy gì]')}, "
                f"nguon: {_text('[Thay: người chụp]')}}}"
            )
        case "danh-sach-chu":
            return f"[{_reminder(spec)}]"
        case "danh-sach-anh-xa":
            return f"[{_mapping(spec, site, now)}]"
        case "anh-xa":
            return _mapping(spec, site, now)
        case "ma-bam":
            return "sha256:" + "0" * 64
        case _:
            return _number(now) if spec.key in _NUMBER_KEYS else _reminder(spec)


def quoted(value: str) -> str:
    """Return a text as a YAML scalar in double quotes."""
    return _text(value)


def _mapping(spec: FieldSpec, site: Site, now: datetime) -> str:
    inner = (f"{f.key}: {placeholder(f, site, now)}" for f in spec.fields if f.required == "co")
    return "{" + ", ".join(inner) + "}"


def _unit(site: Site, now: datetime) -> str:
    day = now.date()
    active = [
        u.code for u in site.units if (not u.since or u.since <= day) and (not u.until or day <= u.until)
    ]
    return next(iter(active or [u.code for u in site.units]), "thay-ma-don-vi")


def _number(now: datetime) -> str:
    return f"00/{now.year}/QĐ-UBND"


def _reminder(spec: FieldSpec) -> str:
    return _text(f"[Thay: {spec.label.vi[:1].lower()}{spec.label.vi[1:]}]")


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)

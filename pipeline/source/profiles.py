"""Content types and regulation profiles from their data files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.model.content import Meta, Value, as_list
from pipeline.model.site import Condition, ContentType, DomainRule, FieldSpec, Profile, RequiredSection
from pipeline.model.text import Text
from pipeline.source.values import day, mapping, maps, text_of, texts


def content_type(data: Meta) -> ContentType:
    """Return a content type from the mapping of its file in sites/_chung/loai."""
    return ContentType(
        slug=text_of(data, "loai"),
        label=Text(text_of(data, "ten"), text_of(data, "ten_en") or text_of(data, "ten")),
        sections=texts(data.get("muc")),
        dated=data.get("theo_thang") is True,
        sensitive=data.get("nhay_cam") is True,
        dc_type=text_of(data, "dang_dc") or "Text",
        description=text_of(data, "mo_ta"),
        legal=texts(data.get("can_cu")),
        fields=fields(data.get("truong")),
        one_of=tuple(texts(group) for group in as_list(data.get("it_nhat_mot"))),
        needs_body=data.get("can_than_bai") is True,
    )


def fields(value: Value) -> tuple[FieldSpec, ...]:
    """Return the fields under a `truong:` mapping, in their order."""
    return tuple(_field(str(key), mapping(spec)) for key, spec in mapping(value).items())


def _field(key: str, spec: Meta) -> FieldSpec:
    longest = spec.get("toi_da")
    return FieldSpec(
        key=key,
        kind=text_of(spec, "kieu") or "chu",
        required=text_of(spec, "bat_buoc") or "khong",
        label=Text(text_of(spec, "nhan") or key, text_of(spec, "nhan_en") or text_of(spec, "nhan") or key),
        legal=texts(spec.get("can_cu")),
        hint=text_of(spec, "goi_y"),
        example=text_of(spec, "vi_du"),
        choices={str(k): str(v) for k, v in mapping(spec.get("lua_chon")).items()},
        when=tuple(_condition(row) for row in maps(spec.get("khi"))),
        fields=fields(spec.get("truong")),
        max_length=longest if isinstance(longest, int) else None,
    )


def _condition(row: Meta) -> Condition:
    return Condition(
        key=text_of(row, "truong") or None,
        equals=_plain(row.get("la")),
        differs=_plain(row.get("khac")),
        languages=texts(row.get("ngon_ngu")),
        profiles=texts(row.get("quy_che")),
        has_body=row.get("co_noi_dung") is True,
    )


def _plain(value: Value) -> tuple[str | bool, ...]:
    listed = value if isinstance(value, tuple) else (value,) if value is not None else ()
    return tuple(v for v in listed if isinstance(v, str | bool))


def profile(data: Meta) -> Profile:
    """Return a regulation profile from the mapping of its file in sites/_chung/quy-che."""
    return Profile(
        id=text_of(data, "ma"),
        name=text_of(data, "ten"),
        levels=texts(data.get("ap_dung")),
        required_sections=_required(maps(data.get("muc_bat_buoc")), "muc"),
        required_languages=_required(maps(data.get("ngon_ngu_bat_buoc")), "ngon_ngu"),
        domains=tuple(
            DomainRule(
                level=text_of(row, "cap"),
                pattern=text_of(row, "mau"),
                since=day(row.get("tu")),
                until=day(row.get("den")),
                legal=texts(row.get("can_cu")),
                verified=row.get("da_kiem_chung") is not False,
            )
            for row in maps(data.get("ten_mien"))
        ),
        fixed_strings={text_of(r, "ma"): text_of(r, "chuoi") for r in maps(data.get("chuoi_co_dinh"))},
        allowed_sources=_sources(data.get("nguon_cho_phep")),
        raw=data,
    )


def _required(rows: Iterable[Mapping[str, Value]], key: str) -> tuple[RequiredSection, ...]:
    return tuple(
        RequiredSection(
            text_of(r, key),
            texts(r.get("cap")),
            texts(r.get("can_cu")),
            r.get("da_kiem_chung") is not False,
        )
        for r in rows
        if r.get("bat_buoc") is not False
    )


def _sources(value: Value) -> tuple[str, ...]:
    """Return the allowed source kinds, written as plain texts or as rows with `ma`."""
    rows = maps(value) or maps(mapping(value).get("loai"))
    return texts(value) or tuple(text_of(r, "ma") or text_of(r, "loai") for r in rows)

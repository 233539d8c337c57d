"""The registry: sites/<site>/site.yml and the shared data of sites/_chung, as typed values.

A site's own file is judged by rules, so its faults are noted and reading goes on with what is there.
The shared data steers the program itself: a fault in it is the operator's to mend and stops the run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from pipeline.errors import ConfigError
from pipeline.model.address import SHARED, SITES
from pipeline.model.content import Fault, Mark, Value
from pipeline.model.site import (
    Contact,
    ContentType,
    Profile,
    Registry,
    Section,
    Site,
    SiteConfig,
    Unit,
)
from pipeline.model.text import Text
from pipeline.source import faults
from pipeline.source.boards import read_board
from pipeline.source.front import NAME as FRONT
from pipeline.source.front import read_front
from pipeline.source.profiles import content_type, profile
from pipeline.source.values import day, mapping, maps, text_of, texts
from pipeline.source.waivers import NAME as WAIVERS
from pipeline.source.waivers import read_waivers
from pipeline.source.yamlfile import parse_file
from pipeline.source.yamlstrict import YamlFault

_ACCENT = re.compile(r"#[0-9a-fA-F]{6}")
_DEFAULT_ACCENT = "#b3261e"


def load_registry(root: Path) -> tuple[Registry, tuple[SiteConfig, ...]]:
    """Return the registry below `root` and the raw site files; raises `ConfigError` for shared data."""
    base: tuple[ContentType, ...] = ()
    types: dict[str, ContentType] = {}
    for file in _yaml_files(root / SITES / SHARED / "loai"):
        data = _shared(root, file)
        if file.stem == "_co-ban":
            base = (content_type({**data, "loai": "_co-ban"}),)
        else:
            found = content_type(data)
            types[found.slug] = found
    profiles: dict[str, Profile] = {}
    for file in _yaml_files(root / SITES / SHARED / "quy-che"):
        loaded = profile(_shared(root, file))
        profiles[loaded.id] = loaded
    shared = {f.stem: _shared(root, f) for f in _yaml_files(root / SITES / SHARED)}
    listing = shared.get("muc", {})
    folders = [f for f in sorted((root / SITES).glob("*/")) if f.name != SHARED]
    configs = tuple(
        replace(
            _config(root, f),
            waivers=read_waivers(f, f"{SITES}/{f.name}/{WAIVERS}"),
            board=read_board(f, f.name, f"{SITES}/{f.name}"),
            front=read_front(f, f"{SITES}/{f.name}/{FRONT}"),
        )
        for f in folders
    )
    sites = {c.site_id: replace(site_from(c.site_id, c.meta), front=c.front) for c in configs}
    registry = Registry(
        sites=sites,
        types=types,
        base_fields=base[0].fields if base else (),
        sections={s.slug: s for s in _sections(listing)},
        groups={
            str(g.get("ma")): Text(text_of(g, "ten"), text_of(g, "ten_en") or text_of(g, "ten"))
            for g in maps(listing.get("nhom"))
        },
        profiles=profiles,
        shared=shared,
    )
    return registry, configs


def site_from(site_id: str, meta: Mapping[str, Value]) -> Site:
    """Return a site from the mapping of its site.yml; what is missing or wrong becomes empty."""
    contact = mapping(meta.get("lien_he"))
    responsible = mapping(meta.get("chiu_trach_nhiem"))
    look = mapping(meta.get("dien_mao"))
    accent = text_of(look, "mau")
    return Site(
        id=site_id,
        level=text_of(meta, "cap"),
        name=text_of(meta, "ten"),
        name_en=text_of(meta, "ten_en"),
        agency=text_of(meta, "co_quan"),
        parent=text_of(meta, "truc_thuoc") or None,
        domain=text_of(meta, "ten_mien").lower(),
        aliases=texts(meta.get("ten_mien_khac")),
        profiles=texts(meta.get("quy_che")),
        languages=texts(meta.get("ngon_ngu")) or ("vi",),
        contact=Contact(
            text_of(contact, "dia_chi"),
            text_of(contact, "dien_thoai"),
            text_of(contact, "fax"),
            text_of(contact, "thu_dien_tu"),
        ),
        responsible=text_of(responsible, "chuc_danh"),
        citation=text_of(meta, "trich_dan"),
        channels=tuple(dict(c) for c in maps(meta.get("kenh_thong_tin"))),
        units=tuple(
            Unit(
                code=text_of(u, "ma"),
                name=text_of(u, "ten"),
                name_en=text_of(u, "ten_en"),
                since=day(u.get("tu")),
                until=day(u.get("den")),
                successor=text_of(u, "ke_thua") or None,
            )
            for u in maps(meta.get("don_vi"))
        ),
        sections=texts(meta.get("muc")),
        empty_sections={str(k): str(v) for k, v in mapping(meta.get("muc_trong")).items()},
        running_since=day(meta.get("hoat_dong_tu")),
        since=day(meta.get("tu")),
        until=day(meta.get("den")),
        successors=texts(meta.get("ke_thua")),
        accent=accent if _ACCENT.fullmatch(accent) else _DEFAULT_ACCENT,
        emblem=text_of(look, "bieu_trung") or None,
        demo=meta.get("trinh_dien") is True,
    )


def _sections(listing: Mapping[str, Value]) -> Iterable[Section]:
    for row in maps(listing.get("muc")):
        label = Text(text_of(row, "ten"), text_of(row, "ten_en") or text_of(row, "ten"))
        yield Section(text_of(row, "ma"), label, text_of(row, "nhom"), text_of(row, "mo_ta"))


def _yaml_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(f for f in folder.glob("*.yml") if f.is_file() and not f.is_symlink())


def _shared(root: Path, file: Path) -> Mapping[str, Value]:
    name = file.relative_to(root).as_posix()
    try:
        parsed = parse_file(file)
    except YamlFault as fault:
        place = f"{name}:{fault.line}:{fault.column}"
        raise ConfigError(
            Text(
                f"{place}: không đọc được dữ liệu chung ({fault.kind}) {fault.detail}",
                f"{place}: shared data cannot be read ({fault.kind}) {fault.detail}",
            ),
            Text("Sửa tệp này rồi chạy lại.", "Mend this file and run again."),
        ) from None
    if parsed.duplicates:
        key, mark = parsed.duplicates[0]
        raise ConfigError(
            Text(f"{name}:{mark.line}: khóa “{key}” lặp lại.", f"{name}:{mark.line}: duplicate key “{key}”."),
            Text("Giữ lại một khóa.", "Keep one of them."),
        )
    return mapping(parsed.value)


def _config(root: Path, folder: Path) -> SiteConfig:
    file = folder / "site.yml"
    path = file.relative_to(root).as_posix()
    try:
        parsed = parse_file(file)
    except YamlFault as fault:
        return SiteConfig(folder.name, path, {}, {}, (fault.noted,))
    noted_all = [Fault(faults.DUPLICATE_KEY, m.line, m.column, k) for k, m in parsed.duplicates]
    if not isinstance(parsed.value, Mapping):
        noted_all.append(Fault(faults.NOT_A_MAPPING, 1, 1))
    marks: dict[str, Mark] = parsed.marks
    return SiteConfig(folder.name, path, mapping(parsed.value), marks, tuple(noted_all))

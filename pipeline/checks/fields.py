"""Which fields of a type apply to an item, and whether a value fits its field's kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from pipeline.checks.readings import read_flag
from pipeline.checks.registry import Context, Picked
from pipeline.model.content import Edition, Value, as_list
from pipeline.model.patterns import regex
from pipeline.model.site import Condition, FieldSpec
from pipeline.model.text import Text, slug

# Fields whose absence a family of its own tells, with better words: source attribution (NG),
# alternatives and credits of pictures (TC, NG).
OWNED_ELSEWHERE = ("nguon", "hinh_anh", "video", "am_thanh")
# Fields that are required of some item, or whose entries must have something.
_DEMANDING = Picked(
    lambda spec: (
        spec.required == "co"
        or (
            spec.key not in OWNED_ELSEWHERE
            and (spec.required == "dieu-kien" or bool(spec.fields) or spec.key == "tep_dinh_kem")
        )
    )
)

# What people type who think in English, or in the words of another system.
_OTHER_WORDS = {
    "title": "tieu_de",
    "subject": "tieu_de",
    "summary": "tom_tat",
    "description": "tom_tat",
    "abstract": "tom_tat",
    "excerpt": "tom_tat",
    "mo_ta": "tom_tat",
    "sapo": "tom_tat",
    "author": "tac_gia",
    "creator": "tac_gia",
    "nguoi_viet": "tac_gia",
    "type": "loai",
    "category": "loai",
    "loai_tin": "loai",
    "loai_bai": "loai",
    "unit": "don_vi",
    "department": "don_vi",
    "don_vi_cung_cap": "don_vi",
    "source": "nguon",
    "origin": "nguon_tin",
    "channel": "kenh",
    "keywords": "tu_khoa",
    "tags": "tu_khoa",
    "tag": "tu_khoa",
    "the": "tu_khoa",
    "image": "hinh_anh",
    "images": "hinh_anh",
    "anh": "hinh_anh",
    "attachments": "tep_dinh_kem",
    "files": "tep_dinh_kem",
    "file_dinh_kem": "tep_dinh_kem",
    "event_date": "su_kien_luc",
    "ngay_su_kien": "su_kien_luc",
    "thoi_gian_su_kien": "su_kien_luc",
    "publish_date": "dang_luc",
    "ngay_dang": "dang_luc",
    "received_at": "tiep_nhan_luc",
    "ngay_tiep_nhan": "tiep_nhan_luc",
    "so_hieu": "so_ky_hieu",
    "so_van_ban": "so_ky_hieu",
    "number": "so_ky_hieu",
    "email": "thu_dien_tu",
    "phone": "dien_thoai",
    "sdt": "dien_thoai",
    "fax": "so_fax",
    "alt": "mo_ta",
    "caption": "chu_thich",
    "file": "tep",
    "url": "dia_chi",
    "link": "dia_chi",
    "name": "ten",
}
FILE_NAME = FieldSpec(
    "ten", "chu", "co", Text("Tên tệp", "Name of the file"), (), example="Toàn văn Quyết định"
)
_ENTRY_KEYS = {
    "tep": (FieldSpec("tep", "tep", "co", Text("Tệp", "File"), ()), FILE_NAME),
    "hinh": tuple(
        FieldSpec(key, "chu", "khong", Text(vi, en), ())
        for key, vi, en in (
            ("tep", "Tệp ảnh", "File"),
            ("mo_ta", "Lời mô tả", "Alternative text"),
            ("nguon", "Nguồn ảnh", "Credit"),
            ("chu_thich", "Chú thích", "Caption"),
        )
    ),
}
_LONGEST_KEY = 60  # characters; longer ones are no misspelt keys

# A body that only says where a question went holds no answer.
_PASSED_ON = regex(
    r"\s*(?:câu hỏi|ý kiến|phản ánh|kiến nghị|nội dung)[^.\n]{0,60} (?:đã|đang) (?:được )?(?:chuyển|tiếp nhận|xem xét|xử lý)"
    r"[^.\n]{0,120}\.?\s*\Z",
    re.IGNORECASE,
)


def meant_key(written: str, specs: Iterable[FieldSpec]) -> str:
    """Return the key that an unknown one was most likely meant to be, "" when none is near.

    Looked for in turn: marks, capitals and hyphens set aside; the field's label; another language; spelling.
    """
    if len(written) > _LONGEST_KEY:
        return ""
    known = {spec.key: spec for spec in specs}
    plain = slug(written).replace("-", "_")
    if plain in known:
        return plain
    labels = {slug(spec.label.vi).replace("-", "_"): key for key, spec in known.items()}
    by_word = labels.get(plain) or _OTHER_WORDS.get(plain, "")
    if by_word in known:
        return by_word
    squeezed = {key.replace("_", ""): key for key in known}
    if plain.replace("_", "") in squeezed:
        return squeezed[plain.replace("_", "")]
    return next(iter(get_close_matches(plain, known, n=1, cutoff=0.7)), "")


def misspelt(edition: Edition, ctx: Context) -> Mapping[str, str]:
    """Return required key → the unknown key of the item that stands for it: one fault, told once (SD002)."""
    specs = ctx.fields(edition)
    known = {spec.key for spec in specs}
    found: dict[str, str] = {}
    for key in edition.meta:
        if key not in known:
            meant = meant_key(key, specs)
            if meant and meant not in edition.meta:
                found.setdefault(meant, key)
    return found


def is_blank(value: Value) -> bool:
    """Return whether a value says nothing: missing, empty, white space, or an empty list."""
    return value in (None, ()) or (isinstance(value, str) and not value.strip())


def applicable(edition: Edition, ctx: Context) -> Iterator[tuple[str, FieldSpec]]:
    """Yield dotted path and spec of every field that is required for this very item.

    Fields of mappings, and of the entries of lists, count when their mapping is there.
    """
    for spec in _DEMANDING.of(ctx.fields(edition)):
        yield from _required(edition, ctx, spec, spec.key)


def _required(edition: Edition, ctx: Context, spec: FieldSpec, path: str) -> Iterator[tuple[str, FieldSpec]]:
    if is_required(edition, ctx, spec):
        yield path, spec
    if spec.kind == "tep" and spec.key == "tep_dinh_kem":
        yield from _unnamed(edition, path)
    value = edition.value(path) if spec.fields else None
    if value is None:
        return
    if isinstance(value, Mapping):
        for inner in spec.fields:
            yield from _required(edition, ctx, inner, f"{path}.{inner.key}")
    elif isinstance(value, tuple):
        for number, entry in enumerate(value):
            if not isinstance(entry, Mapping):
                continue
            for inner in spec.fields:
                if is_required(edition, ctx, inner) and is_blank(entry.get(inner.key)):
                    yield f"{path}[{number}].{inner.key}", inner


def _unnamed(edition: Edition, path: str) -> Iterator[tuple[str, FieldSpec]]:
    """Yield the name that an attachment written as a mapping lacks: it is the text of the link to it."""
    value = edition.value(path)
    for number, entry in enumerate(as_list(value)):
        if isinstance(entry, Mapping) and entry.get("tep") and is_blank(entry.get("ten")):
            yield (f"{path}[{number}].ten" if isinstance(value, tuple) else f"{path}.ten"), FILE_NAME


def inner_keys(spec: FieldSpec) -> tuple[FieldSpec, ...]:
    """Return the fields that an entry of a field may have; files and pictures have the same everywhere."""
    return spec.fields or _ENTRY_KEYS.get(spec.kind, ())


def is_required(edition: Edition, ctx: Context, spec: FieldSpec) -> bool:
    """Return whether a field is required for this item: always, or because one condition holds."""
    if spec.required == "dieu-kien":
        return any(holds(edition, ctx, condition) for condition in spec.when)
    return spec.required == "co"


def holds(edition: Edition, ctx: Context, condition: Condition) -> bool:
    """Return whether every part of a condition holds for an item."""
    if condition.key is not None:
        value = edition.value(condition.key)
        if isinstance(value, str) and True in (*condition.equals, *condition.differs):
            value = {"true": True, "false": False}.get(read_flag(value), value)  # SD003 tells of the spelling
        if condition.equals and value not in condition.equals:
            return False
        if condition.differs and value in condition.differs:
            return False
    if condition.languages and edition.document.lang not in condition.languages:
        return False
    site = ctx.site(edition)
    if condition.profiles and not (site and set(condition.profiles) & set(site.profiles)):
        return False
    return not condition.has_body or (bool(edition.body.strip()) and not _PASSED_ON.match(edition.body[:300]))


def example_line(path: str, spec: FieldSpec) -> str:
    """Return a line that an editor can copy: the key with an example value."""
    key = path.rsplit(".", 1)[-1]
    example = spec.example or next(iter(spec.choices), "") or "…"
    if "\n" in example:
        return f"{key}:\n{example.rstrip()}"
    return f"{key}: {example}"

"""Labelled values of an item: every key of its type that readers shall see, in the order of the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from pipeline.build import phrases as p
from pipeline.build.amounts import write_amount
from pipeline.build.context import BuildContext, text
from pipeline.build.effect import Effect, Reference, Validity, references
from pipeline.build.english import choice
from pipeline.build.entries import Entry
from pipeline.build.values import (
    call_link,
    moment,
    partial_day,
    words,
    write_day,
    write_moment,
    write_partial,
)
from pipeline.build.views import Fact
from pipeline.model.content import Value, as_list
from pipeline.model.site import FieldSpec
from pipeline.model.text import fold

_FILES = frozenset({"tep", "hinh"})  # shown as downloads and pictures
_BASE = frozenset({"linh_vuc", "can_cu", "cong_tac", "het_han"})  # what readers see of the base keys
_INNER = words(
    # work of the office, flags of the program, or shown elsewhere on the page
    "xac_nhan_khong_mat quan_tam_chung trong_pham_vi thong_bao_tien_do_luc do_minh_ban_hanh khong_so "
    "thu_tu chuyen_luc muc_lich hieu_luc thay_the bi_thay_the_boi sua_doi bien_lai"
)
_DOCUMENTS = frozenset({"so-van-ban", "danh-sach-so-van-ban"})
# What citizens look for first, by type: state and dates, amounts, who answers, then the papers behind it.
# Keys that are not named follow in the order of the form.
_FIRST = {
    "du-an": "tinh_trang kinh_phi thoi_gian_thuc_hien ten_du_an muc_tieu linh_vuc loai_du_an loai_hinh_tai_tro "
    "nha_tai_tro quyet_dinh_phe_duyet ngay_phe_duyet",
    "dau-thau": "loai_thong_bao han_nop_thau nha_thau_trung gia_goi_thau ten_goi_thau ben_moi_thau "
    "quyet_dinh_phe_duyet ngay_phe_duyet",
    "khoa-hoc": "ma_so ten_de_tai cap_quan_ly linh_vuc don_vi_chu_tri thoi_gian_thuc_hien dung_ngan_sach "
    "nghiem_thu ngay_nghiem_thu",
    "thong-ke": "ten_cuoc_thong_ke thong_ke_tu thong_ke_den ngay_phat_hanh phuong_phap phan_tich",
    "quy-hoach-ke-hoach": "loai_quy_hoach cap_quy_hoach thoi_ky van_ban ngay_phe_duyet",
    "tuyen-dung": "loai_tuyen han_nop vi_tri van_ban",
    "lay-y-kien": "ket_qua han_gop_y mo_luc don_vi_nhan",
    "thu-tuc": "muc_do thoi_han le_phi ho_so trinh_tu co_quan_thuc_hien dia_chi_dvc nhan_qua_buu_chinh linh_vuc",
    "quang-cao": "to_chuc muc_dich tu_ngay den_ngay van_ban_chap_thuan",
}
BADGES = {
    Validity.IN_FORCE: (p.IN_FORCE, "tot"),
    Validity.NOT_YET: (p.NOT_YET, "canh-bao"),
    Validity.PARTLY: (p.PARTLY, "canh-bao"),
    Validity.LAPSED: (p.LAPSED, "het"),
}


def facts_of(ctx: BuildContext, entry: Entry) -> tuple[Fact, ...]:
    """Return the labelled values of an item."""
    own = ctx.given.registry.types.get(entry.type)
    keys = {f.key for f in own.fields} if own else set()
    found: list[Fact] = []
    for spec in _ordered(ctx, entry):
        if spec.kind in _FILES or spec.key in _INNER or (spec.key not in keys and spec.key not in _BASE):
            continue
        found += field_facts(ctx, entry, spec)
    said = {fold(entry.edition.title), fold(entry.edition.get("tom_tat"))}
    return (*(f for f in found if fold(f.value) not in said), *_effect_facts(ctx, entry))


def _ordered(ctx: BuildContext, entry: Entry) -> list[FieldSpec]:
    first = {key: n for n, key in enumerate(_FIRST.get(entry.type, "").split())}
    return sorted(ctx.fields(entry.edition), key=lambda spec: first.get(spec.key, len(first)))


def field_facts(ctx: BuildContext, entry: Entry, spec: FieldSpec) -> Iterator[Fact]:
    """Yield the facts of one key: one for a plain value, one for each document it names."""
    value = entry.edition.value(spec.key)
    if value is None or value == "":
        return
    label = spec.label.say(entry.lang)
    if spec.kind in _DOCUMENTS:
        for reference in references(value):
            yield document_fact(ctx, label, reference, spec.key, entry.lang)
        return
    if spec.kind == "chu-hoac-tep" and ctx.file_path(value, entry.path):
        return  # stands among the downloads
    written = write(ctx, spec, value, entry.lang, entry.path)
    if written:
        url = _address(spec.kind, written)
        host = urlsplit(url).hostname if url and spec.kind == "dia-chi-web" else None
        said = p.say(p.OPEN_SITE, entry.lang, host=host) if host else written
        yield Fact(label, said, url, spec.key, _lang(entry, spec, value))


def document_fact(ctx: BuildContext, label: str, reference: Reference, key: str, lang: str) -> Fact:
    """Return a fact naming a document, with the address of its page where a register knows it."""
    found = ctx.entries.register.find(reference, lang)
    return Fact(label, reference.number, ctx.entries.document_url(found) if found else None, key)


def write(ctx: BuildContext, spec: FieldSpec, value: Value, lang: str, source: str = "") -> str:
    """Return a value as readers read it, "" for what cannot be read as its kind.

    `source` is the repository path of the item: a file that it names in a mapping stands among the downloads.
    """
    if source and spec.kind == "chu-hoac-tep" and ctx.file_path(value, source):
        return p.say(p.SEE_FILE, lang)
    match spec.kind:
        case "lua-chon":
            code = text(value)
            return (choice(spec.key, code) if lang == "en" else None) or spec.choices.get(code, code)
        case "dung-sai":
            return p.say(p.YES if value is True else p.NO, lang) if isinstance(value, bool) else ""
        case "ngay" | "ngay-mot-phan" | "ngay-hoac-thoi-diem" | "tuan":
            day = partial_day(value)
            at = moment(value)
            return write_partial(day, lang) if day else write_day(at.date(), lang) if at else text(value)
        case "thoi-diem":
            at = moment(value)
            return write_moment(at, lang) if at else text(value)
        case "tien":
            return write_amount(text(value), lang)
        case "don-vi":
            return "; ".join(ctx.unit_name(text(v), lang) for v in as_list(value))
        case "anh-xa" | "chu-hoac-anh-xa" | "danh-sach-anh-xa":
            return "\n".join(_mapping(ctx, spec, v, lang, source) for v in as_list(value)).strip()
        case _:
            return "; ".join(t for t in (text(v) for v in as_list(value)) if t)


def _mapping(ctx: BuildContext, spec: FieldSpec, value: Value, lang: str, source: str) -> str:
    if not isinstance(value, Mapping):
        return text(value)
    inner = {
        f.key: (f, write(ctx, f, value.get(f.key), lang, source)) for f in spec.fields if value.get(f.key)
    }
    if set(inner) == {"tu", "den"}:
        return p.say(p.FROM_TO, lang, first=inner["tu"][1], last=inner["den"][1])
    return "; ".join(f"{f.label.say(lang)}: {written}" for f, written in inner.values() if written)


def _address(kind: str, written: str) -> str | None:
    if kind == "thu-dien-tu" and "@" in written:
        return f"mailto:{written}"
    if kind == "dien-thoai":
        return call_link(written) or None
    if kind == "dia-chi-web" and written.startswith(("https://", "http://")):
        try:
            return written if urlsplit(written).hostname else None
        except ValueError:
            return None
    return None


def _lang(entry: Entry, spec: FieldSpec, value: Value) -> str | None:
    """Return "vi" for a choice that has no English word on an English page."""
    missing = spec.kind == "lua-chon" and entry.lang == "en" and choice(spec.key, text(value)) is None
    return "vi" if missing else None


def _effect_facts(ctx: BuildContext, entry: Entry) -> Iterator[Fact]:
    """Yield effect and relations of a document, those included that other documents tell."""
    effect, lang = entry.effect, entry.lang
    if effect is None:
        return
    yield Fact(p.say(p.EFFECT, lang), _state(effect, lang), None, "hieu_luc")
    for key, label in (("thay_the", p.REPLACES), ("sua_doi", p.AMENDS)):
        for reference in references(entry.edition.value(key)):
            yield document_fact(ctx, p.say(label, lang), reference, key, lang)
    for reference in effect.replaced_by:
        yield document_fact(ctx, p.say(p.IS_REPLACED_BY, lang), reference, "bi_thay_the_boi", lang)
    for reference in effect.amended_by:
        yield document_fact(ctx, p.say(p.IS_AMENDED_BY, lang), reference, "duoc_sua_doi_boi", lang)


def _state(effect: Effect, lang: str) -> str:
    """Return “Còn hiệu lực từ ngày 12/03/2024”, “Chưa có hiệu lực; có hiệu lực từ ngày 01/01/2027”."""
    since = since_text(effect, lang)
    if effect.validity is Validity.NOT_YET and since:
        return p.say(p.NOT_YET_SINCE, lang, since=since)
    phrase, _ = BADGES[effect.validity]
    return p.say(phrase, lang) + since


def since_text(effect: Effect, lang: str) -> str:
    """Return “ từ ngày 12/03/2024”, "" where the day is not known: nobody tells when a part of a document lapsed."""
    if effect.since is None or effect.validity is Validity.PARTLY:
        return ""
    ahead = effect.validity is Validity.NOT_YET
    whole, partial = (p.FROM, p.FROM_PARTIAL) if ahead else (p.SINCE, p.SINCE_PARTIAL)
    return p.say(whole if effect.since.day else partial, lang, day=write_partial(effect.since, lang))


def by_text(effect: Effect, lang: str) -> str:
    """Return “, được thay thế bởi 10/2024/QĐ-UBND”, "" where no successor is known."""
    numbers = ", ".join(r.number for r in effect.replaced_by)
    return p.say(p.REPLACED_BY, lang, number=numbers) if numbers else ""

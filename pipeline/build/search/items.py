"""What can be found: the current items of a site, and of the sites below it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.build.cards import summary_of
from pipeline.build.context import BuildContext
from pipeline.build.effect import DOCUMENT
from pipeline.build.entries import RESERVED, embargoed, original_of, removal_of
from pipeline.build.inputs import Foreign, publication
from pipeline.build.values import day, partial_day
from pipeline.clock.now import VIETNAM
from pipeline.model.content import Edition, Value, as_list

SUMMARY = 220  # characters of a summary that a result shows
_FACTS = (
    *("trich_yeu", "co_quan_ban_hanh", "nguoi_ky", "ten_thu_tuc", "linh_vuc", "co_quan_thuc_hien", "ho_ten"),
    *("chuc_vu", "don_vi_cong_tac", "ten_don_vi", "chuc_nang", "nhiem_vu", "nhiem_vu_quyen_han", "cau_hoi"),
    *(
        "ten_du_an",
        "muc_tieu",
        "ten_goi_thau",
        "ben_moi_thau",
        "ten_de_tai",
        "ma_so",
        "ma_thu_tuc",
        "tac_gia",
    ),
    *("don_vi_chu_tri", "ten_cuoc_thong_ke", "phan_tich", "ten_bieu_mau", "vi_tri", "noi_dung_chi_dao"),
    *("nguoi_chi_dao", "ten_du_thao", "trinh_tu", "ho_so", "dia_diem", "tieu_su", "dien_thoai", "to_chuc"),
    *("van_ban", "can_cu", "quyet_dinh_cong_bo", "van_ban_luat", "nhom", "dia_chi", "thu_dien_tu"),
)
_FORM = "hinh_thuc"
_LONGEST = 20_000  # characters of one fact that are read


@dataclass(frozen=True, slots=True)
class SearchItem:
    """An item as the index sees it; `url` is full where the item stands on another host.

    `kind` and `form` are the words for its type and, of a document, for its form (“Quyết định”).
    """

    edition: Edition
    site: str
    url: str
    title: str
    summary: str
    at: date
    kind: str
    form: str

    @property
    def lang(self) -> str:
        """Return the language."""
        return self.edition.document.lang

    @property
    def section(self) -> str:
        """Return the section."""
        address = self.edition.document.address
        return address.section if address else ""

    @property
    def type(self) -> str:
        """Return the content type."""
        return self.edition.type

    @property
    def key(self) -> str:
        """Return the digest of all that the index holds of the item."""
        own = self.edition
        told = f"{own.path}\0{own.digest}\0{self.url}\0{self.at}\0{self.kind}\0{self.form}"
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    @property
    def facts(self) -> Iterator[str]:
        """Yield the words of the form that say what the item is about."""
        for key in _FACTS:
            yield from _texts(self.edition.value(key))
        yield self.kind

    @property
    def number(self) -> str:
        """Return the document's own number, "" for what is none."""
        return self.edition.get("so_ky_hieu") if self.edition.type == DOCUMENT else ""

    @property
    def number_phrases(self) -> Iterator[str]:
        """Yield how people name a document: “Quyết định số 10/2024/QĐ-UBND”, “Quyết định 10 năm 2024”."""
        number = self.number
        if not number:
            return
        first = number.replace("-", "/").split("/", 1)[0].strip()
        for start in (self.form, f"{self.form} số"):
            yield f"{start} {number}"
            yield f"{start} {first} năm {self.at.year}"
            yield f"{start} {first} {self.at.year}"

    @property
    def order(self) -> tuple[date, str]:
        """Return the key that puts the oldest first."""
        return self.at, self.edition.path


def search_items(ctx: BuildContext, lang: str) -> list[SearchItem]:
    """Return every item in a language that a search may show: nothing removed, embargoed or expired."""
    found: list[SearchItem] = ctx.memo.setdefault(f"search {lang}", [])
    if not found:
        found += _items(ctx, lang)
    return found


def _items(ctx: BuildContext, lang: str) -> Iterator[SearchItem]:
    for entry in ctx.entries.listed(lang):
        if entry.current:
            yield _item(ctx, entry.edition, entry.url, entry.published.date(), ctx.given.site.id)
    originals: dict[str, Edition] = {f.edition.path: f.edition for f in ctx.given.components}
    for foreign in ctx.given.components:
        address = foreign.edition.document.address
        if address and address.lang == lang and _shown(ctx.given.now, foreign, originals):
            at = publication(foreign.edition, foreign.approval, ctx.given.seen_at).astimezone(VIETNAM)
            url = foreign.base_url + address.url
            yield _item(ctx, foreign.edition, url, at.date(), foreign.site.id)


def _shown(now: datetime, foreign: Foreign, originals: Mapping[str, Edition]) -> bool:
    edition = foreign.edition
    address, expiry = edition.document.address, day(edition.value("het_han"))
    original = original_of(edition, originals)
    if not edition.title or address is None or address.section in RESERVED:
        return False
    if any(embargoed(e, now) for e in (edition, original) if e) or removal_of(edition, original) is not None:
        return False
    return expiry is None or expiry >= now.date()


def _item(ctx: BuildContext, edition: Edition, url: str, published: date, site: str) -> SearchItem:
    document = edition.type == DOCUMENT
    issued = partial_day(edition.value("ngay_ban_hanh")) if document else None
    return SearchItem(
        edition=edition,
        site=site,
        url=url,
        title=edition.title,
        summary=cut(summary_of(edition)),
        at=issued.first if issued else published,
        kind=ctx.type_label(edition.type, edition.document.lang),
        form=_form(ctx, edition) if document else "",
    )


def _form(ctx: BuildContext, edition: Edition) -> str:
    code = edition.get(_FORM)
    choices = next((f.choices for f in ctx.fields(edition) if f.key == _FORM), {})
    return choices.get(code, code.replace("-", " "))


def _texts(value: Value) -> Iterator[str]:
    """Yield the texts of a value, mappings included one level deep."""
    for each in as_list(value):
        if isinstance(each, str):
            yield each[:_LONGEST]
        elif isinstance(each, Mapping):
            yield from (text[:_LONGEST] for text in each.values() if isinstance(text, str))


def cut(text: str) -> str:
    """Return a summary as a result shows it, cut at a word when long."""
    told = " ".join(text.split())
    if len(told) <= SUMMARY:
        return told
    return told[:SUMMARY].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"

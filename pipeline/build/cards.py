"""An item as it shows in a list: title, day, a few facts, and a badge that says its state in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from pipeline.build import phrases as p
from pipeline.build.context import BuildContext
from pipeline.build.effect import DOCUMENT
from pipeline.build.entries import Entry
from pipeline.build.facts import BADGES, field_facts, write
from pipeline.build.inputs import Foreign, publication
from pipeline.build.values import day, moment
from pipeline.build.views import Card, Fact, Picture
from pipeline.clock.now import VIETNAM
from pipeline.model.content import Edition, as_list
from pipeline.model.site import FieldSpec

# what a list tells of an item besides title and day, by type
_FACTS = {
    "van-ban": "so_ky_hieu hinh_thuc trich_yeu co_quan_ban_hanh ngay_ban_hanh ngay_hieu_luc linh_vuc",
    "thu-tuc": "linh_vuc co_quan_thuc_hien muc_do nhan_qua_buu_chinh thoi_han le_phi",
    "lay-y-kien": "mo_luc han_gop_y don_vi_nhan",
    "chi-dao-dieu-hanh": "nguoi_chi_dao van_ban",
    "du-an": "linh_vuc tinh_trang thoi_gian_thuc_hien kinh_phi",
    "dau-thau": "loai_thong_bao ben_moi_thau gia_goi_thau han_nop_thau nha_thau_trung",
    "khoa-hoc": "ma_so cap_quan_ly don_vi_chu_tri thoi_gian_thuc_hien",
    "hoi-dap": "chu_de hoi_luc don_vi_chu_tri",
    "lanh-dao": "chuc_vu dien_thoai thu_dien_tu",
    "danh-ba": "chuc_vu don_vi_cong_tac dien_thoai thu_dien_tu",
    "don-vi": "dien_thoai thu_dien_tu",
    "ngan-sach": "nam_ngan_sach loai_ngan_sach van_ban",
    "quy-hoach-ke-hoach": "loai_quy_hoach thoi_ky van_ban",
    "thong-ke": "thong_ke_tu thong_ke_den ngay_phat_hanh",
    "doanh-nghiep": "loai_danh_sach tinh_den",
    "moi-truong": "loai_moi_truong tinh_den van_ban",
    "ban-do": "cap_ban_do tinh_den",
    "du-lich-van-hoa": "chu_de",
    "quang-cao": "to_chuc tu_ngay den_ngay",
    "tuyen-dung": "loai_tuyen vi_tri han_nop",
    "tuyen-truyen-phap-luat": "van_ban_luat",
    "khen-thuong-xu-phat": "to_chuc loai_quyet_dinh van_ban",
    "bieu-mau": "linh_vuc",
    "lien-ket": "nhom dia_chi",
    "lich-lam-viec": "loai_lich tuan_bat_dau",
}
# the key under whose values a section gathers its items
_GROUPS = {
    "thu-tuc": "linh_vuc",
    "bieu-mau": "linh_vuc",
    "danh-ba": "don_vi_cong_tac",
    "lien-ket": "nhom",
    "du-an": "tinh_trang",
    "dau-thau": "loai_thong_bao",
    "du-lich-van-hoa": "chu_de",
}
# the last day that a badge counts down to
_UNTIL = {"lay-y-kien": "han_gop_y", "tuyen-dung": "han_nop", "dau-thau": "han_nop_thau"}
_ASKED = 300  # characters of a question that a list shows
_PICTURED = ("hinh_anh", "anh", "so_do")
_UNDATED_DAY = frozenset({"lanh-dao", "danh-ba", "don-vi", "lien-ket"})  # the day says nothing there


def card(ctx: BuildContext, entry: Entry) -> Card:
    """Return the card of an item of the site."""
    edition = entry.edition
    badge, badge_kind = badge_of(entry, ctx.given.now.date())
    return Card(
        title=edition.title,
        url=entry.url,
        summary=summary_of(entry.edition),
        type=entry.type,
        type_label=ctx.type_label(entry.type, entry.lang),
        section_label=ctx.section_label(entry.section, entry.lang),
        day=None if entry.type in _UNDATED_DAY else entry.published.date(),
        picture=picture_of(ctx, entry),
        facts=card_facts(ctx, entry),
        badge=badge,
        badge_kind=badge_kind,
        group=_group(ctx, entry),
        until=until_of(entry, ctx.given.now.date()),
    )


def _group(ctx: BuildContext, entry: Entry) -> str:
    """Return the words under which a section gathers an item, "" where it gathers none."""
    spec = _grouped_by(ctx, entry)
    return write(ctx, spec, entry.edition.value(spec.key), entry.lang) if spec else ""


def group_rank(ctx: BuildContext, entry: Entry) -> int:
    """Return the place of an item's group among those of its type: choices stand in the order of the type."""
    spec = _grouped_by(ctx, entry)
    choices = list(spec.choices) if spec else []
    value = entry.edition.get(spec.key) if spec else ""
    return choices.index(value) if value in choices else len(choices)


def _grouped_by(ctx: BuildContext, entry: Entry) -> FieldSpec | None:
    key = _GROUPS.get(entry.type)
    return next((f for f in ctx.fields(entry.edition) if f.key == key), None)


def until_of(entry: Entry, today: date) -> date | None:
    """Return the last day that an item's badge counts down to, None where it counts nothing."""
    if entry.expired or entry.type not in _UNTIL:
        return None
    opened = day(entry.edition.value("mo_luc"))
    last = day(entry.edition.value(_UNTIL[entry.type]))
    return last if last and last >= today and not (opened and opened > today) else None


def summary_of(edition: Edition) -> str:
    """Return what stands under the title: of a question the question itself, cut at a word when long."""
    asked = " ".join(edition.get("cau_hoi").split()) if edition.type == "hoi-dap" else ""
    if len(asked) > _ASKED:
        asked = asked[:_ASKED].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
    return asked or edition.get("tom_tat")


def foreign_card(ctx: BuildContext, foreign: Foreign) -> Card:
    """Return the card of a component site's item: no picture, for that would be fetched from afar."""
    edition, address = foreign.edition, foreign.edition.document.address
    assert address is not None
    at = publication(edition, foreign.approval, ctx.given.now)
    return Card(
        title=edition.title,
        url=foreign.base_url + address.url,
        summary=edition.get("tom_tat"),
        type=edition.type,
        type_label=ctx.type_label(edition.type, "vi"),
        section_label=ctx.section_label(address.section, "vi"),
        day=at.astimezone(VIETNAM).date(),
        site_name=foreign.site.name,
        site_host=urlsplit(foreign.base_url).netloc,
    )


def picture_of(ctx: BuildContext, entry: Entry) -> Picture | None:
    """Return an item's first picture."""
    for key in _PICTURED:
        for picture in ctx.pictures(entry.edition.value(key), entry.path):
            return picture
    return None


def card_facts(ctx: BuildContext, entry: Entry) -> tuple[Fact, ...]:
    """Return the facts that a list tells of an item, in the order above."""
    wanted = _FACTS.get(entry.type, "").split()
    specs = {f.key: f for f in ctx.fields(entry.edition)}
    found: list[Fact] = []
    for key in wanted:
        if key in specs:
            shown = field_facts(ctx, entry, specs[key])
            # a list shows no links but those to its items, so addresses stand there in full
            web = specs[key].kind == "dia-chi-web"
            found += (replace(f, value=f.url, url=None) if web and f.url else f for f in shown)
    if entry.type == DOCUMENT and not entry.edition.get("so_ky_hieu"):
        label = specs["so_ky_hieu"].label.say(entry.lang) if "so_ky_hieu" in specs else ""
        found.insert(0, Fact(label, p.say(p.NO_NUMBER, entry.lang), None, "so_ky_hieu"))
    return tuple(found)


def badge_of(entry: Entry, today: date) -> tuple[str, str]:
    """Return the words and the kind ("tot", "canh-bao", "het") of an item's badge."""
    lang = entry.lang
    if entry.expired:
        return p.say(p.BADGE_EXPIRED, lang), "het"
    if entry.effect:
        phrase, kind = BADGES[entry.effect.validity]
        return p.say(phrase, lang), kind
    if entry.type == "lay-y-kien":
        return _consultation(entry, today)
    if entry.type in ("tuyen-dung", "dau-thau"):
        return _deadline(entry, today, "han_nop" if entry.type == "tuyen-dung" else "han_nop_thau")
    if entry.type == "hoi-dap":
        answered = moment(entry.edition.value("tra_loi_luc")) is not None
        return (p.say(p.ANSWERED, lang), "tot") if answered else (p.say(p.PENDING, lang), "canh-bao")
    return "", ""


def _consultation(entry: Entry, today: date) -> tuple[str, str]:
    opened = day(entry.edition.value("mo_luc"))
    if opened and opened > today:
        return p.say(p.NOT_OPEN, entry.lang), "canh-bao"
    return _deadline(entry, today, "han_gop_y")


def _deadline(entry: Entry, today: date, key: str) -> tuple[str, str]:
    last, lang = day(entry.edition.value(key)), entry.lang
    if last is None:
        return "", ""
    left = (last - today).days
    if left < 0:
        return p.say(p.CLOSED, lang), "het"
    if left == 0:
        return p.say(p.LAST_DAY, lang), "canh-bao"
    words = p.DAYS_LEFT.say(left, lang)
    return words, "canh-bao" if left <= 3 else "tot"


def is_open(entry: Entry, today: date) -> bool:
    """Return whether a consultation takes comments on a day."""
    last = day(entry.edition.value("han_gop_y"))
    return last is not None and last >= today


def keywords(edition: Edition) -> tuple[str, ...]:
    """Return an item's keywords."""
    return tuple(k for k in as_list(edition.value("tu_khoa")) if isinstance(k, str) and k)

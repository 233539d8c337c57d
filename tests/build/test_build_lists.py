"""Sections, archives, register, front page, menu, English tree, removal and embargo in lists."""

from __future__ import annotations

import pytest
from build_ground import NOW, Ground

from pipeline.build.pages import PlannedPage
from pipeline.build.views import ListView
from pipeline.clock.now import parse_time


def listing(pages: dict[str, PlannedPage], url: str) -> ListView:
    found = pages[url].view.listing
    assert found is not None
    return found


def titles(found: ListView) -> list[str]:
    return [c.title for c in found.cards]


def test_archives_go_by_month_of_publication_not_by_folder(land: Ground) -> None:
    # written in October (the folder), published in November
    late = land.item("tin-tuc/2026/10/tre.md", tieu_de="Viết tháng mười")
    land.approve(late, "2026-11-02T00:30:00+07:00")
    early = land.item("tin-tuc/2026/10/som.md", tieu_de="Đăng tháng mười")
    land.approve(early, "2026-10-31T16:59:00+00:00")  # 23:59 in Viet Nam
    pages = land.pages(approved=True)
    assert titles(listing(pages, "/tin-tuc/2026/11/")) == ["Viết tháng mười"]
    assert titles(listing(pages, "/tin-tuc/2026/10/")) == ["Đăng tháng mười"]
    assert "/tin-tuc/2026/10/tre/" in pages


def test_an_embargo_later_than_approval_decides_the_month(land: Ground) -> None:
    path = land.item("tin-tuc/2026/10/hen.md", dang_luc="2026-11-05T07:00:00+07:00")
    land.approve(path, "2026-10-20T09:00:00+07:00")
    assert titles(listing(land.pages(approved=True), "/tin-tuc/2026/11/")) == ["Tin mẫu"]


def test_the_front_page_of_a_section_has_the_newest_twenty(land: Ground) -> None:
    for n in range(25):
        land.item(
            f"tin-tuc/2026/11/tin-{n}.md", tieu_de=f"Tin {n}", tiep_nhan_luc=f"2026-11-10T08:{n:02}:00+07:00"
        )
    pages = land.pages()
    assert titles(listing(pages, "/tin-tuc/")) == [f"Tin {n}" for n in range(24, 4, -1)]
    month = listing(pages, "/tin-tuc/2026/11/")
    assert len(month.cards) == 25
    assert [(m.title, m.note, m.current) for m in month.months] == [("Tháng 11/2026", "25 mục", True)]


def test_archives_know_their_neighbours(land: Ground) -> None:
    for month in ("09", "10", "11"):
        land.item(
            f"tin-tuc/2026/{month}/tin.md", tieu_de=month, tiep_nhan_luc=f"2026-{month}-05T08:00:00+07:00"
        )
    middle = listing(land.pages(), "/tin-tuc/2026/10/")
    assert middle.newer and middle.newer.url == "/tin-tuc/2026/11/"
    assert middle.older and middle.older.url == "/tin-tuc/2026/09/"


def test_standing_pages_have_no_archives_and_all_are_shown(land: Ground) -> None:
    for n in range(30):
        land.item(f"gioi-thieu/trang-{n:02}.md", loai="trang", tieu_de=f"Trang {n:02}")
    pages = land.pages()
    assert titles(listing(pages, "/gioi-thieu/")) == [f"Trang {n:02}" for n in range(30)]
    assert not listing(pages, "/gioi-thieu/").months


def test_leaders_stand_in_their_order(land: Ground) -> None:
    for n, name in ((2, "Phó Chủ tịch"), (10, "Ủy viên"), (1, "Chủ tịch")):
        land.item(f"lanh-dao/nguoi-{n}.md", loai="lanh-dao", tieu_de=name, thu_tu=n)
    assert titles(listing(land.pages(), "/lanh-dao/")) == ["Chủ tịch", "Phó Chủ tịch", "Ủy viên"]


def test_documents_make_a_register_by_day_of_issue(land: Ground) -> None:
    land.document("van-ban/2024/02/a.md", "10/2024/QĐ-UBND", tiep_nhan_luc="2026-11-01T08:00:00+07:00")
    land.document("van-ban/2022/04/b.md", "Quy chế", khong_so=True, so_ky_hieu=None, ngay_ban_hanh="2022-04")
    found = listing(land.pages(), "/van-ban/")
    assert found.register
    keyed = [{f.key: f.value for f in c.facts} for c in found.cards]
    assert [k["so_ky_hieu"] for k in keyed] == ["10/2024/QĐ-UBND", "Không số"]
    assert keyed[0]["ngay_ban_hanh"] == "23/02/2024"
    assert keyed[0]["co_quan_ban_hanh"] == "Ủy ban nhân dân tỉnh Mẫu"


def test_an_empty_section_gives_the_site_s_reason(land: Ground) -> None:
    assert listing(land.pages(), "/lien-he/").empty_reason == "Đang cập nhật thông tin giao dịch."
    assert listing(land.pages(), "/tin-tuc/").empty_reason == "Chuyên mục chưa có bài."


def test_the_menu_follows_groups_of_the_registry_and_order_of_the_site(land: Ground) -> None:
    land.item("quang-cao/qc.md", loai="quang-cao", tieu_de="Quảng cáo")
    land.item("tin-tuc/2026/11/tin.md")
    frame = land.pages()["/tin-tuc/2026/11/tin/"].frame
    assert [g.title for g in frame.menu][:3] == ["Giới thiệu", "Tin tức", "Chỉ đạo, văn bản"]
    by_title = {g.title: g for g in frame.menu}
    assert [link.url for link in by_title["Chỉ đạo, văn bản"].links] == ["/van-ban/", "/lich-lam-viec/"]
    assert by_title["Tin tức"].current
    assert by_title["Tin tức"].links[0].current
    assert "/quang-cao/" not in repr(frame.menu)


def test_the_front_page_leads_with_the_newest_picture(land: Ground) -> None:
    land.file("anh/b.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    picture = {"tep": "/anh/b.svg", "mo_ta": "Trụ sở", "nguon": "Ban Biên tập"}
    land.item(
        "tin-tuc/2026/11/a.md", tieu_de="Có ảnh", hinh_anh=picture, tiep_nhan_luc="2026-11-09T08:00:00+07:00"
    )
    land.item("tin-tuc/2026/11/b.md", tieu_de="Mới nhất", tiep_nhan_luc="2026-11-10T08:00:00+07:00")
    home = land.pages()["/"].view.home
    assert home and home.lead
    assert home.lead.title == "Có ảnh"
    assert [c.title for c in home.news] == ["Mới nhất"]


def test_only_open_consultations_stand_on_the_front_page_nearest_end_first(land: Ground) -> None:
    for name, last in (("xa", "2026-12-30"), ("gan", "2026-11-25"), ("qua", "2026-11-20")):
        land.item(f"lay-y-kien/2026/11/{name}.md", loai="lay-y-kien", tieu_de=name, han_gop_y=last)
    home = land.pages()["/"].view.home
    assert home and [c.title for c in home.consultations] == ["gan", "xa"]


def test_the_province_shows_news_of_its_components_with_name_and_address(land: Ground) -> None:
    land.item("tin-tuc/2026/11/so.md", site="so.mau", tieu_de="Tin của Sở")
    land.item("tin-tuc/2026/11/go.md", site="so.mau", tieu_de="Đã gỡ", go_bo={"ly_do": "dang-nham"})
    land.item("tin-tuc/2026/11/han.md", site="so.mau", tieu_de="Hết hạn", het_han="2026-11-01")
    land.item(
        "tin-tuc/2026/11/hen.md", site="so.mau", tieu_de="Hẹn giờ", dang_luc="2026-11-30T08:00:00+07:00"
    )
    home = land.pages()["/"].view.home
    assert home
    (card,) = home.component_news
    assert (card.title, card.site_name) == ("Tin của Sở", "Trang thông tin điện tử Sở Mẫu")
    assert card.url == "https://so.mau.gov.vn.example/tin-tuc/2026/11/so/"
    assert [(s.title, s.url) for s in home.component_sites] == [
        ("Trang thông tin điện tử Sở Mẫu", "https://so.mau.gov.vn.example/")
    ]
    below = land.pages("so.mau")["/"]
    assert below.frame.parent and below.frame.parent.url == "https://mau.gov.vn.example/"
    assert below.view.home and not below.view.home.component_news


def test_a_closed_component_site_is_told_as_closed(land: Ground) -> None:
    land.site(
        "cu.mau",
        ten="Trang huyện cũ",
        cap="huyen",
        truc_thuoc="so.mau",
        ten_mien="cu.mau.gov.vn",
        den="2025-06-30",
    )
    home = land.pages()["/"].view.home
    assert home and {s.title: s.note for s in home.component_sites}["Trang huyện cũ"] == "đã ngừng hoạt động"


def test_the_english_tree_has_what_is_translated_and_points_back(land: Ground) -> None:
    land.item("gioi-thieu/chung.md", loai="trang", tieu_de="Giới thiệu chung")
    land.item("tin-tuc/2026/11/tin.md")
    land.item(
        "en/gioi-thieu/chung.md", loai="trang", tieu_de="About the province", ban_goc="gioi-thieu/chung.md"
    )
    pages = land.pages()
    assert {u for u in pages if u.startswith("/en/")} == {
        "/en/",
        "/en/sitemap/",
        "/en/gioi-thieu/",
        "/en/gioi-thieu/chung/",
    }
    english, original = pages["/en/gioi-thieu/chung/"], pages["/gioi-thieu/chung/"]
    pair = [("vi", "/gioi-thieu/chung/"), ("en", "/en/gioi-thieu/chung/")]
    assert [(a.lang, a.url) for a in english.view.alternates] == pair
    assert [(a.lang, a.url) for a in original.view.alternates] == pair
    assert english.frame.name == "Mau Portal"
    assert [(x.url, x.current) for x in english.frame.languages] == [
        ("/gioi-thieu/chung/", False),
        (pair[1][1], True),
    ]
    only_vietnamese = pages["/tin-tuc/2026/11/tin/"].frame.languages
    assert [x.url for x in only_vietnamese] == ["/", "/en/"]
    assert [g.title for g in english.frame.menu] == ["About"]


def test_a_site_without_english_items_offers_no_english(land: Ground) -> None:
    land.item("tin-tuc/2026/11/tin.md")
    pages = land.pages()
    assert not [u for u in pages if u.startswith("/en/")]
    assert pages["/"].frame.languages == ()


def test_a_translation_of_a_changed_original_says_so(land: Ground) -> None:
    land.item("gioi-thieu/chung.md", loai="trang", tieu_de="Giới thiệu")
    given = {"loai": "trang", "tieu_de": "About", "ban_goc": "gioi-thieu/chung.md"}
    land.item("en/gioi-thieu/chung.md", **given, ban_goc_ma_bam="sha256:" + "0" * 64)
    item = land.pages()["/en/gioi-thieu/chung/"].view.item
    assert item and [n.title for n in item.notices] == ["The original has changed"]


@pytest.mark.parametrize("lang", ["", "en/"])
def test_embargoed_items_have_no_page_until_their_time(land: Ground, lang: str) -> None:
    land.item(f"{lang}tin-tuc/2026/11/hen.md", dang_luc="2026-11-22T09:00:01+07:00")
    url = f"/{lang}tin-tuc/2026/11/hen/"
    assert url not in land.pages()
    assert url in land.pages(now=parse_time("2026-11-22T09:00:01+07:00"))


def test_a_translation_waits_for_its_original(land: Ground) -> None:
    land.item("tin-tuc/2026/11/hen.md", dang_luc="2026-11-30T08:00:00+07:00")
    land.item("en/tin-tuc/2026/11/hen.md", tieu_de="Waiting", ban_goc="tin-tuc/2026/11/hen.md")
    assert not [u for u in land.pages() if "hen" in u]


def test_a_removed_item_keeps_only_a_notice(land: Ground) -> None:
    removal = {"ly_do": "quyen-rieng-tu", "ngay": "2026-11-20", "nguoi_quyet_dinh": "Trưởng Ban Biên tập"}
    land.item(
        "tin-tuc/2026/11/go.md", "Số điện thoại riêng", tieu_de="Tên người", go_bo=removal, tu_khoa=["riêng"]
    )
    land.item("tin-tuc/2026/11/con.md", tieu_de="Tin còn lại")
    pages = land.pages()
    page = pages["/tin-tuc/2026/11/go/"]
    assert page.ref.kind == "removed"
    assert page.body == ""
    assert page.view.item
    (notice,) = page.view.item.notices
    assert (notice.kind, str(notice.day)) == ("go-bo", "2026-11-20")
    assert "bảo vệ quyền riêng tư" in notice.text
    assert "Trưởng Ban Biên tập" in notice.text
    elsewhere = [repr((p.view, p.frame)) for p in pages.values()]
    assert not [e for e in elsewhere if "Tên người" in e or "Số điện thoại riêng" in e]
    assert titles(listing(pages, "/tin-tuc/")) == ["Tin còn lại"]


def test_a_removal_takes_the_translation_along_and_names_what_stands_instead(land: Ground) -> None:
    removal = {"ly_do": "sai-su-that", "ngay": "2026-11-20", "thay_the": "/tin-tuc/2026/11/dung.md"}
    land.item("tin-tuc/2026/11/go.md", tieu_de="Sai", go_bo=removal)
    land.item("en/tin-tuc/2026/11/go.md", tieu_de="Wrong", ban_goc="tin-tuc/2026/11/go.md")
    land.item("tin-tuc/2026/11/dung.md", tieu_de="Bản đúng")
    pages = land.pages()
    assert pages["/en/tin-tuc/2026/11/go/"].ref.kind == "removed"
    assert "Wrong" not in repr(pages["/en/tin-tuc/2026/11/go/"].view)
    item = pages["/tin-tuc/2026/11/go/"].view.item
    assert item and [c.title for c in item.related] == ["Bản đúng"]


def test_a_half_filled_removal_still_removes(land: Ground) -> None:
    land.item("tin-tuc/2026/11/go.md", tieu_de="Nội dung sai", go_bo="gỡ ngay")
    assert land.pages()["/tin-tuc/2026/11/go/"].ref.kind == "removed"


def test_pages_of_the_same_day_are_the_same_whatever_the_hour(land: Ground) -> None:
    land.item("tin-tuc/2026/11/tin.md")
    assert repr(land.pages(now=NOW)) == repr(land.pages(now=parse_time("2026-11-23T21:00:00+07:00")))


def test_a_closed_site_says_so_on_every_page_and_names_its_successors(land: Ground) -> None:
    land.site(den="2026-11-21", ke_thua=["so.mau", "khong-co"])
    frame = land.pages()["/tin-tuc/"].frame
    assert frame.closed is not None
    assert "21/11/2026" in frame.closed.text
    assert [s.url for s in frame.successors] == ["https://so.mau.gov.vn.example/"]
    land.site(den="2026-11-22")
    assert land.pages()["/tin-tuc/"].frame.closed is None

"""The English tree; embargo and removal, which translations share with their originals."""

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


def test_the_english_tree_has_what_is_translated_and_points_back(land: Ground) -> None:
    land.item("gioi-thieu/chung.md", loai="trang", tieu_de="Giới thiệu chung")
    land.item("tin-tuc/2026/11/tin.md")
    land.item(
        "en/gioi-thieu/chung.md", loai="trang", tieu_de="About the province", ban_goc="gioi-thieu/chung.md"
    )
    pages = land.pages()
    assert {u for u in pages if u.startswith("/en/")} == {
        "/en/",
        "/en/search/",
        "/en/sitemap/",
        "/en/accessibility/",
        "/en/sites/",
        "/en/gioi-thieu/",
        "/en/gioi-thieu/chung/",
        "/en/gioi-thieu/chung/phieu-duyet/",
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
    sections = [("vi", "/gioi-thieu/"), ("en", "/en/gioi-thieu/")]
    for address in ("/gioi-thieu/", "/en/gioi-thieu/"):
        assert [(a.lang, a.url) for a in pages[address].view.alternates] == sections
        assert [x.url for x in pages[address].frame.languages] == [url for _, url in sections]
    assert pages["/tin-tuc/"].view.alternates == ()  # nothing of it is in English


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

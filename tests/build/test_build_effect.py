"""Legal effect: dates, both sides of a replacement, partial dates, several sites."""

from __future__ import annotations

import pytest
from build_ground import NOW, Ground

from pipeline.clock.now import parse_time


def badge(land: Ground, url: str, now: str = "2026-11-22T09:00:00+07:00") -> str:
    listing = land.pages(now=parse_time(now))["/van-ban/"].view.listing
    assert listing
    return next(c.badge for c in listing.cards if c.url == url)


OLD, NEW = "/van-ban/2018/10/cu/", "/van-ban/2024/02/moi/"


def test_what_the_newer_says_it_replaces_lapses_when_the_newer_takes_effect(land: Ground) -> None:
    land.document(
        "van-ban/2018/10/cu.md", "28/2018/QĐ-UBND", ngay_ban_hanh="2018-10-01", ngay_hieu_luc="2018-10-15"
    )
    land.document("van-ban/2024/02/moi.md", "10/2024/QĐ-UBND", thay_the=["28/2018/QĐ-UBND"])
    assert badge(land, OLD, "2024-03-11T09:00:00+07:00") == "Còn hiệu lực"
    assert badge(land, OLD, "2024-03-12T09:00:00+07:00") == "Hết hiệu lực"
    assert badge(land, NEW, "2024-03-11T09:00:00+07:00") == "Chưa có hiệu lực"
    item = land.pages()[OLD].view.item
    assert item
    assert [n.text for n in item.notices] == [
        "Văn bản này hết hiệu lực từ ngày 12/03/2024, được thay thế bởi 10/2024/QĐ-UBND."
    ]
    told = {(f.label, f.value): f.url for f in item.facts}
    assert told[("Bị thay thế bởi", "10/2024/QĐ-UBND")] == NEW
    assert [c.url for c in item.related] == [NEW]


def test_one_side_is_enough_from_the_older_document_too(land: Ground) -> None:
    land.document("van-ban/2018/10/cu.md", "28/2018/QĐ-UBND", bi_thay_the_boi=["10/2024/QĐ-UBND"])
    land.document("van-ban/2024/02/moi.md", "10/2024/QĐ-UBND")
    assert badge(land, OLD) == "Hết hiệu lực"


def test_a_successor_that_no_register_knows_still_ends_a_document(land: Ground) -> None:
    land.document("van-ban/2018/10/cu.md", "28/2018/QĐ-UBND", bi_thay_the_boi=["99/2025/QĐ-UBND"])
    assert badge(land, OLD) == "Hết hiệu lực"


def test_a_document_of_another_site_replaces_and_is_linked_in_full(land: Ground) -> None:
    land.document(
        "van-ban/2018/10/cu.md", "28/2018/QĐ-UBND", ngay_ban_hanh="2018-10-01", ngay_hieu_luc="2018-10-15"
    )
    land.document("van-ban/2024/02/moi.md", "10/2024/QĐ-UBND", site="so.mau", thay_the=["28/2018/QĐ-UBND"])
    item = land.pages()[OLD].view.item
    assert item
    url = next(f.url for f in item.facts if f.key == "bi_thay_the_boi")
    assert url == "https://so.mau.gov.vn.example/van-ban/2024/02/moi/"


def test_an_embargoed_successor_is_not_known_yet(land: Ground) -> None:
    land.document(
        "van-ban/2018/10/cu.md", "28/2018/QĐ-UBND", ngay_ban_hanh="2018-10-01", ngay_hieu_luc="2018-10-15"
    )
    land.document(
        "van-ban/2024/02/moi.md",
        "10/2024/QĐ-UBND",
        thay_the=["28/2018/QĐ-UBND"],
        dang_luc="2026-12-01T08:00:00+07:00",
    )
    assert badge(land, OLD) == "Còn hiệu lực"
    assert "10/2024" not in repr(land.pages()[OLD].view)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"ngay_ban_hanh": "2022-04", "ngay_hieu_luc": None}, "Còn hiệu lực"),
        ({"ngay_ban_hanh": 2022, "ngay_hieu_luc": None, "ngay_het_hieu_luc": "2026"}, "Còn hiệu lực"),
        ({"ngay_het_hieu_luc": "2026-10"}, "Hết hiệu lực"),
        ({"ngay_het_hieu_luc": "2026-11-22"}, "Hết hiệu lực"),
        ({"ngay_het_hieu_luc": "2026-11-23"}, "Còn hiệu lực"),
        ({"hieu_luc": "het-hieu-luc-mot-phan"}, "Hết hiệu lực một phần"),
        ({"hieu_luc": "het-hieu-luc"}, "Hết hiệu lực"),
        ({"ngay_ban_hanh": "2026-11-30", "ngay_hieu_luc": "2027-01-01"}, "Chưa có hiệu lực"),
        ({"ngay_ban_hanh": "rác", "ngay_hieu_luc": "9999-99"}, "Còn hiệu lực"),
    ],
)
def test_effect_from_dates(land: Ground, keys: dict[str, object], expected: str) -> None:
    land.document("van-ban/2018/10/cu.md", "28/2018/QĐ-UBND", **keys)
    assert badge(land, OLD) == expected


@pytest.mark.parametrize(
    ("keys", "said", "said_en"),
    [
        ({}, "Còn hiệu lực từ ngày 12/03/2024", "In force since 12 March 2024"),
        ({"hieu_luc": "het-hieu-luc-mot-phan"}, "Hết hiệu lực một phần", "Partly lapsed"),
        (
            {"ngay_hieu_luc": "2027-01-01"},
            "Chưa có hiệu lực; có hiệu lực từ ngày 01/01/2027",
            "Not yet in force; takes effect from 1 January 2027",
        ),
        (
            {"ngay_het_hieu_luc": "2026-10"},
            "Hết hiệu lực từ tháng 10/2026",
            "No longer in force since October 2026",
        ),
    ],
)
def test_the_state_is_told_with_the_day_that_belongs_to_it(
    land: Ground, keys: dict[str, object], said: str, said_en: str
) -> None:
    land.document("van-ban/2018/10/cu.md", "28/2018/QĐ-UBND", **keys)
    land.document("en/van-ban/2018/10/cu.md", "28/2018/QĐ-UBND", ban_goc="van-ban/2018/10/cu.md", **keys)
    pages = land.pages()
    told = []
    for url in (OLD, "/en" + OLD):
        item = pages[url].view.item
        assert item
        told += [f.value for f in item.facts if f.key == "hieu_luc"]
    assert told == [said, said_en]
    if "ngay_hieu_luc" in keys:
        english = pages["/en" + OLD].view.item
        assert english and english.notices[0].text == "This document takes effect from 1 January 2027."


def test_partial_dates_are_written_as_far_as_they_are_known(land: Ground) -> None:
    land.document("van-ban/2018/10/cu.md", "28/2018/QĐ-UBND", ngay_ban_hanh="2022-04", ngay_hieu_luc=None)
    item = land.pages()[OLD].view.item
    assert item and next(f.value for f in item.facts if f.key == "ngay_ban_hanh") == "tháng 4/2022"


def test_same_number_of_two_authorities(land: Ground) -> None:
    land.document(
        "van-ban/2024/02/moi.md", "10/2024/QĐ-UBND", thay_the=[{"so": "05/2020/QĐ", "co_quan": "Sở B"}]
    )
    land.document("van-ban/2020/01/a.md", "05/2020/QĐ", co_quan_ban_hanh="Sở A")
    land.document("van-ban/2020/01/b.md", "05/2020/QĐ", co_quan_ban_hanh="Sở B")
    assert badge(land, "/van-ban/2020/01/a/") == "Còn hiệu lực"
    assert badge(land, "/van-ban/2020/01/b/") == "Hết hiệu lực"


def test_a_document_that_claims_to_replace_itself_stays(land: Ground) -> None:
    land.document("van-ban/2018/10/cu.md", "28/2018/QĐ-UBND", thay_the=["28/2018/QĐ-UBND"])
    assert badge(land, OLD) == "Còn hiệu lực"


def test_amendments_are_told_on_the_amended_document(land: Ground) -> None:
    land.document("van-ban/2018/10/cu.md", "28/2018/QĐ-UBND")
    land.document("van-ban/2024/02/moi.md", "10/2024/QĐ-UBND", sua_doi=["28/2018/QĐ-UBND"])
    item = land.pages()[OLD].view.item
    assert item and [f.value for f in item.facts if f.label == "Được sửa đổi, bổ sung bởi"] == [
        "10/2024/QĐ-UBND"
    ]
    assert badge(land, OLD) == "Còn hiệu lực"


def test_an_item_that_rests_on_a_lapsed_document_warns(land: Ground) -> None:
    land.document("van-ban/2018/10/cu.md", "28/2018/QĐ-UBND", ngay_het_hieu_luc="2024-01-01")
    land.item("tin-tuc/2026/11/tin.md", can_cu=["28/2018/QĐ-UBND"])
    item = land.pages(now=NOW)["/tin-tuc/2026/11/tin/"].view.item
    assert item and [n.text for n in item.notices] == [
        "Nội dung này dựa trên văn bản 28/2018/QĐ-UBND, đã hết hiệu lực từ ngày 01/01/2024."
    ]


def test_translation_and_original_are_one_document(land: Ground) -> None:
    land.document("van-ban/2024/02/moi.md", "10/2024/QĐ-UBND", thay_the=["28/2018/QĐ-UBND"])
    land.document("en/van-ban/2024/02/moi.md", "10/2024/QĐ-UBND", thay_the=["28/2018/QĐ-UBND"])
    land.document("van-ban/2018/10/cu.md", "28/2018/QĐ-UBND")
    land.item("en/tin-tuc/2026/11/tin.md", can_cu=["10/2024/QĐ-UBND"])
    pages = land.pages()
    old, news = pages[OLD].view.item, pages["/en/tin-tuc/2026/11/tin/"].view.item
    assert old and [f.url for f in old.facts if f.key == "bi_thay_the_boi"] == [NEW]
    assert news and [f.url for f in news.facts if f.key == "can_cu"] == ["/en" + NEW]

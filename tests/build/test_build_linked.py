"""schema.org data of pages: well-formed, of the right kind, harmless in HTML, silent on who asked or was taken down."""

from __future__ import annotations

import json
import struct
import zlib
from typing import Any

import pytest
from build_ground import PICTURE, Ground

from pipeline.build.colours import shades
from pipeline.build.share import SHARE_FILE, share_picture

NASTY = 'Tin </script><script>alert(1)</script> <!-- "A" & \\ \u2028 B'
ANSWER = {"loai": "hoi-dap", "cau_hoi": "Thủ tục mất bao lâu?", "hoi_luc": "2026-11-02T08:00:00+07:00"}


def _nodes(ground: Ground, address: str) -> dict[str, dict[str, Any]]:
    data = ground.pages()[address].view.data
    assert not set("<>&\u2028\u2029") & set(data)
    told = json.loads(data)
    assert told["@context"] == "https://schema.org"
    return {node["@type"]: node for node in told["@graph"]}


@pytest.mark.parametrize(
    ("path", "facts", "kind"),
    [
        ("tin-tuc/2026/11/x.md", {}, "NewsArticle"),
        (
            "thu-tuc-hanh-chinh/x.md",
            {"loai": "thu-tuc", "dia_chi_dvc": "https://dichvucong.gov.vn"},
            "GovernmentService",
        ),
        ("hoi-dap/2026/11/x.md", ANSWER, "QAPage"),
        (
            "thong-ke/2026/11/x.md",
            {"loai": "thong-ke", "thong_ke_tu": "2026-01", "thong_ke_den": "2026-06"},
            "Dataset",
        ),
        ("co-cau-to-chuc/x.md", {"loai": "don-vi", "ten_don_vi": NASTY}, "GovernmentOrganization"),
        ("gioi-thieu/x.md", {"loai": "trang"}, "WebPage"),
        ("du-an/2026/11/x.md", {"loai": "du-an", "nha_tai_tro": NASTY}, "Project"),
        ("khoa-hoc/2026/11/x.md", {"loai": "khoa-hoc", "don_vi_chu_tri": NASTY}, "ResearchProject"),
        ("ngan-sach/2026/11/x.md", {"loai": "ngan-sach", "nam_ngan_sach": 2026}, "Dataset"),
        ("moi-truong/x.md", {"loai": "moi-truong", "tinh_den": "2026-10-31"}, "Dataset"),
        ("du-lich-van-hoa/x.md", {"loai": "du-lich-van-hoa", "chu_de": "danh-thang"}, "TouristAttraction"),
        ("du-lich-van-hoa/x.md", {"loai": "du-lich-van-hoa", "chu_de": "am-thuc"}, "WebPage"),
        ("ban-do/x.md", {"loai": "ban-do"}, "Map"),
        ("tuyen-dung/2026/11/x.md", {"loai": "tuyen-dung", "loai_tuyen": "tuyen-dung"}, "JobPosting"),
        ("tuyen-dung/2026/11/x.md", {"loai": "tuyen-dung", "loai_tuyen": "dao-tao"}, "Article"),
        ("dau-thau/2026/11/x.md", {"loai": "dau-thau"}, "Article"),
        ("tin-tuc/2026/11/x.md", {"loai": "loai-la"}, "Article"),
    ],
)
def test_every_type_says_what_it_is_and_cannot_leave_its_element(
    land: Ground, path: str, facts: dict[str, Any], kind: str
) -> None:
    land.item(path, tieu_de=NASTY, tom_tat=NASTY, tac_gia=NASTY, tu_khoa=[NASTY], **facts)
    address = "/" + path.removesuffix(".md") + "/"
    nodes = _nodes(land, address)
    assert nodes.keys() == {kind, "BreadcrumbList"}
    assert nodes[kind]["url"] == f"https://mau.gov.vn.example{address}"
    assert nodes[kind]["description"] == land.pages()[address].view.description
    assert "</script><script>" in nodes[kind]["description"]
    crumbs = nodes["BreadcrumbList"]["itemListElement"]
    assert [c["position"] for c in crumbs] == [1, 2, 3]
    assert crumbs[-1]["item"] == f"https://mau.gov.vn.example{address}"


def test_a_document_tells_number_day_authority_and_force(land: Ground) -> None:
    land.document("van-ban/2024/02/cu.md", "10/2024/QĐ-UBND")
    land.document(
        "van-ban/2026/01/moi.md",
        "1/2026/QĐ-UBND",
        thay_the=["10/2024/QĐ-UBND"],
        ngay_ban_hanh="2026-01-05",
        ngay_hieu_luc="2026-01-20",
    )
    old = _nodes(land, "/van-ban/2024/02/cu/")["Legislation"]
    new = _nodes(land, "/van-ban/2026/01/moi/")["Legislation"]
    assert old["legislationIdentifier"] == "10/2024/QĐ-UBND"
    assert old["legislationDate"] == "2024-02-23"
    assert old["legislationPassedBy"]["name"] == "Ủy ban nhân dân tỉnh Mẫu"
    assert old["legislationLegalForce"] == "https://schema.org/NotInForce"
    assert new["legislationLegalForce"] == "https://schema.org/InForce"
    assert new["legislationChanges"] == [{"@type": "Legislation", "legislationIdentifier": "10/2024/QĐ-UBND"}]
    assert (old["temporalCoverage"], new["temporalCoverage"]) == ("2024-03-12/2026-01-20", "2026-01-20/..")
    assert new["legislationDateOfApplicability"] == "2026-01-20"


@pytest.mark.parametrize(
    ("body", "facts", "count"), [("", {}, 0), ("Ba ngày.\n", {"tra_loi_luc": "2026-11-05T08:00:00+07:00"}, 1)]
)
def test_a_question_has_an_answer_only_when_it_was_given(
    land: Ground, body: str, facts: dict[str, Any], count: int
) -> None:
    land.item("hoi-dap/2026/11/x.md", body, **ANSWER, **facts, tieu_de="Hỏi về thủ tục")
    question = _nodes(land, "/hoi-dap/2026/11/x/")["QAPage"]["mainEntity"]
    assert question["answerCount"] == count
    assert ("acceptedAnswer" in question) is bool(count)
    assert "author" not in question


def test_the_home_page_tells_of_the_agency_and_its_search(land: Ground) -> None:
    nodes = _nodes(land, "/")
    assert nodes["GovernmentOrganization"]["name"] == "Ủy ban nhân dân tỉnh Mẫu"
    assert nodes["WebSite"]["potentialAction"]["target"] == "https://mau.gov.vn.example/tim-kiem/?q={q}"
    (child,) = [
        n
        for n in json.loads(land.pages("so.mau")["/"].view.data)["@graph"]
        if n["@type"] == "GovernmentOrganization"
    ]
    assert child["parentOrganization"]["url"] == "https://mau.gov.vn.example/"


def test_pages_that_nobody_looks_up_say_nothing(land: Ground) -> None:
    land.item(
        "tin-tuc/2026/11/x.md",
        tieu_de="Gỡ",
        dia_chi_cu=["/cu/"],
        go_bo={"ly_do": "dang-nham", "ngay": "2026-11-20"},
    )
    land.item("tin-tuc/2026/11/y.md", tieu_de="Chuyển", dia_chi_cu=["/cu-hai/"])
    pages = land.pages()
    for address in ("/tin-tuc/2026/11/x/", "/tin-tuc/2026/11/y/phieu-duyet/", "/cu-hai/", "/404.html"):
        assert pages[address].view.data == "", address


def test_every_page_has_a_picture_to_share_that_is_no_drawing(land: Ground) -> None:
    own = {"tep": "/anh/a.jpg", "mo_ta": "Trụ sở", "nguon": "Ban Biên tập"}
    land.file("anh/a.jpg", b"\xff\xd8\xff\xe0")
    land.file("anh/a.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    land.item("tin-tuc/2026/11/x.md", tieu_de="Ảnh chụp", hinh_anh=own)
    land.item("tin-tuc/2026/11/y.md", tieu_de="Tranh vẽ", hinh_anh=PICTURE)
    pages = land.pages()
    told = {address: {n: c for n, c, _ in page.view.meta} for address, page in pages.items()}
    base = "https://mau.gov.vn.example/"
    assert told["/tin-tuc/2026/11/x/"]["og:image"] == f"{base}anh/a.jpg"
    for address in ("/", "/tin-tuc/", "/tin-tuc/2026/11/y/", "/kha-nang-tiep-can/", "/tim-kiem/"):
        assert told[address]["og:image"] == base + SHARE_FILE, address
        assert told[address]["og:description"] and told[address]["og:locale"] == "vi_VN"
    assert "og:image" not in told["/tin-tuc/2026/11/y/phieu-duyet/"]
    assert told["/tin-tuc/"]["DC.date"] == "2026-11-10"


def test_the_picture_to_share_is_a_small_png_in_the_site_s_colour() -> None:
    data = share_picture("#9b1c1c")
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", data[16:24]) == (1200, 630)
    assert len(data) < 10_000
    at, chunks = 8, {}
    while at < len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        body = data[at + 4 : at + 8 + size]
        assert struct.unpack(">I", data[at + 8 + size : at + 12 + size]) == (zlib.crc32(body),)
        chunks[body[:4]] = body[4:]
        at += 12 + size
    rows = zlib.decompress(chunks[b"IDAT"])
    assert len(rows) == 630 * 1201
    assert set(rows) == {0, 1, 2}
    assert chunks[b"PLTE"][:3].hex() == shades("#9b1c1c")["light"]["mau-chinh-dam"][1:]
    assert share_picture("#1f4e79") != data == share_picture("#9b1c1c")


def test_the_fifteen_elements_are_there(land: Ground) -> None:
    land.document(
        "van-ban/2024/02/cu.md",
        "10/2024/QĐ-UBND",
        linh_vuc="Đất đai",
        cong_tac=["Phòng Tổng hợp"],
        tu_khoa=["đất đai"],
        can_cu=["1/2020/NĐ-CP"],
    )
    names = {name for name, _, _ in land.pages()["/van-ban/2024/02/cu/"].view.meta}
    words = "title creator subject description publisher contributor date type format identifier source language relation coverage rights"
    assert {f"DC.{word}" for word in words.split()} <= names
    land.item("tin-tuc/2026/11/x.md", tieu_de="Tin")
    names = {name for name, _, _ in land.pages()["/tin-tuc/2026/11/x/"].view.meta}
    assert {f"DC.{word}" for word in words.split()} <= names  # of every item, whatever its editor left blank
    meta = land.pages()["/tin-tuc/2026/11/x/"].view.meta
    assert ("DC.coverage", "Tỉnh Mẫu", "") in meta
    assert ("DC.relation", "https://mau.gov.vn.example/tin-tuc/", "URI") in meta
    assert ("DC.contributor", "Văn phòng", "") in meta
    land.item("tin-tuc/2026/11/y.md", site="so.mau", tieu_de="Tin của Sở")
    land.site("so.mau", co_quan="Sở Mẫu", truc_thuoc="mau", ten_mien="so.mau.gov.vn")
    assert ("DC.coverage", "Tỉnh Mẫu", "") in land.pages("so.mau")["/tin-tuc/2026/11/y/"].view.meta
    land.site("so.mau", co_quan="Sở Mẫu", truc_thuoc="so.mau", ten_mien="so.mau.gov.vn")  # its own parent
    names = {name for name, _, _ in land.pages("so.mau")["/tin-tuc/2026/11/y/"].view.meta}
    assert "DC.coverage" not in names

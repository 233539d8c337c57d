"""schema.org data of pages: well-formed, of the right kind, harmless in HTML, silent on who asked or was taken down."""

from __future__ import annotations

import json
from typing import Any

import pytest
from build_ground import Ground

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
    assert new["legislationChanges"] == ["10/2024/QĐ-UBND"]


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

"""Taking part, the register's data, the statement, the directory, and the plan of the home page."""

from __future__ import annotations

import json

import pytest
from build_ground import Ground

from pipeline.build.pages import PlannedPage
from pipeline.build.register import KEYS, register_files
from pipeline.build.views import HomeView, ItemView
from pipeline.clock.now import parse_time
from pipeline.source.front import read_front

_OPEN = {
    "loai": "lay-y-kien",
    "mo_luc": "2026-11-01",
    "han_gop_y": "2026-12-20",
    "don_vi_nhan": "Ban Biên tập",
    "dia_chi_nhan": "Số 1 đường Mẫu",
    "thu_dien_tu_nhan": "gopy@mau.example",
}


def item(pages: dict[str, PlannedPage], url: str) -> ItemView:
    found = pages[url].view.item
    assert found is not None
    return found


def front(land: Ground, text: str | bytes) -> HomeView:
    (land.root / "sites/mau/trang-chu.yml").write_bytes(text.encode() if isinstance(text, str) else text)
    found = land.pages()["/"].view.home
    assert found is not None
    return found


def test_an_open_consultation_names_post_telephone_mail_and_portal(land: Ground) -> None:
    land.site(lien_he={"dien_thoai": "0262 0000 101"})
    land.item("lay-y-kien/2026/11/mo.md", **_OPEN)
    told = item(land.pages(), "/lay-y-kien/2026/11/mo/")
    values = {f.key: (f.value, f.url) for f in told.ways}
    assert values["dia_chi_nhan"] == ("Số 1 đường Mẫu", None)
    assert values["dien_thoai"] == ("0262 0000 101", "tel:02620000101")
    assert values["thu_dien_tu_nhan"] == ("gopy@mau.example", "mailto:gopy@mau.example")
    assert told.until is not None


def test_a_closed_consultation_asks_for_nothing_more(land: Ground) -> None:
    land.item("lay-y-kien/2026/11/dong.md", **{**_OPEN, "han_gop_y": "2026-11-02"})
    told = item(land.pages(), "/lay-y-kien/2026/11/dong/")
    assert (told.ways, told.until) == ((), None)
    assert [n.text for n in told.notices] == ["Thời hạn góp ý đã kết thúc ngày 02/11/2026."]
    done = {**_OPEN, "han_gop_y": "2026-11-02", "ket_qua": "Tiếp thu hai ý kiến."}
    land.item("lay-y-kien/2026/11/xong.md", **done)
    told = item(land.pages(), "/lay-y-kien/2026/11/xong/")
    assert told.notices[0].text.endswith("Kết quả tiếp thu, giải trình có trên trang này.")
    assert (told.facts[0].key, told.facts[0].value) == ("ket_qua", "Tiếp thu hai ý kiến.")


def test_comments_on_a_draft_may_come_as_files(land: Ground) -> None:
    land.file("tep/gop-y.txt", "Góp ý\n")
    rows = [{"noi_dung": "Thêm địa chỉ"}, {"tu_to_chuc": "Một hội", "noi_dung": "/tep/gop-y.txt"}]
    land.item("lay-y-kien/2026/11/mo.md", **_OPEN, y_kien=rows)
    told = item(land.pages(), "/lay-y-kien/2026/11/mo/")
    assert [(f.title, f.url) for f in told.files] == [("Nội dung ý kiến 2", "/tep/gop-y.txt")]
    (said,) = (f.value for f in told.facts if f.key == "y_kien")
    assert said.split("\n")[0] == "Nội dung ý kiến: Thêm địa chỉ"
    assert said.endswith("Nội dung ý kiến: xem tệp đính kèm")


def test_progress_of_a_question_ends_with_its_answer_or_what_is_due(land: Ground) -> None:
    asked = {"loai": "hoi-dap", "cau_hoi": "Hỏi?", "hoi_luc": "2026-11-02T08:00:00+07:00"}
    land.item("hoi-dap/2026/11/cho.md", **asked, han_tra_loi="2026-11-30")
    land.item("hoi-dap/2026/11/xong.md", **asked, tra_loi_luc="2026-11-05T09:00:00+07:00")
    pages = land.pages()
    waiting = item(pages, "/hoi-dap/2026/11/cho/").steps
    assert [(s.done, s.at) for s in waiting][-1] == (False, "30/11/2026")
    assert all(s.done for s in item(pages, "/hoi-dap/2026/11/xong/").steps)


def test_the_register_holds_every_document_newest_first(land: Ground) -> None:
    for n in range(60):
        land.document(
            f"van-ban/2024/02/qd-{n}.md", f"{n}/2024/QĐ-UBND", ngay_ban_hanh=f"2024-01-{n % 28 + 1:02}"
        )
    context = land.context()
    told = json.loads(dict(register_files(context))["van-ban/danh-sach.json"])
    rows = [dict(zip(told["keys"], row, strict=True)) for row in told["rows"]]
    assert told["keys"] == list(KEYS)
    assert len(rows) == 60
    assert [r["order"] for r in rows] == sorted((r["order"] for r in rows), reverse=True)
    listing = land.pages()["/van-ban/"].view.listing
    assert listing is not None
    assert (len(listing.cards), listing.total, listing.data) == (50, 60, "/van-ban/danh-sach.json")


def test_statement_and_directory_stand_on_their_addresses(land: Ground) -> None:
    land.item("tin-tuc/2026/11/a.md")
    pages = land.pages()
    assert pages["/kha-nang-tiep-can/"].view.statement is not None
    assert pages["/"].frame.accessibility == "/kha-nang-tiep-can/"


def test_a_document_that_takes_effect_later_stands_among_those_to_come(land: Ground) -> None:
    land.document("van-ban/2024/02/sau.md", "1/2026/QĐ-UBND", ngay_hieu_luc="2027-01-01")
    view = land.pages(now=parse_time("2026-11-22T09:00:00+07:00"))["/"].view.home
    assert view is not None
    assert [c.title for c in view.soon] == ["1/2026/QĐ-UBND"]
    assert view.documents == ()


def test_editors_order_blocks_and_pin_procedures(land: Ground) -> None:
    for slug in ("a", "b", "c"):
        land.item(f"thu-tuc-hanh-chinh/{slug}.md", loai="thu-tuc", tieu_de=slug)
    view = front(land, "hang: [van-ban, [thu-tuc, hoi-dap]]\nthu_tuc_ghim: [c, a]\nso_tin: 5\n")
    assert view.rows == (("van-ban",), ("thu-tuc", "hoi-dap"))
    assert [c.title for c in view.procedures] == ["c", "a", "b"]


@pytest.mark.parametrize(
    "text",
    [b"\xff\xfe", "hang: 5", "hang: [[[a]], {b: c}, null, 1]", "- a", "so_tin: yes", "so_tin: 9999999999999999999",
     "thu_tuc_ghim: [../../etc, null, {a: b}]", "hang: [tin-tuc\n", "a: &x 1\nb: *x", "hang: [tin-tuc, tin-tuc]"],
)  # fmt: skip
def test_a_broken_plan_is_told_and_the_page_stands(land: Ground, text: str | bytes) -> None:
    view = front(land, text)
    assert all(block in ("tin-tuc",) for row in view.rows for block in row)
    read = read_front(land.root / "sites/mau", "sites/mau/trang-chu.yml")
    assert read is not None
    assert read.faults

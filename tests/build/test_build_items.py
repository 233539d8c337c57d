"""What a page says of an item: facts, dates, source, approval, notices."""

from __future__ import annotations

import pytest
from build_ground import STEP, Ground

from pipeline.build.values import call_link
from pipeline.build.views import Fact, ItemView

NEWS = "tin-tuc/2026/11/tin.md"
URL = "/tin-tuc/2026/11/tin/"


def view(land: Ground, url: str = URL, *, approved: bool = False) -> ItemView:
    found = land.pages(approved=approved)[url].view.item
    assert found is not None
    return found


def facts(item: ItemView) -> dict[str, str]:
    return {f.key: f.value for f in item.facts}


def test_facts_carry_the_form_s_labels_and_readable_values(land: Ground) -> None:
    land.item(NEWS, su_kien_luc="2026-11-10T07:30:00+07:00", pham_vi="nuoc-ngoai", dia_diem="Hội trường lớn")
    found = view(land).facts
    assert Fact("Thời điểm sự kiện", "07:30 ngày 10/11/2026", None, "su_kien_luc") in found
    assert Fact("Phạm vi tin", "Nước ngoài", None, "pham_vi") in found
    assert facts(view(land))["dia_diem"] == "Hội trường lớn"


def test_working_data_of_the_office_is_no_fact(land: Ground) -> None:
    land.item(NEWS, co_so_phap_ly="căn cứ nội bộ", giu_lai="lý do nội bộ", loai_nhuan_but="tong-hop")
    said = repr(land.pages()[URL].view)
    assert "nội bộ" not in said
    assert not {"kenh", "do_mat", "nhuan_but", "loai_nhuan_but", "tiep_nhan_luc"} & facts(view(land)).keys()


def test_english_pages_speak_english_and_mark_what_they_cannot_translate(land: Ground) -> None:
    land.item("en/tin-tuc/2026/11/tin.md", su_kien_luc="2026-11-10T07:30:00+07:00", pham_vi="trong-nuoc")
    item = view(land, "/en/tin-tuc/2026/11/tin/")
    assert item.section_label == "News and events"
    assert item.unit == "Office"
    assert facts(item)["su_kien_luc"] == "07:30, 10 November 2026"
    assert facts(item)["pham_vi"] == "Domestic"


def test_the_source_line_names_source_author_and_day(land: Ground) -> None:
    source = {"ten": "Báo Mẫu", "tac_gia": "Ban Thời sự", "ngay_dang": "2026-11-09"}
    land.item(NEWS, nguon_tin="trich-dan", nguon=source)
    assert view(land).source_line == "Nguồn: Báo Mẫu, tác giả Ban Thời sự, đăng ngày 09/11/2026"


def test_own_items_have_no_source_line(land: Ground) -> None:
    land.item(NEWS)
    assert view(land).source_line == ""


def test_an_approved_item_shows_role_decision_and_step_but_no_person(land: Ground) -> None:
    land.approve(land.item(NEWS), "2026-11-12T10:00:00+07:00", "2026-11-13T08:00:00+07:00")
    item = view(land, approved=True)
    assert item.approval is not None
    assert (item.approval.role, item.approval.decision) == ("Trưởng Ban Biên tập", "01/QĐ-TD")
    assert item.approval.commit == STEP
    assert item.published is not None and item.modified is not None
    assert (item.published.isoformat(), item.modified.day) == ("2026-11-12T10:00:00+07:00", 13)
    assert "nguoi-1" not in repr(item)


def test_a_preview_has_no_approval_and_dates_from_receipt_or_embargo(land: Ground) -> None:
    land.item(NEWS)
    land.item("tin-tuc/2026/11/hen.md", tieu_de="Tin hẹn", dang_luc="2026-11-11T07:00:00+07:00")
    assert view(land).approval is None
    assert str(view(land).published) == "2026-11-10 08:00:00+07:00"
    assert str(view(land, "/tin-tuc/2026/11/hen/").published) == "2026-11-11 07:00:00+07:00"


def test_corrections_stand_over_the_text(land: Ground) -> None:
    land.item(NEWS, dinh_chinh=[{"ngay": "2026-11-15", "noi_dung": "Sửa giờ họp từ 7 giờ thành 8 giờ."}])
    item = view(land)
    (notice,) = item.notices
    assert (notice.kind, notice.text) == ("dinh-chinh", "Sửa giờ họp từ 7 giờ thành 8 giờ.")
    assert item.modified is not None and item.modified.date().isoformat() == "2026-11-15"


def test_an_expired_item_says_so_and_leaves_the_news(land: Ground) -> None:
    land.item(NEWS, het_han="2026-11-21")
    land.item("tin-tuc/2026/11/hom-nay.md", tieu_de="Tin còn hạn hôm nay", het_han="2026-11-22")
    pages = land.pages()
    assert [n.kind for n in view(land).notices] == ["luu-y"]
    front = pages["/tin-tuc/"].view.listing
    month = pages["/tin-tuc/2026/11/"].view.listing
    assert front and [c.title for c in front.cards] == ["Tin còn hạn hôm nay"]
    assert month and {c.title: c.badge for c in month.cards} == {
        "Tin mẫu": "Hết hạn",
        "Tin còn hạn hôm nay": "",
    }


@pytest.mark.parametrize(
    ("last", "badge", "kind"),
    [
        ("2026-12-20", "Còn 28 ngày", "tot"),
        ("2026-11-23", "Còn 1 ngày", "canh-bao"),
        ("2026-11-22", "Hết hạn hôm nay", "canh-bao"),
        ("2026-11-21", "Đã kết thúc", "het"),
    ],
)
def test_consultations_tell_the_days_left(land: Ground, last: str, badge: str, kind: str) -> None:
    land.item(
        "lay-y-kien/2026/11/du-thao.md", loai="lay-y-kien", han_gop_y=last, mo_luc="2026-11-01T08:00:00+07:00"
    )
    listing = land.pages()["/lay-y-kien/"].view.listing
    assert listing
    assert (listing.cards[0].badge, listing.cards[0].badge_kind) == (badge, kind)


def test_a_consultation_not_open_yet_says_so(land: Ground) -> None:
    land.item(
        "lay-y-kien/2026/11/du-thao.md",
        loai="lay-y-kien",
        mo_luc="2026-12-01T08:00:00+07:00",
        han_gop_y="2026-12-30",
    )
    listing = land.pages()["/lay-y-kien/"].view.listing
    assert listing and listing.cards[0].badge == "Chưa mở"


def test_files_and_pictures_come_only_from_the_site_s_own_folder(land: Ground) -> None:
    land.file("tep/a.txt", "một\n")
    land.file("bi-mat.txt", "của trang khác", site="so.mau")
    land.file("anh/b.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    land.item(
        NEWS,
        hinh_anh={"tep": "/anh/b.svg", "mo_ta": "Trụ sở", "nguon": "Ban Biên tập"},
        tep_dinh_kem=[
            {"tep": "/tep/a.txt", "ten": "Phụ lục (txt)"},
            {"tep": "/../so.mau/bi-mat.txt", "ten": "Lọt ra"},
            {"tep": "../../../../so.mau/bi-mat.txt", "ten": "Lọt ra"},
            {"tep": "/etc/passwd", "ten": "Lọt ra"},
        ],
    )
    item = view(land)
    assert [(f.title, f.url, f.kind, f.size) for f in item.files] == [("Phụ lục", "/tep/a.txt", "TXT", "6 B")]
    assert item.picture and (item.picture.alt, item.picture.credit) == ("Trụ sở", "Ban Biên tập")


def test_the_weekly_schedule_becomes_a_table_and_the_front_page_shows_this_week(land: Ground) -> None:
    for monday in ("2026-11-09", "2026-11-16", "2026-11-23"):
        rows = [
            {
                "ngay": monday,
                "gio": "14:00",
                "lanh_dao": "Chủ tịch",
                "noi_dung": f"Họp {monday}",
                "dia_diem": "A",
            },
            {"ngay": monday, "gio": "08:00", "lanh_dao": "Chủ tịch", "noi_dung": "Giao ban", "dia_diem": "A"},
        ]
        land.item(
            f"lich-lam-viec/2026/11/tuan-{monday}.md",
            loai="lich-lam-viec",
            loai_lich="lam-viec",
            tuan_bat_dau=monday,
            muc_lich=rows,
        )
    pages = land.pages()
    home = pages["/"].view.home
    assert home and home.schedule
    assert home.schedule.caption == "Lịch tuần từ 16/11/2026 đến 22/11/2026"
    assert home.schedule.rows[0] == ("Thứ Hai, 16/11/2026", "08:00", "Chủ tịch", "Giao ban", "A")


def test_the_fifteen_elements_of_dublin_core(land: Ground) -> None:
    land.document("van-ban/2022/04/cu.md", "01/2022/QĐ-UBND", bi_thay_the_boi=["10/2024/QĐ-UBND"])
    land.document(
        "van-ban/2024/02/qd.md",
        "10/2024/QĐ-UBND",
        thay_the=["01/2022/QĐ-UBND"],
        cong_tac=["Tổ Thư ký"],
        linh_vuc="Thông tin",
        tu_khoa=["quy chế"],
        nguon={"ten": "Công báo"},
    )
    page = land.pages()["/van-ban/2024/02/qd/"].view
    names = {name.lower() for name, content, _ in page.meta if content}
    wanted = (
        *("title", "creator", "date", "description", "publisher", "identifier", "language", "source"),
        *("contributor", "subject", "coverage", "type", "format", "rights"),
    )
    assert {f"dc.{w}" for w in wanted} <= names
    assert ("DCTERMS.replaces", "https://mau.gov.vn.example/van-ban/2022/04/cu/", "URI") in page.meta
    assert ("DC.date", "2024-02-23", "W3CDTF") in page.meta
    assert ("DC.identifier", "10/2024/QĐ-UBND", "") in page.meta
    assert ("DC.publisher", "Ủy ban nhân dân tỉnh Mẫu", "") in page.meta


def test_addresses_say_where_they_lead(land: Ground) -> None:
    land.item(
        "lien-ket/dvc.md",
        loai="lien-ket",
        tieu_de="Cổng",
        dia_chi="https://dichvucong.gov.vn/a",
        nhom="Dịch vụ",
    )
    pages = land.pages()
    item, front = pages["/lien-ket/dvc/"].view.item, pages["/lien-ket/"].view.listing
    assert item and front
    (address,) = (f for f in item.facts if f.key == "dia_chi")
    assert (address.value, address.url) == ("Mở trang dichvucong.gov.vn", "https://dichvucong.gov.vn/a")
    assert {f.key: f.value for f in front.cards[0].facts}["dia_chi"] == "https://dichvucong.gov.vn/a"


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("0262 0000 101", "tel:02620000101"),
        ("(0262) 0000.101", "tel:02620000101"),
        ("+84 262 0000 101", "tel:+842620000101"),
        ("0262 - 0000101", "tel:02620000101"),
        ("0262 0000 101 - 0262 0000 102", "tel:02620000101"),
        ("0262 0000 101, máy lẻ 12", "tel:02620000101"),
        ("0262 0000 101 (nhánh 12)", "tel:02620000101"),
        ("Điện thoại: 1022", "tel:1022"),
        ("không có", ""),
        ("", ""),
    ],
)
def test_a_telephone_dials_one_number(written: str, dialled: str) -> None:
    assert call_link(written) == dialled


def test_a_document_elsewhere_keeps_its_number_in_lists(land: Ground) -> None:
    land.document("van-ban/2024/02/qd.md", "10/2024/QĐ-UBND", site="so.mau")
    land.item("chi-dao-dieu-hanh/2026/11/a.md", loai="chi-dao-dieu-hanh", van_ban="10/2024/QĐ-UBND")
    front = land.pages()["/chi-dao-dieu-hanh/"].view.listing
    assert front and [f.value for f in front.cards[0].facts if f.key == "van_ban"] == ["10/2024/QĐ-UBND"]

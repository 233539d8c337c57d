"""Tables of figures, amounts of money, lists as spreadsheets: what a citizen reads and takes away."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from build_ground import ROOT, Ground, page

from pipeline.build.amounts import number, write_amount, write_count
from pipeline.build.figures import figure_table
from pipeline.build.sheets import SHEET_FILE, sheet_files
from pipeline.source.corpus import load

PROJECT = {
    "loai": "du-an",
    "tieu_de": "Dự án nước sạch",
    "muc_tieu": "Đưa nước sạch đến mọi nhà.",
    "linh_vuc": "Hạ tầng",
    "loai_du_an": "Nhóm C",
    "thoi_gian_thuc_hien": {"tu": "2026-01", "den": "2027-12"},
    "kinh_phi": "98.500.000.000 đồng",
    "loai_hinh_tai_tro": "Ngân sách nhà nước",
    "nha_tai_tro": "Ngân sách tỉnh",
    "tinh_trang": "dang-trien-khai",
    "quyet_dinh_phe_duyet": "10/2024/QĐ-UBND",
    "ngay_phe_duyet": "2026-10-15",
}


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        ("98.000.000.000 đồng", "98.000.000.000 đồng (98 tỷ đồng)", "98,000,000,000 dong (98 billion)"),
        ("450000000 đồng", "450.000.000 đồng (450 triệu đồng)", "450,000,000 dong (450 million)"),
        (
            "98.534.000.000 VNĐ",
            "98.534.000.000 đồng (khoảng 98,53 tỷ đồng)",
            "98,534,000,000 dong (about 98.53 billion)",
        ),
        ("0 đồng (số liệu trình diễn)", "0 đồng (số liệu trình diễn)", "0 dong (số liệu trình diễn)"),
        ("999.999 đồng", "999.999 đồng", "999,999 dong"),
        ("1.000.000 đồng", "1.000.000 đồng (1 triệu đồng)", "1,000,000 dong (1 million)"),
        ("98 tỷ đồng", "98 tỷ đồng", "98 tỷ đồng"),
        ("12.500.000 nghìn đồng", "12.500.000 nghìn đồng", "12.500.000 nghìn đồng"),
        ("100 USD", "100 USD", "100 USD"),
        ("", "", ""),
    ],
)
def test_amounts_are_grouped_and_long_ones_told_in_words_of_size(text: str, vi: str, en: str) -> None:
    assert (write_amount(text, "vi"), write_amount(text, "en")) == (vi, en)


def test_a_cell_is_a_number_only_where_it_can_be_read_in_one_way() -> None:
    read = {"12": 12, "-3": -3, "1.234.567": 1234567, "1,234,567": 1234567, "3,5": "3.5", "12 %": 12}
    for cell, value in read.items():
        assert number(cell) == Decimal(value), cell
    for cell in ("1.234", "1,234", "", "–", "01/02/2026", "12 kg", "9" * 40, "1.2.3", "٣"):
        assert number(cell) is None, cell
    assert [write_count(c, "vi") for c in ("2026", "12345", "0012345", "-1234567", "a")] == [
        "2026",
        "12.345",
        "0012345",
        "-1.234.567",
        "a",
    ]


def test_bars_measure_one_column_against_its_longest_and_leave_totals_out() -> None:
    rows = [["xa", "so_ho"], ["A", "40"], ["B", "10"], ["Tổng", "50"], ["C", "0"]]
    table = figure_table(rows, "vi", "Số hộ", ())
    assert table.head == ("xa", "so ho")
    assert table.figures == (False, True)
    assert (table.measured, table.bars) == (1, (100, 25, None, 0))


@pytest.mark.parametrize(
    "rows",
    [
        [["Năm", "Tên"], ["2025", "a"], ["2026", "b"]],  # an ordinal is no measure
        [["a", "b"], ["1", "2"], ["3", "4"]],  # two measures would need two scales
        [["Tên", "Số"], ["a", "-1"], ["b", "2"]],
        [["Tên", "Số"], ["a", "0"], ["b", "0"]],
        [["Tên", "Số"], ["a", "5"]],
        [["Tên", "Số"], ["a", "5"], ["Tổng cộng", "5"]],
        [["Tên", "Số"], ["a", "5"], ["b", "năm"]],
        [["Tên", "Số"], *([str(n), str(n)] for n in range(31))],
    ],
)
def test_no_bars_where_they_say_nothing(rows: list[list[str]]) -> None:
    assert figure_table(rows, "vi", "Bảng", ()).bars == ()


def test_a_long_table_shows_its_first_rows_and_says_so(land: Ground, tmp_path: Path) -> None:
    lines = "".join(f"Xã {n},{n}\n" for n in range(60))
    land.file("tep/dai.csv", f"Xã,Số hộ\n{lines}")
    land.file("tep/rong.csv", ",".join(f"Cột {n}" for n in range(13)) + "\n" + ",".join("1" * 13) + "\n")
    files = [{"tep": "/tep/dai.csv", "ten": "Số hộ theo xã"}, {"tep": "/tep/rong.csv", "ten": "Bảng rộng"}]
    land.item(
        "thong-ke/2026/11/s.md",
        loai="thong-ke",
        tieu_de="Số hộ",
        tep_so_lieu=files,
        phuong_phap="Đếm <từng> nhà.",
        ten_cuoc_thong_ke="Điều tra số hộ",
    )
    html = page(land.build(tmp_path / "xay"), "/thong-ke/2026/11/s/").partition("</head>")[2]
    assert html.count('<th scope="row"') == 50
    assert "Bảng hiện 50 dòng đầu trong 60 dòng" in html
    assert "Đếm &lt;từng&gt; nhà." in html
    assert "<caption>Số hộ theo xã</caption>" in html
    assert "<caption>Bảng rộng</caption>" not in html  # too wide to read: a download alone
    shown, _, rest = html.partition('<section class="files"')
    assert shown.count("/tep/dai.csv") == 1 and "so-lieu-1.json" in shown
    assert "/tep/dai.csv" not in rest and "/tep/rong.csv" in rest and "so-lieu-2.json" in rest


def test_facts_of_a_project_come_in_the_order_citizens_ask(land: Ground, tmp_path: Path) -> None:
    land.document("van-ban/2024/02/qd.md", "10/2024/QĐ-UBND", tieu_de="Quyết định")
    land.item("du-an/2026/11/d.md", **PROJECT, ten_du_an="Dự án nước sạch nông thôn")
    built = land.build(tmp_path / "xay")
    item = land.pages()["/du-an/2026/11/d/"].view.item
    assert item is not None
    told = {f.key: f for f in item.facts}
    assert [*told][:3] == ["tinh_trang", "kinh_phi", "thoi_gian_thuc_hien"]
    assert told["tinh_trang"].value == "Đang triển khai"
    assert told["kinh_phi"].value == "98.500.000.000 đồng (98,5 tỷ đồng)"
    assert told["thoi_gian_thuc_hien"].value == "từ tháng 1/2026 đến tháng 12/2027"
    assert told["quyet_dinh_phe_duyet"].url == "/van-ban/2024/02/qd/"
    assert told.keys() == {*PROJECT, "ten_du_an"} - {"loai", "tieu_de"}  # nothing of the form is kept back
    assert "98,5 tỷ đồng" in page(built, "/du-an/")


def test_projects_stand_in_one_table_for_each_state(land: Ground, tmp_path: Path) -> None:
    for n, state in enumerate(("dang-trien-khai", "da-hoan-tat", "dang-trien-khai")):
        land.item(f"du-an/2026/11/d{n}.md", **{**PROJECT, "tieu_de": f"Dự án {n}", "tinh_trang": state})
    html = page(land.build(tmp_path / "xay"), "/du-an/")
    assert html.count("<table") == 2
    assert html.count('id="nhom-du-an-') == 2
    assert 0 < html.find(">Đang triển khai</h2>") < html.find(">Đã hoàn tất</h2>")  # as the type has them


def test_a_list_can_be_taken_away_as_a_spreadsheet(land: Ground, tmp_path: Path) -> None:
    land.item("du-an/2026/11/d.md", **PROJECT)
    land.item("du-an/2026/11/e.md", **{**PROJECT, "tieu_de": '=HYPERLINK("x")', "muc_tieu": "+A1\n-dòng hai"})
    land.item("danh-ba/a.md", loai="danh-ba", tieu_de="Người", ho_ten="Người")
    files = dict(sheet_files(land.context()))
    assert files.keys() == {f"du-an/{SHEET_FILE}"}  # persons are no spreadsheet
    text = files[f"du-an/{SHEET_FILE}"]
    assert text.startswith("\ufeffTiêu đề,Địa chỉ,Ngày đăng,Tình trạng dự án,Kinh phí dự án")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    told = {r["Địa chỉ"].rstrip("/").rpartition("/")[2]: r for r in rows}
    assert told["d"]["Tiêu đề"] == "Dự án nước sạch"
    assert told["e"]["Tiêu đề"] == '\'=HYPERLINK("x")'
    assert told["e"]["Mục tiêu chính"] == "'+A1 -dòng hai"
    built = land.build(tmp_path / "xay")
    assert (built.directory / "du-an" / SHEET_FILE).read_bytes() == text.encode()
    html = page(built, "/du-an/")
    assert 'href="/du-an/danh-sach.csv" download' in html
    assert 'href="/api/du-an.json"' in html


def test_the_sample_sites_have_an_item_of_every_type() -> None:
    corpus = load(ROOT)
    assert set(corpus.registry.types) - {e.type for e in corpus.editions} == set()

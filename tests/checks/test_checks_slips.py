"""Slips that editors make: each is told once, by the rule it belongs to, with the line as it should be."""

from __future__ import annotations

from functools import cache

import pytest

from pipeline.checks.engine import run_rules
from pipeline.checks.facts import corpus_facts
from pipeline.checks.registry import Context, all_rules
from pipeline.model.content import Edition
from pipeline.model.finding import Finding, Stage
from pipeline.source.corpus import load
from pipeline.source.items import read_item
from tests.casework import NOW, ROOT

# (type, lines in place of those with the same key (a lone key: removed), code, what the advice says)
LINES = [
    ("tin-tuc", "title: Họp báo quý IV năm 2026", "SD002", "tieu_de: …"),
    ("tin-tuc", "tiêu đề: Họp báo quý IV năm 2026", "SD002", "tieu_de: …"),
    ("tin-tuc", "Tieu-De: Họp báo quý IV năm 2026", "SD002", "tieu_de: …"),
    ("tin-tuc", "Loại: tin-tuc", "SD002", "loai: …"),
    ("tin-tuc", "author: Phòng Tổng hợp", "SD002", "tac_gia: …"),
    ("tin-tuc", 'tieu_de: "   "', "SD001", "tieu_de: "),
    ("tin-tuc", "tieu_de: …", "SD016", "tieu_de: "),
    ("tin-tuc", "tac_gia: Đang cập nhật", "SD016", "tac_gia: "),
    ("tin-tuc", "tac_gia: abc@gmail.com", "SD025", "tac_gia: "),
    ("tin-tuc", "tac_gia: [Hoa, Bình]", "SD003", "tac_gia: Hoa, Bình"),
    ("tin-tuc", "su_kien_luc: 8h30 ngày 20/11/2026", "SD003", "su_kien_luc: 2026-11-20T08:30:00+07:00"),
    ("tin-tuc", "su_kien_luc: 2h chiều 20/11/2026", "SD003", "su_kien_luc: 2026-11-20T14:00:00+07:00"),
    (
        "tin-tuc",
        "su_kien_luc: 14 giờ ngày 20 tháng 11 năm 2026",
        "SD003",
        "su_kien_luc: 2026-11-20T14:00:00+07:00",
    ),
    ("tin-tuc", "su_kien_luc: 2026-11-20 08:30", "SD003", "su_kien_luc: 2026-11-20T08:30:00+07:00"),
    ("tin-tuc", "su_kien_luc: 2026-11-31T08:30:00+07:00", "SD003", "su_kien_luc: "),
    ("tin-tuc", "su_kien_luc: 2026-12-20T08:30:00+07:00", "SD011", "su_kien_luc: 2026-…"),
    ("tin-tuc", "su_kien_luc: 1926-11-20T08:30:00+07:00", "SD011", "su_kien_luc: 1926-…"),
    ("tin-tuc", "nhuan_but: không", "SD004", "nhuan_but: khong"),
    ("tin-tuc", "nhuan_but: true", "SD004", "nhuan_but: co"),
    ("tin-tuc", "kenh: Thư điện tử", "SD004", "kenh: email"),
    ("tin-tuc", "nguon_tin: “noi-bo”", "SD004", "nguon_tin: noi-bo"),
    ("tin-tuc", "loai: Tin tức", "SD010", "tin-tuc"),
    ("tin-tuc", "loai: [tin-tuc]", "SD003", "loai: tin-tuc"),
    ("tin-tuc", "loai", "SD001", "loai: tin-tuc"),
    ("tin-tuc", "don_vi: Văn phòng UBND tỉnh", "SD014", "don_vi: van-phong-ubnd-tinh"),
    ("tin-tuc", "don_vi: [van-phong-ubnd-tinh]", "SD003", "don_vi: van-phong-ubnd-tinh"),
    ("tin-tuc", "tu_khoa: hội nghị, tổng kết", "SD003", "tu_khoa: [hội nghị, tổng kết]"),
    ("tin-tuc", "tu_khoa: []", "SD013", "tu_khoa: ["),
    (
        "tin-tuc",
        "hinh_anh: {tep: /anh/so-do.svg, alt: Sơ đồ vị trí, nguon: Ban Biên tập}",
        "SD002",
        "mo_ta: …",
    ),
    ("tin-tuc", "tep_dinh_kem: [{tep: /tep/thuoc-tinh.txt}]", "SD001", "ten: "),
    ("van-ban", "ngay_ban_hanh: 23/02/2024", "SD003", "ngay_ban_hanh: 2024-02-23"),
    ("van-ban", "ngay_ban_hanh: 2027", "SD011", "ngay_ban_hanh: 2027-…"),
    ("van-ban", "khong_so: true", "SD019", "khong_so: true"),
    ("van-ban", "tep: []", "SD001", "tep: "),
    ("van-ban", "hinh_thuc: Quyết định", "SD004", "hinh_thuc: quyet-dinh"),
    ("van-ban", "noi_nhan: Các sở; Các huyện", "SD003", "noi_nhan: [Các sở, Các huyện]"),
    ("chi-dao-dieu-hanh", "xac_nhan_khong_mat: Có", "SD003", "xac_nhan_khong_mat: true"),
    ("chi-dao-dieu-hanh", "xac_nhan_khong_mat: false", "SD021", "xac_nhan_khong_mat: true"),
    ("lay-y-kien", "han_gop_y: 2026-11-01", "SD011", "han_gop_y: 2026-…"),
    ("lay-y-kien", "thu_dien_tu_nhan: gop y tai daklak.gov.vn", "SD003", "thu_dien_tu_nhan: "),
    ("thu-tuc", "nhan_qua_buu_chinh", "SD001", "nhan_qua_buu_chinh: true"),
    ("thu-tuc", "nhan_qua_buu_chinh: false", "SD021", "nhan_qua_buu_chinh: true"),
    ("thu-tuc", "dia_chi_dvc: dichvucong.gov.vn", "SD003", "dia_chi_dvc: https://dichvucong.gov.vn"),
    ("thu-tuc", "muc_do: Mức độ 4", "SD004", "muc_do: muc-do-4"),
    ("thu-tuc", "muc_do: 4", "SD004", "muc_do: muc-do-4"),
    ("thu-tuc", "ho_so: Tờ khai; Giấy chứng sinh", "SD003", "ho_so: [Tờ khai, Giấy chứng sinh]"),
    ("du-an", "thoi_gian_thuc_hien: {tu: 2027, den: 2025}", "SD011", "den: 2025-…"),
    ("du-an", "thoi_gian_thuc_hien: {tu: 2027}", "SD001", "den: "),
    ("du-an", "kinh_phi: 98000000000", "SD003", "kinh_phi: 98.000.000.000 đồng"),
    ("du-an", "kinh_phi: theo quyết định", "SD003", "kinh_phi: "),
    ("dau-thau", "loai_thong_bao: moi-thau", "SD001", "han_nop_thau: "),
    ("dau-thau", "loai_thong_bao: ket-qua", "SD001", "nha_thau_trung: "),
    ("khoa-hoc", "dung_ngan_sach: không", "SD003", "dung_ngan_sach: false"),
    ("khoa-hoc", "cap_quan_ly: Cấp tỉnh", "SD004", "cap_quan_ly: tinh"),
    ("thong-ke", "thong_ke_tu: 2026-12-01", "SD011", "thong_ke_den: 2026-…"),
    ("hoi-dap", "tra_loi_luc: 2020-01-01T08:00:00+07:00", "SD011", "tra_loi_luc: 2020-…"),
    ("hoi-dap", "chuyen_luc: 2020-01-01T08:00:00+07:00", "SD011", "chuyen_luc: 2020-…"),
    ("hoi-dap", "tra_loi_luc", "SD001", "tra_loi_luc: "),
    ("hoi-dap", "don_vi_chu_tri: so-tai-nguyen", "SD014", "don_vi_chu_tri: "),
    ("lanh-dao", "dien_thoai: liên hệ văn thư", "SD003", "dien_thoai: "),
    ("lanh-dao", "thu_tu: -1", "SD018", "thu_tu: 1"),
    ("danh-ba", "thu_dien_tu: vp@@daklak.gov.vn", "SD003", "thu_dien_tu: "),
    ("lich-lam-viec", "muc_lich: Thứ hai họp giao ban", "SD003", "muc_lich: "),
    (
        "lich-lam-viec",
        "muc_lich: [{ngay: 2026-11-18, lanh_dao: Chủ tịch, noi_dung: Họp, dia_diem: P1}]",
        "SD001",
        "gio: ",
    ),
    ("quy-hoach-ke-hoach", "ngay_phe_duyet: 2030-01-01", "SD011", "ngay_phe_duyet: 2030-…"),
    ("ngan-sach", "nam_ngan_sach: năm 2026", "SD003", "nam_ngan_sach: 2026"),
    ("ngan-sach", "nam_ngan_sach: 20226", "SD018", "nam_ngan_sach: 2026"),
    ("doanh-nghiep", "tinh_den: 2027-01-01", "SD011", "tinh_den: 2027-…"),
    ("ban-do", "hinh_anh", "SD001", "hinh_anh: "),
    ("lien-ket", "dia_chi: www.chinhphu.vn", "SD003", "dia_chi: https://www.chinhphu.vn"),
    ("bieu-mau", "tep_dinh_kem", "SD001", "tep_dinh_kem: "),
]
# What stays unread by YAML: (line as written, what the advice says)
BROKEN = [
    ("tieu_de:Họp báo", "tieu_de: Họp báo"),
    ("tieu_de = Họp báo", "tieu_de: Họp báo"),
    ("tieu_de： Họp báo", "tieu_de: Họp báo"),
    ("tieu_de Họp báo", "tieu_de: Họp báo"),
    ("\ttieu_de: Họp báo", "tieu_de: Họp báo"),
    ("  tieu_de: Họp báo", "tieu_de: Họp báo"),
    ("tieu_de: Thông báo: lịch nghỉ Tết", 'tieu_de: "Thông báo: lịch nghỉ Tết"'),
    ("tieu_de: “Thông báo: lịch nghỉ Tết”", 'tieu_de: "Thông báo: lịch nghỉ Tết"'),
    ('tieu_de: "Chương trình "Tết ấm" năm 2026"', 'tieu_de: "Chương trình “Tết ấm” năm 2026"'),
    ('tieu_de: "Tết ấm" cho người nghèo', 'tieu_de: "“Tết ấm” cho người nghèo"'),
    ("tieu_de: @baochi họp", 'tieu_de: "@baochi họp"'),
    ("tieu_de: Hội thi\ntoàn tỉnh", "tieu_de: Hội thi toàn tỉnh"),
    ("tu_khoa:\n* một cửa\n* hồ sơ", "- một cửa"),
    ('tieu_de: "Họp báo', 'tieu_de: "Họp báo"'),
]
GOOD = [
    *("98.000.000.000 đồng", "1,2 tỷ đồng", "khoảng 20 tỷ", "5 triệu USD", "250.000.000đ"),
    "98 tỷ đồng (vốn đối ứng 2 tỷ đồng)",
]


@cache
def ground() -> tuple[Context, dict[str, Edition]]:
    """The sample as background, and one item of each type that has one."""
    corpus = load(ROOT)
    bases: dict[str, Edition] = {}
    for first in (True, False):
        for edition in corpus.editions:
            if edition.document.lang == "vi" and (edition.document.site == "daklak" or not first):
                bases.setdefault(edition.type, edition)
    return Context(NOW, Stage.SUBMIT, corpus.registry, corpus, corpus_facts(corpus, NOW)), bases


def told(kind: str, change: str, key: str) -> list[Finding]:
    """What the rules of metadata say when a line of a right item is written otherwise."""
    ctx, bases = ground()
    base = bases[kind]
    head, _, body = base.text[4:].partition("\n---\n")
    kept: list[str] = []
    skipping, done = False, False
    for line in head.split("\n"):
        skipping = line.startswith((" ", "- ")) and skipping
        if line.partition(":")[0] == key:
            skipping, done = True, True
            kept += [change] if change else []
        elif not skipping:
            kept.append(line)
    kept += [change] if change and not done else []
    text = "---\n" + "\n".join(kept) + "\n---\n" + body
    edition = read_item(base.path, text.encode())
    rules = [rule for rule in all_rules() if rule.family == "SD"]
    return list(run_rules(rules, [(base.path, edition)], ctx))


@pytest.mark.parametrize(
    ("kind", "line", "code", "advice"), LINES, ids=[f"{k}: {x[:40]}" for k, x, _, _ in LINES]
)
def test_a_slip_is_told_once_and_with_the_way_out(kind: str, line: str, code: str, advice: str) -> None:
    written = line.partition(":")[0]
    other = {
        "title": "tieu_de",
        "tiêu đề": "tieu_de",
        "Tieu-De": "tieu_de",
        "Loại": "loai",
        "author": "tac_gia",
    }
    found = told(kind, line if ":" in line else "", other.get(written, written))
    assert [f.code for f in found] == [code], [(f.code, f.message.vi) for f in found]
    assert advice in found[0].hint.vi


@pytest.mark.parametrize(("line", "advice"), BROKEN, ids=[x[:40] for x, _ in BROKEN])
def test_what_cannot_be_read_is_told_with_the_line_as_it_should_be(line: str, advice: str) -> None:
    key = "tu_khoa" if line.startswith("tu_khoa") else "tieu_de"
    found = told("tin-tuc", line, key)
    assert [f.code for f in found] == ["SD008"]
    assert found[0].hint.vi.endswith(advice), found[0].hint.vi


@pytest.mark.parametrize("amount", GOOD)
def test_amounts_as_people_write_them_are_read(amount: str) -> None:
    assert told("du-an", f"kinh_phi: {amount}", "kinh_phi") == []

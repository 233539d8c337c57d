"""A corpus of any size whose articles are right: every type, real Vietnamese words, equal bytes for equal seeds."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from tests.bench.words import ROOT, Writer

VIETNAM = timezone(timedelta(hours=7))
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=VIETNAM)
# Shares of the types in a large portal: mostly news and documents, a little of everything.
_MIX = ["tin-tuc"] * 14 + ["van-ban"] * 6 + ["hoi-dap"] * 2 + ["thu-tuc"] * 2
_SITES = {
    "daklak": ("van-phong-ubnd-tinh", "Ủy ban nhân dân tỉnh Đắk Lắk", "Văn phòng UBND tỉnh"),
    "gialai": ("van-phong-ubnd-tinh", "Ủy ban nhân dân tỉnh Gia Lai", "Văn phòng UBND tỉnh"),
}
_FILE = "{tep: /tep/toan-van.txt, ten: Toàn văn bằng chữ}"


@dataclass(frozen=True, slots=True)
class Item:
    """One article: repository path and text."""

    path: str
    text: str


def items(count: int, *, seed: int = 1, recent: bool = False) -> Iterator[Item]:
    """Yield articles; `recent` dates all of them just before `NOW`, so that none is late."""
    for number in range(count):
        yield _item(number, seed, recent)


def write(root: Path, count: int, *, seed: int = 1, recent: bool = False) -> list[str]:
    """Write the sample repository with that many articles more to `root` and return their paths."""
    for top in ("sites", "content"):
        shutil.copytree(ROOT / top, root / top, dirs_exist_ok=True)
    for site in _SITES:
        folder = root / "content" / site / "tep"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "toan-van.txt").write_text("Toàn văn bằng chữ của các văn bản.\n", encoding="utf-8")
        (folder / "so-lieu.csv").write_text("nam,gia_tri\n2025,10\n2026,12\n", encoding="utf-8")
    for name in ("so-do.svg",):
        for site in _SITES:
            picture = root / "content" / site / "anh" / name
            picture.parent.mkdir(parents=True, exist_ok=True)
            picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>\n')
    written = []
    for item in items(count, seed=seed, recent=recent):
        target = root / item.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(item.text, encoding="utf-8")
        written.append(item.path)
    return written


def _item(number: int, seed: int, recent: bool) -> Item:
    writer = Writer(seed * 1_000_003 + number)
    kinds = list(_KINDS)
    kind = _MIX[number % len(_MIX)] if number % 10 else kinds[number // 10 % len(kinds)]
    site = "gialai" if number % 5 == 0 else "daklak"
    age = timedelta(minutes=number % 50) if recent else timedelta(hours=3 + number % 40_000)
    return _KINDS[kind](_Draft(number, kind, site, NOW - timedelta(minutes=30) - age, writer))


@dataclass(frozen=True, slots=True)
class _Draft:
    number: int
    kind: str
    site: str
    at: datetime
    writer: Writer

    @property
    def unit(self) -> str:
        return _SITES[self.site][0]

    @property
    def agency(self) -> str:
        return _SITES[self.site][1]

    @property
    def day(self) -> str:
        return f"{self.at:%Y-%m-%d}"

    @property
    def time(self) -> str:
        return self.at.isoformat(timespec="seconds")

    def after(self, **much: int) -> str:
        return (self.at + timedelta(**much)).isoformat(timespec="seconds")

    def later(self, days: int) -> str:
        return f"{self.at + timedelta(days=days):%Y-%m-%d}"

    @property
    def decision(self) -> str:
        """The number of this item's own document."""
        return f"{self.number + 100_000}/QĐ-UBND"

    def item(self, section: str, keys: str, *, dated: bool = True, body: str | None = None) -> Item:
        """Return the article: base keys, the type's own ones, a body."""
        writer = self.writer
        head = (
            f"loai: {self.kind}\ntieu_de: {writer.phrase(8, 14)}\ntom_tat: {writer.phrase(18, 30)}.\n"
            f"don_vi: {self.unit}\ntac_gia: {_SITES[self.site][2]}\nnguon_tin: noi-bo\n"
            f"tiep_nhan_luc: {self.after(minutes=10)}\nkenh: qlvb\ndo_mat: khong-mat\nnhuan_but: khong\n"
            f"tu_khoa: [{writer.phrase(2, 3).lower()}, {writer.phrase(2, 3).lower()}]\n"
        )
        month = f"/{self.at:%Y/%m}" if dated else ""
        path = f"content/{self.site}/{section}{month}/bai-so-{self.number:06d}.md"
        text = f"---\n{head}{keys.strip()}\n---\n\n{self.body() if body is None else body}\n"
        return Item(path, text.replace("\n\n---", "\n---"))

    def body(self, paragraphs: int = 5) -> str:
        """Return about 440 words with headings, a list, and in one of five a table."""
        writer = self.writer
        parts = [writer.paragraph(3)]
        for at in range(paragraphs - 1):
            parts += [f"## {writer.phrase(4, 7)}", writer.paragraph(4)]
            if at == 1:
                parts.append("\n".join(f"- {writer.sentence()}" for _ in range(4)))
        if self.number % 5 == 0:
            rows = "\n".join(f"| {writer.phrase(3, 5)} | {writer.chance.randint(2, 900)} |" for _ in range(6))
            parts.append(f"| Nội dung công việc | Số lượng |\n| --- | --- |\n{rows}")
        return "\n\n".join(parts)


def _news(d: _Draft) -> Item:
    return d.item("tin-tuc", f"su_kien_luc: {d.time}\npham_vi: trong-nuoc\n")


def _document(d: _Draft) -> Item:
    return d.item(
        "van-ban",
        f"so_ky_hieu: {d.decision}\nhinh_thuc: quyet-dinh\nphan_loai: hanh-chinh\n"
        f"co_quan_ban_hanh: {d.agency}\nngay_ban_hanh: {d.day}\ntrich_yeu: {d.writer.phrase(10, 20)}\n"
        f"nguoi_ky: Người ký trình diễn\nchuc_vu_nguoi_ky: Chủ tịch\ntep: [{_FILE}]\ndo_minh_ban_hanh: true\n",
        body=d.body(3),
    )


def _direction(d: _Draft) -> Item:
    return d.item(
        "chi-dao-dieu-hanh",
        f"nguoi_chi_dao: Chủ tịch Ủy ban nhân dân tỉnh\nvan_ban: 10/2024/QĐ-UBND\n"
        f"noi_dung_chi_dao: {d.writer.phrase(12, 20)}\nxac_nhan_khong_mat: true\n",
    )


def _consultation(d: _Draft) -> Item:
    return d.item(
        "lay-y-kien",
        f"mo_luc: {d.time}\nhan_gop_y: {d.later(62)}\ndon_vi_nhan: {_SITES[d.site][2]}\n"
        f"dia_chi_nhan: Văn phòng Ủy ban nhân dân tỉnh, bộ phận tiếp nhận\nthu_dien_tu_nhan: gopy@{d.site}.gov.vn\n"
        f"tep: [{_FILE}]\nloai_du_thao: qppl\nket_qua: {d.writer.phrase(10, 16)}\n",
    )


def _procedure(d: _Draft) -> Item:
    return d.item(
        "thu-tuc-hanh-chinh",
        f"ten_thu_tuc: {d.writer.phrase(8, 14)}\nlinh_vuc: Hộ tịch\nco_quan_thuc_hien: {d.agency}\nmuc_do: toan-trinh\n"
        f"quyet_dinh_cong_bo: 10/2024/QĐ-UBND\ndia_chi_dvc: https://dichvucong.gov.vn\nnhan_qua_buu_chinh: true\n",
        dated=False,
    )


def _project(d: _Draft) -> Item:
    return d.item(
        "du-an",
        f"ten_du_an: {d.writer.phrase(6, 12)}\nmuc_tieu: {d.writer.phrase(10, 20)}\nlinh_vuc: Giao thông\n"
        "loai_du_an: Đầu tư công\nthoi_gian_thuc_hien: {tu: 2026-01-01, den: 2028-12-31}\n"
        "kinh_phi: 98.000.000.000 đồng\nloai_hinh_tai_tro: Ngân sách tỉnh\nnha_tai_tro: Ngân sách nhà nước\n"
        f"tinh_trang: dang-trien-khai\nngay_phe_duyet: {d.day}\n",
    )


def _tender(d: _Draft) -> Item:
    return d.item(
        "dau-thau",
        f"ten_goi_thau: {d.writer.phrase(6, 12)}\nben_moi_thau: {_SITES[d.site][2]}\nloai_thong_bao: moi-thau\n"
        f"quyet_dinh_phe_duyet: 10/2024/QĐ-UBND\nngay_phe_duyet: {d.day}\nhan_nop_thau: {d.after(days=30)}\n",
    )


def _research(d: _Draft) -> Item:
    return d.item(
        "khoa-hoc",
        f"ma_so: DT-{d.number:05d}\nten_de_tai: {d.writer.phrase(8, 14)}\ncap_quan_ly: tinh\nlinh_vuc: Nông nghiệp\n"
        f"don_vi_chu_tri: {_SITES[d.site][2]}\nthoi_gian_thuc_hien: 2025 - 2027\ndung_ngan_sach: true\n",
    )


def _statistics(d: _Draft) -> Item:
    data = "{tep: /tep/so-lieu.csv, ten: Số liệu}"
    return d.item(
        "thong-ke",
        f"ten_cuoc_thong_ke: {d.writer.phrase(6, 10)}\ntep_so_lieu: [{data}]\ntep_bao_cao: [{_FILE}]\n"
        f"phuong_phap: {d.writer.phrase(10, 16)}\nphan_tich: {d.writer.phrase(12, 20)}\n"
        f"thong_ke_tu: 2025-01-01\nthong_ke_den: 2025-12-31\nngay_phat_hanh: {d.day}\n",
    )


def _question(d: _Draft) -> Item:
    return d.item(
        "hoi-dap",
        f"cau_hoi: {d.writer.phrase(12, 24)}?\nhoi_luc: {d.time}\nchu_de: khac\ndon_vi_chu_tri: {d.unit}\n"
        f"chuyen_luc: {d.after(minutes=5)}\nquan_tam_chung: true\ntra_loi_luc: {d.after(minutes=20)}\n",
        body=d.body(3),
    )


def _schedule(d: _Draft) -> Item:
    monday = d.at + timedelta(days=7 - d.at.weekday())  # announced before its week begins
    entries = "".join(
        f"  - {{ngay: {monday + timedelta(days=n):%Y-%m-%d}, gio: 8 giờ 00, lanh_dao: Chủ tịch, "
        f"noi_dung: {d.writer.phrase(6, 10).replace(',', '')}, dia_diem: Phòng họp số {n + 1}}}\n"
        for n in range(5)
    )
    return d.item(
        "lich-lam-viec",
        f"loai_lich: lam-viec\ntuan_bat_dau: {monday:%Y-%m-%d}\nmuc_lich:\n{entries}",
        body=d.body(2),
    )


def _plan(d: _Draft) -> Item:
    return d.item(
        "quy-hoach-ke-hoach",
        f"cap_quy_hoach: tinh\nloai_quy_hoach: ke-hoach\nthoi_ky: 2026 - 2030\nvan_ban: 10/2024/QĐ-UBND\n"
        f"ngay_phe_duyet: {d.day}\ntep: [{_FILE}]\n",
    )


def _budget(d: _Draft) -> Item:
    data = "{tep: /tep/so-lieu.csv, ten: Số liệu}"
    return d.item(
        "ngan-sach",
        f"nam_ngan_sach: 2026\nloai_ngan_sach: du-toan\nvan_ban: 10/2024/QĐ-UBND\ntep_so_lieu: [{data}]\n",
    )


def _recruitment(d: _Draft) -> Item:
    return d.item(
        "tuyen-dung",
        f"loai_tuyen: tuyen-dung\nvi_tri: Chuyên viên phòng hành chính\nhan_nop: {d.later(31)}\nvan_ban: 10/2024/QĐ-UBND\n",
    )


def _award(d: _Draft) -> Item:
    return d.item(
        "khen-thuong-xu-phat",
        f"to_chuc: {_SITES[d.site][2]}\nloai_quyet_dinh: khen-thuong\nvan_ban: 10/2024/QĐ-UBND\nngay_quyet_dinh: {d.day}\n",
    )


def _law(d: _Draft) -> Item:
    return d.item("tuyen-truyen-phap-luat", "van_ban_luat: 42/2022/NĐ-CP\nngay_ban_hanh_luat: 2022-06-24\n")


def _tourism(d: _Draft) -> Item:
    return d.item("du-lich-van-hoa", "chu_de: di-tich\n", dated=False)


def _form(d: _Draft) -> Item:
    return d.item(
        "bieu-mau",
        f"ten_bieu_mau: {d.writer.phrase(5, 9)}\nlinh_vuc: Hộ tịch\ntep_dinh_kem: [{_FILE}]\n",
        dated=False,
    )


def _advice(d: _Draft) -> Item:
    return d.item(
        "tu-van-phap-luat",
        f"cau_hoi: {d.writer.phrase(12, 24)}?\ncan_cu: [42/2022/NĐ-CP]\ndon_vi_tra_loi: {_SITES[d.site][2]}\n",
    )


def _page(d: _Draft) -> Item:
    return d.item("gioi-thieu", "", dated=False)


def _leader(d: _Draft) -> Item:
    return d.item(
        "lanh-dao",
        f"ho_ten: Lãnh đạo trình diễn số {d.number}\nchuc_vu: Phó Chủ tịch\ntieu_su: {d.writer.phrase(10, 16)}\n"
        f"nhiem_vu: {d.writer.phrase(10, 16)}\nthu_tu: {d.number % 90 + 1}\n",
        dated=False,
    )


def _contact(d: _Draft) -> Item:
    return d.item(
        "danh-ba",
        f"ho_ten: Đầu mối trình diễn số {d.number}\nchuc_vu: Chuyên viên\ndon_vi_cong_tac: {_SITES[d.site][2]}\n"
        f"dien_thoai: 0262 0000 {d.number % 900 + 100}\nthu_dien_tu: daumoi{d.number}@{d.site}.gov.vn\n",
        dated=False,
    )


def _unit(d: _Draft) -> Item:
    return d.item(
        "co-cau-to-chuc",
        f"ten_don_vi: Phòng trình diễn số {d.number}\nchuc_nang: {d.writer.phrase(10, 16)}\n"
        f"nhiem_vu_quyen_han: {d.writer.phrase(12, 20)}\n",
        dated=False,
    )


def _study(d: _Draft) -> Item:
    return d.item("bai-nghien-cuu", "")


def _map(d: _Draft) -> Item:
    picture = (
        "{tep: /anh/so-do.svg, mo_ta: Sơ đồ ranh giới các xã trong tỉnh, nguon: Tranh vẽ của Ban Biên tập}"
    )
    return d.item("ban-do", f"cap_ban_do: tinh\nhinh_anh: [{picture}]\ntinh_den: {d.day}\n", dated=False)


def _companies(d: _Draft) -> Item:
    data = "{tep: /tep/so-lieu.csv, ten: Số liệu}"
    keys = f"loai_danh_sach: moi-dang-ky\ntinh_den: {d.day}\ntep_so_lieu: [{data}]\n"
    return d.item("doanh-nghiep", keys)


def _environment(d: _Draft) -> Item:
    data = "{tep: /tep/so-lieu.csv, ten: Số liệu}"
    keys = f"loai_moi_truong: khu-vuc-o-nhiem\ntinh_den: {d.day}\ntep_so_lieu: [{data}]\n"
    return d.item("moi-truong", keys)


def _link(d: _Draft) -> Item:
    return d.item(
        "lien-ket", f"dia_chi: https://chinhphu.vn/trang-{d.number}\nnhom: Trung ương\n", dated=False
    )


_KINDS: dict[str, Callable[[_Draft], Item]] = {
    "tin-tuc": _news,
    "van-ban": _document,
    "chi-dao-dieu-hanh": _direction,
    "lay-y-kien": _consultation,
    "thu-tuc": _procedure,
    "du-an": _project,
    "dau-thau": _tender,
    "khoa-hoc": _research,
    "thong-ke": _statistics,
    "hoi-dap": _question,
    "lich-lam-viec": _schedule,
    "quy-hoach-ke-hoach": _plan,
    "ngan-sach": _budget,
    "tuyen-dung": _recruitment,
    "khen-thuong-xu-phat": _award,
    "tuyen-truyen-phap-luat": _law,
    "du-lich-van-hoa": _tourism,
    "bieu-mau": _form,
    "tu-van-phap-luat": _advice,
    "trang": _page,
    "lanh-dao": _leader,
    "danh-ba": _contact,
    "don-vi": _unit,
    "bai-nghien-cuu": _study,
    "ban-do": _map,
    "doanh-nghiep": _companies,
    "moi-truong": _environment,
    "lien-ket": _link,
}

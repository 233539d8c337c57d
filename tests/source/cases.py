"""The cases of the rules on attachments, made here: `python -m tests.source.cases` writes them anew."""

from __future__ import annotations

from collections.abc import Mapping

from tests.casework import EXPECTED, RULES
from tests.source import files as f

_ITEM = """---
loai: tin-tuc
tieu_de: Bộ phận một cửa đổi giờ nhận hồ sơ
tom_tat: Từ đầu tháng mười hai, bộ phận một cửa nhận hồ sơ cả sáng thứ Bảy.
don_vi: van-phong-ubnd-tinh
tac_gia: Phòng Tổng hợp
nguon_tin: noi-bo
tiep_nhan_luc: 2026-11-20T08:30:00+07:00
kenh: truc-tiep
do_mat: khong-mat
nhuan_but: khong
tu_khoa: [một cửa, hồ sơ]
su_kien_luc: 2026-11-20T08:00:00+07:00
pham_vi: trong-nuoc
{extra}---

{body}
"""


def item(body: str, extra: str = "") -> bytes:
    """An article that is right but for what its body says; the body begins on line 17, or later with `extra`."""
    return _ITEM.format(body=body, extra=extra).encode()


_TEXT = ["Kế hoạch cải cách hành chính năm 2026", "Nội dung được ban hành kèm theo Quyết định này."]
_TITLED = {"title": "Kế hoạch cải cách hành chính năm 2026", "language": "vi-VN"}
_GROUND = "co_so_phap_ly: Khoản 1 Điều 12 Luật Đấu giá tài sản\n"
_LISTED = [["Họ và tên", "Ngày sinh", "CCCD"], ["Nguyễn Văn An", "01/02/1990", "066090001234"]]
_PICTURE = (
    '<w:p><w:r><w:drawing><wp:docPr id="1" name="Hình 1"{}/><pic:pic/></w:drawing></w:r>'
    "<w:r><w:t>Sơ đồ tổ chức</w:t></w:r></w:p>"
)
_BOX = "<w:p><w:r><wps:txbx><w:txbxContent><w:p><w:r><w:t>TỐI MẬT</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:r></w:p>"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_COMMENT = f'<w:comments xmlns:w="{_W}"><w:comment w:id="1"><w:p/></w:comment></w:comments>'
_LONG = "Điều 1. Nội dung của văn bản được ghi đầy đủ tại đây để ai cũng đọc được. " * 30

Case = Mapping[str, bytes]
# code → (right files, wrong files, places)
CASES: dict[str, tuple[Case, Case, list[str]]] = {
    "BM006": (
        {"ke-hoach.pdf": f.pdf([[*_TEXT, "BẢO MẬT THÔNG TIN", "Mật độ dân số"]], **_TITLED)},
        {
            "phu-luc.pdf": f.pdf([["Phụ lục"], ["TUYỆT MẬT", "Danh mục"]], **_TITLED),
            "con-dau.pdf": f.pdf([_TEXT], note="MẬT", **_TITLED),
            "dau-trang.docx": f.docx(_TEXT, header="MẬT"),
            "hop-chu.docx": f.docx(_BOX),
            "bang.xlsx": f.xlsx([["Độ mật", "MẬT"]]),
            "ho-so.zip": f.zipped({"trong.docx": f.docx(["TỐI MẬT", "Kế hoạch"])}),
            "van-ban.odt": f.odt(["TỐI MẬT", "Kế hoạch"]),
        },
        [
            "phu-luc.pdf:1:1",
            "con-dau.pdf:1:1",
            "dau-trang.docx:1:1",
            "hop-chu.docx:1:1",
            "bang.xlsx:1:1",
            "ho-so.zip:1:1",
            "van-ban.odt:1:1",
        ],
    ),
    "BM008": (
        {"quy-che.docx": f.docx(["Quy chế quản lý tài liệu lưu hành nội bộ của cơ quan"])},
        {"tai-lieu.docx": f.docx(_TEXT, header="LƯU HÀNH NỘI BỘ"), "hop.pdf": f.pdf([["(Không phổ biến)"]])},
        ["tai-lieu.docx:1:1", "hop.pdf:1:1"],
    ),
    "BM009": (
        {
            "quy-dinh-bao-ve-tai-lieu-mat.txt": b"Quy dinh",
            "mat-tran-to-quoc.txt": b"Mat tran",
            "bao-mat-va-mat-khau.txt": b"x",
        },
        {"cong-van-mat-05.txt": b"Cong van", "ke_hoach_TOI_MAT.txt": b"Ke hoach"},
        ["cong-van-mat-05.txt:1:1", "ke_hoach_TOI_MAT.txt:1:1"],
    ),
    "BM017": (
        {
            "che-so.docx": f.docx(["Ông N.V.A, CCCD 0660…234"]),
            "co-can-cu.xlsx": f.xlsx(_LISTED),
            "dau-gia.md": item("Xem [danh sách](/tep/co-can-cu.xlsx).", _GROUND),
        },
        {
            "danh-sach.xlsx": f.xlsx(_LISTED),
            "quyet-dinh.pdf": f.pdf([["Quyết định"], ["Căn cước công dân số 066 090 001 234"]], **_TITLED),
            "dan-sach.csv": "Họ tên,CCCD\nAn,066090001234\n".encode(),
            "bai.md": item("Xem [danh sách](/tep/danh-sach.xlsx)."),
        },
        ["danh-sach.xlsx:1:1", "quyet-dinh.pdf:1:1", "dan-sach.csv:2:4"],
    ),
    "BM018": (
        {"lien-he.docx": f.docx(["Liên hệ: ông Nguyễn Văn Bình, Trưởng phòng Tổng hợp, 0905 123 456"])},
        {
            "danh-sach.xlsx": f.xlsx(
                [["STT", "Họ và tên", "Ngày sinh"], ["1", "Nguyễn Thị Hoa", "12/3/1988"]]
            ),
            "don.docx": f.docx(["Bà Nguyễn Thị Lan, thường trú tại thôn 4, điện thoại 0905 123 456"]),
            "quyen-gop.txt": "Gửi về STK 0123456789012 Agribank, chủ tài khoản: Nguyễn Thị Mai\n".encode(),
        },
        ["danh-sach.xlsx:1:1", "don.docx:1:1", "don.docx:1:1", "quyen-gop.txt:1:12"],
    ),
    "BM019": (
        {"hoi-nghi.jpg": f.jpeg(), "so-may.jpg": f.jpeg(serial="SN1")},
        {
            "tai-nha.jpg": f.jpeg(gps=True),
            "may-khac.jpg": f.jpeg(gps=True, order="<"),
            "trong-word.docx": f.docx(_TEXT, more={"word/media/image1.jpeg": f.jpeg(gps=True)}),
        },
        ["tai-nha.jpg:1:1", "may-khac.jpg:1:1", "trong-word.docx:1:1"],
    ),
    "BM020": (
        {"hoi-nghi.jpg": f.jpeg(gps=True)},
        {"chu-may.jpg": f.jpeg(owner="Trần Văn Bảy"), "so-may.jpg": f.jpeg(serial="0123456")},
        ["chu-may.jpg:1:1", "so-may.jpg:1:1"],
    ),
    "BM021": (
        {"sach.docx": f.docx(_TEXT)},
        {
            "con-vet.docx": f.docx(
                '<w:p><w:ins w:id="1"><w:r><w:t>thêm</w:t></w:r></w:ins><w:del w:id="2"/></w:p>'
            ),
            "con-vet.odt": f.odt(
                ["Bài"], changes="<text:tracked-changes><text:changed-region/></text:tracked-changes>"
            ),
        },
        ["con-vet.docx:1:1", "con-vet.odt:1:1"],
    ),
    "BM022": (
        {"sach.docx": f.docx(_TEXT)},
        {"ghi-chu.docx": f.docx(_TEXT, more={"word/comments.xml": _COMMENT})},
        ["ghi-chu.docx:1:1"],
    ),
    "BM023": (
        {
            "sach.xlsx": f.xlsx([["Năm", "Số"]]),
            "thuong.docx": f.docx('<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>a</w:t></w:r></w:p>'),
        },
        {
            "trang-an.xlsx": f.xlsx([["Năm", "Số"]], hidden="Bảng gốc"),
            "chu-an.docx": f.docx("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>giá dự kiến</w:t></w:r></w:p>"),
        },
        ["trang-an.xlsx:1:1", "chu-an.docx:1:1"],
    ),
    "BM024": (
        {
            "co-quan.docx": f.docx(_TEXT, author="Sở Nội vụ tỉnh Đắk Lắk", last="admin"),
            "may.pdf": f.pdf([_TEXT], author="Microsoft Office User", **_TITLED),
            "truong.docx": f.docx(_TEXT, author="Trường Chính trị", last="Văn phòng HĐND"),
        },
        {
            "nguoi-soan.docx": f.docx(_TEXT, author="Nguyễn Văn An"),
            "ten-nhu-don-vi.docx": f.docx(_TEXT, author="Truong Thi Huyen", last="Trường Chính trị"),
            "nguoi-sua.docx": f.docx(_TEXT, last="Tran Thi Bich"),
            "nguoi-soan.pdf": f.pdf([_TEXT], author="Lê Văn Cường", **_TITLED),
        },
        ["nguoi-soan.docx:1:1", "ten-nhu-don-vi.docx:1:1", "nguoi-sua.docx:1:1", "nguoi-soan.pdf:1:1"],
    ),
    "BM025": (
        {
            "bieu-mau.docx": f.docx(_TEXT),
            "so-do.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><title>So do</title></svg>',
        },
        {
            "bieu-mau.docm": f.docx(_TEXT, more={"word/vbaProject.bin": b"x"}),
            "tu-chay.pdf": f.pdf([_TEXT], extra="/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"),
            "so-do.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        },
        ["bieu-mau.docm:1:1", "tu-chay.pdf:1:1", "so-do.svg:1:1"],
    ),
    "BM026": (
        {"ho-so.zip": f.zipped({"huong-dan.txt": "Hướng dẫn", "mau-don.docx": f.docx(_TEXT)})},
        {
            "phan-mem.zip": f.zipped({"cai-dat.exe": f.program()}),
            "gia-dang.zip": f.zipped({"quyet-dinh.pdf": f.program()}),
            "thong-bao.pdf": f.program(),
        },
        ["phan-mem.zip:1:1", "gia-dang.zip:1:1", "thong-bao.pdf:1:1"],
    ),
    "BM027": (
        {"ho-so.zip": f.zipped({"a.txt": "a"})},
        {
            "ho-so.zip": f.locked_zip({"a.txt": "a"}),
            "bang-luong.xlsx": f.locked_zip({"xl/workbook.xml": "<workbook/>"}),
        },
        ["ho-so.zip:1:1", "bang-luong.xlsx:1:1"],
    ),
    "BM028": (
        {"ke-hoach.pdf": f.pdf([_TEXT], **_TITLED)},
        {"hong.pdf": b"%PDF-1.7\nxyz", "hong.docx": b"PK\x03\x04hong", "nen.rar": b"Rar!\x1a\x07\0xyz"},
        ["hong.pdf:1:1", "hong.docx:1:1", "nen.rar:1:1"],
    ),
    "BM029": (
        {"ke-hoach.pdf": f.pdf([_TEXT], **_TITLED), "so.csv": b"a,b\n1,2\n", "ban.docx": f.docx(_TEXT)},
        {"anh.pdf": f.jpeg(), "trang.doc": b"<html><body>x</body></html>", "rong.pdf": b""},
        ["anh.pdf:1:1", "trang.doc:1:1", "rong.pdf:1:1"],
    ),
    "TC021": (
        {
            "co-chu.pdf": f.pdf([_TEXT], **_TITLED),
            "quet.pdf": f.pdf([[]]),
            "quet.docx": f.docx(_TEXT),
            "toan-van.pdf": f.pdf([[]]),
            "bai.md": item(f"Xem [bản quét](/tep/toan-van.pdf).\n\n{_LONG}"),
        },
        {"cong-van.pdf": f.pdf([[], []]), "bai.md": item("Xem [công văn](/tep/cong-van.pdf).")},
        ["cong-van.pdf:1:1"],
    ),
    "TC022": (
        {"cong-van.pdf": f.pdf([[]]), "co-chu.pdf": f.pdf([_TEXT])},
        {"quet.pdf": f.pdf([[]]), "quet.odt": f.odt(_TEXT)},
        ["quet.pdf:1:1"],
    ),
    "TC023": (
        {"ke-hoach.pdf": f.pdf([_TEXT], **_TITLED), "ke-hoach.docx": f.docx(_TEXT), "hong.pdf": b"%PDF-1.7"},
        {
            "khong-tieu-de.pdf": f.pdf([_TEXT], language="vi"),
            "may-dat.pdf": f.pdf([_TEXT], title="Microsoft Word - Document1.docx"),
            "khong-tieu-de.docx": f.docx(_TEXT, title=""),
        },
        ["khong-tieu-de.pdf:1:1", "may-dat.pdf:1:1", "khong-tieu-de.docx:1:1"],
    ),
    "TC024": (
        {
            "tieng-viet.pdf": f.pdf([_TEXT], **_TITLED),
            "english.docx": f.docx(["Administrative reform plan of the province for 2026"], language="en-US"),
            "quet.pdf": f.pdf([[]]),
        },
        {
            "khong-ghi.pdf": f.pdf([_TEXT], title="Kế hoạch"),
            "ghi-tieng-anh.docx": f.docx(_TEXT, language="en-US"),
            "khong-ghi.docx": f.docx(_TEXT, language=""),
        },
        ["khong-ghi.pdf:1:1", "ghi-tieng-anh.docx:1:1", "khong-ghi.docx:1:1"],
    ),
    "TC025": (
        {"gan-the.pdf": f.pdf([_TEXT], tagged=True), "quet.pdf": f.pdf([[]])},
        {"khong-the.pdf": f.pdf([_TEXT])},
        ["khong-the.pdf:1:1"],
    ),
    "TC026": (
        {
            "co-loi.docx": f.docx(_PICTURE.format(' descr="Sơ đồ tổ chức gồm ba phòng"')),
            "khong-anh.docx": f.docx(_TEXT),
        },
        {"thieu-loi.docx": f.docx(_PICTURE.format(""))},
        ["thieu-loi.docx:1:1"],
    ),
    "TC029": (
        {"bieu-mau.docx": f.docx(_TEXT), "ho-so.zip": f.zipped({"a.txt": "a"})},
        {"bieu-mau.rtf": b"{\\rtf1 Bieu mau}", "ho-so.7z": b"7z\xbc\xaf\x27\x1c\0\x04"},
        ["bieu-mau.rtf:1:1", "ho-so.7z:1:1"],
    ),
    "TC027": (
        {
            "co-tep.md": item("Xem [Quyết định số 10/2026/QĐ-UBND](/tep/10.pdf)."),
            "anh-hoi-nghi.md": item("![Đại biểu dự hội nghị tại hội trường](/anh/a.jpg)\n\nẢnh: An"),
            "bai-dai.md": item(f"{_LONG}\n\n![Quyết định số 10/2026/QĐ-UBND được trao](/anh/a.jpg)"),
        },
        {
            "chi-co-anh.md": item("![Thông báo lịch cắt điện](/anh/a.jpg)"),
            "quyet-dinh.md": item(
                f"{'Ủy ban nhân dân tỉnh vừa ban hành văn bản sau. ' * 8}\n\n"
                "![Ảnh chụp Quyết định số 10/2026/QĐ-UBND](/anh/b.jpg)"
            ),
            "tep-la-anh.md": item("Toàn văn đính kèm.", "tep: /anh/cong-van.jpg\n"),
        },
        ["chi-co-anh.md:17:1", "quyet-dinh.md:19:1", "tep-la-anh.md:15:1"],
    ),
}

_ITEMS: dict[str, tuple[list[str], list[tuple[str, int]]]] = {
    # code → (bodies that are right, bodies that are wrong with the column on line 17)
    "BM007": (
        ["Quy chế về tài liệu lưu hành nội bộ được sửa."],
        [("LƯU HÀNH NỘI BỘ", 1), ("  *(Tài liệu lưu hành nội bộ)*", 3)],
    ),
    "BM010": (
        ["Đường dây nóng: 0905 123 456.", "Liên hệ đồng chí Trần Văn Nam, chuyên viên, 0914 000 111."],
        [
            ("Ông Nguyễn Văn Bình (trú tại thôn 3, 0905 123 456) phản ánh.", 38),
            ("Chị H'Lan Niê, điện thoại 0987.654.321.", 27),
        ],
    ),
    "BM011": (
        ["Nộp vào tài khoản 3713010543210 tại Kho bạc Nhà nước.", "STK 117000012345 của Quỹ Vì người nghèo."],
        [("Ủng hộ qua STK 0123456789012 Agribank, chủ tài khoản: Nguyễn Thị Mai.", 16)],
    ),
    "BM012": (
        ["Gắn biển số nhà theo Quyết định số 12.", "Bảo hiểm xã hội tỉnh thu 1234567890 đồng."],
        [
            ("Mất hộ chiếu số C1234567.", 17),
            ("Xe BKS 47A-123.45 do ông Trần Văn Nam điều khiển.", 8),
            ("Mã số BHXH: 6622334455", 13),
        ],
    ),
    "BM013": (
        ["| Họ và tên | Chức vụ |\n|---|---|\n| Nguyễn Văn An | Trưởng phòng, sinh hoạt tại chi bộ 2 |"],
        [("| Họ và tên | Ngày sinh | Nơi ở |\n|---|---|---|\n| Nguyễn Văn An | 01/02/1990 | Thôn 2 |", 3)],
    ),
    "BM014": (
        [
            "Đăng ký thường trú tại Công an xã nơi thôn quản lý.",
            "Hồ Chí Minh sinh ngày 19/5/1890 tại Nam Đàn.",
        ],
        [
            ("Bà Nguyễn Thị Lan, thường trú tại thôn 4, được hỗ trợ.", 20),
            ("Anh Lê Văn Hùng, sinh ngày 12/5/1987.", 18),
        ],
    ),
    "BM015": (
        ["Bệnh nhân N.V.A đã xuất viện.", "Bác sĩ Nguyễn Văn Hải nói về ung thư."],
        [("Hôm qua bệnh nhân Nguyễn Văn A nhập viện.", 9), ("Chị Phạm Thị Thu bị ung thư.", 18)],
    ),
    "BM016": (
        ["Em Nguyễn Văn Minh, lớp 9A, đạt giải Nhất.", "Cháu H., 7 tuổi, đã về nhà."],
        [("Tin buồn: cháu Nguyễn Thị B, 8 tuổi, đuối nước.", 11)],
    ),
}
for _code, (_right, _wrong) in _ITEMS.items():
    CASES[_code] = (
        {f"dung-{i}.md": item(b) for i, b in enumerate(_right, start=1)}
        | {"co-can-cu.md": item(_wrong[0][0], _GROUND)},
        {f"sai-{i}.md": item(b) for i, (b, _) in enumerate(_wrong, start=1)},
        [f"sai-{i}.md:17:{c}" for i, (_, c) in enumerate(_wrong, start=1)],
    )
CASES["BM007"][0].pop("co-can-cu.md")  # type: ignore[attr-defined]
CASES["TC028"] = (
    {"nho.jpg": f.jpeg(width=4000), "nho.txt": b"nho"},
    {"nguyen-co.jpg": f.jpeg(width=9600)},
    ["nguyen-co.jpg:1:1"],
)


def main() -> None:
    """Write the files of every case; others that stand there stay."""
    for code, (right, wrong, places) in CASES.items():
        for name, files in (("dung", right), ("sai", wrong)):
            folder = RULES / code / name
            folder.mkdir(parents=True, exist_ok=True)
            for file, data in files.items():
                (folder / file).write_bytes(data)
        listed = RULES / code / "sai" / EXPECTED
        old = listed.read_text(encoding="utf-8").split("\n") if listed.exists() and code == "BM006" else []
        lines = list(dict.fromkeys(x for x in old if x)) + [p for p in places if p not in old]
        if lines:
            listed.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""What a change means: sentences and fields before and after, and the differences that an approver is shown."""

from __future__ import annotations

import time

import pytest

from pipeline.approval.meaning import FIELD, SEQUENCE, WORDING, Shift, differences
from pipeline.approval.tokens import tokens
from pipeline.model.content import Edition
from pipeline.source.items import read_item

PATH = "content/daklak/tin-tuc/2026/11/a.md"


def item(body: str = "", head: str = "") -> Edition:
    return read_item(PATH, f"---\nloai: tin-tuc\n{head}---\n{body}".encode())


def shifts(old: str, new: str) -> list[tuple[str, str, str]]:
    return [(s.kind, s.old, s.new) for s in differences(item(old), item(new))]


# body before, body after, what differs (mere wording left out)
BODIES: list[tuple[str, str, list[tuple[str, str, str]]]] = [
    ("Vốn 98.000.000.000 đồng.", "Vốn 89.000.000.000 đồng.", [("tien", "98.000.000.000 đồng", "89.000.000.000 đồng")]),
    ("Vốn 98.000.000.000 đồng.", "Vốn 98 tỷ đồng.", []),
    ("Vốn 1 tỷ 200 triệu đồng.", "Vốn 1,2 tỷ đồng.", []),
    ("Vốn 1,2 tỷ đồng.", "Vốn 12 tỷ đồng.", [("tien", "1,2 tỷ đồng", "12 tỷ đồng")]),
    ("Phí 30.000đ.", "Phí 30.000 VNĐ.", []),
    ("Phí 30.000 đồng.", "Phí 30.000 USD.", [("tien", "30.000 đồng", "30.000 USD")]),
    ("Họp ngày 2 tháng 9 năm 2026.", "Họp ngày 02/9/2026.", []),
    ("Họp ngày 2/9/2026.", "Họp ngày 9/2/2026.", [("ngay", "ngày 2/9/2026", "ngày 9/2/2026")]),
    ("Họp 02-09-2026.", "Họp 03.09.2026.", [("ngay", "02-09-2026", "03.09.2026")]),
    ("Hạn tháng 9/2026.", "Hạn tháng 10 năm 2026.", [("ngay", "tháng 9/2026", "tháng 10 năm 2026")]),
    ("Trong quý III năm 2026.", "Trong quý 3/2026.", []),
    ("Trong quý III/2026.", "Trong quý IV/2026.", [("ngay", "quý III/2026", "quý IV/2026")]),
    ("Họp vào thứ hai tới.", "Họp vào thứ ba tới.", [("ngay", "thứ hai", "thứ ba")]),
    ("Từ năm 2026 trở đi.", "Từ năm 2027 trở đi.", [("ngay", "năm 2026", "năm 2027")]),
    ("Lúc 8 giờ 30 phút.", "Lúc 8h30.", []),
    ("Lúc 8h30.", "Lúc 9h30.", [("gio", "8h30", "9h30")]),
    ("Theo Quyết định 01/QĐ-UBND.", "Theo Quyết định 10/QĐ-UBND.", [("so-van-ban", "01/QĐ-UBND", "10/QĐ-UBND")]),
    ("Nghị định 47/2020/NĐ-CP.", "Nghị định 42/2022/NĐ-CP.", [("so-van-ban", "47/2020/NĐ-CP", "42/2022/NĐ-CP")]),
    ("Nghị quyết 46-NQ/TW.", "Nghị quyết 64-NQ/TW.", [("so-van-ban", "46-NQ/TW", "64-NQ/TW")]),
    ("Tăng 12,5%.", "Tăng 12,50 %.", []),
    ("Tăng 12,5%.", "Tăng 15,2%.", [("ty-le", "12,5%", "15,2%")]),
    ("Gọi 0262.3852.888 để hỏi.", "Gọi 0262 3852 888 để hỏi.", []),
    ("Gọi 0262.3852.888 để hỏi.", "Gọi 0262.3852.889 để hỏi.", [("dien-thoai", "0262.3852.888", "0262.3852.889")]),
    ("Gửi a@daklak.example nhé.", "Gửi b@daklak.example nhé.", [("thu-dien-tu", "a@daklak.example", "b@daklak.example")]),
    ("Xem [tệp](/tep/a.pdf).", "Xem [tệp](/tep/b.pdf).", [("lien-ket", "/tep/a.pdf", "/tep/b.pdf")]),
    ("Xem https://a.example/x.", "Xem https://b.example/x.", [("lien-ket", "https://a.example/x", "https://b.example/x")]),
    ("Do ông Nguyễn Văn A ký.", "Do ông Nguyễn Văn B ký.", [("ten", "Nguyễn Văn A", "Nguyễn Văn B")]),
    ("Giao Sở Y tế chủ trì.", "Giao Sở Xây dựng chủ trì.", [("ten", "Sở Y tế", "Sở Xây dựng")]),
    ("Cấp cho UBND huyện này.", "Cấp cho HĐND huyện này.", [("ten", "UBND", "HĐND")]),
    ("Hồ sơ được nhận lại.", "Hồ sơ không được nhận lại.", [("phu-dinh", "", "không")]),
    ("Việc chưa xong hẳn.", "Việc đã xong hẳn.", [("phu-dinh", "chưa", "")]),
    ("Có 15 hộ dân nhận.", "Có 51 hộ dân nhận.", [("so", "15", "51")]),
    ("Xã A 5 tỷ đồng, xã B 3 tỷ đồng.", "Xã A 3 tỷ đồng, xã B 5 tỷ đồng.", [("tien", "5 tỷ đồng", "3 tỷ đồng"), ("tien", "3 tỷ đồng", "5 tỷ đồng")]),
    ("Đoạn một.\n\nĐoạn hai có 5 người.", "Đoạn hai có 5 người.\n\nĐoạn một.", []),
    ("Một câu dài\nở hai dòng.", "Một câu\ndài ở hai dòng.", []),
    ("Bà con vui mừng lắm.", "Bà con phấn khởi lắm.", []),
    ("Câu một. Câu hai.", "Câu một. Câu hai. Nộp 5 triệu đồng.", [("tien", "", "5 triệu đồng")]),
    ("Nộp 5 triệu đồng. Xong.", "Xong.", [("tien", "5 triệu đồng", "")]),
    ("| A | 5 |\n| B | 6 |", "| A | 5 |\n| B | 7 |", [("so", "6", "7")]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), BODIES, ids=lambda v: str(v)[:40])
def test_differences_of_a_body(old: str, new: str, expected: list[tuple[str, str, str]]) -> None:
    found = [s for s in shifts(old, new) if s[0] not in (WORDING, SEQUENCE)]
    assert sorted(found) == sorted(expected)


def test_a_changed_sentence_is_told_as_a_whole_too() -> None:
    assert shifts("Bà con vui mừng lắm.", "Bà con phấn khởi lắm.") == [
        (WORDING, "Bà con vui mừng lắm.", "Bà con phấn khởi lắm.")
    ]


def test_fields_are_told_by_key_and_lists_may_change_their_order() -> None:
    old = item(head="tieu_de: Cũ\nhan: 2026-11-20\nthe: [a, b]\nnguon: {ten: Báo A}\n")
    new = item(head="tieu_de: Mới\nhan: 2026-11-21\nthe: [b, a]\nnguon: {ten: Báo B}\ngia: 5 triệu đồng\n")
    assert set(differences(old, new)) == {
        Shift(FIELD, "tieu_de", "Cũ", "Mới", 3),
        Shift("ngay", "han", "2026-11-20", "2026-11-21", 4),
        Shift("ten", "nguon.ten", "Báo A", "Báo B", 6),
        Shift("tien", "gia", "", "5 triệu đồng", 7),
    }


def test_the_gravest_kinds_come_first_with_the_line_in_the_file() -> None:
    old, new = "Có 5 hộ.\n\nVốn 9 tỷ đồng.\n", "Có 6 hộ.\n\nVốn 8 tỷ đồng.\n"
    found = [(s.kind, s.line) for s in differences(item(old), item(new))]
    assert found == [("tien", 6), ("so", 4), (WORDING, 4), (WORDING, 6)]


@pytest.mark.parametrize(
    "hostile",
    ["1" * 50_000, "1." * 30_000, "A" * 50_000, "A " * 30_000, "a@" * 30_000, "](" * 30_000, "1 tỷ " * 20_000, "\n" * 50_000,
     "1/2/" * 20_000, "ngày 1 tháng " * 5_000, "0 " * 40_000, "9" * 15 + "/" + "9999/Đ" * 9_000],
    ids=range(12),
)  # fmt: skip
def test_no_text_takes_long_or_raises(hostile: str) -> None:
    begun = time.process_time()
    list(tokens(hostile))
    differences(item(hostile), item(hostile + " khác. " + hostile))
    assert time.process_time() - begun < 3


def test_values_that_change_places_within_entries_are_told_and_whole_entries_are_not() -> None:
    a, b = "{ten: A, diem: 5}", "{ten: B, diem: 3}"
    old = item(head=f"bang: [{a}, {b}]\n")
    assert differences(old, item(head=f"bang: [{b}, {a}]\n")) == ()
    swapped = item(head="bang: [{ten: A, diem: 3}, {ten: B, diem: 5}]\n")
    assert [(s.key, s.old, s.new) for s in differences(old, swapped)] == [
        ("bang.diem", "5", "3"),
        ("bang.diem", "3", "5"),
    ]


def test_a_moved_paragraph_is_noted_once_as_no_change_of_words() -> None:
    found = shifts("Được phép:\n\nViệc A.\n\nCấm:\n\nViệc B.", "Được phép:\n\nViệc B.\n\nCấm:\n\nViệc A.")
    assert found == [(SEQUENCE, "Việc A.", "Việc B.")]

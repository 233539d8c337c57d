"""Real-looking fragments: which of them tell private things, and which only look as if they did."""

from __future__ import annotations

import time

import pytest

from pipeline.checks.personal import found_in
from pipeline.checks.secrecy import internal_lines, stamped_lines

TRUE = (
    ("dinh-danh", "Anh A, số căn cước công dân 001099012345, trú tại xã."),
    ("dinh-danh", "CMND: 245 123 456"),
    ("dinh-danh", "CCCD số 066.203.001.234 do Cục Cảnh sát cấp"),
    ("dinh-danh", "Căn cước: 066 203 001 234"),
    ("dinh-danh", "- 066203001234 (CCCD)"),
    ("dinh-danh", "Số định danh cá nhân: 066-203-001-235"),
    ("dinh-danh", "CC số: 066203001236 cấp ngày 01/01/2022"),
    ("dien-thoai", "Ông Nguyễn Văn Bình (trú tại thôn 3, xã Ea Kly, SĐT 0905 123 456) phản ánh đường hỏng."),
    ("dien-thoai", "Chị H'Lan Niê, điện thoại 0987.654.321, cần được giúp đỡ."),
    ("dien-thoai", "Số điện thoại cá nhân: +84 905 123 456"),
    ("dien-thoai", "Liên lạc với bà Trần Thị Hoa qua số 0912345678 để ủng hộ gia đình."),
    (
        "tai-khoan",
        "Mọi đóng góp gửi về STK 0123456789012, Ngân hàng Agribank, chủ tài khoản: Nguyễn Thị Mai.",
    ),
    ("tai-khoan", "Số tài khoản: 1903 5678 9012 34 Techcombank – chị Lê Thị Hồng"),
    ("giay-to", "Hộ chiếu số C1234567 của công dân"),
    ("giay-to", "Mã số BHXH: 6622334455"),
    ("giay-to", "Thẻ BHYT số GD4660123456789"),
    ("giay-to", "Xe ô tô BKS 47A-123.45 do ông Trần Văn Nam điều khiển"),
    ("giay-to", "Mã số thuế cá nhân 8012345678"),
    (
        "danh-sach",
        "| STT | Họ và tên | Ngày sinh | CCCD |\n|---|---|---|---|\n| 1 | Nguyễn Văn An | 01/02/1990 | 066090001234 |",
    ),
    ("danh-sach", "Họ và tên\tNgày sinh\tNơi ở\nNguyễn Thị Hoa\t12/3/1988\tThôn 2"),
    ("danh-sach", "STT,Họ tên,Số CMND,Số tiền\n1,Trần Văn Bảy,240123456,500000"),
    ("noi-o", "Bà Nguyễn Thị Lan, thường trú tại thôn 4, xã Krông Búk, được xét hỗ trợ."),
    ("noi-o", "ông Y Thanh Niê (nơi ở hiện tại: buôn Ea Sút) đã nộp đơn"),
    ("noi-o", "Anh Lê Văn Hùng, sinh ngày 12/5/1987, bị xử phạt"),
    ("noi-o", "Ông Trần Văn Minh, trú tại số 12 hẻm 5 đường Lê Duẩn, khiếu nại."),
    ("suc-khoe", "Bệnh nhân Nguyễn Văn A nhập viện ngày 3/11."),
    ("suc-khoe", "Chị Phạm Thị Thu bị ung thư giai đoạn cuối."),
    ("suc-khoe", "Danh sách có ông Đỗ Văn Tám nhiễm HIV từ 2019"),
    ("tre-em", "Cháu Nguyễn Thị B, 8 tuổi, đã được đưa về nhà."),
    ("tre-em", "em Trần Văn Khôi (sinh năm 2016), con ông Trần Văn Kha"),
    ("tre-em", "Em Lê Thị Thảo, học sinh lớp 6A, mồ côi cha mẹ, hoàn cảnh khó khăn."),
)
INNOCENT = (
    "Liệt sĩ Nguyễn Viết Xuân sinh ngày 20/01/1934 tại Vĩnh Phúc.",
    "Ủng hộ: Ban Vận động Cứu trợ tỉnh, số tài khoản 117002822222 tại VietinBank Đắk Lắk.",
    "Em Y Khoa Niê (lớp 5B) nhận học bổng vượt khó.",
    "Anh Y Bhăm Mlô, trú buôn Tuôr, xã Hòa Phú cho biết năm nay cà phê được mùa.",
    "Bà H'Yam Bkrông, Giám đốc Hợp tác xã dệt thổ cẩm Tơng Bông, điện thoại 0905 111 222.",
    "Nghi phạm điều khiển xe mô tô biển số 47B1-123.45 bỏ chạy.",
    "Bị cáo Trần Văn Nam bị tuyên phạt 5 năm tù về tội lừa đảo.",
    "Hóa đơn số 000123456789 ngày 20/11.",
    "Đã cấp 123456789 thẻ căn cước trong cả nước.",
    "Dự án thẻ căn cước có kinh phí 250.000.000.000 đồng.",
    "Mã CCCD đã che: 0010…345.",
    "Khi đi mang theo căn cước công dân; liên hệ 0262 0000 101.",
    "Đường dây nóng: 0905 123 456.",
    "Mọi chi tiết xin liên hệ ông Nguyễn Văn Bình, chuyên viên Phòng Tổng hợp, điện thoại 0905123456.",
    "Đầu mối: đồng chí Trần Văn Nam – Chánh Văn phòng, ĐT: 0914 000 111.",
    "Nộp vào tài khoản số 3713.0.1054321.00000 tại Kho bạc Nhà nước huyện.",
    "STK 117000012345 của Quỹ Vì người nghèo, Ngân hàng VietinBank chi nhánh Đắk Lắk",
    "Tài khoản số 9527.1.1234567 của Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
    "Tài khoản định danh điện tử mức 2 đã cấp cho 1.234.567 người.",
    "Thủ tục đăng ký thường trú tại Công an xã nơi thôn, buôn quản lý.",
    "Khai báo tạm trú cho khách lưu trú qua ứng dụng.",
    "Chủ tịch Hồ Chí Minh sinh ngày 19/5/1890 tại Nam Đàn.",
    "Anh hùng N'Trang Lơng lãnh đạo nghĩa quân.",
    "Ông N.V.A, trú tại thôn 3, có đơn khiếu nại.",
    "Cháu H. được đưa vào trung tâm bảo trợ, 7 tuổi.",
    "Bệnh nhân N.T.B đã xuất viện.",
    "Bác sĩ Nguyễn Văn Hải cho biết ung thư nếu phát hiện sớm có thể chữa.",
    "Tỷ lệ nhiễm HIV trong cộng đồng giảm còn 0,2%.",
    "Người mắc bệnh lao được cấp thuốc miễn phí.",
    "Em Nguyễn Văn Minh, học sinh lớp 9A Trường THCS Lê Quý Đôn, đạt giải Nhất môn Toán.",
    "Họ và tên: ……… Ngày sinh: ……… Số CCCD: ………",
    "| Họ và tên | Chức vụ | Điện thoại |\n|---|---|---|\n| Nguyễn Văn An | Trưởng phòng | 0262 3 852 000 |",
    "| Họ và tên | Ngày sinh | CCCD |\n|---|---|---|\n| | | |",
    "Biển số nhà được gắn lại theo Quyết định số 12/2024/QĐ-UBND.",
    "Bệnh viện Đa khoa vùng Tây Nguyên tiếp nhận 25 bệnh nhân.",
    "Bảo hiểm xã hội tỉnh thu 1234567890 đồng trong quý III.",
    "Ông Lê Văn Nghĩa, Phó Chủ tịch UBND tỉnh, phát biểu chỉ đạo.",
    "Tổng đài 1022; email hoidap@daklak.gov.vn",
    "Các em từ 6 đến 14 tuổi được tiêm vắc-xin.",
    "Trẻ em dưới 6 tuổi được cấp thẻ bảo hiểm y tế.",
    "Mã hồ sơ 000.00.01.H15-241122-0001, nộp kèm bản sao căn cước.",
)
STAMPS = (
    *(
        "MẬT",
        "TỐI MẬT",
        "TUYỆT MẬT",
        "**MẬT**",
        "[MẬT]",
        "M Ậ T",
        "> TỐI MẬT",
        "ĐỘ MẬT: MẬT",
        "Mật",
        "Dấu mật: MẬT",
    ),
    *(
        "| MẬT | Số: 12/KH-UBND |",
        "<p>TỐI MẬT</p>",
        "M.Ậ.T",
        "MẬT – Bản số: 01",
        "HỎA TỐC - MẬT",
        "# TUYỆT MẬT",
        "“MẬT”",
    ),
    *("M&#7852;T", "Mức độ mật: **Tối mật**", "--- MẬT ---", "Số 5/BC\tMẬT"),
)
NO_STAMPS = (
    *(
        "BẢO MẬT",
        "Bảo mật thông tin là việc của mọi người.",
        "MẬT KHẨU",
        "Mật độ dân số",
        "mật ong",
        "- Mật",
        "BÍ MẬT NHÀ NƯỚC",
    ),
    *(
        "Bí mật nhà nước chia ba độ: Tuyệt mật, Tối mật, Mật.",
        "Mật ong Ea Kly",
        "| Tuyệt mật | 30 năm |",
        "MẬT ONG",
    ),
    *(
        "| TUYỆT MẬT | TỐI MẬT | MẬT |",
        "Độ mật: không mật",
        "DỰ THẢO",
        "Không được đóng dấu mật tùy tiện",
        "mật",
    ),
)


@pytest.mark.parametrize(("kind", "text"), TRUE)
def test_a_text_that_tells_something_private_is_found(kind: str, text: str) -> None:
    assert kind in {h.kind for h in found_in(text)}, found_in(text)


@pytest.mark.parametrize("text", INNOCENT)
def test_a_text_that_only_looks_private_is_left_alone(text: str) -> None:
    assert found_in(text) == ()


@pytest.mark.parametrize("text", STAMPS)
def test_a_secrecy_stamp_is_seen_in_whatever_dress(text: str) -> None:
    assert [line for line, _, _ in stamped_lines(f"Kính gửi\n{text}\nNội dung")] == [2]


@pytest.mark.parametrize("text", NO_STAMPS)
def test_words_that_hold_the_stamp_are_no_stamp(text: str) -> None:
    assert list(stamped_lines(f"Kính gửi\n{text}\nNội dung")) == []


def test_lines_that_limit_circulation_are_seen_and_sentences_about_them_are_not() -> None:
    text = "LƯU HÀNH NỘI BỘ\n(Tài liệu lưu hành nội bộ)\nQuy chế về tài liệu lưu hành nội bộ được ban hành.\nKHÔNG PHỔ BIẾN"
    assert [line for line, _, _ in internal_lines(text)] == [1, 2, 4]


@pytest.mark.parametrize(
    "piece",
    [
        "Ông Nguyễn Văn ",
        "0905 ",
        "họ và tên\t",
        "STK ",
        "CCCD 066",
        "trú tại ",
        "<MẬT ",
        "| MẬT ",
        "\n",
        "Nguyễn ",
    ],
)
def test_a_long_text_of_one_piece_takes_time_in_proportion(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    started = time.process_time()
    found_in(text)
    list(stamped_lines(text))
    list(internal_lines(text))
    assert time.process_time() - started < 4

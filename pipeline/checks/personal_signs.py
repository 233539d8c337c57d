"""The words and forms by which data of private persons are known, and those that make them innocent."""

from __future__ import annotations

import re

from pipeline.model.patterns import regex

IDENTITY, PHONE, ACCOUNT, PAPER = "dinh-danh", "dien-thoai", "tai-khoan", "giay-to"
LISTED, HOME, HEALTH, CHILD = "danh-sach", "noi-o", "suc-khoe", "tre-em"
MOST = 20  # of one kind in one text

UP = "A-ZĐÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĨŨƠƯẠ-Ỹ"
LOW = "a-zđà-ãè-êìíò-õùúýăĩũơưạ-ỹ"
SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đoàn|Trịnh|Trương|Mai|Cao|Lương|Tạ|Tô"
    "|Hà|Lưu|Châu|Tống|Thái|Kiều|Quách|Nông|Triệu|Vi|Lò|Giàng|Vàng|Sùng|Thào|Rơ|Siu|Ksor|Rmah|Kpă|Nay|Niê|Mlô|Y|H"
    "|Rah|Rahlan|Ralan|Rchom|Rcom|Puih|Kpuih|Kpa|Ayun|Alê|Hiao|Nhang|Êban|Ê|Byă|Kbuôr|Knul|Hmok|Hwing|Adrơng"
    "|Thạch|Kim|Sơn|Kiên|Danh|Lâm|Tăng|Chu|Doãn|Phùng|Nghiêm|Khổng|Đàm|Mạc|Diệp|Thân|Tôn|Lục|Hứa|Lã|Lữ|Chế|Ma"
    "|Cầm|Quàng|Hầu|Lầu|Phàn|Tẩn|Hạng|Bạch|Ung|Uông|Âu|Liêu|Tiêu|Thiều|Giáp|Ngụy|Khúc|Cù|Trà|A"
)
# A full name: a family name and one to four more words; "N.V.A" and a last "B." are initials, no names.
NAME = rf"(?:(?:{SURNAMES}|H['’] ?[{UP}][{LOW}]++)(?:[ \u00a0](?:[{UP}]['’]?[{LOW}]++|[{UP}]['’][{UP}][{LOW}]++|[{UP}](?![{LOW}{UP}.]))){{1,4}}+)"
TITLE = r"(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Cc]hú|[Bb]ác|[Ee]m|[Cc]háu|[Bb]é|[Cc]hủ hộ|[Cc]ông dân|[Nn]ạn nhân|[Nn]gười dân|[Bb]ị can|[Bb]ị cáo|[Bb]ị hại|[Đđ]ối tượng|[Tt]hí sinh|[Tt]ôi là|[Tt]ôi tên là|[Tt]ên tôi là)"
PERSON = regex(rf"(?<!\w){TITLE}[ :]++{NAME}")
# “liên hệ anh Tuấn, số điện thoại”: a title and a given name just before the number
CALLED = regex(
    rf"(?<!\w)(?:[Aa]nh|[Cc]hị|[Cc]ô|[Cc]hú|[Ôô]ng|[Bb]à|[Ee]m)[ :]++[{UP}][{LOW}]++"
    r"[ ,:;.()–-]*+(?:(?:số|theo|qua|máy|SĐT|sđt|ĐT|đt|[Đđ]iện thoại|[Zz]alo|[Dd]i động|hoặc|tel)[ .:,]*+){0,4}$"
)
DRIVEN = regex(rf"(?:chủ xe|do|lái xe|tài xế)\s+(?:{TITLE}\s+)?{NAME}")
AT_NAME = regex(rf"(?<!\w){TITLE}[ :]++{NAME}[\s,;:(–-]*$")
ANY_NAME = regex(rf"(?<!\w){NAME}")
OFFICE = regex(
    r"đồng chí|đ/c|cán bộ|chuyên viên|phòng(?! \d)|đường dây nóng|hotline|trưởng|phó |giám đốc|chủ tịch|ubnd|ủy ban|uỷ ban"
    r"|tổng đài|\bsở\b|văn thư|thường trực|trực ban|ban quản lý|trung tâm|công an|kế toán|bác sĩ|giáo viên|hiệu trưởng"
    r"|bí thư|cộng tác viên|tư vấn|hướng dẫn|đầu mối|hỗ trợ kỹ thuật|ban tổ chức|công ty"
)
PRIVATE = regex(
    r"trú tại|thường trú|tạm trú|ngụ tại|nơi ở|phản ánh|nạn nhân|chủ hộ|con (?:ông|bà)|cá nhân|riêng|người thân|vợ|chồng|\bsn[ :]*\d|sinh năm \d|sinh ngày \d"
)

IDENTITY_WORDS = regex(
    r"cccd|can cuoc|cmnd|cmtnd|ddcn|chung minh nhan dan|chung minh thu|so dinh danh|ma dinh danh|dinh danh ca nhan|cc so"
    r"|citizen id|identity card|id card|id number|identification number"
)
IDENTITY_DIGITS = regex(
    r"(?<![\d./:-])(?:(?<=/\d{4}[ ,])|(?<!\d[ ,]))\d{3}[ .\u00a0-]?\d{3}[ .\u00a0-]?\d{3}(?:[ .\u00a0-]?\d{3})?+(?![\d/]|[., -]\d)"
)
QUANTITY = regex(
    r"\s*(?:dong|vnd|trieu|ty|nguoi|the|ho so|truong hop|luot|cong dan|tai khoan|people|cards|m2|ha|kg|usd)\b"
)
MOBILE = regex(
    r"(?<![\d.,/+-])(?:\(?\+?84\)?(?: ?\(0\))?|0)[ .-]?(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)(?:[ .-]?\d){7}(?![\d/]|[.,]\d)"
)
PHONE_LABEL = regex(r"(?:sđt|đt|điện thoại|số máy|di động|liên hệ)[^\d\n]{0,12}$", re.IGNORECASE)
ACCOUNT_NUMBER = regex(
    r"(?<!\w)(?:số\s+tài\s+khoản|stk|tài\s+khoản(?:\s+ngân\s+hàng)?(?:\s+số)?|số\s+tk|tk\s+số|account\s+(?:number|no))"
    r"[^\d\n]{0,40}+(?P<digits>\d(?:[ .-]?\d){5,18})(?![\d/]|[.,]\d)",
    re.IGNORECASE,
)
ORGANISATION = regex(
    r"kho bạc|kbnn|ubnd|ủy ban|uỷ ban|mặt trận|mttq|chữ thập đỏ|quỹ |sở |trung tâm|văn phòng|ngân sách|công ty|cơ quan"
    r"|chi cục|cục |ban quản lý|hội |trường |bệnh viện|đấu giá|hợp tác xã|ban vận động|cứu trợ|ban chỉ đạo|liên đoàn|tỉnh đoàn|phòng |chi hội|tạm giữ|tiền gửi|nộp phí|lệ phí|mã chương"
)
HOLDER = regex(rf"(?:[Cc]hủ|[Tt]ên)\s+(?:tài khoản|TK|tk)\s*+[:(-]?\s*+(?:{TITLE}\s++)?(?P<name>{NAME})")
BANK = regex(r"ngân hàng|bank|agribank|bidv|\bmb\b|techcombank|\bacb\b|tại nh|chi nhánh")
PAPERS: tuple[tuple[re.Pattern[str], str, tuple[str, ...], bool], ...] = (
    (
        regex(r"(?:hộ\s+chiếu|passport)[^\n]{0,30}?\b(?P<found>[A-Z]\d{7,8})\b", re.IGNORECASE),
        "hộ chiếu",
        ("hộ chiếu", "passport"),
        False,
    ),
    (
        regex(
            r"(?:(?:mã\s+số|số|sổ)\s+(?:bảo\s+hiểm\s+xã\s+hội|bhxh)|(?:bảo\s+hiểm\s+xã\s+hội|bhxh)\s*+(?::|số\b))[^\d\n]{0,10}(?P<found>\d{2}[ .]?\d{2}[ .]?\d{6}|\d{10})(?![\d/]|[.,]\d)",
            re.IGNORECASE,
        ),
        "mã số bảo hiểm xã hội",
        ("bảo hiểm xã hội", "bhxh"),
        False,
    ),
    (
        regex(
            r"(?:bảo\s+hiểm\s+y\s+tế|bhyt)[^\d\n]{0,25}?\b(?P<found>[A-Z]{2} ?\d(?: ?\d){12})\b",
            re.IGNORECASE,
        ),
        "thẻ bảo hiểm y tế",
        ("bảo hiểm y tế", "bhyt"),
        False,
    ),
    (
        regex(r"mã\s+số\s+thuế\s+cá\s+nhân[^\d\n]{0,15}(?P<found>\d{10}|\d{12})(?!\d)", re.IGNORECASE),
        "mã số thuế cá nhân",
        ("thuế cá nhân",),
        False,
    ),
    (
        regex(
            r"(?:biển\s+(?:kiểm\s+soát|số)|\bbks|\bbsx)[^\d\n]{0,15}(?P<found>\d{2} ?-?[A-ZĐ][A-ZĐ0-9]?[ .-]{0,3}\d{3}\.?\d{1,2})(?!\d)",
            re.IGNORECASE,
        ),
        "biển số xe kèm tên người",
        ("biển số", "biển kiểm", "bks", "bsx"),
        True,
    ),
)
# “trú thôn 3” is how newspapers place a witness; a village counts only after a word of the register
DWELLING = regex(
    r"nhà\s+số\s+\d|số\s+nhà\s+\d|địa\s+chỉ\s*:?\s*(?:số(?:\s+nhà)?\s+\d|thôn|buôn|tổ\s+dân|tổ\s+\d|hẻm|ngõ|xóm|làng)|(?:thường\s+trú|tạm\s+trú|nơi\s+ở|chỗ\s+ở|địa\s+chỉ\s+nhà|nhà\s+ở|hktt|hộ\s+khẩu)[^.;\n]{0,40}?"
    r"(?:số\s+nhà|số\s+\d|thôn|buôn|bon\s|ấp\s|tổ\s+dân|tdp|tổ\s+\d|hẻm|ngõ|đường|khối|khu\s+phố|làng|xóm)"
    r"|(?:trú|ngụ)[^.;\n]{0,20}?(?:số\s+nhà|số\s+\d|hẻm|ngõ\s+\d|tổ\s+\d)",
    re.IGNORECASE,
)
HONOURED = regex(
    r"liệt\s+s[ĩỹ]|anh\s+hùng|danh\s+nhân|chí\s+s[ĩỹ]|nhạc\s+s[ĩỹ]|nhà\s+thơ|nhà\s+văn|cố\s|vua\s|danh\s+tướng",
    re.IGNORECASE,
)
BORN = regex(
    r"(?:(?<!hy )(?<!hi )sinh\s+ngày|ngày\s+sinh|ngày,\s*tháng,\s*năm\s+sinh|(?<!\w)sn|(?<!hy )(?<!hi )(?<!học )(?<!thí )(?<!vệ )(?<!khai )sinh)[\s:]*+\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?P<year>\d{4})",
    re.IGNORECASE,
)
PATIENT = regex(rf"(?:[Bb]ệnh nhân|[Nn]gười bệnh|BN)[ :]++(?:{TITLE}\s++)?{NAME}")
ILLNESS = regex(
    r"nhiễm\s+hiv|hiv/aids|mắc\s+(?:bệnh|chứng|ung\s+thư|lao|covid)|bị\s+(?:ung\s+thư|tâm\s+thần|suy\s+thận|bại\s+não|động\s+kinh|tai\s+biến)"
    r"|suy\s+thận|ung\s+thư|tâm\s+thần|dương\s+tính|chạy\s+thận|bệnh\s+hiểm\s+nghèo|chẩn\s+đoán|nghiện\s+ma\s+t[úu]y|mang\s+thai"
    r"|viêm\s+gan|trầm\s+cảm|suy\s+dinh\s+dưỡng|tự\s+kỷ|thiểu\s+năng|bị\s+(?:cận|tật|câm|điếc|mù)\b",
    re.IGNORECASE,
)
# “Đặng Thị Yến Nhi – mắc …”, “Lê Minh Khôi (bị …”: a name with nothing but a mark between
BESIDE = regex(rf"(?<!\w){NAME}\s?[,(–-]\s?[^\W\d_\s]{{0,5}}\s?$")
HEALER = regex(
    r"bác sĩ|bs|thầy thuốc|gs|ts|tiến sĩ|đồng chí|điều dưỡng|y sĩ|giám đốc|trưởng|bệnh viện|đường |phó ",
    re.IGNORECASE,
)
YOUNG = regex(
    rf"(?<!\w)(?:[Cc]háu|[Ee]m|[Bb]é|[Tt]rẻ|[Hh]ọc sinh|[Nn]ạn nhân)(?:\s+(?:bé|trai|gái|là|tên))?[ :]++{NAME}"
)
AGE = regex(
    r"\b(?P<age>\d{1,2})\s*(?:tuổi|tháng tuổi)|sinh năm (?P<year>20\d\d)|(?<!\w)sn[ :]*(?P<sn>20\d\d)|con (?:của )?(?:ông|bà|anh|chị)",
    re.IGNORECASE,
)
PLIGHT = regex(
    r"mồ côi|hoàn cảnh|xâm hại|bạo hành|bạo lực|tai nạn|đuối nước|khuyết tật|bỏ học|hiếp dâm|mất tích",
    re.IGNORECASE,
)
SCHOOL = regex(r"lớp\s+\d|trường (?:tiểu học|thcs|mầm non|mẫu giáo)", re.IGNORECASE)


NAME_COLUMN = regex(r"họ\s*(?:,|và)?\s*(?:tên|chữ đệm)|full name")
PRIVATE_COLUMNS = (
    regex(r"ngày,?\s*(?:tháng,?\s*)?(?:năm\s*)?sinh|date of birth"),
    regex(r"cccd|căn cước|cmnd|chứng minh|định danh|số giấy tờ"),
    regex(r"thường trú|nơi ở|chỗ ở|hộ khẩu|địa chỉ nhà|quê quán"),
    regex(r"tài khoản|stk"),
    regex(r"bảo hiểm|bhxh|bhyt|hộ chiếu"),
)
# Words to look for first: finding them is cheap, the patterns run around them only.
ILLNESS_SIGNS = (
    *("hiv", "mắc ", "bị ", "ung thư", "tâm thần", "dương tính", "suy thận", "chạy thận", "hiểm nghèo"),
    *("chẩn đoán", "nghiện", "mang thai", "viêm gan", "trầm cảm", "dinh dưỡng", "tự kỷ", "thiểu năng"),
)
YOUNG_SIGNS = ("cháu ", "em ", "bé ", "trẻ ", "học sinh", "nạn nhân")

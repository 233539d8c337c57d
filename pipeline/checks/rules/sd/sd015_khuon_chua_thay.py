"""Bài còn chỗ trống của khuôn mẫu, hoặc lời nhắn của người soạn, chưa thay.

## Vì sao
Lệnh `congtinh new` để sẵn những chỗ như `[Thay: tên cơ quan]` cho người viết điền; người soạn cũng hay để “ngày …/…/2026”,
“(chờ số liệu)”, “TODO” để điền sau, hoặc còn dấu “<<<<<<<” khi hai người cùng sửa. Còn sót một chỗ là người dân đọc thấy lời
nhắc thay cho thông tin.

## Cách sửa
Thay cả cụm bằng nội dung thật, ví dụ “ngày 20/11/2026”, hoặc xóa dòng nếu không cần. Mẫu đơn, dự thảo và văn bản có chỗ trống
để người khác điền thì không bị nhắc.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.inventory import holds_any, of_text, question
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_MARK = "[Thay:"
# In these a blank is there for somebody else to fill in.
_FORMS = frozenset(("bieu-mau", "van-ban", "lay-y-kien", "thu-tuc", "tu-van-phap-luat", "hoi-dap"))
_LEFT = re.compile(
    r"(?<!\w)ngày\s{0,3}(?:…|\.{2,12}|_{2,12})\s{0,3}(?:/|tháng)"
    r"|(?<!\w)(?:lúc|hồi)\s{0,3}(?:…|\.{2,12})\s{0,3}(?:giờ|h\b)"
    r"|(?<![\w`])(?-i:TODO|FIXME)(?!\w)|(?<!\w)XXX\s{0,2}\("
    r"|(?<!\w)(?:ông|bà|đồng chí|đ/c|xã|phường|tại|lĩnh vực) X{3,20}(?![\w.]| ?[\dX])"
    r"|\[(?:chèn|điền|nhập) [^\]\n]{1,60}\](?!\()|\(chèn (?:ảnh|hình|bảng|tên|số|video|link|liên kết)[^)\n]{0,60}\)"
    r"|[\[(](?:chờ|đợi) (?:số liệu|ảnh|bổ sung|cập nhật|sếp|anh|chị)[^\])\n]{0,40}[\])]"
    r"|[\[(](?:sẽ bổ sung|(?:sẽ )?(?:cập nhật|thêm|viết)) sau[\])]"
    r"|(?<!\w)(?:theo|đúng) yêu cầu của bạn|(?<!\w)bạn có muốn (?:tôi|mình) (?:viết|chỉnh|sửa|thêm|rút|bổ sung)"
    r"|(?<!\w)(?:nếu bạn (?:cần|muốn)|bạn cần thì),? (?:tôi|mình) (?:có thể|sẽ) "
    r"|\[(?:tên|số|ngày)(?: [^\W\d]{1,10}){0,4}\](?![(\[:])|\[họ (?:và )?tên\](?![(\[:])"
    r"|(?<!\w)x{3,10} (?:triệu|tỷ|nghìn|đồng|người|hộ|suất|lượt)(?!\w)"
    r"|(?<!\w)(?:đăng|duyệt|biên tập|up|post) (?:giúp|hộ|dùm|giùm) (?:em|anh|chị|mình|tôi)(?!\w)"
    r"|[\[(][^\[\]()\n]{0,60}(?:check lại|(?:bổ sung|xem lại|sửa lại|kiểm tra lại|thêm)[^\[\]()\n]{0,40} (?:giúp|hộ)(?: (?:em|anh|chị|mình|với|nhé))?(?=[\])]))"
    r"|error! (?:reference source|bookmark) not|^[ >*_]{0,4}(?:-{3,12} ?(?:forwarded|original) message|sent from my [a-z])"
    r"|\[/?(?:gallery|caption|vc_[a-z]{1,20}|et_pb_[a-z]{1,20}|embed|contact-form-7)(?: [^\]\n]{0,200})?\](?!\()"
    r"|^(?!\|)[^|\n]{1,60}\|[^\n]{0,60}(?:in (?:bài|trang)|chia sẻ|gửi (?:email|bạn bè))(?!\w)"
    r"|(?<!\w)số {1,12}/(?:QĐ|KH|TB|BC|TTr|CV|UBND|NQ|CT|GM)(?!\w)"
    r"|^(?:tieu_de|tom_tat): [\"“']?(?:tiêu đề|tóm tắt) ?:"
    r"|\[cite: ?\d|【\d{1,3}†|:contentReference\[|\bturn\d{1,2}(?:search|view)\d{1,2}\b",
    re.IGNORECASE,
)
_CONFLICT = re.compile(r"(?:<{7}|>{7}|\|{7})(?: |$)")
# What a text that has one of the common words must hold, too
_SURE = re.compile(r"(?:gày|úc|ồi)\s{0,3}(?:…|\.\.|__)|cầu của bạn|ạn có muốn|ếu bạn (?:cần|muốn)|ạn cần thì")
_HELD = holds_any(
    (
        *("todo", "fixme", "xxx", "<<<<<<<", ">>>>>>>", "|||||||"),
        *("[chèn", "(chèn", "[điền", "[nhập", " sau)", " sau]", "(chờ ", "[chờ ", "(đợi ", "[đợi "),
        *("[tên", "[số", "[ngày", "[họ"),
        *("error!", "forwarded", "check lại"),
        *("[gallery", "[caption", "[/caption", "[vc_", "[et_pb_"),
        *("[embed", "[contact-form"),
        *("contentreference[", "[cite:", "†", *(f"turn{digit}" for digit in "0123456789")),
    )
)
_COMMON = holds_any(("…", "..", "__", " bạn"))
# “(… xem lại giúp)”, “-----Original Message-----”, “Sent from my …”, “số    /KH-UBND”
_ODD_WORD = re.compile(r"(?:giúp|hộ|em|anh|chị|mình|với|nhé)[)\]]$|-{0,12}Original$|Sent$|/[A-ZĐ]")
_ODD = question(lambda word: bool(_ODD_WORD.match(word)))
# a common word, and what a text that has it must hold, too
_HELP = holds_any(("giúp",))
_ASKED = ("đăng giúp", "duyệt giúp", "tập giúp", " up giúp", "post giúp")
_BAR = question("|".__eq__)
_BUTTONS = ("| In bài", "| In trang", "| Chia sẻ", "| Gửi email", "| Gửi bạn")
_LABEL = re.compile(r"(?:tiêu đề|tóm tắt) ?:", re.IGNORECASE)


@rule("SD015", "khuon-chua-thay", on=Edition, severity=Severity.ERROR, legal=(), since="0.1")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for the first placeholder of each line; comments of the front matter are not read."""
    given = of_text(edition)
    notes = edition.type not in _FORMS and bool(
        given & (_HELD | _ODD)
        or (given & _HELP and any(map(edition.text.__contains__, _ASKED)))
        or (given & _BAR and any(map(edition.text.__contains__, _BUTTONS)))
        or _LABEL.match(edition.title)
        or _LABEL.match(edition.get("tom_tat"))
        or (given & _COMMON and _SURE.search(edition.text))
    )
    if not notes and _MARK not in edition.text:
        return
    for number, line in edition.written_lines():
        at = line.find(_MARK)
        if at >= 0:
            shown = line[at : at + 60].partition("]")[0] + "]"
        elif notes and (found := _LEFT.search(line) or _CONFLICT.match(line)):
            at, shown = found.start(), short(found[0].strip())
            if "`" in line[:at]:
                continue
        else:
            continue
        yield Problem(
            number,
            at + 1,
            Text(
                f"Chỗ trống hoặc lời nhắn của người soạn chưa thay: {shown}",
                f"A placeholder is still there: {shown}",
            ),
            Text(
                "Thay cả cụm này bằng nội dung thật, ví dụ: ngày 20/11/2026; hoặc xóa dòng.",
                "Put the real content in its place, or remove the line.",
            ),
            anchor=shown,
        )

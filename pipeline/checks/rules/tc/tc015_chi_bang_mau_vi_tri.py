"""Chỉ dẫn chỉ bằng màu sắc hoặc vị trí trên màn hình.

## Vì sao
Người không thấy màu, không thấy màn hình, hoặc xem trên điện thoại (cột bên phải chuyển xuống dưới) không tìm được “mục màu đỏ”,
“nút phía trên bên phải”.

## Cách sửa
Nêu tên: thay “bấm nút màu xanh bên phải” bằng “bấm nút **Nộp hồ sơ**”; thay “các mục chữ đỏ là bắt buộc” bằng “các mục có ghi (bắt buộc)”.
Các lối nói “dưới đây”, “sau đây”, “nêu trên”, “kèm theo” thì không sao.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.inventory import answer, holds_any
from pipeline.checks.markdown import Block, scan
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_COLOUR = r"(?:đỏ|xanh(?: lá(?: cây)?| dương| lam| lục| nước biển)?|vàng|cam|tím|hồng|nâu|đen|xám)"
_THING = r"(?:mục|phần|ô|nút(?: bấm)?|dòng(?: chữ)?|chữ|cột|khung|đoạn|trường|liên kết|đường dẫn|link|biểu tượng|hàng|tab|thẻ)"
_CONTROL = r"(?:nút(?: bấm)?|ô|khung|menu|biểu tượng|hộp(?: thoại)?|banner|tab|thanh công cụ|cột|bảng|mục|chuyên mục|danh mục|liên kết|link|form|biểu mẫu|phần)"
_SIDE = (
    r"(?:(?:ở |nằm |phía |góc |tại )*(?:góc )?(?:(?:phía )?(?:bên )(?:tay )?(?:phải|trái)|(?:phía )?bên (?:trên|dưới|cạnh)"
    r"|phía (?:trên|dưới)|(?:góc )?(?:trên|dưới)(?: cùng)?,? (?:bên )?(?:phải|trái)|(?:đầu|cuối) trang))"
)
_VIETNAMESE = re.compile(
    rf"\b{_THING} (?:[^\W\d_]+ ){{0,2}}?màu {_COLOUR}\b"
    rf"|\b(?:(?:phần|mục|dòng|các) )?chữ (?:in )?(?:đỏ|xanh)\b(?! thập)"
    rf"|\b(?:in|bôi|tô|đánh dấu|khoanh|gạch chân|highlight) (?:bằng |nền |chữ |tròn |vùng )?(?:màu )?(?:đỏ|vàng|xanh|cam)\b"
    rf"|\b(?!phần (?:đầu|cuối) trang){_CONTROL} {_SIDE}"  # head and foot of a page have these names
    r"|\b(?:như|xem|theo) (?:hình|ảnh)(?: ở| phía)? bên(?: (?:phải|trái|cạnh))?(?= *[.,;:)]|$)"
    r"|\b(?:bấm|nhấn|nhấp|chọn|kích)(?: chuột)?(?: vào)? (?:nút|ô|khung|mục|chữ) (?:đỏ|xanh|vàng|cam)\b"
    r"|\b(?:bấm|nhấn|nhấp|kích|click|chọn)(?: chuột)?(?: vào)? (?:hình|ảnh|logo|chữ)(?: ở| phía)? bên (?:phải|trái|trên|dưới)"
    r"|\b(?:nút|biểu tượng|nút bấm) hình (?:tròn|vuông|tam giác)\b",
    re.IGNORECASE,
)
# What every match of the pattern above contains; few lines do, and the rest need no closer look.
_MAYBE = re.compile(
    r"màu|đỏ|xanh|vàng|\bcam\b|\bbên\b|phía [td]|góc|(?:trên|dưới)(?: cùng)?,? (?:bên )?(?:phải|trái)|[iu] trang|hình [tv]"
)
_SIGNS = (
    *(
        "màu",
        "đỏ",
        "xanh",
        "vàng",
        " cam",
        "bên",
        "phía t",
        "phía d",
        "góc",
        "đầu trang",
        "cuối trang",
        "hình t",
    ),
    *(
        "hình v",
        "trên phải",
        "trên trái",
        "dưới phải",
        "dưới trái",
        "trên cùng",
        "dưới cùng",
        "trên, ",
        "dưới, ",
    ),
)
_BITS = tuple((sign, holds_any([sign])) for sign in _SIGNS)
_HUE = r"(?:red|green|blue|yellow|orange|purple|pink|grey|gray)"
_ENGLISH = re.compile(
    rf"\b{_HUE} (?:text|button|box|boxes|field|fields|section|link|links|row|rows|column|words|letters|icon|items)\b"
    rf"|\b(?:text|items?|fields?|rows?|sections?|words|those|boxes) (?:marked |shown |highlighted |printed |written )?in {_HUE}\b"
    r"|\b(?:button|box|menu|column|field|panel|link|icon|banner|tab|form|sidebar)s? (?:is |are )?(?:on|at|in|to) the "
    r"(?:far |upper |lower |top |bottom )?(?:right|left|top|bottom|corner)\b"
    r"|\b(?:right|left)[- ]hand (?:side|column|menu|panel)\b",
    re.IGNORECASE,
)
# Things that have a colour or a side in the world, not on the screen.
_WORLD = re.compile(
    r"biển (?:số|hiệu|báo)|ô tô|con dấu|dấu mộc|quốc kỳ|lá cờ|\báo\b|logo|huy hiệu|băng rôn|license|\bplates?\b|traffic|uniform",
    re.IGNORECASE,
)
# Colours of a drawing or a package that the text describes, and those that a remark in brackets adds to a name.
_DRAWN = re.compile(r"chú giải|ký hiệu|bản vẽ|ma-?két|maquette|bao bì|nhãn mác|tem ", re.IGNORECASE)
_REMARK = re.compile(r"\([^()]{1,30}[,;] ?$")
_BESIDE = re.compile(
    r"(?:của )?(?:tuyến|đường|sông|cầu|vỉa hè|làn|nhà|trụ sở|cổng|bờ|hành lang|quốc lộ|suối|chợ|trường)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r" ?(?:[\"“‘*_\[(]|có (?:chữ|tên|ghi)|mang tên|ghi|tên là|labell?ed|named|called|marked)", re.IGNORECASE
)
_TABLE_OR_PICTURE = re.compile(r"bảng|hình|ảnh|danh mục|biểu mẫu|form|liên kết|link", re.IGNORECASE)
_AROUND = 40
_REACH = 60  # no match is longer
_BY = 24  # characters around the beginning of a sign in which what `_MAYBE` looks for lies


@rule(
    "TC015",
    "chi-bang-mau-vi-tri",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S1 Đ5 k2 d", "TT 32/2017 Đ18 k1 a"),
    since="0.2",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every reference that only those can follow who see colours and places."""
    pattern = _VIETNAMESE if edition.document.lang == "vi" else _ENGLISH
    signs: list[str] = []
    if pattern is _VIETNAMESE:
        given = answer(edition.body)
        possible = [sign for sign, bit in _BITS if given & bit]
        lowered = edition.body.lower() if possible else ""
        signs = [sign for sign in possible if sign in lowered]
        if not signs:
            return
    blocks = scan(edition).blocks
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        for offset, line in enumerate(block.lines):
            for match in _matches(pattern, line, signs):
                if _harmless(line, match, following):
                    continue
                said = match.group()
                yield Problem(
                    block.line + offset,
                    match.start() + 1,
                    Text(
                        f"“{said}” chỉ tìm được khi nhìn thấy màu hoặc vị trí trên màn hình.",
                        f"“{said}” can be found only by colour or by its place on the screen.",
                    ),
                    Text(
                        "Nêu tên của mục hoặc nút, ví dụ: bấm nút **Nộp hồ sơ**; mục có ghi (bắt buộc).",
                        "Name it, for example: press **Submit**; fields that say (required).",
                    ),
                    anchor=short(said),
                    wcag=("1.3.3", "1.4.1"),
                )


def _matches(pattern: re.Pattern[str], line: str, signs: list[str]) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern, looking closely only around the words that a match must contain."""
    if pattern is not _VIETNAMESE:
        yield from pattern.finditer(line)
        return
    lowered, end = line.lower(), 0
    for place in _places(lowered, signs):
        hint = _MAYBE.search(lowered, max(end, place - _BY), place + _BY)
        if hint is None:
            continue
        start = max(end, hint.start() - _REACH)
        end = hint.end()
        found = pattern.search(line, start) if pattern.search(line, start, end + _REACH) else None
        if found is not None:
            yield found
            end = max(end, found.end())


def _places(lowered: str, signs: list[str]) -> list[int]:
    """Return where one of some signs stands in a line, in order."""
    found: list[int] = []
    for sign in signs:
        at = lowered.find(sign)
        while at >= 0:
            found.append(at)
            at = lowered.find(sign, at + len(sign))
    return sorted(found)


def _harmless(line: str, match: re.Match[str], following: Block | None) -> bool:
    before, after = (
        line[max(0, match.start() - _AROUND) : match.start()],
        line[match.end() : match.end() + _AROUND],
    )
    if _NAMED.match(after) or before.rstrip().endswith(("(", "“", '"')) or _WORLD.search(before):
        return True
    if _REMARK.search(before) or _DRAWN.search(before) or _DRAWN.search(after[:20]):
        return True
    if _BESIDE.match(after.lstrip()) or _WORLD.match(after.lstrip()):
        return True
    said = match.group().lower()
    # “Bảng bên dưới:” with the table right below it is a manner of speaking.
    return bool(
        said.endswith(("dưới", "cạnh"))
        and following is not None
        and after.strip(" .:*") == ""
        and (following.kind in ("bang", "danh-sach") or "](" in following.lines[0])
        and (_TABLE_OR_PICTURE.search(said) or following.kind == "danh-sach")
    )

"""Chỉ dẫn chỉ bằng vị trí, màu sắc hoặc hình dạng.

## Vì sao
Người nghe đọc màn hình không biết “nút màu xanh” hay “cột bên phải” là chỗ nào; người mù màu và người xem trên điện
thoại, nơi các cột xếp chồng lên nhau, cũng vậy.

## Cách sửa
Gọi tên: “bấm nút Nộp hồ sơ (màu xanh)”, “xem mục Văn bản mới”, thay vì “bấm nút màu xanh”, “xem cột bên phải”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, headings, name, plain, short, with_role
from pipeline.checks.rules.passages import reading
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text

_VI = re.compile(
    r"\b(?:nút|ô(?! tô)|mục|trình đơn|menu|cột|khung|biểu tượng|liên kết|đường dẫn|dòng|hàng|chữ|phần|danh sách|bảng|hộp|"
    r"thanh|trường|thông tin|banner|tên)(?: (?:tròn|vuông|bắt buộc|quan trọng|còn thiếu|mới|nhỏ|lớn))?(?: (?:có|in|được|ở|nằm|bôi|tô|viết|chữ|ghi|đánh dấu|hiển thị|bằng|phía)){0,3} "
    r"(?:màu (?:đỏ|xanh|vàng|cam|tím|đen|xám|hồng|trắng|nâu|lục|lam)|bên (?:trái|phải)|góc (?:trên|dưới|phải|trái)|"
    r"hình (?:tròn|vuông|tam giác|chữ nhật))"
    r"(?! (?:đường|tuyến|sông|suối|quốc lộ|tỉnh lộ|trục|cầu|bờ|lề|hướng|làn))",
    re.IGNORECASE,
)
# “On the right side of the road” names the thing it is beside; “on the right side of the page” names nothing.
_BESIDE = r"(?:-hand)? side of (?!(?:the|this|your|each|every) (?:web ?)?(?:page|screen|window|site|form|display)\b)"
_COLOUR = r"(?:red|green|blue|yellow|orange|purple|gr[ae]y|pink)"
_EN = re.compile(
    rf"\bon the (?:left|right)\b(?! (?:bank|track|path|foot|to|of)\b|{_BESIDE})"
    rf"|\b(?:left|right)\b(?!{_BESIDE})-hand (?:column|menu|side|panel)\b"
    rf"|\b{_COLOUR} (?:button|link|box|boxes|text|fields?|rows?|icons?|items?|dots?|stars?|arrows?|words?|names?)\b"
    rf"|\b(?:shown|marked|highlighted|written|printed|listed) in {_COLOUR}\b"
    rf"|\bthe {_COLOUR} \w{{2,20}} (?:listed|shown|marked|displayed) (?:here|below|above)\b"
    r"|\b(?:round|square|triangular) (?:button|icon)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:label+ed|named|called|titled|marked|có tên|mang tên|ghi chữ)\s{1,3}[“\"'‘«]", re.IGNORECASE
)
_GENERAL = frozenset("button link links image picture text field here there find click".split())  # noqa: SIM905
_PARTS = frozenset(("navigation",))
_CONTROLS = frozenset(("button", "link"))
_NAME = re.compile(r" ?[“\"«(:\[]")
_BLOCKS = (
    *("p", "li", "td", "dd", "div", "figcaption", "blockquote", "legend", "caption"),
    *("body", "main", "article", "section"),
)


@rule(
    "TC150",
    "chi-bang-vi-tri-mau-sac",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.2",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each text that tells a thing of the page by place, colour or shape alone."""
    for passage in reading(page).passages:
        if passage.attribute or passage.element.tag not in _BLOCKS:
            continue
        for pattern in (_VI, _EN):
            found = pattern.search(passage.text)
            if found is None or _named(passage.text, found) or _findable(page, passage.text, found):
                continue
            yield Problem(
                passage.element.line,
                passage.element.column,
                Text(
                    f"“{short(found[0])}” chỉ rõ một chỗ của trang chỉ bằng vị trí, màu sắc hoặc hình dạng.",
                    f"“{short(found[0])}” points at a thing by place, colour or shape alone.",
                ),
                Text(
                    "Gọi thêm tên của nó, ví dụ: “nút Nộp hồ sơ màu xanh”, “mục Văn bản mới ở bên phải”.",
                    "Say its name as well, for example: “the green button Apply”.",
                ),
                found[0],
                ("1.3.3", "1.4.1") if _is_colour(found[0]) else ("1.3.3",),
                ("9bd38c",),
            )


def _named(text: str, found: re.Match[str]) -> bool:
    """Return whether a name follows (in quotation marks, in brackets, after a colon), or stands before as one."""
    if _NAME.match(text, found.end()) is not None:
        return True
    return _CALLED.search(text[max(0, found.start() - 80) : found.end() + 40]) is not None


def _findable(page: BuiltPage, text: str, found: re.Match[str]) -> bool:
    """Return whether words of the text lead to one heading, control or part of the page by its name."""
    before = plain(text[: found.start()]).split()[-2:]
    own = plain(found[0]).split()
    if found[0].lower().startswith("on the "):
        words = {w for w in before if len(w) > 3 and w not in _GENERAL}
        if words & _PARTS and len(page.all("nav")) == 1:
            return True
    else:
        words = set(own[:1]) if own[-1] in ("button", "icon") else set()
    known: dict[str, int] | None = page.memo.get("name words")
    if words and known is None:
        known = page.memo["name words"] = {}
        for element in (*(e for e, _ in headings(page)), *with_role(page, _CONTROLS)):
            for word in set(plain(name(page, element)).split()[:20]):
                known[word] = known.get(word, 0) + 1
    return any((known or {}).get(word) == 1 for word in words)


def _is_colour(text: str) -> bool:
    return "màu" in text.lower() or re.search(_COLOUR, text, re.IGNORECASE) is not None

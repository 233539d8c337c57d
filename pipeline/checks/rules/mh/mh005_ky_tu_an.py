"""Bài có ký tự ẩn hoặc ký tự hỏng.

## Vì sao
Ký tự điều khiển, ký tự độ rộng không, ký tự đổi chiều chữ, ký hiệu riêng của phông Wingdings và dấu “�” không nhìn thấy hoặc
vô nghĩa với người đọc, làm hỏng tìm kiếm, và có thể dùng để đánh lừa người duyệt.

## Cách sửa
Chạy `congtinh fix --write` để bỏ các ký tự ẩn vô hại. Còn lại: xóa ký tự ở vị trí được nêu rồi gõ lại chữ; dấu đầu dòng
chép từ Word thì thay bằng `- `.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.encoding.invisible import needs_joiners, remove_invisible
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

# Characters of the categories Cc, Cf, Co, Cs, the separators of lines and paragraphs, and “�”. Tabs and
# line feeds are text; joiners between emoji and in scripts that need them are judged one by one.
_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u08e2\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ud800-\udfff\ue000-\uf8ff\ufeff\ufff9-\ufffb\ufffd\U000e0000-\U000e007f\U000f0000-\U0010fffd]"
)
_JOINERS = "\u200b\u200c\u200d"
_JOINED = 8  # joiners in a row that a script may need, generously
_AT_MOST = 20  # a mangled file has thousands; the first ones are enough to act


@rule(
    "MH005",
    "ky-tu-an",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S0 Đ10 k2", "S1 Đ16 k7"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for the first hidden or broken character of each line."""
    plain = edition.text.replace("\n", "")
    if (plain.isprintable() and "\ufffd" not in plain) or not _SUSPECT.search(edition.text):
        return  # all of the others are what Python does not print
    told = 0
    for number, line in enumerate(edition.text.split("\n"), start=1):
        found = _first(line)
        if found is None:
            continue
        character = line[found]
        name = unicodedata.name(character, "không tên")
        code = f"U+{ord(character):04X}"
        yield Problem(
            number,
            found + 1,
            Text(f"Có ký tự ẩn hoặc hỏng {code} ({name}).", f"A hidden or broken character {code} ({name})."),
            _hint(character, line),
            anchor=f"{code} {line[max(0, found - 10) : found]}",
        )
        told += 1
        if told == _AT_MOST:
            return


def _first(line: str) -> int | None:
    if line.isascii() and line.isprintable():
        return None
    for match in _SUSPECT.finditer(line):
        before = line[max(0, match.start() - _JOINED) : match.start()].rstrip(_JOINERS)
        if match.group() not in _JOINERS or not (before and needs_joiners(before[-1])):
            return match.start()
    return None


def _hint(character: str, line: str) -> Text:
    if character == "\ufffd":
        return Text(
            "Chữ gốc đã mất: mở lại bản gốc, chép đúng chữ ở chỗ này.",
            "The letter is lost: look it up in the original and type it again.",
        )
    if unicodedata.category(character) == "Co":
        return Text(
            "Đây là ký hiệu riêng của phông chữ (Wingdings, Symbol); ở đầu dòng thì thay bằng “- ”, nơi khác thì gõ bằng chữ.",
            "It belongs to one font (Wingdings, Symbol): write “- ” at the start of a line, words elsewhere.",
        )
    if character not in remove_invisible(line):
        return Text(
            "Bỏ ký tự này bằng lệnh: congtinh fix --write",
            "Remove it with: congtinh fix --write",
        )
    return Text("Xóa ký tự này và gõ lại chữ.", "Remove it and type the text again.")

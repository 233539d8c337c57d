"""Bài có ký tự ẩn hoặc ký tự hỏng.

## Vì sao
Ký tự điều khiển, ký tự độ rộng không, ký tự đổi chiều chữ và dấu “�” không nhìn thấy hoặc vô nghĩa với người đọc, làm hỏng
tìm kiếm, và có thể dùng để đánh lừa người duyệt.

## Cách sửa
Xóa ký tự ở vị trí được nêu rồi gõ lại chữ.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_ALLOWED = frozenset("\n\t")
_BAD_CATEGORIES = ("Cc", "Cf", "Co", "Cs")
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
    told = 0
    for number, line in enumerate(edition.text.split("\n"), start=1):
        found = next((i for i, c in enumerate(line) if _bad(c)), None)
        if found is None:
            continue
        character = line[found]
        name = unicodedata.name(character, "không tên")
        code = f"U+{ord(character):04X}"
        yield Problem(
            number,
            found + 1,
            Text(f"Có ký tự ẩn hoặc hỏng {code} ({name}).", f"A hidden or broken character {code} ({name})."),
            Text("Xóa ký tự này và gõ lại chữ.", "Remove it and type the text again."),
            anchor=f"{code} {line[max(0, found - 10) : found]}",
        )
        told += 1
        if told == _AT_MOST:
            return


def _bad(character: str) -> bool:
    if character.isascii() and (character.isprintable() or character in _ALLOWED):
        return False
    return character == "\ufffd" or (
        unicodedata.category(character) in _BAD_CATEGORIES and character not in _ALLOWED
    )

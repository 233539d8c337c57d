"""Chữ lẫn chữ cái nước ngoài trông giống chữ Việt, hoặc dấu rời đặt sai chỗ.

## Vì sao
“Hà Nội” có chữ “о” của bảng chữ cái Kirin, “Ðắk Lắk” có “Ð” của tiếng Iceland, hay “học̀” có dấu huyền rời: mắt khó thấy, nhưng
tìm kiếm không ra, trình đọc màn hình đọc sai, và địa chỉ giả mạo cũng viết như vậy.

## Cách sửa
Chạy `congtinh fix --write` để thay chữ cái nước ngoài bằng chữ đúng; chữ có dấu rời thì gõ lại.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

from pipeline.checks.inventory import of_text, question
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.encoding.lookalikes import look_alikes, may_look_alike
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

# What normal form C leaves apart. The breve stays out: Ê Đê, Gia Rai and Ba Na write “ơ̆”, “ư̆”.
_MARK = re.compile("[\u0300-\u0303\u0309\u031b\u0323]")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_AT_MOST = 20
_MAY_BE = question(lambda word: may_look_alike(word) or _MARK.search(word) is not None)


@rule(
    "MH010",
    "chu-cai-gia",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S0 Đ10 k2", "S1 Đ16 k7"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every word that mixes alphabets and every mark that no letter takes."""
    text = edition.text
    if not of_text(edition) & _MAY_BE:
        return
    found: list[tuple[int, str, Text, Text]] = []
    for start, end, right in look_alikes(text):
        word = text[start:end]
        odd = next(c for c, r in zip(word, right, strict=True) if c != r)
        code = f"U+{ord(odd):04X} {unicodedata.name(odd, '')}".strip()
        message = Text(
            f"Chữ “{word}” có ký tự {code}, không phải chữ cái tiếng Việt.",
            f"“{word}” holds {code}, which is no letter of Vietnamese.",
        )
        hint = Text(
            f"Thay bằng “{right}” với lệnh: congtinh fix --write {edition.path}",
            f"Make it “{right}” with: congtinh fix --write {edition.path}",
        )
        found.append((start, word, message, hint))
        if len(found) == _AT_MOST:
            break
    for place in _loose(text):
        word = text[max(0, place - 6) : place + 1].split()[-1]
        message = Text(
            f"Dấu rời U+{ord(text[place]):04X} đặt sai chỗ trong “{word}”.",
            f"A loose mark U+{ord(text[place]):04X} in “{word}”.",
        )
        hint = Text("Xóa chữ này và gõ lại bằng Unicode dựng sẵn.", "Remove the word and type it again.")
        found.append((place, word, message, hint))
        if len(found) >= 2 * _AT_MOST:
            break
    if not found:
        return
    starts = [0, *(m.end() for m in re.finditer("\n", text))]
    for place, word, message, hint in sorted(found, key=lambda f: f[0]):
        row = bisect_right(starts, place) - 1
        yield Problem(row + 1, place - starts[row] + 1, message, hint, anchor=word)


def _loose(text: str) -> Iterator[int]:
    """Yield where a mark of Vietnamese stands on a letter that cannot bear it, or beside no letter at all."""
    for match in _MARK.finditer(text):
        place = match.start()
        base = text[place - 1] if place else " "
        apart = unicodedata.normalize("NFD", base)
        if match.group() in _TONES:
            fits = apart[0].lower() in "aeiouy" and not any(c in _TONES for c in apart[1:])
        else:
            fits = False
        if not fits and ord(base) < 0x2000:
            yield place

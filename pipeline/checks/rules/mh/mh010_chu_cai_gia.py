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
from collections.abc import Iterator
from itertools import islice

from pipeline.checks.inventory import of_text, question
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.encoding.lookalikes import look_alikes, may_look_alike
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

# What normal form C leaves apart. The breve stays out: Ê Đê, Gia Rai and Ba Na write “ơ̆”, “ư̆”.
_MARK = re.compile("[\u0300-\u0303\u0309\u031b\u0323]")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_AT_MOST = 20
_MAY_BE = question(lambda word: may_look_alike(word) or bool(_MARK.search(word)), ascii_too=False)


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
    for start, end, right in islice(look_alikes(text), _AT_MOST):
        word = text[start:end]
        odd = next(c for c, r in zip(word, right, strict=True) if c != r)
        code = f"U+{ord(odd):04X} {unicodedata.name(odd, '')}".strip()
        yield Problem(
            *_at(text, start),
            message=Text(
                f"Chữ “{word}” có ký tự {code}, không phải chữ cái tiếng Việt.",
                f"“{word}” holds {code}, which is no letter of Vietnamese.",
            ),
            hint=Text(
                f"Thay bằng “{right}” với lệnh: congtinh fix --write {edition.path}",
                f"Make it “{right}” with: congtinh fix --write {edition.path}",
            ),
            anchor=word,
        )
    for place in islice(_loose(text), _AT_MOST):
        word = text[max(0, place - 6) : place + 1].split()[-1]
        yield Problem(
            *_at(text, place),
            message=Text(
                f"Dấu rời U+{ord(text[place]):04X} đặt sai chỗ trong “{word}”.",
                f"A loose mark U+{ord(text[place]):04X} in “{word}”.",
            ),
            hint=Text("Xóa chữ này và gõ lại bằng Unicode dựng sẵn.", "Remove the word and type it again."),
            anchor=word,
        )


def _at(text: str, place: int) -> tuple[int, int]:
    before = text[:place]
    return before.count("\n") + 1, place - before.rfind("\n")


def _loose(text: str) -> Iterator[int]:
    """Yield where a mark of Vietnamese stands on a letter that cannot bear it, or beside no letter at all."""
    for match in _MARK.finditer(text):
        place = match.start()
        base = text[place - 1] if place else " "
        apart = unicodedata.normalize("NFD", base)
        fits = match.group() in _TONES and apart[0].lower() in "aeiouy" and _TONES.isdisjoint(apart)
        if not fits and base < "\u2000":
            yield place

"""Đoạn bằng ngôn ngữ khác mà không ghi `lang`.

## Vì sao
Câu tiếng Anh nằm giữa trang tiếng Việt bị đọc bằng giọng Việt, nghe không ra chữ nào. Thuộc tính `lang` cho phần mềm
đọc màn hình biết chỗ cần đổi giọng.

## Cách sửa
Bao đoạn ấy bằng thẻ có `lang`: `<p lang="en">…</p>`, `<q lang="fr">…</q>`. Tên riêng, tên sản phẩm và từ đã quen dùng
trong tiếng Việt (internet, email, video) không cần ghi.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.languages import guess, same
from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, short
from pipeline.checks.rules.passages import Passage, reading, spoken
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text

_QUOTED = re.compile(r"[“\"«]([^“”\"«»]{15,400})[”\"»]")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
# What names of public bodies begin with: on an English page they stay as they are.
_BODY = re.compile(
    r"(?:Ủy ban|Uỷ ban|Hội đồng|Sở|Bộ|Phòng|Ban|Cục|Chi cục|Trung tâm|Văn phòng|Công ty|Trường|Bệnh viện|Tỉnh ủy|"
    r"Đảng ủy|Hội|Mặt trận|Ngân hàng|Viện|Thanh tra|Công an|Tòa án) \w"
)
_SHORTEST = 6  # words; shorter ones are names, titles and terms


@rule(
    "TC144",
    "doan-tieng-khac-khong-ghi",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.2",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each passage that is surely in another language than the one around it."""
    heard = reading(page)
    wrong = {holder for holder in heard.languages if heard.mismatch(holder)}
    for passage in heard.passages:
        said = heard.languages.get(passage.holder, "")
        if not said or passage.holder in wrong or passage.words < _SHORTEST:
            continue
        for text, lang in _foreign(passage, said):
            yield Problem(
                passage.element.line,
                passage.element.column,
                Text(
                    f"Đoạn này là ngôn ngữ “{lang}” mà không ghi lang: “{short(text)}”.",
                    f"This passage is in “{lang}” without saying so: “{short(text)}”.",
                ),
                Text(
                    f'Bao đoạn ấy lại: <span lang="{lang}">{short(text, 30)}</span>',
                    f'Put it into: <span lang="{lang}">{short(text, 30)}</span>',
                ),
                text,
                ("3.1.2",),
            )


def _foreign(passage: Passage, said: str) -> Iterator[tuple[str, str]]:
    """Yield the whole passage, or the quotations and sentences in it, that are in another language."""
    whole = passage.guess
    if whole.sure and whole.lang and not same(said, whole.lang):
        if not _names(passage.text):
            yield passage.text, spoken(whole.lang)
        return
    if passage.words < 2 * _SHORTEST:
        return
    told: set[str] = set()
    for text in (*(m[1] for m in _QUOTED.finditer(passage.text)), *_SENTENCE.split(passage.text)):
        if text.count(" ") + 1 < _SHORTEST or any(text in t or t in text for t in told):
            continue
        found = guess(text)
        if found.sure and found.lang and not same(said, found.lang) and not _names(text):
            told.add(text)
            yield text, spoken(found.lang)


def _names(text: str) -> bool:
    """Return whether a text is a name or a title: most of its words begin with a capital."""
    words = [w for w in text.split() if w[:1].isalpha()]
    if sum(1 for w in words if w[0].isupper()) * 2 >= len(words):
        return True
    return len(words) <= 14 and not text.endswith((".", "!", "?")) and _BODY.search(text) is not None

"""Chữ trong bài là TCVN3 (ABC) hoặc VNI được dán vào tệp Unicode.

## Vì sao
Đoạn chữ chép từ văn bản cũ (phông .VnTime, VNI-Times) hiện thành “C«ng hoµ”, “Coäng hoøa”: người đọc và máy tìm kiếm không
đọc được.

## Cách sửa
Chuyển mã đoạn chữ sang Unicode (các bộ gõ tiếng Việt đều có công cụ chuyển mã) rồi dán lại.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

# Words as they look when the bytes of an old encoding are shown in Unicode: a symbol inside a word.
_TCVN3 = re.compile(r"\b[A-Za-z]+[µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×Ø«¬][a-z]*|[§®][A-Za-zµ¸¶·¹¨»¾©ª«¬­]+")
_VNI = re.compile(r"\b[A-Za-z]*(?:[aeouyAEOUY][øûõïåãäØÛÕÏ]|[aeoAEO][áàâ][ùøûõï]|[aeo]ä)[a-zA-Z]*")
_WORD = re.compile(r"\S+")
_LEAST = 2  # a single one may be a foreign name
_SHARE = 0.25  # Vietnamese in an old encoding has such a word in every second or third place


@rule(
    "MH006",
    "bang-ma-cu",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S0 Đ10 k2", "S1 Đ16 k7"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every line that shows the letters of an old encoding."""
    for number, line in enumerate(edition.text.split("\n"), start=1):
        for name, pattern in (("TCVN3 (ABC)", _TCVN3), ("VNI", _VNI)):
            matches = list(pattern.finditer(line))
            if len(matches) >= max(_LEAST, _SHARE * len(_WORD.findall(line))):
                sample = line.strip()[:40]
                yield Problem(
                    number,
                    matches[0].start() + 1,
                    Text(
                        f"Dòng này là chữ {name}, không phải Unicode: “{sample}”.",
                        f"This line is {name} text, not Unicode: “{sample}”.",
                    ),
                    Text(
                        f"Chuyển mã từ {name} sang Unicode rồi dán lại.",
                        f"Convert it from {name} to Unicode and paste it again.",
                    ),
                    anchor=sample,
                )
                break

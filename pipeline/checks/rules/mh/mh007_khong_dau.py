"""Bài tiếng Việt viết không dấu.

## Vì sao
Các trang phải dùng tiếng Việt có dấu; chữ không dấu dễ hiểu sai và trình đọc màn hình đọc không ra tiếng Việt.

## Cách sửa
Gõ lại bằng tiếng Việt có dấu. Bài tiếng Anh thì đặt trong thư mục `en/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text, strip_diacritics

_SHORT = 40  # shorter texts (names, codes) may lack diacritics by chance
_SHARE = 0.02  # Vietnamese prose has a marked letter in about every fourth place
_MARKED = re.compile("[À-ÖÙ-öù-žƠơƯưẠ-ỹ]")


@rule("MH007", "khong-dau", on=Edition, severity=Severity.ERROR, legal=("S4 Đ3 k4",), since="0.1")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a Vietnamese item whose title and summary, or whose body, has hardly any mark."""
    if edition.document.lang != "vi":
        return
    summary = edition.mark("tom_tat")
    texts = (
        (f"{edition.get('tieu_de')} {edition.get('tom_tat')}", summary.line, summary.column, "tom_tat"),
        (edition.body, edition.body_line, 1, "body"),
    )
    for text, line, column, anchor in texts:
        if len(_MARKED.findall(text)) >= _SHARE * len(text):
            continue
        letters = [c for c in text if c.isalpha()]
        if len(letters) < _SHORT:
            continue
        marked = sum(strip_diacritics(c) != c for c in letters)
        if marked < _SHARE * len(letters):
            yield Problem(
                line,
                column,
                Text("Đoạn này viết không dấu.", "This Vietnamese text has no diacritics."),
                Text("Gõ lại bằng tiếng Việt có dấu.", "Type it again with diacritics."),
                anchor=anchor,
            )

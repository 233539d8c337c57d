"""Bài tiếng Việt viết không dấu.

## Vì sao
Các trang phải dùng tiếng Việt có dấu; chữ không dấu dễ hiểu sai và trình đọc màn hình đọc không ra tiếng Việt.

## Cách sửa
Gõ lại bằng tiếng Việt có dấu. Bài tiếng Anh thì đặt trong thư mục `en/`; tên người, tên đất không dấu trong bài thì không sao.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.languages import WITHOUT_MARKS, guess
from pipeline.checks.markdown import scan
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_LEAST_IN_KEY = 4  # words of a title; shorter ones may be names
_OWN = re.compile("[ăđơưĂĐƠƯạ-ỹẠ-Ỹ]")  # a text with one of them has marks
_LEAST_IN_BLOCK = 8  # words of a paragraph
_AT_MOST = 20


@rule("MH007", "khong-dau", on=Edition, severity=Severity.ERROR, legal=("S4 Đ3 k4",), since="0.1")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for title, summary and every paragraph of a Vietnamese item without marks."""
    if edition.document.lang != "vi":
        return
    for key in ("tieu_de", "tom_tat"):
        if _is_unmarked(edition.get(key), _LEAST_IN_KEY):
            mark = edition.mark(key)
            yield _problem(mark.line, mark.column, edition.get(key), key)
    told = 0
    for block in scan(edition).blocks:
        if "lang=" in block.lines[0] and 'lang="vi' not in block.lines[0]:
            continue
        if any(map(_OWN.search, block.lines)):
            continue
        if _is_unmarked(block.plain, _LEAST_IN_BLOCK):
            line = block.lines[0]
            yield _problem(block.line, len(line) - len(line.lstrip()) + 1, block.plain, short(block.plain))
            told += 1
            if told == _AT_MOST:
                return


def _is_unmarked(text: str, least: int) -> bool:
    if _OWN.search(text) or text.count(" ") < least - 1:
        return False
    told = guess(text)
    return told.lang == WITHOUT_MARKS and told.sure


def _problem(line: int, column: int, text: str, anchor: str) -> Problem:
    said = short(text)
    return Problem(
        line,
        column,
        Text(f"Viết không dấu: “{said}”.", f"Vietnamese without diacritics: “{said}”."),
        Text(
            "Gõ lại bằng tiếng Việt có dấu, ví dụ “Thông báo lịch tiếp công dân” thay cho “Thong bao lich tiep cong dan”.",
            "Type it again with diacritics, “Thông báo” in place of “Thong bao”.",
        ),
        anchor=anchor,
    )

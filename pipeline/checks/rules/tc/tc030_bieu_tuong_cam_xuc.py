"""Biểu tượng cảm xúc (🎉, 👉) trong tiêu đề, tóm tắt, hoặc gắn thành chuỗi trong bài.

## Vì sao
Phần mềm đọc màn hình đọc tên từng hình: “pháo giấy, pháo giấy, ngón trỏ chỉ sang phải”. Trong tiêu đề, các hình ấy còn hiện ở danh
sách, thư báo tin và máy tìm kiếm. Thường là do chép từ Zalo, Facebook.

## Cách sửa
Xóa các hình, để lại chữ: `tieu_de: Phường ra quân dọn vệ sinh cuối tuần`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.inventory import of_text, question
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_EMOJI = "\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f900-\U0001faff\u2728\u2757\u2764\u26a1\u2b50"
_ONE = re.compile(f"[{_EMOJI}]")
_ROW = re.compile(f"[{_EMOJI}](?:[\ufe0f\u200d\\s]{{0,3}}[{_EMOJI}]){{1,50}}")
_ANY = question(lambda word: _ONE.search(word) is not None, ascii_too=False)
_KEYS = ("tieu_de", "tom_tat")


@rule(
    "TC030",
    "bieu-tuong-cam-xuc",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S1 Đ5 k2 d",),
    since="0.3",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each pictogram in title and summary and each row of them in the body."""
    if not of_text(edition) & _ANY:
        return
    for key in _KEYS:
        found = _ONE.search(edition.get(key)[:1000])
        if found:
            mark = edition.mark(key)
            yield _problem(mark.line, mark.column, found[0], key)
    for number, line in edition.body_lines():
        found = None if line.isascii() else _ROW.search(line)
        if found:
            yield _problem(number, found.start() + 1, found[0][:10], "")


def _problem(line: int, column: int, sign: str, key: str) -> Problem:
    where = {"tieu_de": ("Tiêu đề", "The title"), "tom_tat": ("Tóm tắt", "The summary")}.get(
        key, ("Bài", "The text")
    )
    return Problem(
        line,
        column,
        Text(f"{where[0]} có biểu tượng cảm xúc {sign}.", f"{where[1]} holds the pictograms {sign}."),
        Text(
            "Xóa các hình, chỉ để chữ, ví dụ: tieu_de: Phường ra quân dọn vệ sinh cuối tuần",
            "Leave the words only, for example: tieu_de: Clean-up of the ward at the week-end",
        ),
        anchor=f"{key} {sign}",
        wcag=("1.1.1",),
    )

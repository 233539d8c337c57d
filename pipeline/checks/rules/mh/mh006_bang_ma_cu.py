"""Chữ trong bài là TCVN3 (ABC) hoặc VNI được dán vào tệp Unicode.

## Vì sao
Đoạn chữ chép từ văn bản cũ (phông .VnTime, VNI-Times) hiện thành “C«ng hoµ”, “Coäng hoøa”: người đọc và máy tìm kiếm không
đọc được.

## Cách sửa
Chạy `congtinh fix` để xem đoạn chữ sau khi chuyển sang Unicode, rồi `congtinh fix --write` để ghi. Dòng nào đọc được theo cả
hai bảng mã thì chuyển bằng công cụ của bộ gõ rồi dán lại.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.inventory import of_text, question
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.encoding.recognise import legacy_passages, may_be_old
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_OLD = question(may_be_old, ascii_too=False)


@rule(
    "MH006",
    "bang-ma-cu",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S0 Đ10 k2", "S1 Đ16 k7"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for the first passage of every line that is in an old encoding."""
    if not of_text(edition) & _OLD:
        return
    told = -1
    lines = edition.text.split("\n")
    for number, passage in legacy_passages(edition.text):
        if number == told:
            continue
        told = number
        line = lines[number]
        start = passage.start + len(line[passage.start :]) - len(line[passage.start :].lstrip())
        sample = short(line[start : passage.end], 40)
        name = passage.encoding or "TCVN3 (ABC) hoặc VNI"
        english = passage.encoding or "TCVN3 (ABC) or VNI"
        if passage.encoding:
            reads = short(passage.reads, 40)
            hint = Text(
                f"Chuyển sang Unicode (“{reads}”) bằng lệnh: congtinh fix --write {edition.path}",
                f"Convert it to Unicode (“{reads}”) with: congtinh fix --write {edition.path}",
            )
        else:
            hint = Text(
                "Chuyển mã bằng công cụ của bộ gõ (chọn đúng bảng mã của văn bản gốc) rồi dán lại.",
                "Convert it with the tool of your keyboard program, from the encoding of the original.",
            )
        yield Problem(
            number + 1,
            start + 1,
            Text(
                f"Dòng này có chữ {name}, không phải Unicode: “{sample}”.",
                f"This line holds {english} text, not Unicode: “{sample}”.",
            ),
            hint,
            anchor=sample,
        )

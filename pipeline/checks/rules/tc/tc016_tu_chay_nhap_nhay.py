"""Chữ chạy, chữ nhấp nháy, phim hoặc âm thanh tự phát.

## Vì sao
Chữ chạy không kịp đọc; nhấp nháy có thể gây động kinh; tiếng tự phát át giọng của trình đọc màn hình.

## Cách sửa
Viết chữ đứng yên. Bỏ `autoplay`; khai phim ở khóa `video` để người đọc tự bấm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.markdown import scan
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_TAGS = ("marquee", "blink", "bgsound")
_PLAYS = re.compile(r"(?<![\w-])autoplay\b(?!\s*=\s*[\"']?(?:0|false))", re.IGNORECASE)


@rule(
    "TC016",
    "tu-chay-nhap-nhay",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S1 Đ5 k2 d", "TT 32/2017 Đ18 k1 b"),
    since="0.2",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every tag that moves, blinks or plays by itself."""
    found = scan(edition)
    for tag in found.tags:
        if tag.closes:
            continue
        line = found.body[tag.line - found.first_line]
        written = line[tag.column :].partition(">")[0]
        if tag.name not in _TAGS and not (
            tag.name in ("video", "audio", "iframe", "embed") and _PLAYS.search(written)
        ):
            continue
        moves = tag.name in _TAGS
        yield Problem(
            tag.line,
            tag.column,
            Text(
                f"Thẻ <{tag.name}> làm chữ chạy hoặc nhấp nháy."
                if moves
                else f"Thẻ <{tag.name}> tự phát (autoplay).",
                f"<{tag.name}> moves or blinks." if moves else f"<{tag.name}> plays by itself (autoplay).",
            ),
            Text(
                f"Bỏ thẻ <{tag.name}>, viết chữ thường."
                if moves
                else "Bỏ chữ autoplay; người đọc tự bấm để phát.",
                f"Remove <{tag.name}> and write plain text."
                if moves
                else "Remove autoplay; let readers press play.",
            ),
            anchor=f"<{tag.name}>",
            wcag=("2.2.2",) if moves else ("1.4.2", "2.2.2"),
        )

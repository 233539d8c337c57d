"""Nội dung bài ngắn hơn phần tóm tắt.

## Vì sao
Tóm tắt là bản rút gọn của nội dung. Nội dung ngắn hơn tóm tắt thường do dán nhầm chỗ hoặc quên dán phần còn lại.

## Cách sửa
Bổ sung nội dung, hoặc rút gọn `tom_tat` còn một đến ba câu.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.markdown import scan
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import bare
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_SHORTEST = 12  # words of a summary below which the comparison says nothing


@rule(
    "SD024",
    "than-bai-ngan-hon-tom-tat",
    on=Edition,
    severity=Severity.WARNING,
    legal=("TT 24/2011 Đ4",),
    since="0.2",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a text with fewer words than its summary; SD023 tells of none at all."""
    kind, summary = ctx.type(edition), edition.get("tom_tat")
    if kind is None or not kind.needs_body or edition.value("go_bo") or len(edition.body) > len(summary) * 3:
        return
    text = len(bare(" ".join(block.plain for block in scan(edition).blocks)).split())
    wanted = len(bare(summary[:1000]).split())
    if not text or wanted < _SHORTEST or text >= wanted:
        return
    yield Problem(
        edition.body_line,
        1,
        Text(
            f"Nội dung chỉ có {text} từ, ngắn hơn tóm tắt ({wanted} từ).",
            f"The text has {text} words, fewer than the summary ({wanted}).",
        ),
        Text(
            "Kiểm tra xem có dán thiếu không; nếu đủ thì rút gọn tom_tat.",
            "See whether a part is missing; otherwise shorten tom_tat.",
        ),
        anchor="than-bai",
    )

"""Khối trích dẫn không ghi lời của ai, lấy từ đâu.

## Vì sao
Lời trích đứng riêng thành khối (dòng bắt đầu bằng `>`) là lời của người khác. Người đọc phải biết ai nói, văn bản nào viết.

## Cách sửa
Dòng cuối của khối ghi nguồn: `> — Điều 25 Quy chế`, `> Theo Báo Đắk Lắk` hoặc `> Nguồn: Cổng thông tin điện tử Chính phủ`;
hoặc câu ngay trước khối nêu nguồn: “Khoản 1 Điều 25 quy định:”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.markdown import Block, scan
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_LAST = re.compile(
    r"\(?\s*+(?:[—–―-]|theo\b|nguồn\b|trích\b|source\b|according to\b|from\b)\s*+:?\s*+\w", re.IGNORECASE
)
_ANNOUNCES = re.compile(
    r"\b(?:theo|nguồn|trích|quy định|điều|khoản|nêu|ghi|viết|nói|phát biểu|cho biết|nhấn mạnh|khẳng định|chia sẻ|trả lời"
    r"|yêu cầu|đề nghị|kết luận|chỉ đạo|according to|article|clause|says|said|states|stated|reads|writes|provides)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…]\s+")


@rule(
    "NG006",
    "trich-dan-khong-nguon",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S0 Đ7 k1 đ", "S1 Đ5 k2 c", "S2 Đ9 k3", "S4 Đ7 k1 a"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every block quote whose source is named neither in it nor before it."""
    if edition.get("nguon_tin") == "trich-dan":
        return  # the whole item has a source, or NG001 asks for it
    before: Block | None = None
    quote: list[Block] = []
    for block in scan(edition).blocks:
        if block.kind == "trich":
            quote.append(block)
            continue
        yield from _judge(quote, before)
        quote, before = [], block
    yield from _judge(quote, before)


def _judge(quote: list[Block], before: Block | None) -> Iterator[Problem]:
    if not quote or _names_a_source(quote[-1]) or (before and _announces(before)):
        return
    said = quote[0].plain
    yield Problem(
        quote[0].line,
        quote[0].lines[0].index(">") + 1,
        Text(
            f"Đoạn trích “{short(said)}” không ghi nguồn.",
            f"The quotation “{short(said)}” names no source.",
        ),
        Text(
            "Thêm một dòng cuối vào khối trích, ví dụ: > — Khoản 1 Điều 25 Quy chế",
            "Add a last line to the quotation, for example: > — Clause 1, Article 25 of the regulation",
        ),
        anchor=short(said),
    )


def _names_a_source(block: Block) -> bool:
    last = block.lines[-1].lstrip(" >").lstrip("*_ ")
    return bool(_LAST.match(last[:300]))


def _announces(block: Block) -> bool:
    """Return whether the last sentence before a quotation says whose words follow."""
    sentence = _SENTENCE_END.split(block.plain[-1000:])[-1]
    if not sentence.rstrip().endswith((":", ",")) or not _ANNOUNCES.search(sentence):
        return False
    words = sentence.split()
    named = any(w[:1].isupper() for w in words[1:]) or any(c.isdigit() for c in sentence)
    return named or any("](" in line for line in block.lines[-1:])

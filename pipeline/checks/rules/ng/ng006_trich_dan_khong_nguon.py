"""Khối trích dẫn không ghi lời của ai, lấy từ đâu.

## Vì sao
Lời trích đứng riêng thành khối (dòng bắt đầu bằng `>`) là lời của người khác. Người đọc phải biết ai nói, văn bản nào viết.

## Cách sửa
Dòng cuối của khối ghi nguồn: `> — Điều 25 Quy chế`, `> Theo Báo Đắk Lắk` hoặc `> Nguồn: Cổng thông tin điện tử Chính phủ`;
hoặc câu ngay trước khối nêu nguồn: “Khoản 1 Điều 25 quy định:”.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from pipeline.checks.markdown import Block, Scan, scan
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
    r"|yêu cầu|đề nghị|kết luận|chỉ đạo|thông báo|công bố|hướng dẫn|giải thích|bày tỏ|kể|tâm sự|căn dặn|dặn|dạy|đánh giá|kêu gọi"
    r"|trao đổi|lời của|cho hay|cho rằng|phản ánh|kiến nghị|hỏi|tuyên bố|lưu ý|nhắc|according to|article|clause|says|said"
    r"|states|stated|reads|writes|provides|asked|told)\b",
    re.IGNORECASE,
)
_CAPITAL = "[A-Z" + "".join(c for c in map(chr, range(0xC0, 0x1EFA)) if c.isupper()) + "]"
# Capitals matter in a name only: “nói là của” names nobody.
_SPEAKS = re.compile(
    r"(?i:(?:ông|bà|anh|chị|em|cô|chú|bác|thầy|đồng chí|chủ tịch|phó chủ tịch|giám đốc|bí thư|trưởng \w+|đại biểu|bác sĩ) "
    r"[^.!?\n]{2,120}?\b(?:nói|cho biết|cho hay|chia sẻ|khẳng định|nhấn mạnh|phát biểu|kể|bày tỏ|tâm sự|đề nghị|trả lời|cho rằng)\b)"
    r"|\b(?i:nói|cho biết|chia sẻ|khẳng định|nhấn mạnh|phát biểu|tâm sự) (?i:của )?"
    rf"(?:(?i:ông|bà|anh|chị|đồng chí)\b|{_CAPITAL}\w* {_CAPITAL})"
)
_FOLK = re.compile(r"\b(?:tục ngữ|ca dao|dân gian|thành ngữ|châm ngôn)\b", re.IGNORECASE)
# a box set apart, not somebody's words
_NOTE = re.compile(
    r"(?:\[!\w+\]|(?:lưu ý|chú ý|ghi chú|tóm tắt|mẹo|thông tin liên hệ|liên hệ|xem thêm|đọc thêm|bài liên quan|tin liên quan"
    r"|cập nhật|đính chính|hỏi|câu hỏi|đáp|trả lời|ví dụ|mẫu|note|tip|warning|update)\s*+:)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\b(?:điều|khoản|điểm|article|clause) \d", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*+>")
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
    found = scan(edition)
    for block in found.blocks:
        if block.kind == "trich":
            quote.append(block)
            continue
        yield from _judge(quote, before, block)
        quote, before = [], block
    yield from _judge(quote, before, None)
    yield from _html(found)


def _html(found: Scan) -> Iterator[Problem]:
    """Yield a problem for every `<blockquote>` that names no source, in it or before it."""
    depth, start = 0, None
    starts = [b.line for b in found.blocks]
    cites = [t.line for t in found.tags if t.name in ("cite", "footer")]
    for tag in found.tags:
        if tag.name != "blockquote":
            continue
        depth = max(0, depth - 1) if tag.closes else depth + 1
        if depth == 1 and not tag.closes:
            start = tag
        if depth or start is None or not tag.closes:
            continue
        opened, start = start, None
        rows = found.body[opened.line - found.first_line : tag.line - found.first_line + 1]
        rows = tuple(r for r in (_TAG.sub("", row).strip() for row in rows) if r)
        place = bisect_right(starts, opened.line) - 1  # of the block that the tag is in
        before: Block | None = found.blocks[place]
        if starts[place] == opened.line:
            before = found.blocks[place - 1] if place else None
        else:
            before = replace(
                found.blocks[place], lines=found.blocks[place].lines[: opened.line - starts[place]]
            )
        cited = opened.attributes.get("cite") or bisect_left(cites, opened.line) < bisect_right(
            cites, tag.line
        )
        if not rows or cited:
            continue
        whole = Block("trich", opened.line, rows)
        if not _sourced([whole], before, None):
            yield _problem(whole.plain, opened.line, opened.column)


def _judge(quote: list[Block], before: Block | None, after: Block | None) -> Iterator[Problem]:
    if quote and not _sourced(quote, before, after):
        yield _problem(quote[0].plain, quote[0].line, quote[0].lines[0].index(">") + 1)


def _sourced(quote: list[Block], before: Block | None, after: Block | None) -> bool:
    words = " ".join(b.plain[:2000] for b in quote[:20])
    return bool(
        _names_a_source(quote[-1])
        or _NOTE.match(words)
        or _SPEAKS.search(words)
        or (before and (_announces(before) or _is_article(before)))
        or (after and len(after.lines) == 1 and len(after.plain) < 150 and _names_a_source(after))
    )


def _is_article(block: Block) -> bool:
    """Return whether a heading over a quotation is the number of an article of a law."""
    return block.kind == "tieu-de" and bool(_ARTICLE.search(block.plain[:300]))


def _problem(said: str, line: int, column: int) -> Problem:
    return Problem(
        line,
        column,
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
    if not sentence.rstrip().endswith((":", ",")):
        return False
    if _FOLK.search(sentence):
        return True
    if not _ANNOUNCES.search(sentence):
        return False
    words = sentence.split()
    named = any(w[:1].isupper() for w in words[1:]) or any(c.isdigit() for c in sentence)
    return named or "](" in block.lines[-1]

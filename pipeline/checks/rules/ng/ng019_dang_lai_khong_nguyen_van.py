"""Cổng tổng hợp đăng lại bài đã lược, sửa hoặc ghép từ nhiều nguồn.

## Vì sao
Trang thuộc loại cổng thông tin điện tử tổng hợp đăng lại nguyên văn, chính xác, kèm tên tác giả hoặc cơ quan và thời gian đã đăng.
Bài lược, biên tập lại hoặc ghép nhiều nguồn không còn là bản của tác giả mà trang nêu tên.

## Cách sửa
Đăng lại đúng nguyên văn rồi bỏ dòng “lược trích”, hoặc tự viết thành tin của trang, ghi `nguon_tin: noi-bo` và dẫn liên kết tới
từng bài đã tham khảo.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.markdown import scan
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_CHANGED = re.compile(
    r"[*_(\[ ]*(?P<said>(?:lược (?:trích|ghi|dịch|thuật|đăng)|trích lược|trích đăng|biên tập lại|có biên tập|đã biên tập|có lược bỏ"
    r"|có chỉnh sửa|rút gọn|tóm lược|tổng hợp(?: từ)?|(?:theo|nguồn)[^\n()]{0,60}tổng hợp|tiêu đề do [^\n()]{2,40} đặt)[^\n]{0,80})",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\s*(?:;|,|\+| và | & )\s*")


@rule(
    "NG019",
    "dang-lai-khong-nguyen-van",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S3 Đ2 k1",),
    since="0.2",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where a reposted item of an aggregated portal says that it is not verbatim."""
    site = ctx.site(edition)
    profiles = [ctx.registry.profiles.get(p) for p in site.profiles] if site else []
    if edition.get("nguon_tin") != "trich-dan" or not any(
        p and p.raw.get("tong_hop") is True for p in profiles
    ):
        return
    names = [
        n
        for n in _SEVERAL.split(edition.get("nguon.ten")[:500])
        if n.lower().startswith(("báo ", "ttxvn", "vtv", "vov"))
    ]
    if len(names) > 1:
        mark = edition.mark("nguon.ten")
        yield _problem(mark.line, mark.column, " và ".join(names), "nguon.ten")
    blocks = scan(edition).blocks
    for block in dict.fromkeys((*blocks[:1], *blocks[-2:])):
        for number, line in ((block.line, block.lines[0]), (block.last, block.lines[-1])):
            found = _CHANGED.match(line[:300]) if len(line) < 200 else None
            if found:
                yield _problem(
                    number, found.start("said") + 1, found["said"].strip(" *_()[]."), found["said"]
                )
                break


def _problem(line: int, column: int, said: str, anchor: str) -> Problem:
    return Problem(
        line,
        column,
        Text(
            f"Cổng tổng hợp phải đăng lại nguyên văn một bài; bài này ghi “{short(said)}”.",
            f"An aggregated portal reposts one article verbatim; this item says “{short(said)}”.",
        ),
        Text(
            "Đăng lại đúng nguyên văn và bỏ ghi chú này, hoặc viết thành tin của trang: nguon_tin: noi-bo",
            "Repost it word for word and drop this note, or write an item of your own: nguon_tin: noi-bo",
        ),
        anchor=short(anchor),
    )

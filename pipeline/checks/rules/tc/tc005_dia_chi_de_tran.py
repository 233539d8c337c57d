"""Địa chỉ web để trần trong bài.

## Vì sao
Phần mềm đọc màn hình đọc địa chỉ từng ký tự; địa chỉ dài làm vỡ dòng trên điện thoại; địa chỉ viết trần trong nội dung lại
không bấm được.

## Cách sửa
Viết tên trang thay cho địa chỉ: `[Cổng Dịch vụ công quốc gia](https://dichvucong.gov.vn)`. Tên miền ngắn như
`daklak.gov.vn` viết trong câu thì được.
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

_ADDRESS = re.compile(r"(?:https?://|www\.)\S++|[a-z0-9-]++(?:\.[a-z0-9-]++)++/\S++", re.IGNORECASE)


@rule(
    "TC005",
    "dia-chi-de-tran",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S1 Đ5 k2 d", "TT 32/2017 Đ18 k1 d"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every address that stands as its own text."""
    for link in scan(edition).links:
        if not link.bare and not _ADDRESS.fullmatch(link.text):
            continue
        target = short(link.target)
        yield Problem(
            link.line,
            link.column,
            Text(f"Địa chỉ để trần: {short(link.text)}", f"A bare address: {short(link.text)}"),
            Text(f"Viết: [Tên trang]({target})", f"Write: [Name of the page]({target})"),
            anchor=link.target,
            wcag=("2.4.4",),
        )

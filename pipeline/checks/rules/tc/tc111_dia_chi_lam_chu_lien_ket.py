"""Chữ của liên kết là một địa chỉ web để trần.

## Vì sao
Phần mềm đọc màn hình đọc địa chỉ từng ký tự; người nghe không hiểu. Địa chỉ dài còn làm vỡ dòng trên điện thoại.

## Cách sửa
Viết tên trang thay cho địa chỉ: `[Cổng dịch vụ công quốc gia](https://dichvucong.gov.vn)`. Tên miền ngắn như
`daklak.gov.vn` thì được.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import links, name, short
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[a-z0-9-]+(?:\.[a-z0-9-]+)+/\S+", re.IGNORECASE)


@rule(
    "TC111",
    "dia-chi-lam-chu-lien-ket",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=("S1 Đ5 k2 d", "TT 32/2017 Đ18 k1 d"),
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each link whose text is an address with scheme or path."""
    for element in links(page):
        said = name(page, element)
        if not _ADDRESS.fullmatch(said):
            continue
        target = element.attrs["href"]
        yield Problem(
            element.line,
            element.column,
            Text(
                f"Chữ của liên kết là địa chỉ trần: {short(said)}",
                f"The link text is a bare address: {short(said)}",
            ),
            Text(f"Viết: [Tên trang]({short(target)})", f"Write: [Name of the page]({short(target)})"),
            target,
            ("2.4.4", "2.4.9"),
            ("aizyf1",),
        )

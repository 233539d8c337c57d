"""Bài nêu số tài khoản ngân hàng của một người.

## Vì sao
Số tài khoản cùng tên chủ là dữ liệu cá nhân và là mồi cho lừa đảo quyên góp. Tài khoản của kho bạc, của quỹ, của cơ quan
thì được đăng.

## Cách sửa
Thay bằng tài khoản của tổ chức đứng ra tiếp nhận: `Tài khoản số … của Hội Chữ thập đỏ tỉnh tại Kho bạc Nhà nước`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.personal_signs import ACCOUNT
from pipeline.checks.personal_told import told
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "BM011",
    "tai-khoan-ngan-hang",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S1 Đ7 k2", "S2 Đ6", "S4 Đ5 k2", "Luật BVDLCN 91/2025"),
    since="0.2",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every such place, unless the item names its legal ground."""
    yield from told(
        edition,
        ACCOUNT,
        Text("Có số tài khoản của cá nhân {}.", "A private bank account {}."),
        Text(
            "Thay bằng tài khoản của tổ chức tiếp nhận, ví dụ: Tài khoản của Hội Chữ thập đỏ tỉnh tại Kho bạc Nhà nước",
            "Give the account of the organisation that collects instead",
        ),
    )

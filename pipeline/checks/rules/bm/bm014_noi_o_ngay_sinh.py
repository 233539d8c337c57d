"""Bài nêu chỗ ở hoặc ngày sinh đầy đủ của một người dân.

## Vì sao
Địa chỉ nhà và ngày tháng năm sinh là dữ liệu cá nhân; cùng với họ tên là đủ để giả danh.

## Cách sửa
Chỉ ghi đến xã: `ông N.V.B (xã Ea Kly)`; ngày sinh thì bỏ hoặc chỉ ghi năm.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.personal_signs import HOME
from pipeline.checks.personal_told import told
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "BM014",
    "noi-o-ngay-sinh",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S1 Đ7 k2", "S2 Đ6", "S4 Đ5 k2", "Luật BVDLCN 91/2025"),
    since="0.2",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every such place, unless the item names its legal ground."""
    if edition.type in ("lanh-dao",):
        return
    yield from told(
        edition,
        HOME,
        Text("Có chỗ ở hoặc ngày sinh của cá nhân: “{}”.", "The home or birthday of a person: “{}”."),
        Text(
            "Chỉ ghi đến xã và năm sinh, ví dụ: ông N.V.B, sinh năm 1985, xã Ea Kly",
            "Name the commune and the year only",
        ),
    )

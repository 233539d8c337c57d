"""Bài nêu số giấy tờ của một người: hộ chiếu, bảo hiểm, mã số thuế cá nhân, biển số xe kèm tên.

## Vì sao
Các số này gắn với đúng một người; kẻ xấu dùng để giả danh.

## Cách sửa
Xóa hoặc che số: `C12…67`. Tin tai nạn chỉ cần loại xe: `một xe ô tô con`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.personal_signs import PAPER
from pipeline.checks.personal_told import told
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "BM012",
    "giay-to-ca-nhan",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S1 Đ7 k2", "S2 Đ6", "S4 Đ5 k2", "Luật BVDLCN 91/2025"),
    since="0.2",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every such place, unless the item names its legal ground."""
    yield from told(
        edition,
        PAPER,
        Text("Có số giấy tờ của cá nhân: {}.", "The number of a personal paper: {}."),
        Text("Xóa hoặc che số, ví dụ: hộ chiếu C12…67", "Remove or mask the number"),
    )

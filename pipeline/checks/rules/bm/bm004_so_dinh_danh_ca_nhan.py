"""Bài nêu số căn cước, số định danh của một người.

## Vì sao
Số căn cước công dân, chứng minh nhân dân là dữ liệu cá nhân; lộ ra thì kẻ xấu dùng để vay tiền, giả danh. Chỉ được đăng khi
luật buộc.

## Cách sửa
Xóa dãy số, hoặc che bớt: `0010…789`. Luật buộc công khai thì ghi căn cứ: `co_so_phap_ly: Khoản … Điều … Luật …`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.personal_signs import IDENTITY
from pipeline.checks.personal_told import told
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "BM004",
    "so-dinh-danh-ca-nhan",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S1 Đ7 k2", "S2 Đ6", "S4 Đ5 k2", "Luật BVDLCN 91/2025"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every run of nine or twelve digits near a word for an identity number."""
    yield from told(
        edition,
        IDENTITY,
        Text("Có số định danh cá nhân {}.", "A personal identity number {}."),
        Text("Xóa hoặc che dãy số, ví dụ: 0010…789", "Remove or mask it"),
    )

"""Bài nêu số điện thoại riêng của người dân.

## Vì sao
Số di động của một người là dữ liệu cá nhân: đăng lên mạng là người đó bị gọi quấy rối, lừa đảo. Số máy của cơ quan, của cán
bộ đầu mối thì được đăng.

## Cách sửa
Xóa số, hoặc che bớt: `0905…456`. Cần người đọc liên lạc thì ghi số của đơn vị: `Liên hệ: Văn phòng, 0262 0000 101`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.personal_signs import PHONE
from pipeline.checks.personal_told import told
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "BM010",
    "dien-thoai-rieng",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S1 Đ7 k2", "S2 Đ6", "S4 Đ5 k2", "Luật BVDLCN 91/2025"),
    since="0.2",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every such place, unless the item names its legal ground."""
    if edition.type in ("danh-ba", "don-vi", "lanh-dao"):
        return
    yield from told(
        edition,
        PHONE,
        Text("Có số điện thoại riêng {}.", "A private telephone number {}."),
        Text(
            "Xóa hoặc che số, hoặc ghi số của đơn vị, ví dụ: Liên hệ: Văn phòng, 0262 0000 101",
            "Remove or mask it, or give the number of an office",
        ),
    )

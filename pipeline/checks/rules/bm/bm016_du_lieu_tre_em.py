"""Bài nêu họ tên một trẻ em kèm tuổi, cha mẹ hoặc hoàn cảnh.

## Vì sao
Đời tư của trẻ em được luật bảo vệ chặt hơn: trẻ từ 7 tuổi phải đồng ý, và cha mẹ cũng phải đồng ý.

## Cách sửa
Viết tắt tên và bỏ trường, lớp: `cháu H., 8 tuổi`. Tin khen thưởng học sinh không bị nhắc.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.personal_signs import CHILD
from pipeline.checks.personal_told import told
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "BM016",
    "du-lieu-tre-em",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S1 Đ7 k2", "S2 Đ6", "S4 Đ5 k2", "Luật BVDLCN 91/2025"),
    since="0.2",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every such place, unless the item names its legal ground."""
    yield from told(
        edition,
        CHILD,
        Text("Có thông tin của một trẻ em: “{}”.", "Data of a child: “{}”."),
        Text("Viết tắt tên, ví dụ: cháu H., 8 tuổi", "Use initials"),
    )

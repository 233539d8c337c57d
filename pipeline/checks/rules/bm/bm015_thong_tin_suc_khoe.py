"""Bài nêu bệnh tật của một người có họ tên.

## Vì sao
Tình trạng sức khỏe là dữ liệu cá nhân nhạy cảm. Người bệnh có thể bị kỳ thị, kể cả khi bài viết với ý tốt.

## Cách sửa
Viết tắt tên: `bệnh nhân N.V.A, 45 tuổi`. Người đó hoặc gia đình đồng ý bằng văn bản thì ghi căn cứ.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.personal_signs import HEALTH
from pipeline.checks.personal_told import told
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "BM015",
    "thong-tin-suc-khoe",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S1 Đ7 k2", "S2 Đ6", "S4 Đ5 k2", "Luật BVDLCN 91/2025"),
    since="0.2",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every such place, unless the item names its legal ground."""
    yield from told(
        edition,
        HEALTH,
        Text("Có thông tin sức khỏe của một người: “{}”.", "Health data of a named person: “{}”."),
        Text("Viết tắt tên, ví dụ: bệnh nhân N.V.A, 45 tuổi", "Use initials"),
    )

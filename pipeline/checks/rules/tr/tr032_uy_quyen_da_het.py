"""Ủy quyền duyệt đã hết thời hạn mà còn ghi trong danh sách.

## Vì sao
Dòng hết hạn không còn tác dụng. Danh sách chỉ giữ những gì đang và sắp có hiệu lực thì người đọc thấy ngay ai được duyệt hôm nay; các
dòng cũ vẫn còn trong lịch sử của kho.

## Cách sửa
Bỏ dòng ủy quyền đã hết hạn. Nếu cần ủy quyền tiếp, thêm dòng mới theo văn bản mới:

`- {tu_nguoi: truong-ban, cho: pho-truong-ban, ly_do: di-vang, tu: 2026-12-01, den: 2026-12-10, van_ban: {so: 13/UQ-VP, ngay: 2026-11-30}}`
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.boards import delegations
from pipeline.checks.registry import Context, rule
from pipeline.model.board import BoardConfig
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule("TR032", "uy-quyen-da-het", on=BoardConfig, severity=Severity.NOTE, legal=(), since="0.2")
def check(board: BoardConfig, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every delegation that has ended."""
    for given in delegations(board):
        last = given.day("den")
        if last is not None and last < ctx.facts["today"]:
            receiver = given.text("cho")[:60]
            yield given.problem(
                "den",
                Text(
                    f"Ủy quyền cho “{receiver}” đã hết hạn ngày {last:%d/%m/%Y}.",
                    f"The delegation to “{receiver}” ended on {last}.",
                ),
                Text(
                    "Bỏ dòng này; cần ủy quyền tiếp thì thêm dòng mới, ví dụ: tu: 2026-12-01, den: 2026-12-10",
                    "Drop the entry; where it is needed again, add a new one: tu: 2026-12-01, den: 2026-12-10",
                ),
            )

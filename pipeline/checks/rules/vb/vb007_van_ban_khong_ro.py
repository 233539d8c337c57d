"""Bài dựa vào một văn bản mà chưa đăng ký văn bản nào biết.

## Vì sao
Số gõ sai thì người đọc tra không ra. Văn bản chưa có trong đăng ký thì khi nó hết hiệu lực, không ai được nhắc rà soát bài này.

## Cách sửa
Đối chiếu số, ký hiệu; nếu đúng thì thêm văn bản vào mục `van-ban/` của trang (hoặc của cổng tỉnh).
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.documents import Register, references
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "VB007",
    "van-ban-khong-ro",
    on=Edition,
    severity=Severity.WARNING,
    legal=("NĐ 42/2022 Đ4 k1 a", "S4 Đ22 k2"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every number of `can_cu` that neither a register nor the table of laws knows."""
    register: Register = ctx.facts["register"]
    for reference in references(edition, "can_cu"):
        if register.known(reference, edition):
            continue
        mark = edition.mark(reference.path)
        yield Problem(
            mark.line,
            mark.column,
            Text(
                f"Không thấy văn bản {short(reference.number)} trong đăng ký nào.",
                f"No register knows the document {short(reference.number)}.",
            ),
            Text(
                "Kiểm tra lại số, ví dụ: can_cu: [10/2024/QĐ-UBND]; nếu đúng thì thêm văn bản vào mục van-ban/.",
                "Check the number, as in can_cu: [10/2024/QĐ-UBND]; if it is right, add the document under van-ban/.",
            ),
            anchor=reference.number,
        )

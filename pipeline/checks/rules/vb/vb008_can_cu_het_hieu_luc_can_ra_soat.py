"""Bài dựa vào văn bản nay đã hết hiệu lực; cần rà soát.

## Vì sao
Khi tiếp nhận thì bài đúng, nay văn bản đã bị thay thế. Ban Biên tập phải xem lại: sửa, gỡ, hay giữ làm tư liệu.

## Cách sửa
Sửa bài theo văn bản mới; hoặc ghi `giu_lai:` kèm lý do; hoặc gỡ bằng `go_bo`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.documents import DOCUMENT, Register, references
from pipeline.checks.kinds import parse_moment
from pipeline.checks.lapsed import GUIDANCE, lapsed_problem
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity


@rule(
    "VB008",
    "can-cu-het-hieu-luc-can-ra-soat",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S4 Đ22 k2", "S0 Đ14"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every lapsed document of `can_cu`, unless VB004 tells of it.

    A legal document keeps the basis that it was issued on, so documents themselves are left alone.
    """
    if edition.type == DOCUMENT or edition.get("giu_lai").strip() or edition.value("go_bo"):
        return
    register: Register = ctx.facts["register"]
    received = parse_moment(edition.value("tiep_nhan_luc"))
    for reference in references(edition, "can_cu"):
        lapse = register.lapse(reference, edition, ctx.now.date())
        if lapse is None:
            continue
        before = register.lapse(reference, edition, received.date()) if received else None
        if edition.type in GUIDANCE and before and before.since:
            continue
        yield lapsed_problem(edition, reference, lapse)

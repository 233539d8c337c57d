"""Tin, bài hướng dẫn dựa vào văn bản đã hết hiệu lực trước khi tiếp nhận.

## Vì sao
Người dân làm theo bài sẽ làm theo quy định không còn giá trị. Bài dựa trên chính sách đã bị bãi bỏ phải được gỡ, kể cả khi
chưa hết hạn lưu.

## Cách sửa
Thay số văn bản trong `can_cu` bằng văn bản hiện hành và sửa nội dung theo. Cố ý nói về văn bản cũ thì ghi lý do:
`giu_lai: Bài thuộc loạt lịch sử chính sách`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.documents import Register, references
from pipeline.checks.kinds import parse_moment
from pipeline.checks.lapsed import GUIDANCE, lapsed_problem
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity


@rule(
    "VB004",
    "dua-vao-van-ban-da-het-hieu-luc",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S4 Đ22 k2",),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every document of `can_cu`, or that it explains, that had lapsed when news or guidance came in."""
    if edition.type not in GUIDANCE or edition.get("giu_lai").strip() or edition.value("go_bo"):
        return
    received = parse_moment(edition.value("tiep_nhan_luc"))
    if received is None:
        return
    register: Register = ctx.facts["register"]
    rests_on = [r for key in ("can_cu", "van_ban_luat") for r in references(edition, key)]
    told: set[str] = set()
    for reference in rests_on:
        lapse = register.lapse(reference, edition, received.date())
        if lapse and lapse.since and reference.number not in told:
            told.add(reference.number)
            yield lapsed_problem(edition, reference, lapse)

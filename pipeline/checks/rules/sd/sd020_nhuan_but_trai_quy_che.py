"""Nhuận bút của bài không theo cách phân loại của quy chế.

## Vì sao
Có quy chế phân biệt tin có nhuận bút với tin thuộc nhiệm vụ được giao và tin trả lời câu hỏi. Ghi sai thì chi sai ngân
sách.

## Cách sửa
Sửa `nhuan_but` hoặc `loai_nhuan_but` cho khớp; bài hỏi đáp ghi `nhuan_but: khong` và `loai_nhuan_but: tra-loi`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition, Value, as_list
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_UNPAID = ("hoi-dap",)  # answers to questions, R-ROY-02


@rule(
    "SD020", "nhuan-but-trai-quy-che", on=Edition, severity=Severity.ERROR, legal=("S3 Đ21 k3",), since="0.2"
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where royalty and class contradict the rows of a profile of the site that sorts them."""
    site = ctx.site(edition)
    for profile in (ctx.registry.profiles.get(p) for p in (site.profiles if site else ())):
        rows = profile.raw.get("nhuan_but") if profile else None
        if isinstance(rows, Mapping):
            yield from _judge(edition, rows)
            return


def _judge(edition: Edition, rows: Mapping[str, Value]) -> Iterator[Problem]:
    paid, group = edition.get("nhuan_but"), edition.get("loai_nhuan_but")
    legal = tuple(str(c) for c in as_list(rows.get("can_cu")))
    if edition.type in _UNPAID and paid == "co":
        message = Text(
            "Bài trả lời câu hỏi của tổ chức, cá nhân không được tính nhuận bút.",
            "Answers to questions carry no royalty.",
        )
        yield _problem(edition, "nhuan_but", message, "nhuan_but: khong", legal)
    elif paid in ("co", "khong") and group and group not in as_list(rows.get(paid)):
        other = "khong" if paid == "co" else "co"
        if group in as_list(rows.get(other)):
            said = "có" if paid == "co" else "không"
            message = Text(
                f"Ghi {said} nhuận bút mà loại “{group}” thì ngược lại.",
                f"The class “{group}” does not go with nhuan_but: {paid}.",
            )
            yield _problem(edition, "loai_nhuan_but", message, f"nhuan_but: {other}", legal)


def _problem(edition: Edition, key: str, message: Text, line: str, legal: tuple[str, ...]) -> Problem:
    mark = edition.mark(key)
    hint = Text(f"Theo loại tin thì sửa thành: {line}", f"By its class, write: {line}")
    return Problem(mark.line, mark.column, message, hint, anchor=key, legal=legal)

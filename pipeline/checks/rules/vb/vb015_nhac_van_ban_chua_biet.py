"""Bài nhắc tới văn bản mà chưa đăng ký văn bản nào biết.

## Vì sao
Số có trong đăng ký thì trang tự nối tới văn bản; số lạ thì người đọc không mở được, và có thể là số gõ sai.

## Cách sửa
Đối chiếu số. Nếu đúng và văn bản của cơ quan mình thì thêm vào mục `van-ban/`; văn bản của nơi khác thì có thể để nguyên.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.documents import Reference, Register, references
from pipeline.checks.mentioned import named
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.legal import number_key
from pipeline.model.text import Text

# VB007 tells of the numbers of can_cu; a document's own number is known by itself.
_NAMED_ABOVE = ("can_cu",)


@rule(
    "VB015",
    "nhac-van-ban-chua-biet",
    on=Edition,
    severity=Severity.NOTE,
    legal=("NĐ 42/2022 Đ4 k1 a",),
    since="0.3",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for the first mention of every number that neither a register nor the table knows."""
    if edition.value("go_bo"):
        return
    found = named(edition)
    if not found:
        return
    register: Register = ctx.facts["register"]
    told = {number_key(r.number) for key in _NAMED_ABOVE for r in references(edition, key)}
    told.add(number_key(edition.get("so_ky_hieu")))
    for each in found:
        if each.key in told:
            continue
        told.add(each.key)
        if register.known(Reference(each.number, "", ""), edition):
            continue
        yield Problem(
            each.line,
            each.column,
            Text(
                f"Không thấy văn bản {short(each.number)} nhắc trong bài ở đăng ký nào.",
                f"No register knows the document {short(each.number)} that the text names.",
            ),
            Text(
                "Kiểm tra lại số; nếu là văn bản của mình thì thêm vào mục van-ban/ với so_ky_hieu: "
                f"{short(each.number)}",
                f"Check the number; a document of your own belongs under van-ban/ as so_ky_hieu: {short(each.number)}",
            ),
            anchor=each.key,
        )

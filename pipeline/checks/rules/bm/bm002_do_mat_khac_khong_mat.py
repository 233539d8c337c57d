"""Bài khai độ mật khác “không mật”.

## Vì sao
Chỉ thông tin không thuộc bí mật nhà nước mới được soạn và đăng ở đây.

## Cách sửa
Bài có độ mật thì rút khỏi kho và báo người phụ trách. Bài không mật thì ghi đúng: `do_mat: khong-mat`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.secrecy import SECRETS
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_ONLY = "khong-mat"


@rule(
    "BM002",
    "do-mat-khac-khong-mat",
    on=Edition,
    severity=Severity.ERROR,
    legal=SECRETS,
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for any other value; a missing one is told by SD001."""
    value = edition.value("do_mat")
    if value in (None, "", (), _ONLY):
        return
    mark = edition.mark("do_mat")
    shown = short(str(value))
    yield Problem(
        mark.line,
        mark.column,
        Text(
            f"Độ mật ghi “{shown}”; chỉ bài không mật được đăng.",
            f"do_mat is “{shown}”; only khong-mat may appear.",
        ),
        Text(
            f"Bài không thuộc bí mật nhà nước thì ghi: do_mat: {_ONLY}; nếu có độ mật, rút bài và báo người phụ trách.",
            f"Write do_mat: {_ONLY} if it is no secret; otherwise withdraw it and tell the officer in charge.",
        ),
        anchor="do_mat",
    )

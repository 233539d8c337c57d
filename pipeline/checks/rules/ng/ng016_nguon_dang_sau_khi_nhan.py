"""Ngày nguồn đăng sau ngày trang nhận bài.

## Vì sao
Không thể nhận một bài trước khi nguồn đăng nó. Ngày sai làm người đọc tưởng tin mới hơn thực tế, và mốc tính hạn cũng sai theo.

## Cách sửa
Xem lại ngày ghi trên bài gốc và sửa `ngay_dang`; nếu bài được gửi lại thì sửa `tiep_nhan_luc` theo lần nhận sau.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@rule(
    "NG016",
    "nguon-dang-sau-khi-nhan",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S0 Đ7 k2",),
    since="0.2",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where the source's day comes after the receipt; days still to come are told by SD011."""
    there, here = _DAY.match(edition.get("nguon.ngay_dang")), _DAY.match(edition.get("tiep_nhan_luc"))
    today = ctx.now.date().isoformat()
    if not there or not here or there[0] > today or there[0] <= here[0]:
        return
    mark = edition.mark("nguon.ngay_dang")
    shown, received = ("/".join(reversed(d[0].split("-"))) for d in (there, here))
    yield Problem(
        mark.line,
        mark.column,
        Text(
            f"Nguồn đăng ngày {shown}, sau ngày trang nhận bài {received}.",
            f"The source published on {there[0]}, after the item was received on {here[0]}.",
        ),
        Text(
            f"Sửa ngày ghi trên bài gốc, ví dụ: ngay_dang: {here[0]}",
            f"Give the day printed on the original, for example: ngay_dang: {here[0]}",
        ),
        anchor="nguon.ngay_dang",
    )

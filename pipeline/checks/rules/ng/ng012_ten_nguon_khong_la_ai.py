"""Tên nguồn của bài ghi “Internet”, “sưu tầm”, “tổng hợp” hoặc tên một mạng xã hội.

## Vì sao
Quy chế buộc ghi tên nơi cung cấp thông tin. “Internet”, “Facebook” không phải tên của ai, nên không ai chịu trách nhiệm về
nội dung, người duyệt cũng không đối chiếu được với bản gốc.

## Cách sửa
Ghi tên cơ quan báo chí, cơ quan nhà nước hoặc người đã đăng bài đầu tiên: `ten: Báo Nhân Dân`. Bài tổng hợp từ nhiều nơi thì tự
viết lại, dẫn tên từng nơi trong bài và ghi `nguon_tin: noi-bo`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.credits import names_nobody
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "NG012",
    "ten-nguon-khong-la-ai",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S0 Đ7 k1 đ", "S0 Đ7 k2", "S2 Đ9 k3", "S4 Đ7 k1"),
    since="0.2",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a source whose name is a mere word for "somewhere"; NG001 tells of a missing name."""
    name = edition.get("nguon.ten").strip()
    if not name or not names_nobody(name):
        return
    mark = edition.mark("nguon.ten")
    yield Problem(
        mark.line,
        mark.column,
        Text(
            f"Tên nguồn “{short(name)}” không cho biết thông tin do ai đăng.",
            f"The source “{short(name)}” does not tell who published this.",
        ),
        Text(
            "Ghi tên nơi đăng đầu tiên, ví dụ: ten: Báo Nhân Dân",
            "Name the first publisher, for example: ten: Báo Nhân Dân",
        ),
        anchor="nguon.ten",
    )

"""Bài có dấu chỉ độ mật.

## Vì sao
Tài liệu mang dấu “MẬT”, “TỐI MẬT”, “TUYỆT MẬT” là bí mật nhà nước, tuyệt đối không được đăng, cũng không được để trong kho
này.

## Cách sửa
Dừng ngay: không gửi duyệt, báo người phụ trách bảo vệ bí mật nhà nước của cơ quan và quản trị kho để xóa khỏi lịch sử. Nếu chỉ
là nói về các độ mật, hãy viết thành câu, ví dụ: “Bí mật nhà nước chia ba độ: Tuyệt mật, Tối mật, Mật.”
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.inventory import of_text
from pipeline.checks.registry import Context, rule
from pipeline.checks.secrecy import MAY_STAMP, SECRETS, stamp_problem, stamped_lines
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity


@rule(
    "BM001",
    "dau-chi-do-mat",
    on=Edition,
    severity=Severity.ERROR,
    legal=SECRETS,
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every stamp in front matter and body; BM006 looks at attachments."""
    if not of_text(edition) & MAY_STAMP:
        return
    for line, column, stamp in stamped_lines(edition.text):
        yield stamp_problem(line, column, stamp)

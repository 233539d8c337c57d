"""Điều phải xác nhận mới được đăng thì bài ghi là chưa, là không.

## Vì sao
Ý kiến chỉ đạo chỉ được đăng khi đã xác nhận không thuộc bí mật nhà nước; dịch vụ công từ mức độ 3 trở lên phải cho người
dân chọn nhận kết quả qua bưu chính. Ghi `false` là nói rằng việc đó chưa làm.

## Cách sửa
Làm việc đó rồi ghi `true`; chưa làm được thì chưa gửi bài.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.fields import applicable
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_MUST_BE_TRUE = ("xac_nhan_khong_mat", "nhan_qua_buu_chinh")


@rule(
    "SD021",
    "chua-xac-nhan",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S2 Đ10 k2 a", "S4 Đ10 k3"),
    since="0.2",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every required confirmation that says no."""
    if not any(edition.value(key) is False for key in _MUST_BE_TRUE):
        return
    for path, spec in applicable(edition, ctx):
        if path in _MUST_BE_TRUE and edition.value(path) is False:
            mark = edition.mark(path)
            yield Problem(
                mark.line,
                mark.column,
                Text(f"“{spec.label.vi}” đang ghi là không.", f"“{spec.label.en}” says no."),
                Text(
                    f"{spec.hint or 'Kiểm tra lại'} Khi đã đúng thì ghi: {path}: true",
                    f"Once it is so, write: {path}: true",
                ),
                anchor=path,
                legal=spec.legal,
            )

"""Đơn vị cung cấp không có trong danh sách đơn vị của trang.

## Vì sao
Mỗi tin, bài phải rõ đơn vị cung cấp để biết ai chịu trách nhiệm về tính chính xác và tính vào báo cáo của đơn vị nào.

## Cách sửa
Dùng mã của một đơn vị trong `don_vi` của `sites/<trang>/site.yml`, hoặc đề nghị quản trị thêm đơn vị mới vào đó.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule("SD014", "don-vi-la", on=Edition, severity=Severity.ERROR, legal=("S0 Đ9 k2", "S2 Đ10 k2"), since="0.1")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where the supplying unit is not one of the site's."""
    site, written = ctx.site(edition), edition.get("don_vi")
    if site is None or not written or site.unit(written):
        return
    known = [u.code for u in site.units]
    near = get_close_matches(written, known, n=1, cutoff=0.5)
    mark = edition.mark("don_vi")
    listed = ", ".join(known)
    yield Problem(
        mark.line,
        mark.column,
        Text(f"Trang không có đơn vị “{written}”.", f"The site has no unit “{written}”."),
        Text(
            f"Sửa thành, ví dụ: don_vi: {near[0] if near else (known or ['…'])[0]}. Các đơn vị: {listed}.",
            f"Use one of: {listed}.",
        ),
        anchor="don_vi",
    )

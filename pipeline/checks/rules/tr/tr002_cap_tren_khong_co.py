"""Trang khai báo trực thuộc một trang không có.

## Vì sao
Trang thành phần phải gắn với cổng của tỉnh: cổng tỉnh dẫn tới và tổng hợp tin của trang thành phần qua khai báo này.

## Cách sửa
Ghi đúng mã của trang cấp trên (tên thư mục trong `sites/`), hoặc `truc_thuoc: null` nếu là cổng tỉnh.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from pipeline.checks.registry import Context, rule
from pipeline.model.finding import Problem, Severity
from pipeline.model.site import SiteConfig
from pipeline.model.text import Text


@rule(
    "TR002",
    "cap-tren-khong-co",
    on=SiteConfig,
    severity=Severity.ERROR,
    legal=("S1 Đ6 k3", "S2 Đ2", "S4 Đ9 k1"),
    since="0.1",
)
def check(config: SiteConfig, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for an unknown parent, and for a component site without any."""
    site = ctx.registry.sites[config.site_id]
    line, column = config.mark("truc_thuoc")
    others = sorted(s for s in ctx.registry.sites if s != site.id)
    if site.parent is None:
        if site.level in ("so-nganh", "huyen", "cap-xa"):
            yield Problem(
                line,
                column,
                Text("Trang thành phần chưa khai trực thuộc trang nào.", "A component site names no parent."),
                Text(
                    f"Thêm dòng, ví dụ: truc_thuoc: {others[0] if others else 'daklak'}",
                    "Add the parent's id: truc_thuoc: …",
                ),
                anchor="truc_thuoc",
            )
    elif site.parent not in ctx.registry.sites:
        near = get_close_matches(site.parent, others, n=1, cutoff=0.4)
        guess = near[0] if near else (others[0] if others else "null")
        yield Problem(
            line,
            column,
            Text(f"Không có trang “{site.parent}”.", f"There is no site “{site.parent}”."),
            Text(f"Sửa thành, ví dụ: truc_thuoc: {guess}", f"Write for example: truc_thuoc: {guess}"),
            anchor="truc_thuoc",
        )

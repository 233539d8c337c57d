"""Các trang trực thuộc nhau thành vòng tròn.

## Vì sao
Trang A trực thuộc B, B lại trực thuộc A thì không tìm được cổng của tỉnh; danh mục trang và tin tổng hợp không dựng được.

## Cách sửa
Sửa `truc_thuoc` của một trong các trang nêu trong thông báo.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.finding import Problem, Severity
from pipeline.model.site import SiteConfig
from pipeline.model.text import Text


@rule("TR003", "truc-thuoc-vong", on=SiteConfig, severity=Severity.ERROR, legal=("S1 Đ6 k3",), since="0.1")
def check(config: SiteConfig, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every site that is its own ancestor."""
    seen = [config.site_id]
    parent = ctx.registry.sites[config.site_id].parent
    while parent and parent in ctx.registry.sites and parent not in seen:
        seen.append(parent)
        parent = ctx.registry.sites[parent].parent
    if parent == config.site_id:
        line, column = config.mark("truc_thuoc")
        ring = " → ".join([*seen, config.site_id])
        yield Problem(
            line,
            column,
            Text(f"Trực thuộc thành vòng: {ring}.", f"Parents form a ring: {ring}."),
            Text(
                "Cổng tỉnh ghi truc_thuoc: null, các trang khác trỏ về cổng tỉnh.",
                "The province's portal has truc_thuoc: null; the others point to it.",
            ),
            anchor="truc_thuoc",
        )

"""Trang theo một quy chế không có, hoặc quy chế không áp dụng cho cấp của trang.

## Vì sao
Quy chế quyết định chuyên mục bắt buộc, thời hạn, ai được duyệt. Ghi sai thì trang bị kiểm tra theo luật của nơi khác, hoặc
không theo luật nào.

## Cách sửa
Chọn mã quy chế có trong `sites/_chung/quy-che/`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.finding import Problem, Severity
from pipeline.model.site import SiteConfig
from pipeline.model.text import Text


@rule("TR005", "quy-che-la", on=SiteConfig, severity=Severity.ERROR, legal=("S1 Đ2",), since="0.1")
def check(config: SiteConfig, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a site without profile, with an unknown one, or with one for other levels."""
    site = ctx.registry.sites[config.site_id]
    line, column = config.mark("quy_che")
    known = ", ".join(sorted(ctx.registry.profiles))
    hint = Text(f"Các quy chế đang có: {known}.", f"Known profiles: {known}.")
    if not site.profiles:
        message = Text("Trang chưa khai theo quy chế nào.", "The site names no profile.")
        yield Problem(line, column, message, hint, anchor="quy_che")
    for number, name in enumerate(site.profiles):
        line, column = config.mark(f"quy_che[{number}]")
        profile = ctx.registry.profiles.get(name)
        if profile is None:
            message = Text(f"Không có quy chế “{name}”.", f"There is no profile “{name}”.")
            yield Problem(line, column, message, hint, anchor=name)
        elif site.level and site.level not in profile.levels:
            levels = ", ".join(profile.levels)
            message = Text(
                f"Quy chế “{name}” chỉ áp dụng cho cấp: {levels}; trang này là {site.level}.",
                f"The profile “{name}” governs {levels}; this site is {site.level}.",
            )
            yield Problem(line, column, message, hint, anchor=name)

"""Tên của trang khác tên mà quy chế đặt.

## Vì sao
Quy chế đặt tên chính thức, có khi cả tên tiếng Anh, cho cổng của tỉnh. Tên khác làm người dân ngờ trang giả.

## Cách sửa
Sửa `ten`, `ten_en` trong `site.yml` đúng như quy chế; nếu đã có văn bản đặt tên mới thì cập nhật dữ liệu quy chế.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.checks.registry import Context, rule
from pipeline.model.content import as_list
from pipeline.model.finding import Problem, Severity
from pipeline.model.site import SiteConfig
from pipeline.model.text import Text, squeeze

_KEYS = {"ten": "ten", "ten_cong_tinh": "ten", "ten_cong_tinh_en": "ten_en"}


@rule(
    "TR026",
    "ten-trang-khac-quy-che",
    on=SiteConfig,
    severity=Severity.WARNING,
    legal=("S2 Đ2", "S4 Đ3 k1"),
    since="0.2",
)
def check(config: SiteConfig, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where a fixed name of the site's profiles is not the site's (case set aside, G: S0 Đ15)."""
    site = ctx.registry.sites[config.site_id]
    given = {"ten": site.name, "ten_en": site.name_en}
    for profile in (ctx.registry.profiles.get(p) for p in site.profiles):
        for row in as_list(profile.raw.get("chuoi_co_dinh")) if profile else ():
            if not isinstance(row, Mapping) or row.get("ma") not in _KEYS:
                continue
            key = _KEYS[str(row.get("ma"))]
            levels, wanted = as_list(row.get("cap")), str(row.get("chuoi") or "")
            if (levels and site.level not in levels) or not wanted or (key == "ten" and not site.name):
                continue
            if squeeze(given[key]).casefold() != squeeze(wanted).casefold():
                line, column = config.mark(key)
                yield Problem(
                    line,
                    column,
                    Text(
                        f"Tên trang “{given[key][:80]}” khác tên trong quy chế.",
                        f"The name “{given[key][:80]}” is not the one of the regulation.",
                    ),
                    Text(f"Sửa thành: {key}: {wanted}", f"Write this line: {key}: {wanted}"),
                    anchor=key,
                    legal=tuple(str(c) for c in as_list(row.get("can_cu"))),
                )

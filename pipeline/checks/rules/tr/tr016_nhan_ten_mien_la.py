"""Tên miền của sở, ngành không phải tên viết tắt, tên đầy đủ hay tên tiếng Anh của cơ quan.

## Vì sao
Quy chế cho sở, ngành đặt tên miền theo tên viết tắt hoặc tên đầy đủ không dấu, hoặc tên tiếng Anh. Tên khác làm người dân
khó biết trang là của ai.

## Cách sửa
Sửa `ten_mien` theo quyết định cấp tên miền; nếu nhãn đúng là tên viết tắt đã được cấp thì kiểm tra lại `co_quan`, `ten_en`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.finding import Problem, Severity
from pipeline.model.site import SiteConfig
from pipeline.model.text import Text, joined

_LEVEL = "so-nganh"
_PLACE = re.compile(r"\s+(?:tỉnh|thành phố)\s+")


@rule(
    "TR016", "nhan-ten-mien-la", on=SiteConfig, severity=Severity.WARNING, legal=("S1 Đ3 k1 b",), since="0.2"
)
def check(config: SiteConfig, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a department's label whose letters do not stand in its names in this order."""
    site = ctx.registry.sites[config.site_id]
    label = site.domain.removeprefix("www.").partition(".")[0].replace("-", "")
    if site.level != _LEVEL or not label or site.domain.count(".") < 3:
        return
    names = [joined(name[:200]) for name in (site.agency, site.name, site.name_en) if name]
    if not names or any(_stands_in(label, name) for name in names):
        return
    line, column = config.mark("ten_mien")
    short = "".join(word[:1] for word in _PLACE.split(site.agency)[0].split()[:12])
    yield Problem(
        line,
        column,
        Text(
            f"Nhãn “{label}” của tên miền không khớp tên cơ quan “{site.agency[:80]}”.",
            f"The label “{label}” fits no name of “{site.agency[:80]}”.",
        ),
        Text(
            f"Dùng tên viết tắt ({joined(short)}), tên đầy đủ không dấu hoặc tên tiếng Anh, ví dụ: "
            f"ten_mien: {joined(short)}.{site.domain.partition('.')[2]}",
            f"Use the abbreviation ({joined(short)}), the full or the English name.",
        ),
        anchor="ten_mien",
    )


def _stands_in(label: str, name: str) -> bool:
    """Return whether the letters of a label stand in a name in this order, its first letter first."""
    letters = iter(name)
    return name[:1] == label[:1] and all(letter in letters for letter in label)

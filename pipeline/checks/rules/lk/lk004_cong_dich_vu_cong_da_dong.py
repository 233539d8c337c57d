"""Liên kết tới cổng dịch vụ công của tỉnh đã đóng.

## Vì sao
Từ ngày 01/7/2025 giao diện dịch vụ công của các tỉnh đóng, người dân nộp hồ sơ tại Cổng Dịch vụ công quốc gia. Liên kết cũ
dẫn người dân vào ngõ cụt.

## Cách sửa
Thay bằng địa chỉ của chính thủ tục đó trên Cổng Dịch vụ công quốc gia, `https://dichvucong.gov.vn`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.checks.inventory import holds_any, of_text
from pipeline.checks.kinds import parse_day
from pipeline.checks.linking import host, weblinks
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition, as_list
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_ROW = "cong-dvc-tinh"  # the row of sites/_chung/phap-luat.yml that says since when, and where to instead
_NAMED = holds_any(("dvc.", "dichvucong."))
_PORTAL = re.compile(r"dvc\.(?:[a-z0-9-]+\.)+gov\.vn")


@rule(
    "LK004",
    "cong-dich-vu-cong-da-dong",
    on=Edition,
    severity=Severity.WARNING,
    legal=("NĐ 118/2025",),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every link to a province's own service portal once these were closed."""
    if not of_text(edition) & _NAMED:
        return
    rows = as_list(ctx.registry.shared.get("phap-luat", {}).get("thay_doi_khac"))
    row = next((r for r in rows if isinstance(r, Mapping) and r.get("ma") == _ROW), None)
    since = parse_day(row.get("tu")) if row else None
    if row is None or since is None or ctx.now.date() < since:
        return
    # other portals of that name are ministries', some of which stay open; those of the provinces are known by their sites
    named = {f"dichvucong.{site.domain}" for site in ctx.registry.sites.values() if site.domain}
    for line, column, address in weblinks(edition, ctx):
        if _PORTAL.fullmatch(host(address)) or host(address) in named:
            yield Problem(
                line,
                column,
                Text(
                    f"{short(address)} là cổng dịch vụ công của tỉnh, đã đóng từ {since:%d/%m/%Y}.",
                    f"{short(address)} is a provincial service portal, closed since {since}.",
                ),
                Text(
                    f"Thay bằng địa chỉ của thủ tục trên {row.get('nay')}, ví dụ: "
                    f"[Nộp hồ sơ trên Cổng Dịch vụ công quốc gia]({row.get('nay')})",
                    f"Use its address under {row.get('nay')}, for example: [National portal]({row.get('nay')})",
                ),
                anchor=address,
            )

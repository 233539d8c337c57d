"""Miễn trừ không còn cần.

## Vì sao
Một dòng miễn trừ mà không che lỗi nào thì chỉ chờ để che lỗi sau này. Sửa xong lỗi thì bỏ dòng ấy.

## Cách sửa
Xóa mục đó khỏi `mien-tru.yml` của trang.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.severity import Weights
from pipeline.checks.waivers import Found, holds
from pipeline.checks.words import short
from pipeline.model.finding import Problem, Severity
from pipeline.model.site import SiteConfig
from pipeline.model.text import Text


@rule("TR014", "mien-tru-thua", on=SiteConfig, severity=Severity.NOTE, legal=(), since="0.2", late=True)
def check(config: SiteConfig, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every line in force that covers no finding; TR013 tells of those not in force."""
    found: Found = ctx.facts["found"]
    weights: Weights = ctx.facts["weights"]
    if config.waivers is None or config.site_id not in found.whole:
        return
    for row in config.waivers.rows:
        if not holds(row, config, weights, ctx.facts["today"]) or found.needs(row):
            continue
        mark = row.keys.get("quy_tac", row.mark)
        name, place = short(row.rule), short(row.path, 120)
        yield Problem(
            mark.line,
            mark.column,
            Text(
                f"Miễn trừ {name} cho “{place}” không còn cần.",
                f"The waiver of {name} for “{place}” is not needed.",
            ),
            Text("Xóa mục này khỏi mien-tru.yml.", "Delete this entry from mien-tru.yml."),
            anchor=f"{row.rule} {row.path}",
            path=config.waivers.path,
        )

"""Tên miền của trang không đúng quy định cho cấp của trang.

## Vì sao
Trang của cơ quan nhà nước phải dùng tên miền `.gov.vn`; quy chế của tỉnh định sẵn cách đặt tên cho cổng tỉnh, sở, huyện,
xã. Người dân nhận ra trang thật nhờ tên miền.

## Cách sửa
Sửa `ten_mien` trong `site.yml` theo mẫu nêu trong thông báo.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.finding import Problem, Severity
from pipeline.model.site import DomainRule, Registry, Site, SiteConfig
from pipeline.model.text import Text, joined

_NATIONAL = ".gov.vn"
_LABEL = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_KIND_OF_PLACE = re.compile(
    r"\b(?:tỉnh|thành phố|huyện|thị xã|xã|phường|thị trấn|đặc khu)\s+(?P<name>.+)$", re.IGNORECASE
)


@rule(
    "TR001",
    "ten-mien-sai",
    on=SiteConfig,
    severity=Severity.ERROR,
    legal=("S1 Đ3 k1", "TT 24/2015 Đ7 k3"),
    since="0.1",
)
def check(config: SiteConfig, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where the domain is not national or fits no pattern of the site's profiles."""
    site = ctx.registry.sites[config.site_id]
    line, column = config.mark("ten_mien")
    if not site.domain:
        return  # TR009 tells of it
    if not re.fullmatch(rf"(?:{_LABEL}\.)+gov\.vn", site.domain):
        yield Problem(
            line,
            column,
            Text(
                f"Tên miền “{site.domain}” không phải tên miền {_NATIONAL} hợp lệ.",
                f"“{site.domain}” is not a valid {_NATIONAL} domain.",
            ),
            Text("Sửa thành, ví dụ: ten_mien: daklak.gov.vn", "Write for example: ten_mien: daklak.gov.vn"),
            anchor="ten_mien",
        )
        return
    rules = [r for r in _rules(site, ctx) if r.level == site.level]
    patterns = [(r, _pattern(r, site, ctx.registry)) for r in rules]
    if patterns and not any(re.fullmatch(p, site.domain.removeprefix("www.")) for _, p in patterns):
        wanted = " hoặc ".join(p.replace(_LABEL, "tên-cơ-quan").replace("\\", "") for _, p in patterns)
        yield Problem(
            line,
            column,
            Text(
                f"Tên miền “{site.domain}” không theo mẫu của cấp này.",
                f"The domain “{site.domain}” does not follow the pattern of its level.",
            ),
            Text(f"Theo quy chế phải là: {wanted}", f"The regulation asks for: {wanted}"),
            anchor="ten_mien",
            legal=tuple(c for r in rules for c in (r.legal if r.verified else ())),
        )


def _rules(site: Site, ctx: Context) -> Iterator[DomainRule]:
    today = ctx.now.date()
    for name in site.profiles:
        profile = ctx.registry.profiles.get(name)
        for each in profile.domains if profile else ():
            if (each.since is None or each.since <= today) and (each.until is None or today <= each.until):
                yield each


def _pattern(each: DomainRule, site: Site, registry: Registry) -> str:
    """Return the pattern as a regular expression with the names of this very site."""
    chain = [site]
    while (parent := chain[-1].parent) and parent in registry.sites and len(chain) < 10:
        chain.append(registry.sites[parent])
    district = next((s for s in chain if s.level == "huyen"), None)
    values = {
        "{tinh}": place_name(chain[-1]),
        "{huyen}": place_name(district) if district else _LABEL,
        "{ten}": _LABEL if site.level == "so-nganh" else place_name(site),
    }
    pattern = re.escape(each.pattern).replace(r"\{", "{").replace(r"\}", "}")
    for key, value in values.items():
        pattern = pattern.replace(key, value)
    return pattern


def place_name(site: Site) -> str:
    """Return the domain label of the place whose committee runs a site ("huyện Krông Pắc" → "krongpac")."""
    found = _KIND_OF_PLACE.search(site.agency)
    return joined(found["name"]) if found else joined(site.agency)

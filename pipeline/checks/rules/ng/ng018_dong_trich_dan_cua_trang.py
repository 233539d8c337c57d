"""Dòng trích dẫn của trang không theo quy chế: sai nguyên văn, thiếu tên hoặc thiếu địa chỉ truy cập.

## Vì sao
Người dùng lại tin, bài phải ghi nguồn đúng như quy chế nêu. Dòng `trich_dan` hiện dưới mỗi bài để họ chép theo; dòng ấy sai thì
mọi nơi dẫn lại đều sai.

## Cách sửa
Sửa `trich_dan` trong `site.yml`. Trang theo quy chế của tỉnh Đắk Lắk: tên và địa chỉ truy cập, ví dụ
`trich_dan: Cổng thông tin điện tử tỉnh Đắk Lắk (daklak.gov.vn)`. Trang của Văn phòng UBND tỉnh Đắk Lắk: đúng chuỗi
`Trang Thông tin điện tử Văn phòng UBND tỉnh Đắk Lắk`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.finding import Problem, Severity
from pipeline.model.site import SiteConfig
from pipeline.model.text import Text, squeeze


@rule(
    "NG018",
    "dong-trich-dan-cua-trang",
    on=SiteConfig,
    severity=Severity.ERROR,
    legal=("S0 Đ15", "S1 Đ25 k1"),
    since="0.2",
)
def check(config: SiteConfig, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where `trich_dan` is not what a profile asks; TR009 tells of a missing one."""
    site = ctx.registry.sites.get(config.site_id)
    if site is None or not site.citation.strip():
        return
    profiles = [ctx.registry.profiles[p] for p in site.profiles if p in ctx.registry.profiles]
    exact = next((p.fixed_strings["trich_dan"] for p in profiles if "trich_dan" in p.fixed_strings), "")
    pattern = next(
        (p.fixed_strings["mau_trich_dan"] for p in profiles if "mau_trich_dan" in p.fixed_strings), ""
    )
    said = squeeze(site.citation).casefold()
    missing: list[Text] = []
    if exact:
        example = exact
        if squeeze(exact).casefold() not in said:
            missing.append(Text("nguyên văn của quy chế", "the exact words of the regulation"))
    elif pattern:
        example = pattern.replace("{ten}", site.name).replace("{dia_chi}", site.domain)
        if "{ten}" in pattern and squeeze(site.name).casefold() not in said:
            missing.append(Text("tên trang", "the name of the site"))
        if "{dia_chi}" in pattern and site.domain.casefold() not in said:
            missing.append(Text("địa chỉ truy cập", "the address of the site"))
    if not missing:
        return
    line, column = config.mark("trich_dan")
    yield Problem(
        line,
        column,
        Text(
            f"Dòng trích dẫn “{short(site.citation)}” thiếu {' và '.join(m.vi for m in missing)}.",
            f"The citation line “{short(site.citation)}” lacks {' and '.join(m.en for m in missing)}.",
        ),
        Text(f"Sửa: trich_dan: {example}", f"Write: trich_dan: {example}"),
        anchor="trich_dan",
    )

"""Đơn vị cung cấp không phải đơn vị được quy chế giao cung cấp loại thông tin này.

## Vì sao
Quy chế giao từng loại thông tin cho một hoặc vài cơ quan; cơ quan đó chịu trách nhiệm về tính chính xác. Tin do nơi khác
gửi có thể đúng, nhưng chưa qua cơ quan phụ trách.

## Cách sửa
Nếu ghi nhầm thì sửa `don_vi` thành đơn vị nêu trong thông báo. Nếu được giao riêng bằng văn bản thì giữ nguyên và ghi văn
bản ấy ở `can_cu`; cảnh báo này không chặn việc đăng.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition, Value, as_list
from pipeline.model.finding import Problem, Severity
from pipeline.model.site import Profile, Site
from pipeline.model.text import Text

_ANYBODY = "*"


@rule(
    "TR015",
    "don-vi-khong-phu-trach",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S2 Đ10 k2",),
    since="0.2",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where no row of the site's profiles gives this type to the item's unit."""
    site, unit = ctx.site(edition), edition.get("don_vi")
    if site is None or not site.unit(unit):
        return  # SD014 tells of an unknown unit
    rows = [
        row for name in site.profiles for row in _rows(ctx.registry.profiles.get(name), site, edition.type)
    ]
    allowed = {str(code) for row in rows for code in as_list(row.get("don_vi"))}
    if not rows or allowed & {unit, _ANYBODY} or edition.value("go_bo"):
        return
    heirs = {site_unit.successor for site_unit in site.units if site_unit.code in allowed}
    renamed = {
        str(r.get("moi")) for name in site.profiles for r in _renames(ctx, name) if r.get("cu") in allowed
    }
    if unit in heirs | renamed:
        return
    mark = edition.mark("don_vi")
    names = "; ".join(str(row.get("ten") or "") for row in rows)
    known = [code for code in sorted(allowed) if site.unit(code)] or sorted(allowed)
    yield Problem(
        mark.line,
        mark.column,
        Text(
            f"Loại tin này do {names} cung cấp, không phải “{unit}”.",
            f"This type is supplied by {', '.join(sorted(allowed))}, not by “{unit}”.",
        ),
        Text(
            f"Sửa thành: don_vi: {known[0]}; nếu được giao riêng thì giữ nguyên và ghi văn bản giao ở can_cu.",
            f"Write: don_vi: {known[0]}; or keep it and name the assigning document under can_cu.",
        ),
        anchor="don_vi",
        legal=tuple(str(c) for row in rows for c in as_list(row.get("can_cu"))),
    )


def _rows(profile: Profile | None, site: Site, kind: str) -> Iterator[Mapping[str, Value]]:
    for row in as_list(profile.raw.get("nha_cung_cap")) if profile else ():
        if isinstance(row, Mapping) and kind in as_list(row.get("loai")):
            levels = as_list(row.get("cap"))
            if not levels or site.level in levels:
                yield row


def _renames(ctx: Context, profile: str) -> Iterator[Mapping[str, Value]]:
    found = ctx.registry.profiles.get(profile)
    for row in as_list(found.raw.get("don_vi_doi_ten")) if found else ():
        if isinstance(row, Mapping):
            yield row

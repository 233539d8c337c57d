"""Đơn vị cung cấp không có trong danh sách đơn vị của trang.

## Vì sao
Mỗi tin, bài phải rõ đơn vị cung cấp để biết ai chịu trách nhiệm về tính chính xác và tính vào báo cáo của đơn vị nào.

## Cách sửa
Dùng mã của một đơn vị trong `don_vi` của `sites/<trang>/site.yml`, hoặc đề nghị quản trị thêm đơn vị mới vào đó.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from pipeline.checks.registry import Context, rule
from pipeline.model.address import SLUG
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.site import Site
from pipeline.model.text import Text, slug

_OWN = "don_vi"


@rule("SD014", "don-vi-la", on=Edition, severity=Severity.ERROR, legal=("S0 Đ9 k2", "S2 Đ10 k2"), since="0.1")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where the supplying unit is not one of the site's."""
    site = ctx.site(edition)
    if site is None:
        return
    for spec in ctx.fields(edition):
        if spec.kind != "don-vi":
            continue
        written = edition.get(spec.key).strip()
        # other fields than the item's own unit may name an office in words: “Sở Tư pháp”
        named = spec.key != _OWN and not SLUG.fullmatch(written)
        if written and not named and not site.unit(written):
            yield _problem(edition, spec.key, written, site)


def _problem(edition: Edition, key: str, written: str, site: Site) -> Problem:
    known = [u.code for u in site.units]
    near = get_close_matches(slug(written)[:80], known, n=1, cutoff=0.5)
    mark = edition.mark(key)
    listed = ", ".join(known)
    return Problem(
        mark.line,
        mark.column,
        Text(f"Trang không có đơn vị “{written[:80]}”.", f"The site has no unit “{written[:80]}”."),
        Text(
            f"Sửa thành, ví dụ: {key}: {near[0] if near else (known or ['…'])[0]}. Các đơn vị: {listed}.",
            f"Use one of: {listed}.",
        ),
        anchor=key,
    )

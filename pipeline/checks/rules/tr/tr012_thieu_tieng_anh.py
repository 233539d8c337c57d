"""Trang chưa có phần tiếng Anh tối thiểu.

## Vì sao
Mỗi cơ quan phải cung cấp bằng tiếng Anh ít nhất: cơ cấu tổ chức, chức năng, nhiệm vụ; và thông tin liên hệ của người có thẩm
quyền. Sở Ngoại vụ và cổng tỉnh còn có yêu cầu riêng theo quy chế.

## Cách sửa
Thêm trang trong `content/<trang>/en/`: cơ cấu tổ chức hoặc giới thiệu, và danh bạ; khai `ngon_ngu: [vi, en]`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.finding import Problem, Severity
from pipeline.model.site import SiteConfig
from pipeline.model.text import Text

# What has to be there in the other language: any section of each group.
_GROUPS = (
    (("co-cau-to-chuc", "gioi-thieu"), Text("cơ cấu tổ chức", "organisation")),
    (("danh-ba", "lien-he"), Text("danh bạ liên hệ", "contacts")),
)


@rule(
    "TR012",
    "thieu-tieng-anh",
    on=SiteConfig,
    severity=Severity.ERROR,
    legal=("NĐ 42/2022 Đ7 k2", "S4 Đ3 k4"),
    since="0.1",
)
def check(config: SiteConfig, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every part that a required language lacks."""
    site = ctx.registry.sites[config.site_id]
    editions = ctx.corpus.of_site(site.id) if ctx.corpus else ()
    for profile in (ctx.registry.profiles.get(p) for p in site.profiles):
        for row in profile.required_languages if profile else ():
            if site.level not in row.levels:
                continue
            there = {e.document.section for e in editions if e.document.lang == row.section}
            for sections, label in _GROUPS:
                if not there & set(sections):
                    line, column = config.mark("ngon_ngu")
                    yield Problem(
                        line,
                        column,
                        Text(
                            f"Phần “{row.section}” chưa có {label.vi}.",
                            f"The “{row.section}” tree has no {label.en}.",
                        ),
                        Text(
                            f"Thêm trang vào content/{site.id}/{row.section}/{sections[0]}/.",
                            f"Add a page under content/{site.id}/{row.section}/{sections[0]}/.",
                        ),
                        anchor=f"{row.section} {sections[0]}",
                        legal=row.legal if row.verified else (),
                    )
            return

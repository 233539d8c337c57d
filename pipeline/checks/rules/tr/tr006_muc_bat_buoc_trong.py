"""Chuyên mục bắt buộc chưa có tin, bài nào.

## Vì sao
Quy chế liệt kê những nội dung mà trang phải cung cấp. Mục trống mà không giải thích là chưa làm đủ nghĩa vụ công khai.

## Cách sửa
Đăng ít nhất một tin, bài hoặc trang vào mục, hoặc ghi lý do trong `muc_trong` của `site.yml` (nhiều nhất ba mục).
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.finding import Problem, Severity
from pipeline.model.site import SiteConfig
from pipeline.model.text import Text

_MOST_EXPLAINED = 3


@rule(
    "TR006",
    "muc-bat-buoc-trong",
    on=SiteConfig,
    severity=Severity.ERROR,
    legal=("NĐ 42/2022 Đ4 k1", "S0 Đ8", "S4 Đ6"),
    since="0.1",
)
def check(config: SiteConfig, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every required section that is empty and unexplained, and for too many excuses."""
    site = ctx.registry.sites[config.site_id]
    editions = ctx.corpus.of_site(site.id) if ctx.corpus else ()
    filled = {e.document.section for e in editions if e.document.lang == "vi" and not e.value("go_bo")}
    told: set[str] = set()
    for _, row in ctx.registry.required_sections(site):
        if row.section in filled or row.section in site.empty_sections or row.section in told:
            continue
        told.add(row.section)
        section = ctx.registry.sections.get(row.section)
        name = section.label if section else Text(row.section, row.section)
        line, column = config.mark("muc")
        yield Problem(
            line,
            column,
            Text(
                f"Mục bắt buộc “{name.vi}” ({row.section}) chưa có tin, bài.",
                f"The required section “{name.en}” ({row.section}) is empty.",
            ),
            Text(
                f"Thêm bài vào content/{site.id}/{row.section}/, hoặc giải thích: muc_trong: {{{row.section}: lý do}}",
                f"Add an item under content/{site.id}/{row.section}/ or explain it in muc_trong.",
            ),
            anchor=row.section,
            legal=row.legal if row.verified else (),
        )
    for number, explained in enumerate(site.empty_sections):
        line, column = config.mark(f"muc_trong.{explained}")
        if explained in filled:
            message = Text(
                f"Mục “{explained}” đã có bài, không còn trống.",
                f"The section “{explained}” is not empty any more.",
            )
            hint = Text("Xóa dòng này trong muc_trong.", "Remove this line from muc_trong.")
        elif number >= _MOST_EXPLAINED:
            message = Text(
                f"Có quá {_MOST_EXPLAINED} mục bắt buộc để trống.",
                f"More than {_MOST_EXPLAINED} required sections are empty.",
            )
            hint = Text("Bổ sung nội dung cho mục này.", "Fill this section.")
        else:
            continue
        yield Problem(line, column, message, hint, anchor=f"muc_trong.{explained}")

"""Lý do để trống một chuyên mục không rõ, hoặc ghi cho mục không có.

## Vì sao
Để trống một mục bắt buộc chỉ được chấp nhận khi nói rõ vì sao và chờ gì. Người dân đọc lý do này ngay trên trang của mục.

## Cách sửa
Viết một câu nêu lý do và thời điểm sẽ có, ví dụ `muc_trong: {khoa-hoc: Chưa có đề tài nào được nghiệm thu trong năm 2026.}`
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from pipeline.checks.registry import Context, rule
from pipeline.checks.words import bare
from pipeline.model.finding import Problem, Severity
from pipeline.model.site import SiteConfig
from pipeline.model.text import Text

_SHORTEST = 4  # words that a reason needs
_EMPTY = ("chua co thong tin", "se cap nhat sau")  # reasons of enough words that give none


@rule(
    "TR018",
    "ly-do-muc-trong",
    on=SiteConfig,
    severity=Severity.ERROR,
    legal=("NĐ 42/2022 Đ4 k1",),
    since="0.2",
)
def check(config: SiteConfig, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a reason of an empty section that is none, and for a section that is none."""
    for section, reason in ctx.registry.sites[config.site_id].empty_sections.items():
        line, column = config.mark(f"muc_trong.{section}")
        if section not in ctx.registry.sections:
            near = get_close_matches(section[:60], ctx.registry.sections, n=1, cutoff=0.5)
            better = near[0] if near else "tin-tuc"
            yield Problem(
                line,
                column,
                Text(f"Không có chuyên mục “{section[:60]}”.", f"There is no section “{section[:60]}”."),
                Text(
                    f"Sửa thành mã mục, ví dụ: {better}: …", f"Use a section's code, for example: {better}: …"
                ),
                anchor=section,
            )
            continue
        words = bare(reason[:500])
        if len(words.split()) < _SHORTEST or words in _EMPTY:
            yield Problem(
                line,
                column,
                Text(
                    f"Lý do để trống mục “{section}” chưa rõ: “{reason[:60]}”.",
                    f"The reason why “{section}” is empty says nothing: “{reason[:60]}”.",
                ),
                Text(
                    f"Nói vì sao và chờ gì, ví dụ: {section}: Chưa có đề tài nào được nghiệm thu trong năm 2026.",
                    "Say why, and what is awaited.",
                ),
                anchor=section,
            )

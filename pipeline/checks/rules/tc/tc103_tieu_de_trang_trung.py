"""Nhiều trang có cùng một tiêu đề.

## Vì sao
Khi hai trang mang cùng một tiêu đề, người mở nhiều thẻ trình duyệt, người nghe đọc màn hình và người xem kết
quả tìm kiếm không phân biệt được trang nào với trang nào.

## Cách sửa
Đổi `tieu_de` của một trong các bài để nói rõ điều riêng của bài đó: thời gian, địa phương, đối tượng.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, short
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text, fold


@rule(
    "TC103",
    "tieu-de-trang-trung",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem when another page of the same language bears the same title."""
    title = next((e for e in page.all("title") if not page.inside(e, "svg")), None)
    if title is None:
        return
    sharing = ctx.facts.get("titles", {}).get((page.ref.lang, fold(title.text)), ())
    others = [file for file in sharing if file != page.ref.file]
    if others:
        yield Problem(
            title.line,
            title.column,
            Text(
                f"Tiêu đề “{short(title.text)}” trùng với trang {others[0]}.",
                f"The title “{short(title.text)}” is that of the page {others[0]} too.",
            ),
            Text(
                "Đổi tieu_de để hai trang khác nhau, ví dụ thêm năm hoặc tên địa phương.",
                "Change tieu_de so that the pages differ, for example by a year or a place.",
            ),
            "title",
            ("2.4.2",),
        )

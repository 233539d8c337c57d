"""Hai phần tử của trang có cùng một `id`.

## Vì sao
Liên kết đến một mục, nhãn của ô nhập và chú thích đều tìm nơi của mình bằng `id`. Khi trùng, chúng dẫn đến nhầm
chỗ: người dùng bàn phím và người nghe đọc màn hình bị đưa sai nơi.

## Cách sửa
Nếu hai tiêu đề trong bài trùng tên, đổi một tiêu đề. Nếu `id` do mẫu giao diện đặt, người quản trị kỹ thuật sửa.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, short
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text


@rule(
    "TC112",
    "id-trung",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.ERROR,
    legal=ACCESSIBILITY,
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each element whose id an earlier one has."""
    first: dict[str, int] = {}
    for element in page.elements:
        own = element.attrs.get("id", "")
        if not own or page.inside(element, "template"):
            continue
        if own in first:
            yield Problem(
                element.line,
                element.column,
                Text(
                    f"id “{short(own)}” đã có ở dòng {first[own]}.",
                    f"The id “{short(own)}” is already on line {first[own]}.",
                ),
                Text("Đổi một trong hai tiêu đề hoặc id.", "Change one of the two headings or ids."),
                own,
                ("4.1.2", "1.3.1"),
            )
        else:
            first[own] = element.line

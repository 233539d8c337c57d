"""Trang đặt phím tắt riêng (`accesskey`).

## Vì sao
Phím tắt của trang giành mất phím tắt của trình duyệt và của phần mềm đọc màn hình, mỗi trình duyệt lại gọi một cách
khác nhau; hai chỗ trùng một phím thì không ai biết phím ấy làm gì.

## Cách sửa
Bỏ `accesskey`; để người dùng đi bằng phím Tab, tiêu đề và liên kết “Bỏ qua đến nội dung”.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, short
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text


@rule(
    "TC166",
    "phim-tat",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.NOTE,
    legal=ACCESSIBILITY,
    since="0.2",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each element with a key of its own; a key used twice is named."""
    counted = Counter(e.attrs["accesskey"].strip().lower() for e in page.elements if e.attrs.get("accesskey"))
    for element in page.elements:
        key = element.attrs.get("accesskey", "").strip().lower()
        if not key:
            continue
        twice = counted[key] > 1
        yield Problem(
            element.line,
            element.column,
            Text(
                f"Phím tắt “{short(key)}” {'bị đặt nhiều lần' if twice else 'giành phím của trình duyệt'}.",
                f"The access key “{short(key)}” {'is used more than once' if twice else 'takes a key of the browser'}.",
            ),
            Text(f'Bỏ accesskey="{short(key)}".', f'Drop accesskey="{short(key)}".'),
            key,
            ("2.1.4",),
        )

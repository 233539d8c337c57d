"""Khung nhúng (`<iframe>`) không có tên.

## Vì sao
Khung nhúng là một trang trong trang. Không có tên, phần mềm đọc màn hình chỉ báo “khung” và người nghe không biết
có nên vào hay không.

## Cách sửa
Thêm thuộc tính `title` nói khung chứa gì: `<iframe title="Bản đồ đường đến trụ sở" …>`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.roles import explicit, role_of, tabindex
from pipeline.checks.rules.html import ACCESSIBILITY, name, short, visible
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text


@rule(
    "TC114",
    "khung-thieu-ten",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.ERROR,
    legal=ACCESSIBILITY,
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each frame without title or label."""
    for element in visible(page, "iframe", "frame"):
        # One that the key Tab does not come to, or that is only for show, is no thing of its own to readers.
        if name(page, element) or (tabindex(element) or 0) < 0 or role_of(page, element) == "none":
            continue
        if explicit(element) in ("none", "presentation"):
            continue
        source = element.attrs.get("src", "")
        yield Problem(
            element.line,
            element.column,
            Text(f"Khung nhúng {short(source)} không có tên.", f"The frame {short(source)} has no name."),
            Text(
                'Thêm: title="Khung này chứa gì"',
                'Add: title="What the frame holds"',
            ),
            source,
            ("4.1.2",),
            ("cae760",) if element.tag == "iframe" else (),
        )

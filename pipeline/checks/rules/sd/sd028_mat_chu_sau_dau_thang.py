"""Chữ sau dấu # trong phần đầu bài bị mất.

## Vì sao
Trong phần đầu bài, dấu cách rồi dấu `#` mở một lời ghi chú: mọi chữ từ đó đến cuối dòng không được đọc. Tiêu đề
“Hội thi #1 toàn tỉnh” chỉ còn “Hội thi”.

## Cách sửa
Đặt cả giá trị trong nháy kép, ví dụ `tieu_de: "Hội thi #1 toàn tỉnh"`. Nếu là ghi chú thật thì viết dấu cách sau `#`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_CUT = re.compile(
    r"(?P<key>[a-z][a-z0-9_]{1,40}): +(?P<value>[^\s\"'\[{|>#][^#\"\n]{0,400}?) (?P<lost>#[^\s#].{0,200})$"
)


@rule("SD028", "mat-chu-sau-dau-thang", on=Edition, severity=Severity.WARNING, legal=(), since="0.2")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every value that a # glued to a word cuts off."""
    if " #" not in edition.head:
        return
    for number, line in enumerate(edition.head.split("\n"), start=1):
        found = _CUT.match(line[:700]) if " #" in line else None
        if found is None:
            continue
        key, read = found["key"], found["value"].strip()
        if edition.value(key) == read:
            yield Problem(
                number,
                found.start("lost") + 1,
                Text(
                    f"Từ “{found['lost'][:40]}” đến cuối dòng bị mất; “{key}” chỉ còn “{read[:60]}”.",
                    f"“{found['lost'][:40]}” is lost; “{key}” is only “{read[:60]}”.",
                ),
                Text(
                    f'Đặt giá trị trong nháy kép: {key}: "{read} {found["lost"][:120]}"',
                    f'Quote the value: {key}: "{read} {found["lost"][:120]}"',
                ),
                anchor=key,
            )

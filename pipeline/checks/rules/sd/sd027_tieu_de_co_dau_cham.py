"""Tiêu đề kết thúc bằng dấu chấm.

## Vì sao
Tiêu đề không phải câu văn trọn vẹn; dấu chấm cuối làm danh sách và kết quả tìm kiếm không đều.

## Cách sửa
Bỏ dấu chấm cuối ở `tieu_de`. Dấu hỏi, dấu ba chấm của một câu trích thì giữ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_SHORT_FORM = re.compile(r"(?:^|[ (])(?:v\.v|t\.t|TP|Tp|St|Jr|Dr|Co|Ltd|Inc|No|\w(?:\.\w){1,5})\.$")


@rule("SD027", "tieu-de-co-dau-cham", on=Edition, severity=Severity.NOTE, legal=(), since="0.2")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a title with a full stop, a comma or the like at its end."""
    title = edition.title.strip()
    if len(title) < 3 or title[-1] not in ".,;:" or title.endswith("..") or _SHORT_FORM.search(title[-100:]):
        return
    mark = edition.mark("tieu_de")
    yield Problem(
        mark.line,
        mark.column,
        Text(f"Tiêu đề kết thúc bằng dấu “{title[-1]}”.", f"The title ends with “{title[-1]}”."),
        Text(f"Bỏ dấu ở cuối, ví dụ: tieu_de: {title[:-1][:120].rstrip()}", "Leave the mark at its end out."),
        anchor="tieu_de",
    )

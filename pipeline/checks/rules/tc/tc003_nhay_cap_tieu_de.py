"""Tiêu đề trong bài nhảy cấp, hoặc dùng cấp một.

## Vì sao
Người dùng trình đọc màn hình đi lại trong bài theo tiêu đề. Tiêu đề của bài là cấp một; trong nội dung bắt đầu từ `##`, mục
con dùng `###`. Nhảy từ `##` xuống `####` làm họ tưởng đã bỏ sót một mục.

## Cách sửa
Thêm hoặc bớt dấu `#` cho đúng cấp. Dấu `#` đứng đầu dòng luôn tạo tiêu đề, kể cả khi viết liền như `#chuyendoiso`: hãy đặt
dấu `\\` trước nó.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.markdown import Heading, scan
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule("TC003", "nhay-cap-tieu-de", on=Edition, severity=Severity.ERROR, legal=("S1 Đ5 k2 d",), since="0.1")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every heading of level one and every heading more than one level below the last."""
    last = 1
    found = scan(edition)
    headings = list(found.headings)
    headings += [
        Heading(t.line, t.column, int(t.name[1]), f"<{t.name}>")
        for t in found.tags
        if len(t.name) == 2 and t.name[0] == "h" and t.name[1] in "123456" and not t.closes
    ]
    headings.sort(key=lambda h: (h.line, h.column))
    for heading in headings:
        said = short(heading.text)
        if heading.level == 1:
            message = Text(
                f"Tiêu đề “{said}” dùng cấp một, cấp của tiêu đề bài.",
                f"The heading “{said}” is of level one, which belongs to the title.",
            )
        elif heading.level > last + 1:
            message = Text(
                f"Tiêu đề “{said}” nhảy từ cấp {last} xuống cấp {heading.level}.",
                f"The heading “{said}” jumps from level {last} to level {heading.level}.",
            )
        else:
            last = heading.level
            continue
        wanted = min(last + 1, 6) if heading.level > 1 else 2
        right = f"<h{wanted}>" if said.startswith("<h") else f"{'#' * wanted} {said}"
        hint = Text(f"Sửa thành: {right}", f"Write: {right}")
        yield Problem(heading.line, heading.column, message, hint, anchor=said, wcag=("1.3.1",))
        last = max(heading.level, 2)

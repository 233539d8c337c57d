"""Tệp đính kèm nêu số căn cước, số định danh của người dân.

## Vì sao
Danh sách, quyết định đính kèm thường còn nguyên số căn cước. Ai tải tệp cũng có dãy số đó.

## Cách sửa
Che số trong tệp gốc rồi xuất lại PDF: `0010…789`. Luật buộc công khai thì ghi ở bài mang tệp: `co_so_phap_ly: Khoản … Điều
… Luật …`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.attachments import excused, lines_of, place
from pipeline.checks.personal import found_in
from pipeline.checks.personal_signs import IDENTITY
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Attachment
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "BM017",
    "tep-co-so-dinh-danh",
    on=Attachment,
    severity=Severity.WARNING,
    legal=("S1 Đ7 k2", "S2 Đ6", "S4 Đ5 k2", "Luật BVDLCN 91/2025"),
    since="0.2",
)
def check(attachment: Attachment, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every number, unless an item that carries the file names its legal ground."""
    facts = attachment.facts
    hits = [h for h in found_in(lines_of(facts)) if h.kind == IDENTITY]
    if not hits or excused(attachment, ctx):
        return
    for hit in hits:
        row, start, page = place(facts, hit.line, hit.column)
        vi, en = (f" ở trang {page}", f" on page {page}") if page else ("", "")
        yield Problem(
            row,
            start,
            Text(f"Tệp có số định danh cá nhân{vi}: {hit.shown}.", f"An identity number{en}: {hit.shown}."),
            Text(
                "Che số rồi xuất lại tệp; luật buộc thì ghi ở bài: co_so_phap_ly: Khoản 1 Điều … Luật …",
                "Mask it and save the file anew; where a law demands it, add to the item: co_so_phap_ly: …",
            ),
            anchor=hit.shown,
        )

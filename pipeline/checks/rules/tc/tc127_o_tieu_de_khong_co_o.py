"""Ô tiêu đề của bảng không đứng đầu cột hay dòng nào.

## Vì sao
Phần mềm đọc màn hình đọc ô tiêu đề kèm từng ô của cột, của dòng. Tiêu đề không có ô nào thường là bảng thiếu ô hoặc lệch
cột, và các ô khác bị đọc kèm tiêu đề sai.

## Cách sửa
Đếm lại số ô của từng dòng; mỗi cột có tiêu đề phải có ít nhất một ô, ô trống thì vẫn viết `| |`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.accname import text_of
from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, short
from pipeline.checks.styles import hidden_of
from pipeline.checks.tables import bare_headers, tables_of
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text


@rule(
    "TC127",
    "o-tieu-de-khong-co-o",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each header cell with text that stands for no cell."""
    unseen = hidden_of(page).viewers
    for table in tables_of(page):
        for cell in bare_headers(table):
            said = text_of(page, cell.element)
            if not said or unseen[cell.element.index]:
                continue
            yield Problem(
                cell.element.line,
                cell.element.column,
                Text(
                    f"Ô tiêu đề “{short(said)}” không có ô nào của cột hay dòng.",
                    f"The header cell “{short(said)}” stands for no cell.",
                ),
                Text(
                    "Thêm ô còn thiếu, ô trống thì viết: | |; hoặc bỏ ô tiêu đề thừa.",
                    "Add the missing cells, empty ones as: | |; or remove the header.",
                ),
                said,
                ("1.3.1",),
                ("d0f69e",),
            )

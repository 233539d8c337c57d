"""Ô của bảng ghi `headers` trỏ đến chỗ không phải là ô của bảng đó.

## Vì sao
`headers` cho phần mềm đọc màn hình biết tiêu đề nào thuộc về ô nào. Trỏ sai thì người nghe không còn biết con số nghĩa
là gì.

## Cách sửa
Ghi đúng `id` của ô tiêu đề trong cùng bảng: `<th id="nam-2026">…</th>`, `<td headers="nam-2026">…</td>`; bảng đơn giản thì bỏ
`headers`, chỉ cần `<th scope="col">`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, short
from pipeline.checks.styles import hidden_of
from pipeline.checks.tables import tables_of
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text


@rule(
    "TC126",
    "o-bang-tro-sai",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.ERROR,
    legal=ACCESSIBILITY,
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each cell whose `headers` names itself or something that is no cell of its table."""
    unseen = hidden_of(page).viewers
    for table in tables_of(page):
        if table.element.tag != "table" or unseen[table.element.index]:
            continue
        ids = {cell.element.attrs["id"] for cell in table.cells if cell.element.attrs.get("id")}
        for cell in table.cells:
            attrs = cell.element.attrs
            if cell.element.tag not in ("td", "th") or "headers" not in attrs:
                continue
            wrong = next((n for n in attrs["headers"].split() if n not in ids or n == attrs.get("id")), None)
            if wrong is None:
                continue
            yield Problem(
                cell.element.line,
                cell.element.column,
                Text(
                    f"headers “{short(wrong)}” không phải là id của một ô khác trong bảng này.",
                    f"headers “{short(wrong)}” is not the id of another cell of this table.",
                ),
                Text(
                    'Ghi id của ô tiêu đề cùng bảng, ví dụ: <th id="nam-2026"> và <td headers="nam-2026">',
                    'Use the id of a header of the same table: <th id="year-2026"> and <td headers="year-2026">',
                ),
                wrong,
                ("1.3.1",),
                ("a25f45",),
            )

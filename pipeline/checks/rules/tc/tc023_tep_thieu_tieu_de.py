"""Tệp PDF hoặc văn phòng không có tiêu đề trong thuộc tính.

## Vì sao
Máy đọc màn hình và thanh tiêu đề của trình duyệt đọc tiêu đề này; thiếu thì chỉ nghe tên tệp.

## Cách sửa
Trong Word: File, Info, Title, gõ tên văn bản rồi lưu, xuất PDF. Ví dụ: `Quyết định số 10/2026/QĐ-UBND về …`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.attachments import empty_title, has_properties
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Attachment
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "TC023",
    "tep-thieu-tieu-de",
    on=Attachment,
    severity=Severity.WARNING,
    legal=("S1 Đ5 k2 d", "S4 Đ2 k3", "TT 26/2020"),
    since="0.2",
)
def check(attachment: Attachment, ctx: Context) -> Iterator[Problem]:
    """Yield one problem for such a file."""
    facts = attachment.facts
    if has_properties(facts) and empty_title(facts.title, attachment.path):
        yield Problem(
            1,
            1,
            Text("Tệp không có tiêu đề trong thuộc tính.", "The file has no title in its properties."),
            Text(
                "Word: File, Info, Title, gõ tên văn bản, ví dụ: Kế hoạch cải cách hành chính năm 2026; rồi lưu lại",
                "Give it a title in File, Info, Title and save it anew",
            ),
            anchor="",
        )

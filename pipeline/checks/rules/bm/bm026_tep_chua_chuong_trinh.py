"""Tệp là chương trình, hoặc có chương trình nằm bên trong.

## Vì sao
Chương trình trong kho nén hay nhúng trong tài liệu có thể là mã độc. Trang của cơ quan nhà nước không phát chương trình.

## Cách sửa
Xóa chương trình khỏi tệp nén rồi nén lại; chỉ để tài liệu: `ho-so.zip` gồm `huong-dan.pdf`, `mau-don.docx`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.attachments import PROGRAMS
from pipeline.model.content import Attachment
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "BM026",
    "tep-chua-chuong-trinh",
    on=Attachment,
    severity=Severity.ERROR,
    legal=("S3 Đ6 k2", "S4 Đ4 k2 b", "S1 Đ25 k3"),
    since="0.2",
)
def check(attachment: Attachment, ctx: Context) -> Iterator[Problem]:
    """Yield one problem for such a file."""
    facts = attachment.facts
    name = attachment.path.rpartition("/")[2]
    inside = name if facts.kind in PROGRAMS else next(iter(facts.programs), "")
    if inside:
        yield Problem(
            1,
            1,
            Text(
                f"Tệp chứa chương trình: “{short(inside)}”.", f"The file holds a program: “{short(inside)}”."
            ),
            Text(
                "Xóa chương trình rồi tải lên lại tệp chỉ có tài liệu, ví dụ ho-so.zip gồm mau-don.docx",
                "Remove the program and upload documents only",
            ),
            anchor="",
        )

"""Ảnh trong tệp Word, PowerPoint thiếu lời thay thế.

## Vì sao
Người nghe máy đọc màn hình không biết ảnh, sơ đồ trong tệp nói gì.

## Cách sửa
Bấm chuột phải vào ảnh, Edit Alt Text, tả nội dung: `Sơ đồ các bước nộp hồ sơ: tiếp nhận, thẩm định, trả kết quả`. Ảnh trang
trí thì chọn “Mark as decorative”.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Attachment
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "TC026",
    "anh-trong-tep-thieu-loi-thay-the",
    on=Attachment,
    severity=Severity.WARNING,
    legal=("S1 Đ5 k2 d", "S4 Đ2 k3", "TT 26/2020"),
    since="0.2",
)
def check(attachment: Attachment, ctx: Context) -> Iterator[Problem]:
    """Yield one problem for such a file."""
    facts = attachment.facts
    if facts.bare_pictures:
        yield Problem(
            1,
            1,
            Text(
                f"Tệp có {facts.bare_pictures} ảnh thiếu lời thay thế trong {facts.pictures} ảnh.",
                f"{facts.bare_pictures} of {facts.pictures} pictures have no alternative.",
            ),
            Text(
                "Chuột phải vào ảnh, Edit Alt Text, ví dụ: Sơ đồ các bước nộp hồ sơ",
                "Give each picture an alternative text",
            ),
            anchor="",
        )

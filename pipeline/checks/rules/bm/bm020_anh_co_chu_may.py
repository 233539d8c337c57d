"""Ảnh còn ghi tên chủ máy hoặc số máy ảnh.

## Vì sao
Tên chủ máy và số máy cho biết ai chụp, và nối các ảnh của cùng một người với nhau.

## Cách sửa
Lưu lại ảnh không kèm thông tin: trên Windows bấm chuột phải, Properties, Details, “Remove Properties and Personal
Information”. Cần ghi người chụp thì ghi ở bài: `nguon: Ảnh: Nguyễn Văn A`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Attachment
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "BM020",
    "anh-co-chu-may",
    on=Attachment,
    severity=Severity.NOTE,
    legal=("S1 Đ7 k2", "S2 Đ6", "S4 Đ5 k2", "Luật BVDLCN 91/2025"),
    since="0.2",
)
def check(attachment: Attachment, ctx: Context) -> Iterator[Problem]:
    """Yield one problem for such a file."""
    facts = attachment.facts
    if facts.camera_owner or facts.camera_serial:
        yield Problem(
            1,
            1,
            Text(
                f"Ảnh còn ghi chủ máy hoặc số máy: {short(facts.camera_owner or facts.camera_serial)}.",
                f"The picture names the owner or number of the camera: {short(facts.camera_owner or facts.camera_serial)}.",
            ),
            Text(
                "Lưu lại ảnh không kèm thông tin, ví dụ trên Windows: Properties, Details, Remove Properties",
                "Save it without these data",
            ),
            anchor="",
        )

"""Ảnh còn ghi tọa độ nơi chụp.

## Vì sao
Điện thoại ghi tọa độ vào ảnh: ảnh chụp tại nhà dân, tại chốt trực là lộ địa chỉ chính xác tới vài mét.

## Cách sửa
Xóa vị trí trước khi tải lên. Điện thoại: mở ảnh, chọn Chia sẻ, tắt “Vị trí” (iPhone) hoặc Chi tiết, Xóa vị trí (Android).
Máy tính Windows: bấm chuột phải, Properties, Details, “Remove Properties and Personal Information”. Ảnh trong tệp Word:
File, Info, Inspect Document.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Attachment
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "BM019",
    "anh-co-toa-do",
    on=Attachment,
    severity=Severity.WARNING,
    legal=("S1 Đ7 k2", "S2 Đ6", "S4 Đ5 k2", "Luật BVDLCN 91/2025"),
    since="0.2",
)
def check(attachment: Attachment, ctx: Context) -> Iterator[Problem]:
    """Yield one problem for such a file."""
    facts = attachment.facts
    if facts.gps:
        yield Problem(
            1,
            1,
            Text("Ảnh còn ghi tọa độ nơi chụp.", "The picture tells where it was taken."),
            Text(
                "Xóa vị trí rồi tải lên lại, ví dụ trên Windows: Properties, Details, Remove Properties and Personal Information",
                "Remove the place and upload it again, on Windows by Properties, Details, Remove Properties",
            ),
            anchor="",
        )

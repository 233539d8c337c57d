"""Tệp đính kèm hoặc ảnh quá lớn để tải bằng điện thoại.

## Vì sao
Người ở vùng sâu tải bằng mạng di động; tệp vài chục megabyte là không tải được. Ảnh nguyên cỡ máy ảnh cũng không nét hơn trên
màn hình.

## Cách sửa
Xuất PDF từ Word thay vì quét màu; quét đen trắng 200 dpi; tách phụ lục thành tệp riêng: `phu-luc-1.pdf`. Ảnh thì thu nhỏ còn
chiều rộng 2.000 điểm.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Attachment
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_MOST_BYTES = 20 * 1024 * 1024
_MOST_DOTS = 30_000_000
_MEDIA = (".mp4", ".webm", ".mp3", ".ogg", ".wav")
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp")


@rule("TC028", "tep-dinh-kem-lon", on=Attachment, severity=Severity.NOTE, legal=("S1 Đ16 k9",), since="0.2")
def check(attachment: Attachment, ctx: Context) -> Iterator[Problem]:
    """Yield one problem for a file of too many bytes or a picture of too many dots."""
    name = attachment.path.lower()
    if attachment.size > _MOST_BYTES and not name.endswith(_MEDIA):
        size = attachment.size // (1024 * 1024)
        yield Problem(
            1,
            1,
            Text(f"Tệp nặng {size} MB.", f"The file has {size} MB."),
            Text(
                "Quét đen trắng 200 dpi hoặc tách phụ lục thành tệp riêng, ví dụ: phu-luc-1.pdf",
                "Scan it smaller or split it.",
            ),
        )
    elif name.endswith(_PICTURES):
        facts = attachment.facts
        if facts.width * facts.height > _MOST_DOTS:
            yield Problem(
                1,
                1,
                Text(
                    f"Ảnh rộng {facts.width} × {facts.height} điểm, lớn hơn mức cần thiết.",
                    f"A picture of {facts.width} × {facts.height} dots is larger than needed.",
                ),
                Text(
                    "Thu nhỏ ảnh, ví dụ còn chiều rộng 2.000 điểm.", "Make it 2,000 dots wide, for example."
                ),
            )

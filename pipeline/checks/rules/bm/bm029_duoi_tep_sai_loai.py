"""Đuôi tên tệp không đúng với nội dung tệp.

## Vì sao
Tệp mang đuôi này mà ruột là loại khác thì người dân không mở được; đó cũng là cách giấu mã độc quen thuộc.

## Cách sửa
Đổi đuôi cho đúng, hoặc mở bằng chương trình gốc rồi lưu lại đúng loại: `quyet-dinh.pdf`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Attachment
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_KINDS = {
    "pdf": ("pdf",),
    "docx": ("docx",),
    "xlsx": ("xlsx",),
    "pptx": ("pptx",),
    "odt": ("odt",),
    "ods": ("ods",),
    "odp": ("odp",),
    # encrypted files are containers of the old kind whatever they are called
    "doc": ("doc", "ole", "rtf"),
    "xls": ("xls", "ole"),
    "ppt": ("ppt", "ole"),
    "jpg": ("jpeg",),
    "jpeg": ("jpeg",),
    "png": ("png",),
    "gif": ("gif",),
    "webp": ("webp",),
    "svg": ("svg", "text"),
    "zip": ("zip",),
    "csv": ("text",),
    "txt": ("text",),
}


@rule(
    "BM029",
    "duoi-tep-sai-loai",
    on=Attachment,
    severity=Severity.WARNING,
    legal=("S1 Đ16 k9", "S2 Đ4 k2"),
    since="0.2",
)
def check(attachment: Attachment, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where extension and content differ; empty and unread files are told by BM028."""
    extension = attachment.path.rpartition(".")[2].lower()
    allowed = _KINDS.get(extension)
    facts = attachment.facts
    if allowed is None or facts.trouble or facts.kind in ("", *allowed):
        return
    yield Problem(
        1,
        1,
        Text(
            f"Tệp mang đuôi .{extension} nhưng ruột là {facts.kind if facts.kind != 'empty' else 'rỗng'}.",
            f"The name ends in .{extension} but the file is {facts.kind}.",
        ),
        Text(
            "Mở bằng chương trình gốc rồi lưu lại đúng loại, ví dụ: quyet-dinh.pdf",
            "Open it with its own program and save it as what its name says.",
        ),
        anchor=facts.kind,
    )

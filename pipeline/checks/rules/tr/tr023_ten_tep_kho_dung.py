"""Tên tệp ảnh, tệp đính kèm có dấu cách, chữ có dấu, ký tự lạ hoặc quá dài.

## Vì sao
Tên tệp thành địa chỉ trên mạng. Dấu cách và chữ có dấu bị đổi thành những chuỗi như `%20`, địa chỉ gửi qua thư, tin nhắn bị
đứt; tên quá dài không lưu được trên một số máy.

## Cách sửa
Đổi tên theo gợi ý: chữ thường không dấu, số, gạch nối, ví dụ `quyet-dinh-10-2024.pdf`; rồi sửa dòng dẫn tới tệp.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Attachment
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text, slug

_GOOD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LONGEST = 100


@rule("TR023", "ten-tep-kho-dung", on=Attachment, severity=Severity.WARNING, legal=(), since="0.2")
def check(attachment: Attachment, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a file name that makes a bad address; capitals and full stops are let pass."""
    name = attachment.path.rsplit("/", 1)[-1]
    if _GOOD.fullmatch(name) and len(name) <= _LONGEST:
        return
    stem, _, ending = name.rpartition(".")
    better = f"{slug(stem or ending)[:80].strip('-') or 'tep'}{'.' + slug(ending) if stem else ''}"
    yield Problem(
        1,
        1,
        Text(
            f"Tên tệp “{name[:80]}” có dấu cách, chữ có dấu, ký tự lạ hoặc quá dài.",
            f"The file name “{name[:80]}” has blanks, marks, odd signs or is too long.",
        ),
        Text(f"Đổi tên thành: {better}", f"Rename it to: {better}"),
        anchor=name,
    )

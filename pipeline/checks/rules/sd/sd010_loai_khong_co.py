"""Loại tin không có trong danh mục.

## Vì sao
Loại tin quyết định các mục phải điền, chuyên mục, thời hạn và quyền phê duyệt; không rõ loại thì không kiểm tra được bài.

## Cách sửa
Chọn một loại trong danh sách nêu trong thông báo, viết đúng mã, ví dụ `loai: tin-tuc`.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule("SD010", "loai-khong-co", on=Edition, severity=Severity.ERROR, legal=("S1 Đ5 k1",), since="0.1")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where the type is written but unknown (SD001 tells of a missing one)."""
    if (
        "loai" not in edition.meta
        or ctx.type(edition) is not None
        or not isinstance(edition.value("loai"), str | int)
    ):
        return
    written = str(edition.value("loai"))[:60]
    known = sorted(ctx.registry.types)
    near = get_close_matches(written, known, n=1, cutoff=0.5)
    mark = edition.mark("loai")
    listed = ", ".join(known)
    start = Text(f"Có phải là “{near[0]}”? ", f"Did you mean “{near[0]}”? ") if near else Text("", "")
    yield Problem(
        mark.line,
        mark.column,
        Text(f"Không có loại tin “{written}”.", f"There is no type “{written}”."),
        Text(f"{start.vi}Các loại: {listed}.", f"{start.en}Types: {listed}."),
        anchor="loai",
    )

"""Nội dung của một khóa dài quá mức cho phép.

## Vì sao
Tiêu đề và tóm tắt hiện trong danh sách, kết quả tìm kiếm và trên điện thoại; dài quá thì bị cắt mất ý chính.

## Cách sửa
Rút gọn, chuyển chi tiết xuống phần nội dung bài.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "SD005", "qua-dai", on=Edition, severity=Severity.ERROR, legal=("S1 Đ5 k2 đ", "TT 24/2011"), since="0.1"
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield one problem for every text over its field's limit (counted in characters)."""
    for spec in ctx.fields(edition):
        length = len(edition.get(spec.key).strip())
        if spec.max_length is not None and length > spec.max_length:
            mark = edition.mark(spec.key)
            over = length - spec.max_length
            yield Problem(
                mark.line,
                mark.column,
                Text(
                    f"“{spec.label.vi}” dài {length} ký tự, quá mức {spec.max_length}.",
                    f"“{spec.label.en}” has {length} characters, more than {spec.max_length}.",
                ),
                Text(
                    f"Bớt ít nhất {over} ký tự; chi tiết để ở phần nội dung bài.",
                    f"Shorten it by {over} characters or more; put details into the text.",
                ),
                anchor=spec.key,
            )

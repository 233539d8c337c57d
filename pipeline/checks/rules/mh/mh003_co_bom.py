"""Tệp bắt đầu bằng dấu BOM.

## Vì sao
Ba byte vô hình này làm nhiều công cụ không nhận ra phần đầu bài.

## Cách sửa
Lưu lại bằng “UTF-8” (không chọn “UTF-8 with BOM”), hoặc chạy `congtinh fix --write`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.loading import told
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_WORDS = {
    "bom": (
        Text("Tệp bắt đầu bằng dấu BOM vô hình.", "The file begins with an invisible BOM."),
        Text(
            "Lưu lại bằng UTF-8 không BOM, hoặc chạy: congtinh fix --write",
            "Save it as UTF-8 without BOM, or run: congtinh fix --write",
        ),
    ),
}


@rule("MH003", "co-bom", on=Edition, severity=Severity.ERROR, legal=("S1 Đ16 k7",), since="0.1")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a byte order mark."""
    yield from told(edition, _WORDS)

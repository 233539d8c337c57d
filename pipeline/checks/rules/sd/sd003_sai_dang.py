"""Giá trị của một khóa không đúng dạng.

## Vì sao
Ngày, giờ, số hiệu và đường dẫn phải đúng dạng thì chương trình mới tính được thời hạn, sắp xếp và tra cứu được.

## Cách sửa
Viết lại giá trị theo dòng mẫu trong thông báo. Ngày viết năm trước: `2026-11-22`; giờ kèm múi giờ Việt Nam:
`2026-11-22T08:30:00+07:00`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.kinds import misfits
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule("SD003", "sai-dang", on=Edition, severity=Severity.ERROR, legal=(), since="0.1")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield one problem for every value that its field's kind does not take."""
    for spec in ctx.fields(edition):
        if spec.key not in edition.meta:
            continue
        for misfit in misfits(edition, spec):
            mark = edition.mark(misfit.path)
            key = misfit.path.rsplit(".", 1)[-1]
            shown = str(misfit.value)[:60]
            example = misfit.spec.example
            yield Problem(
                mark.line,
                mark.column,
                Text(
                    f"“{misfit.spec.label.vi}” ({misfit.path}) phải là {misfit.wanted.vi}; đang ghi: {shown}",
                    f"“{misfit.spec.label.en}” ({misfit.path}) must be {misfit.wanted.en}; it says: {shown}",
                ),
                Text(
                    f"Sửa thành, ví dụ: {key}: {example}" if example else f"Sửa thành {misfit.wanted.vi}.",
                    f"Write for example: {key}: {example}" if example else f"Write {misfit.wanted.en}.",
                ),
                anchor=misfit.path,
                legal=misfit.spec.legal,
            )

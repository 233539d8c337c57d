"""Giá trị của một khóa không đúng dạng.

## Vì sao
Ngày, giờ, số hiệu và đường dẫn phải đúng dạng thì chương trình mới tính được thời hạn, sắp xếp và tra cứu được.

## Cách sửa
Viết lại giá trị theo dòng mẫu trong thông báo. Ngày viết năm trước: `2026-11-22`; giờ kèm múi giờ Việt Nam:
`2026-11-22T08:30:00+07:00`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.checks.kinds import Misfit, fits, misfits
from pipeline.checks.readings import reading
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition, Value
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule("SD003", "sai-dang", on=Edition, severity=Severity.ERROR, legal=(), since="0.1")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield one problem for every value that its field's kind does not take."""
    for spec in ctx.fields(edition):
        if spec.key not in edition.meta:
            continue
        for misfit in misfits(edition, spec):
            yield _problem(edition, misfit)


def _problem(edition: Edition, misfit: Misfit) -> Problem:
    mark = edition.mark(misfit.path)
    key = misfit.path.rsplit(".", 1)[-1].partition("[")[0]
    quoted = misfit.spec.kind in ("so-nguyen", "dung-sai") and isinstance(misfit.value, str)
    shown = (
        f'"{_shown(misfit.value)}" (trong nháy)'
        if quoted and misfit.value == reading(misfit.value, misfit.spec)
        else _shown(misfit.value)
    )
    meant = reading(misfit.value, misfit.spec)
    meant = meant if meant and fits(meant, misfit.spec) else ""
    example = meant or misfit.spec.example
    return Problem(
        mark.line,
        mark.column,
        Text(
            f"“{misfit.spec.label.vi}” ({misfit.path}) phải là {misfit.wanted.vi}; đang ghi: {shown}",
            f"“{misfit.spec.label.en}” ({misfit.path}) must be {misfit.wanted.en}; it says: {shown}",
        ),
        Text(
            f"Sửa thành{'' if meant else ', ví dụ'}: {key}: {example}"
            if example
            else f"Sửa thành {misfit.wanted.vi}.",
            f"Write{'' if meant else ' for example'}: {key}: {example}"
            if example
            else f"Write {misfit.wanted.en}.",
        ),
        anchor=misfit.path,
        legal=misfit.spec.legal,
    )


def _shown(value: Value) -> str:
    """Return a value as the editor wrote it, or nearly so, cut to a line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{k}: …" for k in list(value)[:3]) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(_shown(v) for v in value[:3])[:56] + ("]" if len(value) < 4 else ", …]")
    return short(str(value))

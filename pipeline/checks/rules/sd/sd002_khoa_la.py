"""Bài có một khóa mà loại tin này không có.

## Vì sao
Khóa gõ sai thì chương trình không đọc được giá trị: mục thông tin coi như bị bỏ trống, còn người viết tưởng
là đã điền.

## Cách sửa
Sửa tên khóa theo gợi ý trong thông báo, hoặc xóa dòng đó nếu không cần. Tên các khóa có trong `docs/thuat-ngu.md`.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule("SD002", "khoa-la", on=Edition, severity=Severity.ERROR, legal=(), since="0.1")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield one problem for every key that neither the base nor the type knows."""
    specs = {spec.key: spec for spec in ctx.fields(edition)}
    if ctx.type(edition) is None:
        return  # SD010 tells of the type; which keys fit cannot be said
    for key, value in edition.meta.items():
        if key not in specs:
            yield _problem(edition, key, key, tuple(specs))
        elif isinstance(value, dict) and specs[key].fields:
            known = tuple(f.key for f in specs[key].fields)
            for inner in value:
                if inner not in known:
                    yield _problem(edition, f"{key}.{inner}", inner, known)


def _problem(edition: Edition, path: str, key: str, known: tuple[str, ...]) -> Problem:
    mark = edition.mark(path)
    near = get_close_matches(key, known, n=1, cutoff=0.6)
    if near:
        hint = Text(f"Có phải là “{near[0]}”? Hãy sửa thành: {near[0]}: …", f"Did you mean “{near[0]}”?")
    else:
        listed = ", ".join(sorted(known))
        hint = Text(
            f"Xóa dòng này, hoặc dùng một trong các khóa: {listed}.", f"Remove it, or use one of: {listed}."
        )
    return Problem(
        mark.line,
        mark.column,
        Text(f"Không có khóa “{key}” trong loại tin này.", f"This type has no key “{key}”."),
        hint,
        anchor=path,
    )

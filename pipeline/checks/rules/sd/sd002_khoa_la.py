"""Bài có một khóa mà loại tin này không có.

## Vì sao
Khóa gõ sai thì chương trình không đọc được giá trị: mục thông tin coi như bị bỏ trống, còn người viết tưởng
là đã điền.

## Cách sửa
Sửa tên khóa theo gợi ý trong thông báo, hoặc xóa dòng đó nếu không cần. Tên các khóa có trong `docs/thuat-ngu.md`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.checks.fields import inner_keys, meant_key, misspelt
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition, Value, as_list
from pipeline.model.finding import Problem, Severity
from pipeline.model.site import FieldSpec
from pipeline.model.text import Text

_MOST_LISTED = 12


@rule("SD002", "khoa-la", on=Edition, severity=Severity.ERROR, legal=(), since="0.1")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield one problem for every key that neither the base nor the type knows."""
    specs = {spec.key: spec for spec in ctx.fields(edition)}
    if ctx.type(edition) is None:
        # SD001 or SD010 tells of the type; of the keys only those of every type can be judged
        for key, written in misspelt(edition, ctx).items():
            yield _problem(edition, ctx, written, written, (specs[key],))
        return
    for key, value in edition.meta.items():
        if key not in specs:
            yield _problem(edition, ctx, key, key, tuple(specs.values()))
        elif known := inner_keys(specs[key]):
            for number, entry in enumerate(as_list(value)):
                place = f"{key}[{number}]" if isinstance(value, tuple) else key
                if isinstance(entry, Mapping):
                    yield from _inner(edition, ctx, entry, place, known)


def _inner(
    edition: Edition, ctx: Context, entry: Mapping[str, Value], place: str, fields: tuple[FieldSpec, ...]
) -> Iterator[Problem]:
    known = {f.key for f in fields}
    for inner in entry:
        if inner not in known:
            yield _problem(edition, ctx, f"{place}.{inner}", inner, fields)


def _problem(edition: Edition, ctx: Context, path: str, key: str, specs: tuple[FieldSpec, ...]) -> Problem:
    mark = edition.mark(path)
    near = meant_key(key, specs)
    if near:
        hint = Text(
            f"Có phải là “{near}”? Hãy sửa thành: {near}: …", f"Did you mean “{near}”? Write: {near}: …"
        )
    elif elsewhere := _types_with(key, ctx):
        hint = Text(
            f"Khóa này chỉ có ở loại: {elsewhere}. Xóa dòng này, hoặc sửa lại loai.",
            f"Only these types have it: {elsewhere}. Remove the line, or mend `loai`.",
        )
    else:
        # what the item has already cannot be meant, and nobody reads forty names
        free = sorted(s.key for s in specs if s.key not in edition.meta or "." in path)
        listed = ", ".join(free[:_MOST_LISTED]) + (", …" if len(free) > _MOST_LISTED else "")
        hint = Text(
            "Xóa dòng này; lời nhắn cho người duyệt thì viết ở phần trao đổi của đề nghị hợp nhất. "
            f"Các khóa còn dùng được: {listed}.",
            f"Remove it; a note for the reviewer belongs into the merge request. Further keys: {listed}.",
        )
    return Problem(
        mark.line,
        mark.column,
        Text(f"Không có khóa “{key[:60]}” trong loại tin này.", f"This type has no key “{key[:60]}”."),
        hint,
        anchor=path,
    )


def _types_with(key: str, ctx: Context) -> str:
    types = ctx.registry.types.values()
    return ", ".join(sorted(t.slug for t in types if any(f.key == key for f in t.fields))[:5])

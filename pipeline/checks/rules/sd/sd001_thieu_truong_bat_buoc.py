"""Bài thiếu một mục thông tin bắt buộc của loại tin.

## Vì sao
Mỗi loại tin có những mục mà quy chế và quy định về dữ liệu đặc tả buộc phải công bố cùng nội dung.
Thiếu một mục thì người đọc không biết ai cung cấp, từ bao giờ, theo văn bản nào, và bài không được đăng.

## Cách sửa
Thêm dòng còn thiếu vào phần đầu bài, giữa hai dòng `---`, theo dòng mẫu nêu trong thông báo.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.fields import applicable, example_line, is_blank, misspelt
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.site import FieldSpec
from pipeline.model.text import Text


@rule(
    "SD001",
    "thieu-truong-bat-buoc",
    on=Edition,
    severity=Severity.ERROR,
    legal=("TT 24/2011 Đ3", "TT 24/2011 Đ4"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield one problem for every field that is required here and has no value."""
    if not edition.meta:
        return
    missing = [(path, spec) for path, spec in applicable(edition, ctx) if is_blank(edition.value(path))]
    kind = ctx.type(edition)
    groups = [g for g in kind.one_of if all(is_blank(edition.value(key)) for key in g)] if kind else []
    if not missing and not groups:
        return
    elsewhere = misspelt(edition, ctx)
    for path, spec in missing:
        if path not in elsewhere:
            yield _problem(edition, path, spec)
    for keys in groups:
        if not set(keys) & set(elsewhere):
            yield from _one_of(edition, ctx, keys)


def _problem(edition: Edition, path: str, spec: FieldSpec) -> Problem:
    mark = edition.mark(path)
    key = path.rsplit(".", 1)[-1]
    where = (
        Text("Thêm vào phần đầu bài dòng", "Add to the front matter the line")
        if key == path
        else Text(f"Thêm vào {path.rpartition('.')[0]}", f"Add under {path.rpartition('.')[0]}")
    )
    line = example_line(path, spec)
    return Problem(
        mark.line,
        mark.column,
        Text(
            f"Thiếu mục bắt buộc “{spec.label.vi}” (khóa {path}).",
            f"The required field “{spec.label.en}” (key {path}) is missing.",
        ),
        Text(f"{where.vi}: {line}", f"{where.en}: {line}"),
        anchor=path,
        legal=spec.legal,
    )


def _one_of(edition: Edition, ctx: Context, keys: tuple[str, ...]) -> Iterator[Problem]:
    specs = [spec for spec in ctx.fields(edition) if spec.key in keys]
    if specs:
        mark = edition.mark(keys[0])
        vi, en = " hoặc ".join(s.label.vi for s in specs), " or ".join(s.label.en for s in specs)
        lines = " hoặc ".join(example_line(s.key, s) for s in specs)
        yield Problem(
            mark.line,
            mark.column,
            Text(f"Thiếu mục bắt buộc: {vi} (cần ít nhất một).", f"Missing: {en} (at least one)."),
            Text(f"Thêm vào phần đầu bài dòng: {lines}", f"Add one of these lines: {en}"),
            anchor=" ".join(keys),
            legal=specs[0].legal,
        )

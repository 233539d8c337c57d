"""Giá trị không nằm trong danh sách được chọn.

## Vì sao
Các mục chọn sẵn (nguồn tin, hình thức văn bản, tình trạng dự án …) quyết định chuyên mục, thời hạn và cách tra cứu;
giá trị lạ làm bài rơi khỏi mọi danh sách.

## Cách sửa
Thay bằng một trong các giá trị nêu trong thông báo.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from pipeline.checks.registry import Context, Picked, rule
from pipeline.model.content import Edition, Value, as_list
from pipeline.model.finding import Problem, Severity
from pipeline.model.site import FieldSpec
from pipeline.model.text import Text, slug

_CHOICES = Picked(lambda spec: spec.key != "do_mat" and (spec.kind == "lua-chon" or bool(spec.fields)))


@rule("SD004", "ngoai-danh-sach", on=Edition, severity=Severity.ERROR, legal=(), since="0.1")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield one problem for every choice that its field does not offer; `do_mat` belongs to BM002."""
    for spec in _CHOICES.of(ctx.fields(edition)):
        if spec.key in edition.meta:
            yield from _look(edition, edition.value(spec.key), spec, spec.key)


def _look(edition: Edition, value: Value, spec: FieldSpec, path: str) -> Iterator[Problem]:
    if value in (None, ""):
        return
    if spec.kind == "lua-chon":
        if not isinstance(value, str) or value not in spec.choices:
            yield _problem(edition, value, spec, path)
        return
    for number, entry in enumerate(as_list(value)):
        place = f"{path}[{number}]" if isinstance(value, tuple) else path
        if isinstance(entry, Mapping):
            for inner in spec.fields:
                yield from _look(edition, entry.get(inner.key), inner, f"{place}.{inner.key}")


def _problem(edition: Edition, value: Value, spec: FieldSpec, path: str) -> Problem:
    mark = edition.mark(path)
    listed = "; ".join(f"{code} ({label})" for code, label in spec.choices.items())
    shown = ("true" if value else "false") if isinstance(value, bool) else str(value)[:60]
    key = path.rsplit(".", 1)[-1]
    first = _nearest(shown, spec) or next(iter(spec.choices), "")
    return Problem(
        mark.line,
        mark.column,
        Text(
            f"“{spec.label.vi}” ({path}) không nhận giá trị “{shown}”.",
            f"“{spec.label.en}” ({path}) does not take “{shown}”.",
        ),
        Text(
            f"Chọn một trong: {listed}. Ví dụ: {key}: {first}",
            f"Choose one of: {', '.join(spec.choices)}. For example: {key}: {first}",
        ),
        anchor=path,
        legal=spec.legal,
    )


def _nearest(written: str, spec: FieldSpec) -> str:
    """Return the choice that was meant: marks, capitals and quotes set aside, the label, the spelling."""
    plain = slug(written)
    if plain in spec.choices:
        return plain
    plain = {"true": "co", "yes": "co", "false": "khong", "no": "khong"}.get(plain, plain)
    if plain.isdigit():
        return next((code for code in spec.choices if code.endswith(f"-{plain}")), "")
    labels = {slug(label): code for code, label in spec.choices.items()}
    if plain in spec.choices or plain in labels:
        return labels.get(plain, plain)
    near = get_close_matches(plain, [*spec.choices, *labels], n=1, cutoff=0.5)
    return labels.get(near[0], near[0]) if near else ""

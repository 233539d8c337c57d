"""Lời đính chính hoặc thông báo gỡ đã ghi bị sửa, bị xóa.

## Vì sao
Lời đính chính và thông báo gỡ là dấu vết của việc đã làm với thông tin công khai. Sửa hay xóa chúng là viết lại việc đã qua.

## Cách sửa
Trả lại đúng nội dung cũ. Cần nói thêm thì thêm một mục mới vào `dinh_chinh`, hoặc bổ sung khóa còn thiếu của `go_bo`, ví dụ `thay_the`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.change import Change
from pipeline.model.content import Edition, Value, as_list
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text, squeeze


@rule("GB005", "dau-vet-bi-sua", on=Change, severity=Severity.ERROR, legal=("S4 Đ8 k3",), since="0.2")
def check(change: Change, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a removal that is gone or says something else, and for every lost correction."""
    old, new = change.items
    if old is None or (new is not None and not new.meta):
        return  # an unreadable front matter is told by SD008
    removal = old.value("go_bo")
    if isinstance(removal, Mapping) and removal:
        yield from _removal(removal, new)
    if new is None:
        return  # the deletion itself is told by GB003
    left = [_said(entry) for entry in as_list(new.value("dinh_chinh"))]
    for entry in as_list(old.value("dinh_chinh")):
        said = _said(entry)
        if said in left:
            left.remove(said)
        elif isinstance(entry, Mapping):
            yield _lost_correction(entry, new)


def _removal(removal: Mapping[str, Value], new: Edition | None) -> Iterator[Problem]:
    now = new.value("go_bo") if new is not None else None
    hint = Text(f"Trả lại như cũ: {_block(removal)}", f"Put back what was there: {_block(removal)}")
    if new is None or not isinstance(now, Mapping):
        mark = new.mark("loai") if new is not None else None
        yield Problem(
            mark.line if mark else 1,
            mark.column if mark else 1,
            Text("Thông báo gỡ (go_bo) của bài đã bị xóa.", "The item's removal (go_bo) is gone."),
            hint,
            anchor="go_bo",
        )
        return
    for key, value in removal.items():
        if _said(now.get(key)) != _said(value):
            mark = new.mark(f"go_bo.{key}")
            yield Problem(
                mark.line,
                mark.column,
                Text(
                    f"Thông báo gỡ đã đăng bị sửa ở {short(key)}.",
                    f"The published removal was changed at {short(key)}.",
                ),
                hint,
                anchor=f"go_bo.{key}",
            )


def _lost_correction(entry: Mapping[str, Value], new: Edition) -> Problem:
    mark = new.mark("dinh_chinh")
    day = short(str(entry.get("ngay") or ""))
    line = f'- {{ngay: {day}, noi_dung: "{short(str(entry.get("noi_dung") or ""), 200)}"}}'
    return Problem(
        mark.line,
        mark.column,
        Text(
            f"Lời đính chính ngày {day} bị sửa hoặc bị xóa.",
            f"The correction of {day} was changed or dropped.",
        ),
        Text(f"Trả lại mục cũ trong dinh_chinh: {line}", f"Put the entry back into dinh_chinh: {line}"),
        anchor=f"dinh_chinh {day}",
    )


def _block(removal: Mapping[str, Value]) -> str:
    told = ", ".join(
        f"{short(k)}: {short(str(v), 200)}" for k, v in removal.items() if isinstance(v, str | int)
    )
    return f"go_bo: {{{told}}}"


def _said(value: Value) -> object:
    """Return a value in the form in which blanks make no difference."""
    if isinstance(value, Mapping):
        return tuple(sorted((k, str(_said(v))) for k, v in value.items()))
    if isinstance(value, tuple):
        return tuple(str(_said(v)) for v in value)
    return squeeze(str(value)) if value is not None else ""

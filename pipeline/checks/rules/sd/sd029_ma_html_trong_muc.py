"""Phần đầu bài có thẻ HTML, mã HTML hoặc dấu định dạng.

## Vì sao
Tiêu đề, tóm tắt và các mục ở đầu bài là chữ thường; thẻ như `<b>`, mã như `&amp;` hay `**` hiện nguyên ra trên trang, trong
kết quả tìm kiếm và khi chia sẻ.

## Cách sửa
Xóa thẻ, thay mã bằng ký tự thật (`&amp;` thành `&`, `&nbsp;` thành dấu cách). Định dạng để ở phần nội dung bài.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from pipeline.checks.inventory import answer, holds_any
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition, Value, as_list
from pipeline.model.finding import Problem, Severity
from pipeline.model.site import FieldSpec
from pipeline.model.text import Text, squeeze

_SIGNS = holds_any(("<", "&", "**"))
_KINDS = ("chu", "doan", "danh-sach-chu")
_MARK = re.compile(
    r"</?(?:b|i|u|p|br|em|strong|span|div|font|a|h[1-6]|sup|sub|li|ul|ol|table|td|tr|img|center)\b[^<>]{0,300}>"
    r"|&(?:amp|nbsp|lt|gt|quot|apos|#\d{2,6}|#x[0-9a-fA-F]{2,6}|[a-z]{3,8}(?:acute|grave|circ|tilde|quo|dash));"
    r"|\*\*(?=\S)",
    re.IGNORECASE,
)


@rule("SD029", "ma-html-trong-muc", on=Edition, severity=Severity.ERROR, legal=(), since="0.2")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every text of the front matter with markup in it."""
    if not answer(edition.head) & _SIGNS:
        return
    for spec in ctx.fields(edition):
        yield from _look(edition, edition.value(spec.key), spec, spec.key)


def _look(edition: Edition, value: Value, spec: FieldSpec, path: str) -> Iterator[Problem]:
    for number, entry in enumerate(as_list(value)):
        place = f"{path}[{number}]" if isinstance(value, tuple) else path
        if isinstance(entry, Mapping):
            for inner in spec.fields:
                yield from _look(edition, entry.get(inner.key), inner, f"{place}.{inner.key}")
        elif isinstance(entry, str) and spec.kind in _KINDS:
            found = _MARK.search(entry)
            if found:
                yield _problem(edition, spec, place, entry, found[0])


def _problem(edition: Edition, spec: FieldSpec, path: str, written: str, sign: str) -> Problem:
    mark = edition.mark(path)
    clean = squeeze(html.unescape(_MARK.sub(_clean, written[:300])).replace("**", ""))
    key = path.rsplit(".", 1)[-1].partition("[")[0]
    return Problem(
        mark.line,
        mark.column,
        Text(
            f"“{spec.label.vi}” ({path}) có dấu định dạng “{sign[:40]}”, sẽ hiện nguyên ra trên trang.",
            f"“{spec.label.en}” ({path}) holds the markup “{sign[:40]}”, which would be shown as it is.",
        ),
        Text(f"Viết chữ thường: {key}: {clean[:120]}", f"Write plain text: {key}: {clean[:120]}"),
        anchor=path,
    )


def _clean(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith("&") else " "

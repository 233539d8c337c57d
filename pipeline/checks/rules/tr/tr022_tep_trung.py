"""Hai tệp của một trang giống hệt nhau.

## Vì sao
Cùng một văn bản nằm ở hai tệp thì khi sửa một tệp, tệp kia vẫn cũ; người dân tải nhầm bản.

## Cách sửa
Giữ một tệp, sửa các bài dẫn tới tệp kia, rồi xóa tệp thừa.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Corpus
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_SMALLEST = 64  # bytes; files below hold next to nothing


@rule("TR022", "tep-trung", on=Corpus, severity=Severity.NOTE, legal=(), since="0.2")
def check(corpus: Corpus, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every file with the same bytes as an earlier one of the same site."""
    first: dict[tuple[str, str], str] = {}
    for path in sorted(corpus.attachments):
        file = corpus.attachments[path]
        if file.size < _SMALLEST or not file.digest:
            continue
        same = first.setdefault((path.split("/", 2)[1], file.digest), path)
        if same != path:
            yield Problem(
                1,
                1,
                Text(f"Tệp này giống hệt {same}.", f"This file is the same as {same}."),
                Text(
                    f"Dẫn tới một tệp duy nhất, ví dụ: tep: /{same.split('/', 2)[2]}; rồi xóa tệp này.",
                    f"Link to one file, for example: tep: /{same.split('/', 2)[2]}; then remove this one.",
                ),
                anchor=same,
                path=path,
            )

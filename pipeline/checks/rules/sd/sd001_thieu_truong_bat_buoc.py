"""Bài thiếu một mục thông tin bắt buộc của loại tin.

## Vì sao
Mỗi loại tin có những mục mà quy chế và quy định về dữ liệu đặc tả buộc phải công bố cùng nội dung.
Thiếu một mục thì người đọc không biết ai cung cấp, từ bao giờ, theo văn bản nào, và bài không được đăng.

## Cách sửa
Thêm dòng còn thiếu vào phần đầu bài, giữa hai dòng `---`, theo dòng mẫu nêu trong thông báo.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.fields import applicable, example_line
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
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
    for path, spec in applicable(edition, ctx):
        if edition.value(path) not in (None, "", ()):
            continue
        mark = edition.mark(path)
        yield Problem(
            mark.line,
            mark.column,
            Text(
                f"Thiếu mục bắt buộc “{spec.label.vi}” (khóa {path}).",
                f"The required field “{spec.label.en}” (key {path}) is missing.",
            ),
            Text(
                f"Thêm vào phần đầu bài dòng: {example_line(path, spec)}",
                f"Add to the front matter the line: {example_line(path, spec)}",
            ),
            anchor=path,
            legal=spec.legal,
        )

"""Ảnh không có lời thay thế.

## Vì sao
Người khiếm thị nghe lời thay thế thay cho ảnh; khi mạng yếu, mọi người đọc lời ấy thay cho ảnh. Ảnh trong bài luôn mang
nội dung, nên bỏ trống `![](…)` là lỗi.

## Cách sửa
Ảnh ở phần đầu bài: thêm khóa `mo_ta`. Ảnh trong nội dung: viết trong dấu ngoặc vuông ảnh cho thấy điều gì, ví dụ
`![Người dân nộp hồ sơ tại bộ phận một cửa](/anh/mot-cua.jpg)`. Ảnh thật sự chỉ để trang trí thì nói rõ:
`![](/anh/duong-ke.png){: role=presentation }`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.markdown import scan
from pipeline.checks.parts import pictures
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "TC001",
    "anh-thieu-loi-thay-the",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S1 Đ5 k2 d", "TT 32/2017 Đ18 k1 c"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every picture without alternative; in an article an empty one is none."""
    for named in pictures(edition, ctx):
        if named.text("mo_ta"):
            continue
        mark = edition.mark(f"{named.path}.mo_ta")
        file = short(named.file)
        yield Problem(
            mark.line,
            mark.column,
            Text(
                f"Ảnh {file} ({named.path}) không có lời mô tả.",
                f"The picture {file} ({named.path}) has no mo_ta.",
            ),
            Text(
                f"Thêm vào {named.path}: mo_ta: Người dân nộp hồ sơ tại bộ phận một cửa",
                f"Add under {named.path}: mo_ta: What the picture shows",
            ),
            anchor=f"{named.path}.mo_ta",
            wcag=("1.1.1",),
        )
    for picture in scan(edition).pictures:
        if picture.decorative or (picture.alt or "").strip():
            continue
        target = short(picture.target)
        yield Problem(
            picture.line,
            picture.column,
            Text(
                f"Ảnh {target} trong nội dung không có lời thay thế.",
                f"The picture {target} has no alternative.",
            ),
            Text(
                f"Viết: ![Ảnh cho thấy điều gì]({target}) – ví dụ ![Người dân nộp hồ sơ tại bộ phận một cửa]({target})",
                f"Write: ![What the picture shows]({target})",
            ),
            anchor=picture.target,
            wcag=("1.1.1",),
        )

"""Bản dịch nêu một bản gốc không có.

## Vì sao
Trang tiếng Anh phải gắn với bài tiếng Việt mà nó dịch: người đọc chuyển qua lại giữa hai thứ tiếng, và hệ thống nhắc khi bản
gốc thay đổi.

## Cách sửa
Ghi đường dẫn tệp của bài tiếng Việt, tính từ thư mục nội dung của trang: `ban_goc: gioi-thieu/gioi-thieu-chung.md`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.linking import nearest, original_path
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "LK006",
    "ban-goc-khong-co",
    on=Edition,
    severity=Severity.ERROR,
    legal=("NĐ 42/2022 Đ7 k2", "S4 Đ8 k1 g"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where `ban_goc` names no item of the site, or the translation itself."""
    path = original_path(edition, ctx)
    if path is None or (path in ctx.facts["editions"] and path != edition.path):
        return
    mark = edition.mark("ban_goc")
    better = nearest(path, edition, ctx).lstrip("/")
    yield Problem(
        mark.line,
        mark.column,
        Text(
            f"Không có bản gốc “{short(edition.get('ban_goc'), 100)}”.",
            f"There is no original “{short(edition.get('ban_goc'), 100)}”.",
        ),
        Text(
            f"Sửa thành, ví dụ: ban_goc: {better or 'gioi-thieu/gioi-thieu-chung.md'}",
            f"Write for example: ban_goc: {better or 'gioi-thieu/gioi-thieu-chung.md'}",
        ),
        anchor="ban_goc",
    )

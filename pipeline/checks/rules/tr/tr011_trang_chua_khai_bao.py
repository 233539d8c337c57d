"""Bài thuộc một trang chưa được khai báo.

## Vì sao
Thư mục `content/<trang>/` phải có `sites/<trang>/site.yml` tương ứng; nếu không thì không biết bài đăng ở đâu, ai duyệt.

## Cách sửa
Chuyển bài vào thư mục của một trang đã có, hoặc đề nghị quản trị khai báo trang mới.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule("TR011", "trang-chua-khai-bao", on=Edition, severity=Severity.ERROR, legal=("S1 Đ10 k1",), since="0.1")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for an item below content/ whose site is not registered."""
    if not edition.path.startswith("content/") or ctx.site(edition) is not None:
        return
    known = sorted(ctx.registry.sites)
    near = get_close_matches(edition.document.site, known, n=1, cutoff=0.5) or known[:1]
    yield Problem(
        1,
        1,
        Text(
            f"Chưa khai báo trang “{edition.document.site}”.",
            f"The site “{edition.document.site}” is not registered.",
        ),
        Text(
            f"Chuyển bài vào, ví dụ, content/{near[0] if near else '…'}/, hoặc đề nghị quản trị khai báo trang.",
            f"Move it to a registered site, for example content/{near[0] if near else '…'}/.",
        ),
        anchor=edition.document.site,
    )

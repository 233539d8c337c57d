"""Chữ của liên kết chung chung như “tại đây”, “xem thêm”.

## Vì sao
Nhiều người khiếm thị nghe riêng danh sách liên kết của trang. Mười lần “tại đây” không cho biết liên kết nào dẫn đến đâu.

## Cách sửa
Dùng tên của tài liệu hoặc trang được dẫn đến: thay “Xem quyết định [tại đây](…)” bằng
“Xem [Quyết định số 10/2024/QĐ-UBND](…)”.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.markdown import scan
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import GENERIC_LINKS, bare, short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "TC004",
    "chu-lien-ket-chung-chung",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S1 Đ5 k2 d", "TT 32/2017 Đ18 k1 d"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every link whose whole text would fit any link, unless its title tells more."""
    for link in scan(edition).links:
        if link.bare or (link.text.strip() and bare(link.text[:200]) not in GENERIC_LINKS):
            continue
        if bare(link.title[:200]) not in (*GENERIC_LINKS, ""):
            continue  # a telling title is allowed by TT 32/2017 Đ18 k1 d
        target = short(link.target)
        said = short(link.text)
        yield Problem(
            link.line,
            link.column,
            Text(
                f"Chữ của liên kết “{said}” không cho biết dẫn đến đâu."
                if said
                else "Liên kết không có chữ.",
                f"The link text “{said}” does not say where it leads." if said else "The link has no text.",
            ),
            Text(
                f"Dùng tên của nơi được dẫn đến, ví dụ: [Quyết định số 10/2024/QĐ-UBND]({target})",
                f"Use the name of what it leads to, for example: [Decision 10/2024/QĐ-UBND]({target})",
            ),
            anchor=link.target,
            wcag=("2.4.4",),
        )

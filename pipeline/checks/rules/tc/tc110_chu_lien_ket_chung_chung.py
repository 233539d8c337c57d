"""Chữ của liên kết chung chung như “tại đây”, “xem thêm”.

## Vì sao
Nhiều người khiếm thị nghe riêng danh sách liên kết của trang. Mười lần “tại đây” không cho biết liên kết nào dẫn
đến đâu.

## Cách sửa
Dùng tên của tài liệu hoặc trang được dẫn đến: thay “Xem quyết định [tại đây](…)” bằng
“Xem [Quyết định số 10/2024/QĐ-UBND](…)”.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.linkcontext import GENERIC, tells
from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import all_links, name, short, target
from pipeline.checks.words import bare
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text


@rule(
    "TC110",
    "chu-lien-ket-chung-chung",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=("S1 Đ5 k2 d", "TT 32/2017 Đ18 k1 d"),
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each link whose whole text would fit any link."""
    for element in all_links(page):
        said = name(page, element)
        if bare(said) not in GENERIC or bare(element.attrs.get("title", "")) not in (*GENERIC, ""):
            continue  # a telling title is allowed by TT 32/2017 Đ18 k1 d
        if "title" in element.attrs and bare(element.attrs["title"]):
            said = element.attrs["title"]
        to, alone = target(element), not tells(page, element)
        yield Problem(
            element.line,
            element.column,
            Text(
                f"Chữ của liên kết “{short(said)}” không cho biết dẫn đến đâu.",
                f"The link text “{short(said)}” does not say where it leads.",
            ),
            Text(
                f"Dùng tên của nơi được dẫn đến, ví dụ: [Quyết định số 10/2024/QĐ-UBND]({short(to)})",
                f"Use the name of what it leads to, for example: [Decision 10/2024]({short(to)})",
            ),
            to,
            ("2.4.4", "2.4.9") if alone else ("2.4.9",),
            ("aizyf1", "5effbb") if alone else ("aizyf1",),
        )

"""Liên kết mở cửa sổ mới mà không báo trước.

## Vì sao
Người nghe đọc màn hình không biết mình đã sang cửa sổ khác và bấm “Quay lại” mãi không được.

## Cách sửa
Bỏ `target="_blank"`; khi thật cần thì nói trong chữ của liên kết: “Cổng Dịch vụ công quốc gia (mở cửa sổ mới)”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, links, name, plain, short
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text

_TOLD = re.compile(r"cua so|tab moi|the moi|trang moi|new (?:window|tab)|external|lien ket ngoai")


@rule(
    "TC158",
    "cua-so-moi-khong-bao",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.NOTE,
    legal=ACCESSIBILITY,
    since="0.2",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each link into a new window that does not say so."""
    for element in links(page):
        if element.attrs.get("target", "").lower() not in ("_blank", "_new", "blank", "new"):
            continue
        if "aria-describedby" in element.attrs:
            continue  # said in what is tied to it
        if _TOLD.search(plain(f"{name(page, element)} {element.attrs.get('title', '')}")):
            continue
        yield Problem(
            element.line,
            element.column,
            Text(
                f"Liên kết “{short(name(page, element), 40)}” mở cửa sổ mới mà không báo.",
                f"The link “{short(name(page, element), 40)}” opens a new window without saying so.",
            ),
            Text(
                f'Bỏ target="_blank", hoặc viết: {short(name(page, element), 40)} (mở cửa sổ mới)',
                f'Drop target="_blank", or write: {short(name(page, element), 40)} (opens in a new window)',
            ),
            element.attrs["href"],
            ("3.2.5",),
        )

"""Liên kết tự xưng là nút.

## Vì sao
Phần mềm đọc màn hình báo “nút” nên người nghe bấm phím cách; nhưng phím cách chỉ làm cuộn trang, vì đó vẫn là liên kết.

## Cách sửa
Dẫn đến trang khác thì bỏ `role="button"`; làm việc ngay trên trang thì dùng `<button type="button">`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, hidden, short
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text


@rule(
    "TC172",
    "lien-ket-xung-la-nut",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.NOTE,
    legal=ACCESSIBILITY,
    since="0.2",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each link to another page that says it is a button."""
    for element in page.all("a"):
        href = element.attrs.get("href", "")
        if element.attrs.get("role") != "button" or href.startswith("#") or not href or hidden(page, element):
            continue
        if any(key in element.attrs for key in ("onkeydown", "onkeypress", "onkeyup")):
            continue
        yield Problem(
            element.line,
            element.column,
            Text(
                f"Liên kết “{short(element.text, 40)}” tự xưng là nút.",
                f"The link “{short(element.text, 40)}” says it is a button.",
            ),
            Text(
                f'Bỏ role="button": <a href="{short(href, 30)}">{short(element.text, 40)}</a>',
                f'Drop role="button": <a href="{short(href, 30)}">{short(element.text, 40)}</a>',
            ),
            href[:200],
            ("2.1.1", "4.1.2"),
        )

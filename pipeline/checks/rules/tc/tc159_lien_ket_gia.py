"""Liên kết không dẫn đến đâu, hoặc chỉ có dấu câu.

## Vì sao
`<a href="#">` và `<a href="javascript:…">` được đọc là “liên kết” nhưng bấm thì không đi đâu, mở trong thẻ mới thì ra
trang trống. Liên kết chỉ là dấu chấm thì không ai thấy và không đọc được.

## Cách sửa
Ghi địa chỉ thật của trang đến; việc làm ngay trên trang thì dùng `<button type="button">`; đặt liên kết vào chữ có nghĩa.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, hidden, name, plain, short
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text

_TO_TOP = re.compile(r"dau trang|len tren|ve dau|top")


@rule(
    "TC159",
    "lien-ket-gia",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.2",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each link without a target of its own, or with no letter in its text."""
    for element in page.all("a"):
        found = _fault(page, element)
        if found is None or hidden(page, element):
            continue
        yield Problem(
            element.line,
            element.column,
            Text(
                f"Liên kết “{short(element.text, 40)}” {found[0]}.",
                f"The link “{short(element.text, 40)}” {found[1]}.",
            ),
            Text(
                f'Viết: <a href="/dia-chi-that/">{short(plain(element.text) and element.text, 40) or "Tên trang"}</a>',
                f'Write: <a href="/real-address/">{short(plain(element.text) and element.text, 40) or "Name of the page"}</a>',
            ),
            f"{element.attrs.get('href', '')} {element.text}"[:80],
            found[2],
        )


def _fault(page: BuiltPage, element: Element) -> tuple[str, str, tuple[str, ...]] | None:
    attrs = element.attrs
    href = attrs.get("href", "").strip()
    if "href" not in attrs:
        if attrs.keys() & {"onclick", "onmousedown"} and attrs.get("tabindex") is None:
            return (
                "không có href nên bàn phím không đến được",
                "has no href and no key reaches it",
                ("2.1.1",),
            )
        return None
    if attrs.get("role") in ("button", "tab", "menuitem"):
        return None
    if href.lower().startswith(("javascript:", "vbscript:")):
        return "là lệnh javascript, không phải địa chỉ", "is a script, no address", ("2.1.1", "4.1.2")
    if href in ("#", "", "#!") and (text := plain(name(page, element))) and not _TO_TOP.search(text):
        return "không dẫn đến đâu", "leads nowhere", ("2.4.4",)
    if len(element.text) < 4:
        said = name(page, element)
        if said not in "¶#§↩«»‹›←→↑…" and not any(c.isalnum() for c in said):
            return "chỉ có dấu câu", "is a mark only", ("2.4.4",)
    return None

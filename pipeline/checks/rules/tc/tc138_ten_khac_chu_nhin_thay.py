"""Tên đọc lên của nút, liên kết khác với chữ nhìn thấy.

## Vì sao
Người điều khiển bằng giọng nói đọc đúng chữ mình thấy trên nút. Nếu `aria-label` không chứa chữ đó thì lệnh không có tác dụng;
người vừa nhìn vừa nghe cũng bị rối.

## Cách sửa
Để chữ nhìn thấy đứng đầu trong `aria-label`: nút “Tải về” thì `aria-label="Tải về Quyết định số 10/2024/QĐ-UBND"`, hoặc bỏ
`aria-label`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.accname import name_of, named_by_author
from pipeline.checks.registry import Context, rule
from pipeline.checks.roles import LINKS
from pipeline.checks.rules.html import ACCESSIBILITY, plain, short, with_role
from pipeline.checks.styles import hidden_of
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text

_ICONS = re.compile(r"font-family\s*:[^;}]{0,100}icon", re.IGNORECASE)
_ROLES = LINKS | frozenset(
    "button checkbox menuitem menuitemcheckbox menuitemradio option radio switch tab treeitem".split()  # noqa: SIM905
)


@rule(
    "TC138",
    "ten-khac-chu-nhin-thay",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each control whose visible words are not a part of its name."""
    if any(_ICONS.search(p) for s in page.all("style") for p in s.content if isinstance(p, str)):
        return  # words in a font of pictures are not seen as words
    for element in with_role(page, _ROLES):
        if not named_by_author(page, element):
            continue
        seen, said = plain(_seen(page, element)), plain(name_of(page, element))
        if len(seen) < 2 or f" {seen} " in f" {said} ":
            continue
        shown = short(" ".join(_seen(page, element).split()))
        yield Problem(
            element.line,
            element.column,
            Text(
                f"Chữ nhìn thấy là “{shown}” nhưng tên đọc lên là “{short(name_of(page, element))}”.",
                f"The words in sight are “{shown}” but the name read out is “{short(name_of(page, element))}”.",
            ),
            Text(
                f'Để chữ nhìn thấy trong tên, ví dụ: aria-label="{shown} …", hoặc bỏ aria-label.',
                f'Keep these words in the name, for example: aria-label="{shown} …", or remove aria-label.',
            ),
            shown,
            ("2.5.3",),
            ("2ee8b8",),
        )


def _seen(page: BuiltPage, element: Element) -> str:
    """Return the words in sight inside an element; pictures have none."""
    unseen = hidden_of(page).viewers
    pieces: list[str] = []
    waiting = [element.index]
    while waiting and len(pieces) < 200:
        at = page.elements[waiting.pop()]
        if unseen[at.index] or at.tag in ("svg", "style", "script"):
            continue
        texts = [part for part in at.content if isinstance(part, str)]
        pieces.append(" ".join(texts))
        waiting += [part for part in reversed(at.content) if isinstance(part, int)]
    return " ".join(pieces)

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
from unicodedata import normalize

from pipeline.checks.accname import name_of, named_by_author
from pipeline.checks.registry import Context, rule
from pipeline.checks.roles import LINKS
from pipeline.checks.rules.html import ACCESSIBILITY, plain, short, with_role
from pipeline.checks.styles import hidden_of
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text

_ICONS = re.compile(r"font-family\s*:[^;}]{0,100}icon", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]{0,200}\)|\[[^\[\]]{0,200}\]")
_MOST = 400  # pieces of text in one control
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
        # Full-width letters are the same letters.
        pieces = [normalize("NFKC", piece) for piece in _seen(page, element)]
        said = f" {plain(normalize('NFKC', name_of(page, element)))} "
        # Between two pieces there may be a new line or nothing at all ("<u>L</u>ưu"): both readings are tried.
        spaced = plain(" ".join(pieces))
        if len(spaced) < 2 or f" {spaced} " in said or f" {plain(''.join(pieces))} " in said:
            continue
        # What stands in brackets (a kind of file, a form of dates) is not what people call it.
        asked = plain(_BRACKETS.sub(" ", " ".join(pieces)))
        if len(asked) > 1 and f" {asked} " in said:
            continue
        shown = short("".join(pieces))
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


def _seen(page: BuiltPage, element: Element) -> list[str]:
    """Return the pieces of text in sight inside an element, in their order; pictures have none."""
    unseen = hidden_of(page).viewers
    pieces: list[str] = []
    waiting: list[str | int] = [element.index]
    while waiting and len(pieces) < _MOST:
        part = waiting.pop()
        if isinstance(part, str):
            pieces.append(part)
        elif not unseen[part] and page.elements[part].tag != "svg":
            waiting += reversed(page.elements[part].content)
    return pieces

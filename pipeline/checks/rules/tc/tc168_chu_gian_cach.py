"""Từ bị gõ cách từng chữ cái để trông giãn ra.

## Vì sao
Phần mềm đọc màn hình đọc “Q U Y Ế T Đ Ị N H” thành từng chữ cái rời; tìm kiếm cũng không thấy từ ấy.

## Cách sửa
Gõ liền: “QUYẾT ĐỊNH”. Muốn chữ giãn ra thì để mẫu giao diện đặt `letter-spacing`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, short
from pipeline.checks.rules.passages import reading
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text, fold

_SPACED = re.compile(r"(?<!\S)[^\W\d_](?: {1,3}[^\W\d_]){3,40}(?!\S)")
_LIST = re.compile(r"[,;:]")


@rule(
    "TC168",
    "chu-gian-cach",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.2",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each word that is written with blanks between its letters."""
    for passage in reading(page).passages:
        for found in _SPACED.finditer(passage.text):
            letters = found[0].replace(" ", "")
            if letters != letters.upper() or len(set(letters)) < 3 or _alphabet(fold(letters)):
                continue
            yield Problem(
                passage.element.line,
                passage.element.column,
                Text(
                    f"“{short(found[0])}” bị gõ cách từng chữ cái.",
                    f"“{short(found[0])}” has blanks between its letters.",
                ),
                Text(f"Gõ liền: “{short(letters)}”.", f"Write it in one: “{short(letters)}”."),
                letters,
                ("1.3.2",),
            )


def _alphabet(letters: str) -> bool:
    """Return whether single letters, without marks, follow each other as in an index of names: A Ă Â B."""
    return all(one <= two for one, two in pairwise(letters))

"""Secrecy stamps as documents bear them: a line that is nothing but MẬT, TỐI MẬT or TUYỆT MẬT."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.words import short
from pipeline.model.finding import Problem
from pipeline.model.text import Text

_STAMPS = frozenset({"TUYỆTMẬT", "TỐIMẬT", "MẬT"})
_FRAME = "()[]{}<>*_#>|~`\"'“”‘’«».:;!•●■□★ \t"
_LABELLED = re.compile(
    r"[*_(\[ ]*+(?:dấu\s+chỉ\s+|dấu\s+|mức\s+)?độ\s+mật[*_ ]*+:[*_ ]*+(?:tuyệt\s+mật|tối\s+mật|mật)[*_)\] .]*+",
    re.IGNORECASE,
)


def stamped_lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield line, column and stamp of every line that is nothing but a secrecy stamp."""
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > 200 or ("ậ" not in line and "Ậ" not in line):
            continue
        core = line.strip(_FRAME).strip("-–— ").strip(_FRAME)
        if "".join(core.split()) in _STAMPS or _LABELLED.fullmatch(line.strip()):
            yield number, len(line) - len(line.lstrip()) + 1, short(core)


def stamp_problem(line: int, column: int, stamp: str) -> Problem:
    """Return the problem of a stamp at a place."""
    return Problem(
        line,
        column,
        Text(f"Có dấu chỉ độ mật “{stamp}”.", f"A secrecy stamp: “{stamp}”."),
        Text(
            "Dừng lại, không gửi duyệt; báo người phụ trách bảo vệ bí mật nhà nước và quản trị kho để xóa.",
            "Stop; tell the officer for state secrets and the repository's administrator to have it removed.",
        ),
        anchor=stamp,
    )

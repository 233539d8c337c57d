"""The document numbers that a body mentions, each with its place and the words around it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.checks.markdown import Block, scan
from pipeline.model.content import Edition
from pipeline.model.legal import MOST, may_mention, mentions, number_key
from pipeline.model.text import fold

_AROUND = 240  # characters before and after a number that still speak of it
_WHOLE = 1500  # a block up to this length speaks of its numbers as a whole
# Words, without marks, of one who knows that a document is not, or is no longer, the law.
_PAST = (
    *(
        "thay the",
        "thay cho",
        "thay bang",
        "duoc thay",
        "bi thay",
        "bai bo",
        "huy bo",
        "het hieu luc",
        "khong con hieu luc",
    ),
    *(
        "sua doi",
        "truoc day",
        "truoc do",
        "truoc khi",
        "van ban cu",
        "quy dinh cu",
        "da duoc thay",
        "hop nhat",
    ),
    *("dinh chinh", "giai doan", "tung duoc", "lich su", "nay la", "nay thuc hien theo", "ke thua"),
    *("cham dut hieu luc", "ngung hieu luc", "het han", "khong con ap dung"),
    *("replace", "repeal", "supersede", "lapsed", "no longer", "former", "amend", "until", "expired"),
)


def speaks_of_past(folded: str) -> bool:
    """Return whether words without marks say that the time of a document is over."""
    return any(word in folded for word in _PAST)


@dataclass(frozen=True, slots=True)
class Named:
    """A document number in a body; `past`: the words around it say that its time is over."""

    number: str
    key: str
    line: int
    column: int
    past: bool
    quoted: bool
    around: str


@lru_cache(maxsize=4)
def named(edition: Edition) -> tuple[Named, ...]:
    """Return the document numbers of a body; code, comments and addresses hold none."""
    if not may_mention(edition.body):
        return ()
    found: list[Named] = []
    heading = ""
    for block in scan(edition).blocks:
        if block.kind == "tieu-de":
            heading = fold("\n".join(block.lines)[:300])
        if len(found) < MOST:
            found += _named(block, heading)
    return tuple(found)


def _named(block: Block, heading: str) -> Iterator[Named]:
    text = "\n".join(block.lines)
    starts = [0]
    for line in block.lines:
        starts.append(starts[-1] + len(line) + 1)
    for each in mentions(text):
        row = bisect_right(starts, each.start) - 1
        whole = len(text) <= _WHOLE and block.kind != "bang"
        around = text if whole else text[max(0, each.start - _AROUND) : each.end + _AROUND]
        if block.kind == "bang":
            around = f"{block.lines[0][:400]}\n{block.lines[row]}"
        words = f"{heading} {fold(around[:3000])}"
        yield Named(
            each.number,
            number_key(each.number),
            block.line + row,
            each.start - starts[row] + 1,
            speaks_of_past(words),
            block.kind == "trich",
            around,
        )

"""Bảng không có hàng tiêu đề.

## Vì sao
Trình đọc màn hình đọc tên cột trước mỗi ô. Hàng tiêu đề trống thì người nghe chỉ được một dãy chữ số không biết là gì.

## Cách sửa
Hàng đầu ghi tên cột, hàng hai là dấu gạch, mỗi cột một ô (hai hàng khác số ô thì bảng vỡ thành chữ):

    | Chương | Nội dung |
    |---|---|
    | I | Quy định chung |
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.markdown import Block, is_separator, scan
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_FIGURE = re.compile(r"[-+]?\d[\d.,]*+ ?%?")
_LARGE = re.compile(r"(?!(?:19|20)\d\d$)(?:\d{3,}+|\d[\d.,]*[.,]\d++|[\d.,]++ ?%)")
_EMPTY = " |&nbsp;-*_"


@rule("TC006", "bang-thieu-tieu-de", on=Edition, severity=Severity.ERROR, legal=("S1 Đ5 k2 d",), since="0.1")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every table whose first row is empty or is no header at all."""
    found = scan(edition)
    for block in found.blocks:
        if block.kind == "bang" and len(block.lines) > 1:
            row = _fault(block)
            if row is not None:
                yield _problem(block.line, len(block.lines[0]) - len(block.lines[0].lstrip()) + 1, row)
    inside = None
    for tag in found.tags:
        if tag.name == "table":
            if inside is not None:
                yield _problem(inside[0], inside[1], "<table>")
            laid_out = tag.attributes.get("role") in ("presentation", "none")
            inside = None if tag.closes or laid_out else (tag.line, tag.column)
        elif tag.name == "th":
            inside = None
    if inside is not None:
        yield _problem(inside[0], inside[1], "<table>")


def _fault(block: Block) -> str | None:
    """Return the first row with content where the table has no header, None where it has one."""
    first, second = block.lines[0], block.lines[1]
    if is_separator(second) and (_is_data(first) or _falls_apart(first, second)):
        return first
    if is_separator(second):
        return (block.lines[2] if len(block.lines) > 2 else first) if not first.strip(_EMPTY) else None
    if is_separator(first):
        return second
    pipes = all(line.strip().startswith("|") and line.strip().endswith("|") for line in block.lines[:2])
    return first if pipes else None


def _falls_apart(head: str, separator: str) -> bool:
    """Return whether the two rows differ in columns: no table comes of it, all rows run together as text."""
    if "`" in head or "\\" in head:
        return False
    return head.strip().strip("|").count("|") != separator.strip().strip("|").count("|")


def _is_data(row: str) -> bool:
    """Return whether a row holds figures where names of columns should be; years and small numbers may name one."""
    cells = [c.strip(" *_") for c in row.strip().strip("|").split("|")[1:]]
    figures = [c for c in cells if _FIGURE.fullmatch(c)]
    return bool(cells) and len(figures) == len(cells) and any(_LARGE.fullmatch(c) for c in figures)


def _problem(line: int, column: int, row: str) -> Problem:
    return Problem(
        line,
        column,
        Text(f"Bảng “{short(row)}” không có hàng tiêu đề.", f"The table “{short(row)}” has no header row."),
        Text(
            "Ghi tên cột ở hàng đầu rồi một hàng gạch, ví dụ: | Chương | Nội dung | và dưới đó |---|---|",
            "Put column names in the first row and |---|---| below it.",
        ),
        anchor=short(row),
        wcag=("1.3.1",),
    )

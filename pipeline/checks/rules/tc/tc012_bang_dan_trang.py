"""Bảng dùng để dàn trang, hoặc ô của bảng chỉ hiểu được khi nhìn ô khác.

## Vì sao
Trình đọc màn hình đọc từng ô kèm tên cột. Bảng một cột, bảng chỉ để xếp ảnh, bảng lồng trong bảng làm người nghe tưởng có số liệu.
Ô ghi “nt”, “-//-” hay để trống cho ô gộp thì nghe đến không biết là gì.

## Cách sửa
Danh sách thì dùng dấu `-` ở đầu dòng; ảnh thì đặt từng ảnh một. Trong bảng số liệu, mỗi ô ghi đủ giá trị của mình; không có số liệu
thì ghi “không có”. Ô gộp thì dùng thẻ `<table>` với `rowspan`, `colspan` và `<th>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.checks.inline import Tag
from pipeline.checks.markdown import Block, is_separator, scan
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import bare, short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_DITTO = re.compile(
    r"[-–—_ ]*(?:nt|n\.t\.?|như trên|//|″|〃|\"|''|ditto|as above|same as above)[-–—_ ]*", re.IGNORECASE
)
_BAR = re.compile(r"(?<!\\)\|")
_PICTURE = re.compile(r"\[?!\[[^\[\]]*+\]\([^()]*+\)(?:\]\([^()]*+\))?|<img\b[^<>]*+>", re.IGNORECASE)
_BLANK = re.compile(r"(?:&nbsp;|<br ?/?>|\s)*+", re.IGNORECASE)
_TOTAL = re.compile(r"tong|cong|total|sum")


@rule("TC012", "bang-dan-trang", on=Edition, severity=Severity.WARNING, legal=("S1 Đ5 k2 d",), since="0.2")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield at most one problem for each table."""
    found = scan(edition)
    for block in found.blocks:
        if block.kind == "bang":
            yield from _markdown(block)
    yield from _html(found.tags)


def _markdown(block: Block) -> Iterator[Problem]:
    rows = [(n, _cells(line)) for n, line in enumerate(block.lines) if not is_separator(line)]
    if len(rows) < 2:
        return
    header, data = rows[0][1], rows[1:]
    cells = [c for _, row in data for c in row if not _BLANK.fullmatch(c)]
    if all(len(row) <= 1 for _, row in rows):
        yield _problem(block, 0, *_ONE_COLUMN)
    elif cells and sum(_PICTURE.fullmatch(c) is not None for c in cells) * 2 > len(cells):
        yield _problem(block, 0, *_PICTURES)
    elif any(not _BLANK.fullmatch(c) for c in header) and any(_BLANK.fullmatch(c) for c in header[1:]):
        yield _problem(block, 0, *_HEADER)
    else:
        filled = False
        for number, row in data:
            if any(_DITTO.fullmatch(c) for c in row):
                yield _problem(block, number, *_SAME)
                return
            blank = _BLANK.fullmatch(row[0]) is not None
            if filled and blank and _goes_on(row):
                yield _problem(block, number, *_MERGED)
                return
            filled = filled or not blank


def _goes_on(row: list[str]) -> bool:
    """Return whether a row without a name of its own holds something that belongs to the row above."""
    return any(not _BLANK.fullmatch(c) for c in row) and not any(_TOTAL.search(bare(c[:80])) for c in row)


def _cells(line: str) -> list[str]:
    return [c.strip() for c in _BAR.split(line.strip().removeprefix("|").removesuffix("|"))]


@dataclass(slots=True)
class _Table:
    tag: Tag
    rows: list[int] = field(default_factory=list)
    pictures: int = 0
    nested: bool = False


def _html(tags: tuple[Tag, ...]) -> Iterator[Problem]:
    open_tables: list[_Table] = []
    for tag in tags:
        if tag.name == "table" and not tag.closes:
            if open_tables:
                open_tables[-1].nested = True
            open_tables.append(_Table(tag))
        elif not open_tables:
            pass  # outside of any table
        elif tag.name == "table":
            yield from _judge(open_tables.pop())
        elif tag.name == "tr" and not tag.closes:
            open_tables[-1].rows.append(0)
        elif tag.name in ("td", "th") and not tag.closes and open_tables[-1].rows:
            open_tables[-1].rows[-1] += 1
        elif tag.name == "img":
            open_tables[-1].pictures += 1


def _judge(table: _Table) -> Iterator[Problem]:
    if table.tag.attributes.get("role") in ("presentation", "none"):
        return
    cells = sum(table.rows)
    if table.nested:
        words = _NESTED
    elif cells and max(table.rows) == 1:
        words = _ONE_COLUMN
    elif cells and table.pictures * 2 > cells:
        words = _PICTURES
    elif len(table.rows) == 1:
        words = _ONE_ROW
    else:
        return
    yield Problem(table.tag.line, table.tag.column, *words, anchor="<table>", wcag=("1.3.1",))


def _problem(block: Block, number: int, message: Text, hint: Text) -> Problem:
    line = block.lines[number]
    column = len(line) - len(line.lstrip()) + 1
    return Problem(block.line + number, column, message, hint, anchor=short(block.lines[0]), wcag=("1.3.1",))


_ONE_COLUMN = (
    Text("Bảng chỉ có một cột, dùng để đóng khung chữ.", "The table has one column: it frames text."),
    Text(
        "Bỏ bảng; dùng đoạn văn hoặc danh sách, ví dụ: - Tờ khai",
        "Use a paragraph or a list, such as: - Form",
    ),
)
_ONE_ROW = (
    Text(
        "Bảng chỉ có một hàng, dùng để xếp chữ cạnh nhau.",
        "The table has one row: it sets text side by side.",
    ),
    Text("Bỏ bảng; viết thành đoạn văn hoặc danh sách, ví dụ: - Tờ khai", "Use paragraphs or a list: - Form"),
)
_PICTURES = (
    Text("Bảng dùng để xếp ảnh.", "The table serves to arrange pictures."),
    Text(
        "Bỏ bảng, đặt mỗi ảnh trên một dòng: ![Ảnh cho thấy điều gì](/anh/….jpg)",
        "Put each picture on a line of its own: ![What it shows](/anh/….jpg)",
    ),
)
_NESTED = (
    Text("Bảng lồng trong bảng.", "A table within a table."),
    Text("Tách thành hai bảng, mỗi bảng có hàng tiêu đề: | Chương | Nội dung |", "Make two tables of it."),
)
_HEADER = (
    Text("Hàng tiêu đề của bảng có ô trống.", "The header row of the table has an empty cell."),
    Text(
        "Ghi tên cho từng cột, ví dụ: | Chỉ tiêu | Năm 2025 (hồ sơ) | Năm 2026 (hồ sơ) |",
        "Name every column, for example: | Item | 2025 | 2026 |",
    ),
)
_SAME = (
    Text("Ô của bảng ghi “như trên” thay cho giá trị.", "A cell says “as above” in place of a value."),
    Text("Ghi lại đủ giá trị trong từng ô.", "Repeat the value in every cell."),
)
_MERGED = (
    Text(
        "Hàng này để trống ô đầu, phải nhìn hàng trên mới hiểu.",
        "This row lacks its name: it leans on the row above.",
    ),
    Text(
        "Ghi lại tên ở ô đầu của hàng này, ví dụ: | Tổng thu | Thu nội địa | 8.100 |",
        "Repeat the name in its first cell, for example: | Income | Taxes | 8.100 |",
    ),
)

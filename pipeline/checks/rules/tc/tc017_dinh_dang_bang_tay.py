"""Danh sách, bảng, khoảng cách làm bằng tay: dấu “•”, dấu cách, `<br>`, `&nbsp;`.

## Vì sao
Trình đọc màn hình chỉ biết “danh sách năm mục”, “bảng ba cột” khi bài dùng đúng ký hiệu. Danh sách gõ bằng “•”, bảng kẻ bằng dấu cách
thì đọc thành một dòng dài; trên điện thoại thì vỡ. Dòng thụt vào bốn dấu cách còn biến thành ô mã, không xuống dòng.

## Cách sửa
Danh sách: mỗi mục một dòng, bắt đầu bằng `- ` hoặc `1. `, có dòng trống ở trước. Bảng: `| Chương | Nội dung |` rồi `|---|---|`, có dòng
trống ở trước. Đoạn mới: để một dòng trống; không thụt đầu dòng.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.inventory import answer, question
from pipeline.checks.markdown import Block, Scan, is_separator, scan
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_BULLET = re.compile(
    r"\s*(?:[•●▪▫■□◦○‣⁃◆◇★☆✦✔✓✅☑❖➢➤►▶👉➡→⇒📌🔹🔸🔴🟢🔵⭐]\ufe0f?\s*|[–—]\s+|-(?=[^\W\d_]))\S"
)
_NUMBER = re.compile(r"\s*(?:\d{1,2}|[a-zđ])[)/]\s*\S.*<br ?/?>\s*$", re.IGNORECASE)
_BREAKS = re.compile(r"<br ?/?>\s*+<br ?/?>", re.IGNORECASE)
_BLANKS = re.compile(r"(?:(?:&nbsp;|&emsp;|&ensp;|\u00a0)[ \t]*+){3,}", re.IGNORECASE)
_COLUMNS = re.compile(r"\S(?: {3,}|\t+)\S")
_RULER = re.compile(r"\s*\+(?:[-=]{2,}\+){2,}\s*$")
_INLINE = re.compile(r"[:;] [-–•+] ?(?=[^\W\d_])")
_VIETNAMESE = re.compile("[ăđơưĂĐƠƯạ-ỹẠ-Ỹ]")
_COLUMN_LINES = 3
_WORD = re.compile(
    r"<(?:o:p|/?font|/?center|st1:)\b[^>]{0,200}>|<[a-z][a-z0-9]{0,9} [^<>]{0,300}?(?:class=[\"']?Mso|style=[\"'])",
    re.IGNORECASE,
)
# One of these stands in every line that is looked at more closely.
_HAND = re.compile(r"   |\t|[+|&<\u00a0]|[:;] [-–•+]")
_MARKUP = frozenset("+|&<")
_SIGNS = question(
    lambda word: (
        (not word[0].isalnum() and _BULLET.match(f"{word} x") is not None) or not _MARKUP.isdisjoint(word)
    )
)
_DASHES = question(lambda word: word[0] in "-–•+")


@rule(
    "TC017", "dinh-dang-bang-tay", on=Edition, severity=Severity.WARNING, legal=("S1 Đ5 k2 d",), since="0.2"
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield at most one problem for each block of text that is laid out by hand."""
    if not _may_be(edition.body):
        return
    found = scan(edition)
    if "<" in edition.body:
        yield from _pasted(found)
    run: list[Block] = []  # paragraphs that begin with a bullet, one after the other
    for block in found.blocks:
        marked = [n for n, t in enumerate(block.lines) if _BULLET.match(t)] if block.kind == "chu" else []
        if marked[:1] == [0]:
            run.append(block)
            if len(run) == (1 if len(marked) > 1 else 2):
                yield _problem(run[0], 0, *_LIST)
                run.append(block)  # told: however long the run grows, its length is 1 or 2 no more
            continue
        run.clear()
        if len(marked) > 1:
            yield _problem(block, marked[0], *_LIST)
        else:
            yield from _other(block)
    covered = {n for b in found.blocks for n in range(b.line, b.last + 1)}
    fenced = False
    for number, line in edition.body_lines():
        if line.startswith(("```", "~~~")):
            fenced = not fenced
        prose = not fenced and number not in covered and line.startswith(("    ", "\t"))
        if prose and line.count(" ", len(line) - len(line.lstrip())) >= 4 and _VIETNAMESE.search(line):
            said = short(line)
            yield Problem(number, 1, *_INDENT, anchor=said, wcag=("1.3.1",))
            return


def _may_be(body: str) -> bool:
    """Return whether a text holds any of what the rule looks for: a cheap look, which most texts end."""
    given = answer(body)
    if given & _SIGNS or any(blank in body for blank in ("   ", "\t", "\u00a0")):
        return True
    return bool(given & _DASHES) and any(f"{end} {dash}" in body for end in ":;" for dash in "-–•+")


def _pasted(found: Scan) -> Iterator[Problem]:
    """Tell once of markup that a word processor left: it is taken out on publication, its meaning lost."""
    for block in found.blocks:
        for number, line in enumerate(block.lines):
            match = _WORD.search(line) if "<" in line else None
            if match:
                said = short(match[0], 40)
                yield Problem(block.line + number, match.start() + 1, *_PASTED, anchor=said, wcag=("1.3.1",))
                return


def _other(block: Block) -> Iterator[Problem]:
    lines = block.lines
    if block.kind == "bang" or not any(map(_HAND.search, lines)):
        return
    columns = [n for n, t in enumerate(lines) if _COLUMNS.search(t.strip())] if block.kind == "chu" else []
    for number, line in enumerate(lines):
        if block.kind == "chu" and (
            _RULER.match(line) or (columns[:1] == [number] and len(columns) >= _COLUMN_LINES)
        ):
            yield _problem(block, number, *_TABLE)
        elif block.kind == "chu" and number and "|" in lines[number - 1] and is_separator(line):
            yield _problem(block, number - 1, *_GLUED)
        elif _BLANKS.search(line):
            yield _problem(block, number, *_SPACES)
        elif _BREAKS.search(line):
            yield _problem(block, number, *_BREAK)
        elif (_NUMBER.match(line) and number + 1 < len(lines)) or len(_INLINE.findall(line)) >= 3:
            yield _problem(block, number, *_LIST)
        else:
            continue
        return


def _problem(block: Block, number: int, message: Text, hint: Text) -> Problem:
    line = block.lines[number]
    column = len(line) - len(line.lstrip()) + 1
    return Problem(block.line + number, column, message, hint, anchor=short(line), wcag=("1.3.1",))


_PASTED = (
    Text(
        "Đoạn dán từ Word còn mã định dạng (style, MsoNormal, font), khi đăng sẽ mất hết.",
        "Markup pasted from a word processor; publishing removes it.",
    ),
    Text(
        "Dán lại dạng chữ thường (Ctrl+Shift+V); cần nhấn mạnh thì viết **chữ đậm**, tiêu đề thì viết ## Tên mục",
        "Paste it as plain text; write **bold** to stress and ## for a heading",
    ),
)
_LIST = (
    Text("Danh sách gõ bằng ký hiệu, không phải danh sách thật.", "A list made by hand is no list."),
    Text(
        "Mỗi mục một dòng, bắt đầu bằng dấu gạch và dấu cách, có dòng trống ở trước: - Tờ khai",
        "Begin each line with a hyphen and a blank, an empty line above: - Form",
    ),
)
_TABLE = (
    Text("Bảng kẻ bằng dấu cách hoặc dấu gạch.", "A table made of blanks or dashes."),
    Text(
        "Viết: | Chương | Nội dung | rồi dòng dưới: |---|---|",
        "Write | Item | Number | and below it |---|---|",
    ),
)
_GLUED = (
    Text(
        "Bảng viết sát dưới dòng chữ nên không thành bảng.",
        "The table follows the text without an empty line.",
    ),
    Text("Thêm một dòng trống trước dòng này: | Chương | Nội dung |", "Put an empty line above this one."),
)
_SPACES = (
    Text("Khoảng cách tạo bằng nhiều dấu cách cứng (&nbsp;).", "Space is made of hard blanks (&nbsp;)."),
    Text(
        "Bỏ các dấu cách này; cần cột thì dùng bảng: | Chương | Nội dung |",
        "Remove them; for columns use a table.",
    ),
)
_BREAK = (
    Text("Khoảng cách tạo bằng nhiều thẻ <br> liền nhau.", "Space is made of several <br>."),
    Text(
        "Bỏ các thẻ <br>; đoạn mới thì để một dòng trống.", "Remove them; an empty line begins a paragraph."
    ),
)
_INDENT = (
    Text("Dòng thụt vào bốn dấu cách trở thành ô mã.", "A line indented by four blanks becomes code."),
    Text("Bỏ các dấu cách ở đầu dòng này.", "Remove the blanks at its beginning."),
)

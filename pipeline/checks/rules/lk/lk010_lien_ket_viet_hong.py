"""Liên kết viết hỏng cú pháp.

## Vì sao
Người đọc thấy dấu ngoặc thay vì liên kết, hoặc bấm vào không đi đâu. Hay gặp: thừa dấu cách giữa `]` và `(`, đảo hai loại ngoặc,
thiếu một dấu ngoặc, tên tệp có dấu cách, gọi một tham chiếu chưa đặt, để trống địa chỉ.

## Cách sửa
Viết `[chữ hiện ra](địa chỉ)`, không có dấu cách ở giữa. Tên tệp có dấu cách thì đổi tên, hoặc ghi `%20` thay cho dấu cách.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.markdown import Block, scan
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text, squeeze

_WITH_BLANK = re.compile(
    r"\[(?P<text>[^\[\]\n]{1,300})\]\([ ]?(?P<target>(?:[./#]|https?:|tel:|mailto:|[\w-]{1,80}/)[^()\n<>\"']{0,300}?"
    r"[^()\n<>\"'\s] +[^()\n<>\"'\s][^()\n<>\"']{0,300})\)"
)
_APART = re.compile(
    r"(?<!\])\[(?P<text>[^\[\]\n]{1,300})\] +\((?P<target>(?:https?://|www\.|\.{0,2}/)[^()\s]{1,500})\)"
)
_OPEN = re.compile(
    r"\[(?P<text>[^\[\]\n]{1,300})\]\((?P<target>(?:https?://|www\.|\.{0,2}/)[^()\s<>]{1,500}+)(?P<end>[ \t]*)$"
)
_TURNED = re.compile(
    r"\((?P<text>[^()\n]{1,300})\)\[(?P<target>(?:https?://|www\.|mailto:|/)[^\[\]\s]{1,500})\]"
)
_UNCLOSED = re.compile(
    r"(?<!!)\[(?P<text>[^\[\]()\n]{1,300})\((?P<target>(?:https?://|www\.)[^()\s]{1,500}+)\)(?![^\[\n]*\])"
)
_EMPTY = re.compile(r"(?<!!)\[(?P<text>[^\[\]\n]{1,300})\]\((?P<target>\s?#?\s?)\)")
_DEFINED = re.compile(r"(?m)^ {0,3}\[(?!\^)(?P<key>[^\[\]\n]+)\]:[ \t]*\S")
_NAMED = re.compile(r"\[(?P<text>[^\[\]\n]{1,300})\]\[(?P<key>[^\[\]\n]{0,200})\]")


@rule(
    "LK010",
    "lien-ket-viet-hong",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S1 Đ14 k1", "S0 Đ5 k2"),
    since="0.3",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every piece of the body that was meant to be a link and is none."""
    body = edition.body
    if "[" not in body:
        return
    references = _defined(body) if "][" in body else frozenset[str]()
    for block in scan(edition).blocks:
        for row, line in enumerate(block.lines):
            if "[" in line:
                yield from _line(block, row, line, references)


def _defined(body: str) -> frozenset[str]:
    return frozenset(squeeze(m["key"]).lower() for m in _DEFINED.finditer(body))


def _line(block: Block, row: int, line: str, references: frozenset[str]) -> Iterator[Problem]:
    for pattern, vi, en in (
        (_WITH_BLANK, "có dấu cách trong địa chỉ", "has a blank in its address"),
        (_APART, "có dấu cách giữa ] và (", "has a blank between ] and ("),
        (_TURNED, "đảo ngược hai loại ngoặc", "has its brackets the wrong way round"),
        (_OPEN, "thiếu dấu ) ở cuối", "has no closing bracket"),
        (_UNCLOSED, "thiếu dấu ] trước dấu (", "has no ] before its address"),
        (_EMPTY, "không ghi địa chỉ", "has no address"),
    ):
        for found in pattern.finditer(line):
            text, target = found["text"], squeeze(found["target"])
            if pattern is _WITH_BLANK:
                target = (
                    target.replace(" ", "%20") if not target.startswith("tel:") else target.replace(" ", "")
                )
            target = target if target not in ("", "#") else "/van-ban/2024/02/10-2024-qd-ubnd.md"
            yield _problem(block.line + row, found.start() + 1, text, Text(vi, en), target)
    for found in _NAMED.finditer(line):
        key = squeeze(found["key"] or found["text"]).lower()
        if key in references or key.startswith("^") or found["text"].strip().isdigit():
            continue
        said = Text(
            f"gọi tham chiếu “{short(key)}” chưa đặt ở đâu", f"uses the undefined reference “{short(key)}”"
        )
        yield _problem(block.line + row, found.start() + 1, found["text"], said, "/tep/ten-tep.pdf")


def _problem(line: int, column: int, text: str, said: Text, target: str) -> Problem:
    return Problem(
        line,
        column,
        Text(f"Liên kết “{short(text)}” {said.vi}.", f"The link “{short(text)}” {said.en}."),
        Text(
            f"Viết lại: [{short(text)}]({short(target, 100)})",
            f"Write: [{short(text)}]({short(target, 100)})",
        ),
        anchor=f"{text[:60]} {target[:100]}",
    )

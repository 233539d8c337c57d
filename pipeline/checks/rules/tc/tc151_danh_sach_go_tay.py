"""Danh sách gõ bằng dấu gạch, dấu chấm đầu dòng thay vì danh sách thật.

## Vì sao
Phần mềm đọc màn hình báo “danh sách, 5 mục” và cho nhảy từng mục; với các dòng chỉ gõ dấu “-” hay “•”, người nghe không
biết có bao nhiêu mục và mục nào đã hết.

## Cách sửa
Trong Markdown viết mỗi mục một dòng bắt đầu bằng `- ` và chừa một dòng trống phía trên; trong HTML dùng
`<ul><li>…</li></ul>`, danh sách có thứ tự dùng `<ol>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, hidden, short
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text, squeeze

_BULLET = re.compile(r"(?:[•●▪■◦‣➢➤✓✔❖*·○]\s?|[-–—+]\s)(?=\w|[“\"(])")
_NUMBER = re.compile(r"(?:\(?(\d{1,2})[.)/]|\(?([a-zđ])\))\s(?=\w)", re.IGNORECASE)
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_FEWEST = 3


@rule(
    "TC151",
    "danh-sach-go-tay",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.2",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each run of three or more lines or paragraphs that begin like items of a list."""
    for element in page.elements:
        if element.tag in ("pre", "code"):
            continue
        run: list[tuple[Element, str]] = []
        for at, line in _lines(page, element):
            if line is not None and (
                _BULLET.match(line) or (run and _next(run[-1][1], line)) or _first(line)
            ):
                run.append((at, line))
                continue
            yield from _told(page, run)
            run = []
        yield from _told(page, run)


def _lines(page: BuiltPage, element: Element) -> Iterator[tuple[Element, str | None]]:
    """Yield the lines of an element: what lies between its line breaks, and paragraphs that follow each other."""
    line = ""
    broken = False
    for part in element.content:
        if isinstance(part, str):
            line += part
            continue
        child = page.elements[part]
        if child.tag == "br":
            broken = True
            yield element, squeeze(line)
            line = ""
        elif child.tag in ("p", "div") and not any(
            isinstance(c, int) and page.elements[c].tag in ("p", "div", "br", "ul", "ol", "table")
            for c in child.content
        ):
            if line.strip():
                yield element, squeeze(line) if broken else None
            line = ""
            # Numbered paragraphs are how laws and decisions are written: only bullets tell a list among them.
            yield child, child.text if _BULLET.match(child.text) else None
        elif child.tag in ("p", "div", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "dl"):
            if line.strip():
                yield element, squeeze(line) if broken else None
            line = ""
            yield child, None
        else:
            line += child.text
    if broken:
        yield element, squeeze(line)


def _first(line: str) -> bool:
    found = _NUMBER.match(line)
    return found is not None and (found[1] or found[2].lower()) in ("1", "01", "a")


def _next(before: str, line: str) -> bool:
    one, two = _NUMBER.match(before), _NUMBER.match(line)
    if one is None or two is None:
        return False
    if one[1] and two[1]:
        return int(two[1]) == int(one[1]) + 1
    if one[1] or two[1]:
        return False
    return _LETTERS.find(two[2].lower()) == _LETTERS.find(one[2].lower()) + 1


def _told(page: BuiltPage, run: list[tuple[Element, str]]) -> Iterator[Problem]:
    spoken = sum(1 for _, line in run if line.endswith(("?", "!", "”", '"')))
    if len(run) < _FEWEST or spoken * 2 > len(run):  # dashes also begin what people say
        return
    element, line = run[0]
    if hidden(page, element):
        return
    yield Problem(
        element.line,
        element.column,
        Text(
            f"{len(run)} dòng từ “{short(line, 40)}” là danh sách gõ tay.",
            f"{len(run)} lines from “{short(line, 40)}” are a list without list markup.",
        ),
        Text(
            "Viết: <ul><li>Mục thứ nhất</li><li>Mục thứ hai</li></ul>",
            "Write: <ul><li>First item</li><li>Second item</li></ul>",
        ),
        line,
        ("1.3.1",),
    )

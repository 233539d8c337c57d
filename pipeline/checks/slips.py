"""What a writer most likely did where front matter cannot be read: the slip, its place, the line mended.

The YAML parser names the place where it gave up, often a line or many after the slip. Here the lines are
looked at as a colleague would: one known slip after the other, and the first that fits is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.patterns import regex
from pipeline.model.text import Text

_LONGEST = 400  # characters of a line that are looked at; nothing that a person types is longer
_KEY = regex(r"[ -]{0,12}[a-z][a-z0-9_]{1,40}(?=:(?:\s|$))")
_QUOTES = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'}


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip of the pen: where it stands, what it is, and the line as it should be ("" when unsure)."""

    line: int
    column: int
    what: Text
    mended: str


def slip_in(lines: list[str], failed: int, first: int = 2) -> Slip | None:
    """Return the slip that made a block unreadable, None when none is recognised.

    `lines` are the block's lines, `first` is the file's line number of the first one, `failed` the line
    where the parser gave up.
    """
    near = [n for n in range(max(0, failed - first - 2), failed - first + 1) if n < len(lines)]
    for number in near:
        before = lines[number - 1][:_LONGEST] if number else ""
        found = _look(lines[number][:_LONGEST], number + first, before)
        if found:
            return found
    for number, line in enumerate(lines[: failed - first + 1]):  # an open quote swallows what follows
        found = _open_quote(line[:_LONGEST], number + first)
        if found:
            return found
    return None


def _look(line: str, number: int, before: str) -> Slip | None:
    if not line.strip() or line.lstrip().startswith("#"):
        return None
    found = next((f for test in _TESTS for f in test(line)), None)
    found = found or next(_indent(line, before), None) or next(_stray(line, before), None)
    return Slip(number, *found) if found else None


_Found = Iterator[tuple[int, Text, str]]


def _tab(line: str) -> _Found:
    lead = line[: len(line) - len(line.lstrip())]
    if "\t" in lead:
        yield (
            1,
            Text("dòng thụt vào bằng phím Tab", "the line is indented with a tab"),
            line.strip() if lead == "\t" else f"  {line.strip()}",
        )


def _separator(line: str) -> _Found:
    """A key without the colon and the blank after it: “khóa:giá trị”, “khóa = giá trị”, “khóa：giá trị”."""
    found = re.match(r"([a-z][a-z0-9]{0,20}(?:_[a-z0-9]{1,20}){0,4})( ?[:：=] ?| )(?=\S)", line)
    if not found or found[2] == ": ":
        return
    key, sign = found[1], found[2].strip()
    rest = line[found.end() :].strip()
    column = found.start(2) + 1
    if sign == ":" and found[2].startswith(" "):
        return  # “khóa : giá trị” is read
    if sign == "：":
        what = Text("dấu hai chấm gõ kiểu toàn cỡ （：）", "the colon is a full-width one (：)")
    elif sign == "=":
        what = Text("dùng dấu “=” thay cho dấu hai chấm", "“=” in place of a colon")
    elif sign == ":":
        what = Text("thiếu dấu cách sau dấu hai chấm", "there is no blank after the colon")
    elif "_" in key:
        what = Text("thiếu dấu hai chấm sau tên khóa", "there is no colon after the key")
    else:
        return
    yield column, what, f"{key}: {_value(rest)}"


def _bullet(line: str) -> _Found:
    found = re.match(r"\s{0,12}([*+•–—]) ?(?=\S)", line)
    if found:
        text = line[found.end() :].strip()
        yield (
            found.start(1) + 1,
            Text(f"đầu mục của danh sách là “{found[1]}”", f"a list entry begins with “{found[1]}”"),
            f"  - {_value(text)}",
        )


def _parts(line: str) -> tuple[str, str, int]:
    found = _KEY.match(line)
    if not found:
        return "", "", 0
    rest = line[found.end() + 1 :]
    return found[0], rest.strip(), found.end() + 1 + len(rest) - len(rest.lstrip()) + 1


def _quoted(line: str) -> _Found:
    """A value that begins with a quotation mark but does not end with it, or holds further ones."""
    key, value, column = _parts(line)
    if key and value[:1] in ('"', "'"):
        mark = value[0]
        inside = value[1:-1] if len(value) > 1 and value.endswith(mark) else value[1:]
        if mark in inside.replace("\\" + mark, "").replace(mark * 2, ""):
            what = Text(
                "dấu nháy kép nằm trong giá trị đã đặt trong nháy kép",
                "quotation marks within a quoted value",
            )
            yield column, what, f"{key}: {_value(value)}"


def _colon(line: str) -> _Found:
    key, value, column = _parts(line)
    if not key or value[:1] in ('"', "'", "{", "["):
        return
    at = value.find(": ")
    if at < 0 and value.endswith(":"):
        at = len(value) - 1
    if at >= 0:
        curly = value[:1] in _QUOTES
        what = (
            Text("giá trị đặt trong nháy cong “ ”, không phải nháy thẳng", "the value is in curly quotes")
            if curly
            else Text(
                "giá trị có dấu hai chấm mà không đặt trong nháy kép", "the value holds a colon, not quoted"
            )
        )
        yield column + at, what, f"{key}: {_value(value)}"


def _opening(line: str) -> _Found:
    key, value, column = _parts(line)
    if key and ((value[:1] in "@`%&*!|>" and value[1:]) or value.startswith("- ") or value == "-"):
        if value[0] in "|>" and not value[1:].strip("+-0123456789 "):
            return
        shown = value[0]
        what = Text(f"giá trị bắt đầu bằng ký tự “{shown}”", f"the value begins with “{shown}”")
        yield column, what, f'{key}: "…"' if value == "-" else f"{key}: {_value(value)}"


def _indent(line: str, before: str) -> _Found:
    _, opened, _ = _parts(before)
    if before[:1] == " " or not opened or opened[0] in "|>":
        return  # it belongs to the line above
    found = re.match(r" {1,12}([a-z][a-z0-9_]{1,40}:(?:\s|$))", line)
    if found:
        what = Text("tên khóa bị thụt vào so với các dòng khác", "the key is indented unlike the others")
        yield found.start(1) + 1, what, line.strip()


def _stray(line: str, before: str) -> _Found:
    """A line of text without a key under a line that has one: a value that was broken by the return key."""
    key, value, _ = _parts(before)
    if key and value and line[:1] not in " -" and ":" not in line and value[:1] not in "|>[{\"'":
        what = Text("dòng này không có tên khóa", "this line has no key")
        yield 1, what, f"{key}: {_value(f'{value} {line.strip()}')}"


_TESTS = (_tab, _separator, _bullet, _quoted, _colon, _opening)


def _open_quote(line: str, number: int) -> Slip | None:
    key, value, column = _parts(line)
    for opening, closing in (('"', '"'), ("'", "'"), ("[", "]"), ("{", "}")):
        if key and value.startswith(opening) and (len(value) < 2 or closing not in value[1:]):
            what = Text(f"mở {opening} mà không đóng {closing}", f"{opening} is opened and never closed")
            return Slip(number, column, what, f"{key}: {value}{closing}")
    return None


def _value(text: str) -> str:
    """Return a value in straight quotes, inner quotation marks as curly ones."""
    plain = text.strip()
    for curly in _QUOTES:
        if plain.startswith(curly) and plain.endswith(("”", "»", '"')):
            plain = plain[1:-1]
            break
    if plain[:1] in ('"', "'"):
        if plain.endswith(plain[0]) and len(plain) > 1:
            plain = plain[1:-1]
        elif plain.count(plain[0]) % 2:
            plain = plain[1:]
    pieces = plain.replace("\\", "").split('"')
    inside = "".join(p + ("“" if n % 2 == 0 else "”") for n, p in enumerate(pieces[:-1])) + pieces[-1]
    simple = not any(c in inside for c in ":#{}[]&*!|>%@`“”\"'") and inside[:1] not in "-?"
    return inside if simple else f'"{inside}"'

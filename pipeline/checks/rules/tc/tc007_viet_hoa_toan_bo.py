"""Cả dòng viết hoa.

## Vì sao
Chữ hoa liền dòng khó đọc với mọi người, nhất là người có thị lực kém và người khó đọc; trình đọc màn hình có khi đánh vần
từng chữ. Chữ viết tắt như UBND, HĐND và Quốc hiệu thì không sao.

## Cách sửa
Viết hoa chữ cái đầu theo quy tắc chính tả; muốn nhấn mạnh thì dùng tiêu đề hoặc chữ đậm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.markdown import scan
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import bare, short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text, fold

_WORD = re.compile(r"[^\W\d_]++")
_TARGET = re.compile(r"\]\([^()]*+\)")
_SYLLABLE = re.compile(
    r"(?:ngh|[cgknpt]h|gi|ng|tr|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[ckmnpt])?", re.IGNORECASE
)
_NATIONAL = "cong hoa xa hoi chu nghia viet nam"  # the state's name is written so by NĐ 30/2020
# Short names that look like words of Vietnamese or of another language; most others, such as UBND, do not.
_ABBREVIATIONS = frozenset(["BOT", "EU", "TU", "UNESCO", "UNICEF", "VAT", "VPUBND"])
_ROMAN = re.compile(r"[IVXLCDM]++")
_LONG_WORD = 6
_HEAD = 24  # characters of a line that mostly tell already


@rule("TC007", "viet-hoa-toan-bo", on=Edition, severity=Severity.WARNING, legal=("S1 Đ5 k2 d",), since="0.1")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a title, and for every line of the body, written in capitals only."""
    if _shouts(edition.title):
        mark = edition.mark("tieu_de")
        yield _problem(mark.line, mark.column, edition.title, "tieu_de: ")
    for block in scan(edition).blocks:
        for offset, line in enumerate(block.lines):
            if _shouts(line):
                yield _problem(block.line + offset, len(line) - len(line.lstrip()) + 1, line.strip(), "")


def _shouts(line: str) -> bool:
    head = line[:_HEAD]
    if "](" not in line and head.upper() != head:
        return False
    plain = _TARGET.sub("]", line) if "](" in line else line
    if plain.upper() != plain:
        return False
    words = [w for w in _WORD.findall(plain) if len(w) > 1]
    real = sum(1 for w in words if not _stays(w))
    return real >= 2 and real * 2 >= len(words) and not bare(plain).startswith(_NATIONAL)


def _is_word(word: str) -> bool:
    """Return whether a word in capitals is a word of Vietnamese, or long enough for a foreign one."""
    plain = fold(word)
    return bool(_SYLLABLE.fullmatch(plain)) or (len(plain) >= _LONG_WORD and any(c in "aeiou" for c in plain))


def _stays(word: str) -> bool:
    return word in _ABBREVIATIONS or _ROMAN.fullmatch(word) is not None or not _is_word(word)


def _problem(line: int, column: int, text: str, key: str) -> Problem:
    said = short(text)
    better = _WORD.sub(lambda m: m[0] if _stays(m[0]) else m[0].lower(), said)
    first = next((m for m in _WORD.finditer(better) if m[0].islower()), None)
    if first is not None:
        better = better[: first.start()] + first[0].capitalize() + better[first.end() :]
    return Problem(
        line,
        column,
        Text(f"Cả dòng viết hoa: “{said}”.", f"The whole line is in capitals: “{said}”."),
        Text(
            f"Viết thường theo chính tả, ví dụ: {key}{better}",
            f"Write it in normal case, for example: {key}{better}",
        ),
        anchor=said,
    )

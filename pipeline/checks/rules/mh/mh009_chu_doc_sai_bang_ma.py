"""Chữ UTF-8 bị đọc sai bảng mã, hoặc mã ký tự HTML hiện ra thành chữ.

## Vì sao
“Thông báo” lưu bằng UTF-8 mà phần mềm đọc như Windows-1252 thì hiện thành “ThÃ´ng bÃ¡o”; “Th&amp;ocirc;ng” thì hiện thành
“Th&ocirc;ng”. Người đọc, máy đọc và máy tìm kiếm đều không hiểu.

## Cách sửa
Chạy `congtinh fix` để xem dòng chữ sau khi đọc lại, rồi `congtinh fix --write` để ghi. Dòng đã mất byte thì chép lại từ bản
gốc. Mã ký tự thì gõ lại bằng chữ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from pipeline.checks.inventory import of_text, question
from pipeline.checks.markdown import scan
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.encoding.mojibake import may_be_misread, misread_lines
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

# `&` that was escaped twice in a body; any entity in a key, whose text is shown as it is.
_TWICE = re.compile(r"&amp;(?:#\d{2,6}|#x[0-9a-f]{2,5}|[a-z]{2,8}\d{0,2});", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:amp;)*(?:#\d{2,6}|#x[0-9a-f]{2,5}|[a-z]{2,8}\d{0,2});", re.IGNORECASE)
_AT_MOST = 50
_MISREAD = question(may_be_misread, ascii_too=False)


@rule(
    "MH009",
    "chu-doc-sai-bang-ma",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S0 Đ10 k2", "S1 Đ16 k7"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every misread line, and for the first visible entity of every line."""
    misread = of_text(edition) & _MISREAD
    if not misread and "&" not in edition.text:
        return
    lines = edition.text.split("\n")
    for told, (number, found) in enumerate(misread_lines(edition.text) if misread else ()):
        if told == _AT_MOST:
            break
        sample = short(lines[number][max(0, found.start - 10) :], 40)
        if found.reads is None:
            hint = Text(
                "Dòng này đã mất một phần byte: chép lại từ bản gốc bằng Unicode (UTF-8).",
                "Part of its bytes is lost: copy it again from the original, as Unicode (UTF-8).",
            )
        else:
            reads = short(found.reads[max(0, found.start - 10) :], 40)
            hint = Text(
                f"Đọc lại thành “{reads}” bằng lệnh: congtinh fix --write {edition.path}",
                f"Read it back as “{reads}” with: congtinh fix --write {edition.path}",
            )
        yield Problem(
            number + 1,
            found.start + 1,
            Text(
                f"Chữ UTF-8 bị đọc sai bảng mã: “{sample}”.",
                f"UTF-8 that was read in a wrong encoding: “{sample}”.",
            ),
            hint,
            anchor=sample,
        )
    if "&" in edition.text:
        yield from _entities(edition, lines)


def _entities(edition: Edition, lines: list[str]) -> Iterator[Problem]:
    places: list[tuple[int, int, str]] = []
    for number, line in enumerate(lines[: edition.body_line - 1], start=1):
        match = _ENTITY.search(line)
        if match and not line.lstrip().startswith("#"):
            places.append((number, match.start() + 1, match.group()))
    for block in scan(edition).blocks:  # code is masked: entities there are meant
        for offset, line in enumerate(block.lines):
            match = _TWICE.search(line)
            if match:
                places.append((block.line + offset, match.start() + 1, match.group()))
    for number, column, entity in places[:_AT_MOST]:
        letter = unescape(unescape(entity))
        if letter.startswith("&"):
            continue  # no entity after all: “&co;”
        yield Problem(
            number,
            column,
            Text(
                f"Mã ký tự “{entity}” hiện ra thành chữ.",
                f"The entity “{entity}” shows as it is written.",
            ),
            Text(
                f"Gõ thẳng ký tự: {letter if letter.strip() else 'một dấu cách'}",
                f"Type the character itself: {letter if letter.strip() else 'a blank'}",
            ),
            anchor=entity,
        )

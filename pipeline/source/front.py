"""sites/<site>/trang-chu.yml: which blocks the home page has, in which rows, and which procedures are pinned.

Read strictly: an unknown key or block, or a value of the wrong form, is noted and left out; the rest holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.model.address import SLUG
from pipeline.model.content import Fault, Mark, Value
from pipeline.model.site import BLOCKS, FrontFile
from pipeline.source import faults
from pipeline.source.yamlfile import parse_file
from pipeline.source.yamlstrict import Parsed, YamlFault

NAME = "trang-chu.yml"
ROWS, PINNED, NEWS = "hang", "thu_tuc_ghim", "so_tin"
UNKNOWN_KEY, UNKNOWN_BLOCK, TWICE, WRONG_VALUE = "khoa-la", "khoi-la", "khoi-trung", "gia-tri-sai"
MOST_PINNED, LEAST_NEWS, MOST_NEWS, WIDEST = 12, 3, 12, 3


def read_front(folder: Path, path: str) -> FrontFile | None:
    """Return the plan of a site's home page, None where there is no such file; `path` is its repository path."""
    file = folder / NAME
    if not file.exists() and not file.is_symlink():
        return None
    try:
        return _file(path, parse_file(file))
    except YamlFault as fault:
        return FrontFile(path, faults=(fault.noted,))


def _file(path: str, parsed: Parsed) -> FrontFile:
    if parsed.value is None:
        return FrontFile(path)
    if not isinstance(parsed.value, Mapping):
        return FrontFile(path, faults=(Fault(faults.NOT_A_MAPPING, 1, 1),))
    noted = [Fault(faults.DUPLICATE_KEY, m.line, m.column, k) for k, m in parsed.duplicates]
    value, marks = parsed.value, parsed.marks

    def note(kind: str, place: str, detail: str) -> None:
        mark = marks.get(place) or marks.get(place.partition("[")[0]) or Mark(1, 1)
        noted.append(Fault(kind, mark.line, mark.column, detail))

    for key in value:
        if key not in (ROWS, PINNED, NEWS):
            note(UNKNOWN_KEY, key, key)
    rows, seen = [], set[str]()
    for number, row in enumerate(_listed(value.get(ROWS), ROWS, note)):
        cells = row if isinstance(row, tuple) else (row,)
        kept = []
        for cell in cells:
            place = f"{ROWS}[{number}]"
            if not isinstance(cell, str) or cell not in BLOCKS:
                note(UNKNOWN_BLOCK, place, str(cell)[:60])
            elif cell in seen:
                note(TWICE, place, cell)
            else:
                seen.add(cell)
                kept.append(cell)
        if len(cells) > WIDEST:
            note(WRONG_VALUE, f"{ROWS}[{number}]", ROWS)
        if kept:
            rows.append(tuple(kept))
    pinned = []
    for number, name in enumerate(_listed(value.get(PINNED), PINNED, note)):
        if isinstance(name, str) and SLUG.fullmatch(name) and number < MOST_PINNED:
            pinned.append(name)
        else:
            note(WRONG_VALUE, f"{PINNED}[{number}]", PINNED)
    return FrontFile(
        path, tuple(rows), tuple(dict.fromkeys(pinned)), _news(value.get(NEWS), note), tuple(noted)
    )


def _listed(value: Value, key: str, note: object) -> Iterator[Value]:
    if isinstance(value, tuple):
        yield from value
    elif value is not None:
        assert callable(note)
        note(WRONG_VALUE, key, key)


def _news(value: Value, note: object) -> int | None:
    number = (
        int(value)
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 4
        else value
    )
    if isinstance(number, int) and not isinstance(number, bool) and LEAST_NEWS <= number <= MOST_NEWS:
        return number
    if value is not None:
        assert callable(note)
        note(WRONG_VALUE, NEWS, NEWS)
    return None

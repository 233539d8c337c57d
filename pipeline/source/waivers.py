"""sites/<site>/mien-tru.yml: which rule does not bind which path, why, by whom, until when.

Read strictly: an entry with a missing, unknown or misshapen key does not hold, and the place is noted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.model.content import Fault, Mark, Value
from pipeline.model.site import WaiverFile, WaiverRow
from pipeline.source import faults
from pipeline.source.values import day
from pipeline.source.yamlfile import parse_file
from pipeline.source.yamlstrict import Parsed, YamlFault

NAME = "mien-tru.yml"
KEYS = ("quy_tac", "duong_dan", "ly_do", "nguoi_chiu_trach_nhiem", "den_ngay")
MISSING_KEY, UNKNOWN_KEY, WRONG_VALUE, NOT_A_LIST = (
    "thieu-khoa",
    "khoa-la",
    "gia-tri-sai",
    "khong-phai-danh-sach",
)
MOST_ROWS = 500  # a site with more has no rules left to speak of; the file is refused


def read_waivers(folder: Path, path: str) -> WaiverFile | None:
    """Return the waivers in a site's folder, None where there is no such file; `path` is its repository path."""
    file = folder / NAME
    if not file.exists() and not file.is_symlink():
        return None
    try:
        return _file(path, parse_file(file))
    except YamlFault as fault:
        return WaiverFile(path, (), (fault.noted,))


def _file(path: str, parsed: Parsed) -> WaiverFile:
    if parsed.value is None:
        return WaiverFile(path, ())
    if not isinstance(parsed.value, tuple) or len(parsed.value) > MOST_ROWS:
        return WaiverFile(path, (), (Fault(NOT_A_LIST, 1, 1),))
    noted = [Fault(faults.DUPLICATE_KEY, m.line, m.column, k) for k, m in parsed.duplicates]
    rows = []
    for number, entry in enumerate(parsed.value):
        place = f"[{number}]"
        mark = parsed.marks.get(place, Mark(1, 1))
        if not isinstance(entry, Mapping):
            noted.append(Fault(NOT_A_LIST, mark.line, mark.column))
            continue
        keys = {k: parsed.marks.get(f"{place}.{k}", mark) for k in entry}
        wrong = list(_wrong(entry, keys, mark))
        noted += wrong
        if not wrong:
            rows.append(_row(entry, keys, mark))
    return WaiverFile(path, tuple(rows), tuple(noted))


def _wrong(entry: Mapping[str, Value], keys: Mapping[str, Mark], mark: Mark) -> Iterator[Fault]:
    for key in entry:
        if key not in KEYS:
            yield Fault(UNKNOWN_KEY, keys[key].line, keys[key].column, key)
    for key in KEYS:
        value = entry.get(key)
        if value is None or (isinstance(value, str) and not value.strip()):
            place = keys.get(key, mark)
            yield Fault(MISSING_KEY, place.line, place.column, key)
        elif not isinstance(value, str) or (key == "den_ngay" and (len(value) != 10 or day(value) is None)):
            yield Fault(WRONG_VALUE, keys[key].line, keys[key].column, key)


def _row(entry: Mapping[str, Value], keys: Mapping[str, Mark], mark: Mark) -> WaiverRow:
    rule, path, reason, who, until = (str(entry[k]).strip() for k in KEYS)
    return WaiverRow(rule, path, reason, who, day(until), keys, mark)

"""YAML as editors mean it: YAML 1.2 booleans, no anchors, no duplicate keys, a place for every key.

The C parser of PyYAML gives events; the tree is built here, without recursion, so that hostile depth
or size ends in a fault and not in an exhausted stack or memory.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from pipeline.model.content import Mark, Value
from pipeline.source import faults
from pipeline.source.yamlquick import Chunk, read_plain

_INT = re.compile(r"-?(?:0|[1-9][0-9]*)")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
# Eighteen digits hold every amount and count; longer runs are codes and stay text.
_MAX_INT_DIGITS = 18


class YamlFault(Exception):
    """Why a text could not be taken, with a fault kind, a line and a column that count from 1."""

    def __init__(self, kind: str, line: int, column: int, detail: str = "") -> None:
        super().__init__(f"{kind} {line}:{column} {detail}")
        self.kind, self.line, self.column, self.detail = kind, line, column, detail


@dataclass(frozen=True, slots=True)
class Parsed:
    """A value with the places of its keys and list entries, and the duplicate keys met on the way."""

    value: Value
    marks: dict[str, Mark]
    duplicates: tuple[tuple[str, Mark], ...]


@dataclass(slots=True)
class _Open:
    """A collection whose end has not been read yet."""

    path: str
    mapping: dict[str, Value] | None
    items: list[Value] = field(default_factory=list)
    key: str | None = None
    dropped: bool = False  # the value of a duplicate key is read and thrown away


def parse(text: str, first_line: int = 1) -> Parsed:
    """Return the value of a YAML text whose first line is line `first_line` of its file.

    Numbers with leading zeros, dates and decimals stay text. Raises `YamlFault`.
    """
    quick = read_plain(text, first_line, _plain, _chunk)
    return parse_events(text, first_line) if quick is None else Parsed(quick[0], quick[1], ())


def _chunk(text: str, first_line: int) -> Chunk | None:
    """Return what the parser reads in the lines of one key, None where something is the matter with them."""
    try:
        found = parse_events(text, first_line)
    except YamlFault:
        return None
    whole = isinstance(found.value, dict) and not found.duplicates
    return (found.value, found.marks) if whole and isinstance(found.value, dict) else None


def parse_events(text: str, first_line: int = 1) -> Parsed:
    """Return the value of a YAML text as the parser's events give it; raises `YamlFault`."""
    marks: dict[str, Mark] = {}
    duplicates: list[tuple[str, Mark]] = []
    stack: list[_Open] = []
    result: Value = None
    nodes = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            start = event.start_mark
            place = Mark(start.line + first_line, start.column + 1) if start else Mark(first_line, 1)
            if isinstance(event, yaml.events.AliasEvent) or getattr(event, "anchor", None):
                raise YamlFault(faults.ANCHOR, place.line, place.column)
            if isinstance(event, yaml.events.NodeEvent):
                nodes += 1
                if nodes > faults.MAX_NODES or len(stack) > faults.MAX_DEPTH:
                    raise YamlFault(faults.TOO_DEEP, place.line, place.column)
                # libyaml gives "!" for quoted scalars written with a bare tag; real tags are refused
                if event.tag not in (None, "!"):  # type: ignore[attr-defined]
                    raise YamlFault(faults.ANCHOR, place.line, place.column, str(event.tag))  # type: ignore[attr-defined]
            if isinstance(event, yaml.events.ScalarEvent):
                if _takes_key(stack):
                    _key(stack[-1], event.value, place, marks, duplicates)
                else:
                    _put(stack, _scalar(event), place, marks)
                    if not stack:
                        result = _scalar(event)
            elif isinstance(event, yaml.events.CollectionStartEvent):
                if _takes_key(stack):
                    raise YamlFault(faults.BROKEN_YAML, place.line, place.column, "khóa phải là chữ")
                is_map = isinstance(event, yaml.events.MappingStartEvent)
                stack.append(_Open(_path(stack), {} if is_map else None))
                marks.setdefault(stack[-1].path, place)
            elif isinstance(event, yaml.events.CollectionEndEvent):
                done = stack.pop()
                value: Value = done.mapping if done.mapping is not None else tuple(done.items)
                if stack:
                    _put(stack, value, None, marks)
                else:
                    result = value
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
        detail = str(getattr(error, "problem", None) or error)
        raise YamlFault(faults.BROKEN_YAML, line, column, detail) from None
    return Parsed(result, marks, tuple(duplicates))


def _takes_key(stack: list[_Open]) -> bool:
    return bool(stack) and stack[-1].mapping is not None and stack[-1].key is None


def _path(stack: list[_Open]) -> str:
    if not stack:
        return ""
    top = stack[-1]
    if top.mapping is None:
        return f"{top.path}[{len(top.items)}]"
    return f"{top.path}.{top.key}" if top.path else str(top.key)


def _key(
    top: _Open, key: str, place: Mark, marks: dict[str, Mark], duplicates: list[tuple[str, Mark]]
) -> None:
    assert top.mapping is not None
    path = f"{top.path}.{key}" if top.path else key
    top.key = key
    top.dropped = key in top.mapping
    if top.dropped:
        duplicates.append((path, place))
    else:
        marks[path] = place


def _put(stack: list[_Open], value: Value, place: Mark | None, marks: dict[str, Mark]) -> None:
    if not stack:
        return
    top = stack[-1]
    if top.mapping is None:
        if place:
            marks[_path(stack)] = place
        top.items.append(value)
        return
    if not top.dropped:
        top.mapping[str(top.key)] = value
    top.key, top.dropped = None, False


def _scalar(event: yaml.events.ScalarEvent) -> Value:
    text = event.value
    return _plain(text) if event.implicit[0] else str(text)  # quoted or block text is text


def _plain(text: str) -> Value:
    if text in _NULLS:
        return None
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    if _INT.fullmatch(text) and len(text) <= _MAX_INT_DIGITS:
        return int(text)
    return str(text)

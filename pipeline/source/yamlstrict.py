"""YAML as editors mean it: YAML 1.2 booleans, no anchors, no duplicate keys, a place for every key.

The C parser of PyYAML gives events; the tree is built here, without recursion, so that hostile depth
or size ends in a fault and not in an exhausted stack or memory.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from pipeline.model.content import Fault, Mark, Value, mark_at
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

    @property
    def noted(self) -> Fault:
        """Return it as a fault of the file."""
        return Fault(self.kind, self.line, self.column, self.detail)


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
        parser = CParser(text)  # the events are all that is wanted, not the loader built upon them
        while parser.check_event():
            event: Any = parser.get_event()
            kind = type(event)
            if kind is ScalarEvent:
                nodes += 1
                _refuse(event, nodes, stack, first_line)
                start = event.start_mark
                place = mark_at(start.line + first_line, start.column + 1)
                if stack and stack[-1].mapping is not None and stack[-1].key is None:
                    _key(stack[-1], event.value, place, marks, duplicates)
                else:
                    value: Value = _scalar(event)
                    _put(stack, value, place, marks)
                    if not stack:
                        result = value
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                nodes += 1
                _refuse(event, nodes, stack, first_line)
                start = event.start_mark
                place = mark_at(start.line + first_line, start.column + 1)
                if _takes_key(stack):
                    raise YamlFault(faults.BROKEN_YAML, place.line, place.column, "keys must be text")
                stack.append(_Open(_path(stack), {} if kind is MappingStartEvent else None))
                marks.setdefault(stack[-1].path, place)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                done = stack.pop()
                made: Value = done.mapping if done.mapping is not None else tuple(done.items)
                if stack:
                    _put(stack, made, None, marks)
                else:
                    result = made
            elif kind is AliasEvent:
                _refuse(event, nodes, stack, first_line)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
        detail = str(getattr(error, "problem", None) or error)
        raise YamlFault(faults.BROKEN_YAML, line, column, detail) from None
    return Parsed(result, marks, tuple(duplicates))


def _refuse(event: Any, nodes: int, stack: list[_Open], first_line: int) -> None:
    """Raise `YamlFault` for what is not taken: anchors, aliases, tags, too many nodes, too deep a nesting."""
    tag = getattr(event, "tag", None)
    # libyaml gives "!" for quoted scalars written with a bare tag; real tags are refused
    deep = nodes > faults.MAX_NODES or len(stack) > faults.MAX_DEPTH
    if not event.anchor and not deep and (tag is None or tag == "!"):
        return
    start = event.start_mark
    line, column = start.line + first_line, start.column + 1
    if event.anchor:
        raise YamlFault(faults.ANCHOR, line, column)
    if deep:
        raise YamlFault(faults.TOO_DEEP, line, column)
    raise YamlFault(faults.ANCHOR, line, column, str(tag))


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


def _scalar(event: ScalarEvent) -> Value:
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

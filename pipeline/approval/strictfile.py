"""Reading governance files: every key known, every value of its kind, or the whole file is refused.

A roster appoints people. A misspelt key ("dne" for "den") would leave a term open without anybody
noticing, so nothing unknown is skipped here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date

from pipeline.model.content import Value
from pipeline.source.yamlstrict import YamlFault, parse

_MOST_BYTES = 1_000_000  # a board of a hundred people has a twentieth of that; anybody can push a larger file
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# What YAML 1.1 reads as a boolean: written by a form editor in place of a text, it means neither.
_BOOLEAN_WORDS = frozenset({"yes", "no", "on", "off", "y", "n", "true", "false"})


class BadFile(Exception):
    """Why a governance file is refused, with the place inside it."""


def read_yaml(raw: bytes, name: str) -> Value:
    """Return the value of a governance file; raises `BadFile` for anything but plain strict YAML."""
    if len(raw) > _MOST_BYTES:
        raise BadFile(f"{name}: quá lớn")
    try:
        parsed = parse(raw.decode("utf-8"))
    except UnicodeDecodeError:
        raise BadFile(f"{name}: không phải UTF-8") from None
    except YamlFault as fault:
        raise BadFile(f"{name}:{fault.line}: {fault.kind} {fault.detail}".rstrip()) from None
    if parsed.duplicates:
        key, mark = parsed.duplicates[0]
        raise BadFile(f"{name}:{mark.line}: khóa trùng {key}")
    return parsed.value


class Table:
    """A mapping of a governance file that knows its place and is strict about its keys."""

    def __init__(self, value: Value, place: str, known: Collection[str]) -> None:
        if not isinstance(value, Mapping):
            raise BadFile(f"{place}: phải là các cặp khóa và giá trị")
        unknown = sorted(set(value) - set(known))
        if unknown:
            raise BadFile(f"{place}: khóa không biết {', '.join(unknown)}")
        self._value, self.place = value, place

    def raw(self, key: str) -> Value:
        """Return a value as it stands, None when it is missing."""
        return self._value.get(key)

    def text(self, key: str, required: bool = True) -> str:
        """Return a text; numbers, booleans and the boolean words of YAML 1.1 are refused."""
        value = self._value.get(key)
        if value is None and not required:
            return ""
        if not isinstance(value, str) or not value.strip() or value.casefold() in _BOOLEAN_WORDS:
            raise BadFile(f"{self.place}.{key}: phải là chữ")
        return value

    def number(self, key: str, least: int) -> int:
        """Return a whole number that is not below `least`."""
        value = self._value.get(key)
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            raise BadFile(f"{self.place}.{key}: phải là số nguyên từ {least}")
        return value

    def flag(self, key: str) -> bool:
        """Return true or false; a missing key is false."""
        value = self._value.get(key)
        if value is not None and not isinstance(value, bool):
            raise BadFile(f"{self.place}.{key}: phải là true hoặc false")
        return value is True

    def day(self, key: str, required: bool) -> date | None:
        """Return a date of the form 2026-11-22."""
        value = self._value.get(key)
        if value is None and not required:
            return None
        if isinstance(value, str) and _DAY.fullmatch(value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        raise BadFile(f"{self.place}.{key}: phải là ngày dạng 2026-11-22")

    def rows(self, key: str, known: Collection[str]) -> tuple[Table, ...]:
        """Return a list of mappings; a missing one is empty."""
        return rows(self._value.get(key), f"{self.place}.{key}", known)

    def texts(self, key: str, required: bool = True) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self._value.get(key)
        if value is None and not required:
            return ()
        if not isinstance(value, tuple) or not value or not all(isinstance(v, str) and v for v in value):
            raise BadFile(f"{self.place}.{key}: phải là danh sách chữ")
        return tuple(str(v) for v in value)


def rows(value: Value, place: str, known: Collection[str]) -> tuple[Table, ...]:
    """Return the mappings of a list; a missing list is empty."""
    if value is None:
        return ()
    if not isinstance(value, tuple):
        raise BadFile(f"{place}: phải là danh sách")
    return tuple(Table(v, f"{place}[{i}]", known) for i, v in enumerate(value))

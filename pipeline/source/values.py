"""Small readers for values out of strict YAML: what has the wrong shape becomes empty."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pipeline.model.content import Value, as_list


def mapping(value: Value) -> Mapping[str, Value]:
    """Return a mapping as it is, anything else as an empty one."""
    return value if isinstance(value, Mapping) else {}


def maps(value: Value) -> tuple[Mapping[str, Value], ...]:
    """Return the mappings of a list value."""
    return tuple(v for v in as_list(value) if isinstance(v, Mapping))


def texts(value: Value) -> tuple[str, ...]:
    """Return the texts of a list value."""
    return tuple(v for v in as_list(value) if isinstance(v, str))


def text_of(source: Mapping[str, Value], key: str) -> str:
    """Return the text under a key, "" when it is missing; numbers as they were written."""
    value = source.get(key)
    if isinstance(value, bool) or value is None or isinstance(value, tuple | Mapping):
        return ""
    return str(value)


def day(value: Value) -> date | None:
    """Return the date of an ISO text, None when it is missing or no date."""
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None

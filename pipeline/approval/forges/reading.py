"""Reading a forge's JSON strictly: what is not as documented is no answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pipeline.approval.forges.port import ForgeFault

_SHA = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_HALF = re.compile(r"[\ud800-\udfff]")  # half a character, as an escape of JSON may name it
_LARGEST = 2**53
_LONGEST = 1_000


def table(value: Any) -> Mapping[str, Any]:
    """Return an object; raises `ForgeFault`."""
    if not isinstance(value, dict):
        raise ForgeFault("sai-dang")
    return value


def rows(value: Any) -> list[Mapping[str, Any]]:
    """Return a list of objects; raises `ForgeFault`."""
    return [table(v) for v in listed(value)]


def listed(value: Any) -> list[Any]:
    """Return a list; raises `ForgeFault`."""
    if not isinstance(value, list):
        raise ForgeFault("sai-dang")
    return value


def number(value: Any) -> int:
    """Return a positive whole number, as ids are; raises `ForgeFault`."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < _LARGEST:
        raise ForgeFault("sai-dang")
    return value


def flag(value: Any) -> bool:
    """Return true or false; raises `ForgeFault`."""
    if not isinstance(value, bool):
        raise ForgeFault("sai-dang")
    return value


def text(value: Any) -> str:
    """Return a text of reasonable length that has a form in UTF-8; raises `ForgeFault`."""
    if not isinstance(value, str) or len(value) > _LONGEST or _HALF.search(value):
        raise ForgeFault("sai-dang")
    return value


def sha(value: Any) -> str:
    """Return the id of a commit; raises `ForgeFault`."""
    if not isinstance(value, str) or not _SHA.fullmatch(value):
        raise ForgeFault("sai-dang")
    return value


def moment(value: Any) -> datetime:
    """Return a time with its zone; raises `ForgeFault`."""
    try:
        at = datetime.fromisoformat(text(value))
    except ValueError:
        raise ForgeFault("sai-dang") from None
    if at.tzinfo is None or not 1970 <= at.year <= 9000:
        raise ForgeFault("sai-dang")
    return at

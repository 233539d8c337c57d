"""Redirects of a release, read from the list that the build writes; nothing in it is taken on trust."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from pipeline.model.release import MOVED_FILE

_MAX_BYTES = 20_000_000
# Names of letters, digits and a few signs: nothing hidden, no syntax of a web server's configuration.
OLD = re.compile(r"(?:/[\w~@+-][\w.~@+-]*)+/?")
NEW = re.compile(r"(?:/[a-z0-9-]+)+/")


def moved(root: Path) -> Mapping[str, str]:
    """Return the present address of every old one (decoded) of the release at `root`.

    A list that is missing or broken gives no redirects; rows that are not of the expected form are left out.
    """
    file = root / MOVED_FILE
    try:
        if file.stat().st_size > _MAX_BYTES:
            return {}
        rows = json.loads(file.read_bytes())["moved"]
        pairs = [(row["from"], row["to"]) for row in rows]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
    return {
        old: new
        for old, new in pairs
        if isinstance(old, str)
        and isinstance(new, str)
        and old != new
        and OLD.fullmatch(old)
        and NEW.fullmatch(new)
    }


def forms(old: str) -> tuple[str, ...]:
    """Return how people write an old address: that of a folder also without its slash."""
    bare = old.rstrip("/")
    return (old, bare) if old.endswith("/") and bare else (old,)


class Routes:
    """The redirects of what is served now; they are read anew when another release takes its place."""

    def __init__(self) -> None:
        self._stamp: tuple[str, int, int] | None = None
        self._moved: dict[str, str] = {}

    def find(self, root: Path, path: str) -> str | None:
        """Return where an address (decoded, without query) leads, None where it is no old one."""
        try:
            file = root.resolve(strict=True) / MOVED_FILE
            state = file.stat()
        except OSError:
            return None
        stamp = (str(file), state.st_mtime_ns, state.st_size)
        if stamp != self._stamp:
            known = moved(root.resolve())
            self._moved = {form: new for old, new in known.items() for form in forms(old)}
            self._stamp = stamp
        return self._moved.get(path)

"""Regular expressions that are compiled when they are first used.

The checks know some hundreds of them; a check of ten articles meets a third. Compiling all would be a tenth of its time.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Pattern:
    """Stands for a compiled pattern; what is asked of it once is found in its own dictionary from then on."""

    def __init__(self, written: str, flags: int) -> None:
        self._written, self._flags = written, flags
        self._made: re.Pattern[str] | None = None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if self._made is None:
            self._made = re.compile(self._written, self._flags)
        found = getattr(self._made, name)
        self.__dict__[name] = found
        return found


def regex(written: str, flags: int = 0) -> re.Pattern[str]:
    """Return the pattern of a regular expression; a mistake in it is raised at its first use.

    It has all methods and attributes of `re.Pattern` but is none: it cannot be handed to the functions of `re`.
    """
    return cast("re.Pattern[str]", _Pattern(written, flags))

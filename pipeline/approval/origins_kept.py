"""The origins of what is public, kept between runs in a file that can be thrown away: the ledger makes them anew.

A run changes a few of them and hands the others on as they were read; what stands at a path is only made where it is
asked for. Who approved a step is not kept here: the ledger says it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, MutableMapping
from datetime import datetime
from pathlib import Path

from pipeline.approval.ledger import Ledger
from pipeline.approval.ledger_entries import approvers_of
from pipeline.approval.origins import Origin

_SCHEMA = 3


class KeptOrigins(MutableMapping[str, Origin]):
    """The origins of one site, by path: those that were read, as "step first last", and those that were set since."""

    def __init__(self, site: str, ledger: Ledger, rows: dict[str, str]) -> None:
        self._site, self._ledger, self._rows = site, ledger, rows
        self._set: dict[str, Origin] = {}

    def __getitem__(self, path: str) -> Origin:
        """Return the origin of a path."""
        if path in self._set:
            return self._set[path]
        step, first, last = self._rows[path].split(" ")
        people = approvers_of(self._ledger.steps[step][-1], self._site)
        return Origin(step, people, datetime.fromisoformat(first), datetime.fromisoformat(last))

    def __setitem__(self, path: str, origin: Origin) -> None:
        """Set the origin of a path."""
        self._set[path] = origin
        self._rows[path] = _row(origin)

    def __delitem__(self, path: str) -> None:
        """Forget a path."""
        del self._rows[path]
        self._set.pop(path, None)

    def __iter__(self) -> Iterator[str]:
        """Yield the paths."""
        return iter(self._rows)

    def __len__(self) -> int:
        """Return how many paths there are."""
        return len(self._rows)

    def __copy__(self) -> KeptOrigins:
        """Return the same, to be changed for itself."""
        made = KeptOrigins(self._site, self._ledger, dict(self._rows))
        made._set = dict(self._set)
        return made

    @property
    def rows(self) -> Mapping[str, str]:
        """Return all of it in the form in which it is kept."""
        return self._rows


def load_origins(file: Path, commit: str, ledger: Ledger) -> Mapping[str, KeptOrigins] | None:
    """Return the origins at a commit, by site; None where the file is about another or cannot be read."""
    try:
        told = json.loads(file.read_bytes())
        if told["schema"] != _SCHEMA or told["commit"] != commit:
            return None
        found = {site: KeptOrigins(site, ledger, rows) for site, rows in told["sites"].items()}
        for site in found.values():
            for path in list(site)[:1]:
                site[path]  # a file of another form, or of another ledger, shows at once
        return found
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def store_origins(file: Path, commit: str, sites: Mapping[str, Mapping[str, Origin]]) -> None:
    """Write the origins at a commit, whole or not at all."""
    told = {site: _rows(origins) for site, origins in sites.items()}
    file.parent.mkdir(parents=True, exist_ok=True)
    staged = file.with_suffix(".tam")
    with staged.open("w", encoding="utf-8") as stream:
        stream.write(json.dumps({"schema": _SCHEMA, "commit": commit, "sites": told}, ensure_ascii=False))
        stream.flush()
        os.fsync(stream.fileno())
    staged.replace(file)


def _rows(origins: Mapping[str, Origin]) -> Mapping[str, str]:
    if isinstance(origins, KeptOrigins):
        return origins.rows
    return {path: _row(origin) for path, origin in origins.items()}


def _row(origin: Origin) -> str:
    return f"{origin.step} {origin.first.isoformat()} {origin.last.isoformat()}"

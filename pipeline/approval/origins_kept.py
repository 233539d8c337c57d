"""The origins of what is public, kept between runs in a file that can be thrown away: the ledger makes them anew.

A run changes a few of them and hands the others on as they were read; what stands at a path is only made where it is
asked for.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, MutableMapping
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.approval.origins import Origin
from pipeline.model.approval import Approver

_SCHEMA = 2
_Row = list[str]  # step, first and last time


class KeptOrigins(MutableMapping[str, Origin]):
    """The origins of one site, by path; `approvers` has what a step's approvers were, by step."""

    def __init__(self, rows: dict[str, _Row], approvers: dict[str, list[dict[str, Any]]]) -> None:
        self._rows, self._approvers = rows, approvers

    def __getitem__(self, path: str) -> Origin:
        """Return the origin of a path."""
        step, first, last = self._rows[path]
        people = tuple(_approver(told) for told in self._approvers[step])
        return Origin(step, people, datetime.fromisoformat(first), datetime.fromisoformat(last))

    def __setitem__(self, path: str, origin: Origin) -> None:
        """Set the origin of a path."""
        if origin.step not in self._approvers:
            self._approvers[origin.step] = [_plain(a) for a in origin.approvers]
        self._rows[path] = [origin.step, origin.first.isoformat(), origin.last.isoformat()]

    def __delitem__(self, path: str) -> None:
        """Forget a path."""
        del self._rows[path]

    def __iter__(self) -> Iterator[str]:
        """Yield the paths."""
        return iter(self._rows)

    def __len__(self) -> int:
        """Return how many paths there are."""
        return len(self._rows)

    def __copy__(self) -> KeptOrigins:
        """Return the same, to be changed for itself."""
        return KeptOrigins(dict(self._rows), dict(self._approvers))

    @classmethod
    def of(cls, origins: Mapping[str, Origin]) -> KeptOrigins:
        """Return some origins in this form."""
        if isinstance(origins, KeptOrigins):
            return origins
        made = cls({}, {})
        made.update(origins)
        return made

    @property
    def plain(self) -> dict[str, Any]:
        """Return all of it as plain data, without the approvers of steps that nothing is from any more."""
        steps = {row[0] for row in self._rows.values()}
        return {"paths": self._rows, "steps": {s: told for s, told in self._approvers.items() if s in steps}}


def load_origins(file: Path, commit: str) -> Mapping[str, KeptOrigins] | None:
    """Return the origins at a commit, by site; None where the file is about another or cannot be read."""
    try:
        told = json.loads(file.read_bytes())
        if told["schema"] != _SCHEMA or told["commit"] != commit:
            return None
        found = {site: KeptOrigins(kept["paths"], kept["steps"]) for site, kept in told["sites"].items()}
        for site in found.values():
            for path in list(site)[:1]:
                site[path]  # a file of another form shows at once
        return found
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def store_origins(file: Path, commit: str, sites: Mapping[str, Mapping[str, Origin]]) -> None:
    """Write the origins at a commit, whole or not at all."""
    told = {site: KeptOrigins.of(origins).plain for site, origins in sites.items()}
    file.parent.mkdir(parents=True, exist_ok=True)
    staged = file.with_suffix(".tam")
    with staged.open("w", encoding="utf-8") as stream:
        stream.write(json.dumps({"schema": _SCHEMA, "commit": commit, "sites": told}, ensure_ascii=False))
        stream.flush()
        os.fsync(stream.fileno())
    staged.replace(file)


def _plain(a: Approver) -> dict[str, Any]:
    return {
        "person": a.person,
        "role": a.role,
        "evidence": a.evidence,
        "at": a.at.isoformat(),
        "decision": a.decision,
        "delegation": a.delegation,
        "late": a.late,
        "proof": a.proof,
    }


def _approver(told: Mapping[str, Any]) -> Approver:
    return Approver(**{**told, "at": datetime.fromisoformat(told["at"])})

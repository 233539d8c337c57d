"""Leftovers of killed runs and releases past their keeping go; what is served never does."""

from __future__ import annotations

import os
import shutil

from pipeline.publish import durable
from pipeline.publish.history import previous
from pipeline.publish.layout import CURRENT_TEMP, TEMP, Place
from pipeline.publish.manifest import DamagedError, read

KEEP = 10


def sweep(place: Place) -> None:
    """Remove what killed runs left: unfinished releases, half-removed ones, links never put in place."""
    if place.releases.is_dir():
        for path in sorted(place.releases.glob(f"{TEMP}*")):
            shutil.rmtree(path)
    if place.folder.is_dir():
        for path in sorted(place.folder.glob(f"{CURRENT_TEMP}*")):
            path.unlink()


def prune(place: Place, keep: int = KEEP) -> tuple[str, ...]:
    """Keep the newest releases, the served one and the one before it; return the ids removed.

    A release is renamed before it is removed, so that a killed run leaves no half release under a name
    that somebody could roll back to.
    """
    current = place.current_id()
    safe = {name for name in (current, previous(place)) if name}
    rest = sorted((n for n in place.names() if n not in safe), key=lambda n: (_number(place, n), n))
    gone = tuple(rest[: max(0, len(rest) + len(safe) - keep)])
    for name in gone:
        temp = place.releases / f"{TEMP}{name}"
        os.rename(place.releases / name, temp)  # noqa: PTH104  (the crash test counts calls of `os`)
        shutil.rmtree(temp)
    if gone:
        durable.sync_folder(place.releases)
    return gone


def _number(place: Place, name: str) -> int:
    try:
        return read(place.releases / name).number
    except DamagedError:
        return 0

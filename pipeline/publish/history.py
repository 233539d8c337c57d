"""What was published when: the releases on the disk and the log of switches between them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from pipeline.model.release import Release
from pipeline.model.text import Text
from pipeline.publish import durable
from pipeline.publish.layout import Place, is_release_id
from pipeline.publish.manifest import DamagedError, Record, read, verify


class Act(StrEnum):
    """Why `current` moved. `RECOVERED`: a run was killed after the switch and before it wrote the log."""

    PUBLISH = "publish"
    ROLLBACK = "rollback"
    RECOVERED = "recovered"


@dataclass(frozen=True, slots=True)
class Entry:
    """One release folder as found; `release` is None and `fault` says why where it is damaged."""

    id: str
    number: int
    current: bool
    release: Release | None
    fault: Text | None = None


def entries(public: Path, domain: str, *, prove: bool = False) -> tuple[Entry, ...]:
    """Return a domain's releases, newest first; `prove` also hashes every file of every release."""
    place = Place.of(public, domain)
    current = place.current_id()
    found = []
    for name in place.names():
        folder = place.releases / name
        try:
            record = verify(folder) if prove else read(folder)
            found.append(Entry(name, record.number, name == current, record.release))
        except DamagedError as error:
            found.append(Entry(name, 0, name == current, None, error.text))
    return tuple(sorted(found, key=lambda e: (e.number, e.id), reverse=True))


def releases(public: Path, domain: str) -> tuple[Release, ...]:
    """Return a domain's readable releases, newest first."""
    return tuple(e.release for e in entries(public, domain) if e.release)


def current_release(public: Path, domain: str) -> Release | None:
    """Return the release that is served, None where nothing is or its manifest cannot be read."""
    place = Place.of(public, domain)
    name = place.current_id()
    try:
        return read(place.releases / name).release if name else None
    except DamagedError:
        return None


def next_number(place: Place) -> int:
    """Return the number of the next release: one more than the highest on the disk."""
    highest = 0
    for name in place.names():
        try:
            highest = max(highest, read(place.releases / name).number)
        except DamagedError:
            continue
    return highest + 1


def current_record(place: Place) -> Record | None:
    """Return the proven record of the release that is served, None where there is none or it is damaged."""
    name = place.current_id()
    try:
        return verify(place.releases / name) if name else None
    except (DamagedError, FileNotFoundError):
        return None


def note(place: Place, act: Act, name: str, now: datetime) -> None:
    """Write a switch into the log."""
    line = json.dumps({"at": now.isoformat(), "act": act.value, "release": name}, ensure_ascii=False)
    durable.append_line(place.log, line)


def recover(place: Place, now: datetime) -> None:
    """Write the switch into the log that a killed run made without writing it."""
    name = place.current_id()
    log = _log(place)
    if name and (not log or log[-1][1] != name):
        note(place, Act.RECOVERED, name, now)


def previous(place: Place) -> str | None:
    """Return the release that was served before the current one and still lies on the disk.

    A release from which somebody rolled back is not “previous” afterwards: it was left for a reason.
    """
    trail: list[str] = []
    for act, name in _log(place):
        if act is Act.ROLLBACK and name in trail:
            del trail[trail.index(name) + 1 :]
        elif not trail or trail[-1] != name:
            trail.append(name)
    here = place.current_id()
    present = set(place.names())
    return next((name for name in reversed(trail) if name != here and name in present), None)


def _log(place: Place) -> list[tuple[Act, str]]:
    if not place.log.is_file():
        return []
    found = []
    for line in place.log.read_text("utf-8", errors="replace").splitlines():
        try:
            said = json.loads(line)
            act, name = Act(said["act"]), str(said["release"])
        except (ValueError, KeyError, TypeError):
            continue  # a line that a killed run left torn
        if is_release_id(name):
            found.append((act, name))
    return found

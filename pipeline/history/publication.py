"""Since when files stand on a branch: the first-parent commit that brought each of them, in one pass."""

from __future__ import annotations

import json
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.history.view import MissingObject

if TYPE_CHECKING:
    from pipeline.history.repository import Repository

BRANCHES = ("refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/heads/main")
_MARK = b"commit "


def base_commit(repo: Repository) -> str | None:
    """Return the newest commit that HEAD shares with the main branch; HEAD itself where no main is known."""
    head = repo.resolve("HEAD")
    for name in BRANCHES if head else ():
        main = repo.resolve(name)
        if main and head:
            return repo.common_origin(main, head) or head
    return head


def brought_at(repo: Repository, tip: str, below: str, cache: Path | None = None) -> dict[str, datetime]:
    """Return when each path below a folder came to a branch whose tip is given; moves count as new paths.

    The time is that of the first-parent commit which brought the path that stands there now: a path that
    left and came again counts from its return. `cache` keeps the answer per tip, for it never changes.
    Empty for a clone whose history is cut off.
    """
    known = seconds_brought(repo, tip, below, cache)
    return {path: datetime.fromtimestamp(at, UTC) for path, at in known.items()}


def seconds_brought(repo: Repository, tip: str, below: str, cache: Path | None = None) -> dict[str, int]:
    """Return what `brought_at` does, in seconds of Unix time."""
    kept = cache / f"{tip}.json" if cache else None
    known = _kept(kept) if kept else None
    if known is None:
        if repo.is_shallow:
            return {}
        try:
            known = _ask(repo, tip, below)
        except MissingObject:
            return {}
        if kept:
            _keep(kept, known)
    return known


def _ask(repo: Repository, tip: str, below: str) -> dict[str, int]:
    out = repo.additions(tip, below)
    found: dict[str, int] = {}
    at = 0
    for field in out.split(b"\0"):
        line = field.lstrip(b"\n")
        if line.startswith(_MARK) and line[len(_MARK) :].isdigit():
            at = int(line[len(_MARK) :])
        elif line:
            # newest first: the first mention is the commit that brought what stands there
            found.setdefault(line.decode("utf-8", "surrogateescape"), at)
    return found


def _kept(file: Path) -> dict[str, int] | None:
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not all(type(v) is int and 0 <= v < 1 << 40 for v in found.values()):
        return None
    return found


def _keep(file: Path, known: dict[str, int]) -> None:
    """Write the answer in place of older ones; what cannot be written is asked for again next time."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        for old in file.parent.glob("*.json"):
            old.unlink(missing_ok=True)
        handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=".tmp-")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(known, stream)
        Path(temporary).replace(file)
    except OSError:
        return

"""What one commit changes against another, read from git's raw form so that no path is ever quoted."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from pipeline.history.trees import ABSENT, Entry

DIFF_OPTIONS = ("-r", "-z", "--no-renames", "--full-index", "--no-ext-diff", "--no-textconv")
_DIGEST_PREFIX = b"ca/v1\0"


@dataclass(frozen=True, slots=True)
class Change:
    """One path with what stood there and what stands there now; None where nothing stands."""

    path: str
    old: Entry | None
    new: Entry | None


def change_digest(raw: bytes) -> str:
    """Return the change digest C (64 hex digits) of a raw difference."""
    return hashlib.sha256(_DIGEST_PREFIX + raw).hexdigest()


def parse_diff(raw: bytes) -> tuple[Change, ...]:
    """Return the changes in the output of `git diff-tree` with `DIFF_OPTIONS`."""
    fields = raw.split(b"\0")[:-1]
    changes = []
    for head, path in zip(fields[::2], fields[1::2], strict=True):
        old_mode, new_mode, old_id, new_id, _status = head.decode("ascii").lstrip(":").split(" ")
        changes.append(
            Change(
                path.decode("utf-8", "surrogateescape"), _entry(old_mode, old_id), _entry(new_mode, new_id)
            )
        )
    return tuple(changes)


def _entry(mode: str, identity: str) -> Entry | None:
    return None if int(mode, 8) == ABSENT else Entry(int(mode, 8), identity)

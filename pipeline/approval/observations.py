"""When this publisher first saw each approved step, kept beside the releases until the ledger takes over.

The time of observation decides whether somebody was in office, so it must be the publisher's own: the file
lies in the state folder of the publishing host, outside the repository and out of reach of `main`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from pipeline.errors import ConfigError
from pipeline.model.approval import GateResult, Result
from pipeline.model.text import Text


def read(file: Path) -> dict[str, datetime]:
    """Return the recorded times by commit, empty where there is no record; raises `ConfigError` for junk."""
    try:
        steps = json.loads(file.read_text(encoding="utf-8"))["steps"]
        times = {str(commit): datetime.fromisoformat(at) for commit, at in steps.items()}
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError, AttributeError):
        times = None
    if times is None or any(at.tzinfo is None for at in times.values()):
        raise ConfigError(
            Text(f"{file.name} không đọc được.", f"{file.name} cannot be read."),
            Text(
                "Khôi phục tệp từ bản sao lưu; nếu không có, xóa tệp để mọi bước được xét lại theo hôm nay.",
                "Restore it from a backup; without one remove it, and every step is judged as of today.",
            ),
        )
    return times


def record(file: Path, known: Mapping[str, datetime], result: GateResult, now: datetime) -> None:
    """Write the record with the steps that passed for the first time in this run; atomic."""
    passed = [s.commit for s in result.steps if all(d.result is Result.DAT for d in s.sites.values())]
    fresh = {commit: now for commit in passed if commit not in known}
    if not fresh:
        return
    steps = {commit: at.isoformat() for commit, at in {**known, **fresh}.items()}
    file.parent.mkdir(parents=True, exist_ok=True)
    staged = file.with_suffix(".tam")
    with staged.open("w", encoding="utf-8") as stream:
        json.dump({"schema": 1, "steps": steps}, stream, indent=0)
        stream.flush()
        os.fsync(stream.fileno())
    staged.replace(file)

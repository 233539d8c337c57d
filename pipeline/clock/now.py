"""The one clock of a run: the option --now, the variable CONGTINH_NOW, or the system's."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta, timezone

from pipeline.errors import UsageError
from pipeline.model.text import Text

VIETNAM = timezone(timedelta(hours=7), "+07:00")  # no daylight saving since 1975, so a fixed offset is exact


def parse_time(value: str) -> datetime:
    """Return the aware time of an ISO 8601 text; a bare date is the start of that day in Viet Nam.

    Raises `UsageError` where the text is no time.
    """
    try:
        parsed = datetime.fromisoformat(value)
    except ValueError:
        raise UsageError(
            Text(f"“{value}” không phải là thời điểm hợp lệ.", f"“{value}” is not a valid time."),
            Text(
                "Hãy viết dạng 2026-11-22T09:00:00+07:00 hoặc 2026-11-22.",
                "Write 2026-11-22T09:00:00+07:00 or 2026-11-22.",
            ),
        ) from None
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=VIETNAM)


def now(option: str | None = None) -> datetime:
    """Return the moment of this run in Viet Nam's time zone."""
    fixed = option or os.environ.get("CONGTINH_NOW")
    return (parse_time(fixed) if fixed else datetime.now(UTC)).astimezone(VIETNAM)

"""The one clock of a run: the option --now, the variable CONGTINH_NOW, or the system's."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta, timezone

from pipeline.errors import UsageError
from pipeline.model.text import Text

VIETNAM = timezone(timedelta(hours=7), "+07:00")  # no daylight saving since 1975, so a fixed offset is exact


def parse_time(value: str) -> datetime:
    """Return the aware time of an ISO 8601 text; a bare date is the start of that day in Viet Nam.

    Raises `UsageError` where the text is no time, or one before 1900 or after 2200.
    """
    try:
        parsed = datetime.fromisoformat(value)
        aware = parsed if parsed.tzinfo else parsed.replace(tzinfo=VIETNAM)
        # Deadlines and terms reach years ahead and back; nearer the ends of the calendar they cannot be reckoned.
        if not 1900 <= aware.year <= 2200:
            raise ValueError(value)
    except ValueError:
        raise UsageError(
            Text(f"“{value}” không phải là thời điểm hợp lệ.", f"“{value}” is not a valid time."),
            Text(
                "Hãy viết dạng 2026-11-22T09:00:00+07:00 hoặc 2026-11-22.",
                "Write 2026-11-22T09:00:00+07:00 or 2026-11-22.",
            ),
        ) from None
    return aware


def now(option: str | None = None) -> datetime:
    """Return the moment of this run in Viet Nam's time zone."""
    fixed = option if option is not None else os.environ.get("CONGTINH_NOW") or None
    return (parse_time(fixed) if fixed is not None else datetime.now(UTC)).astimezone(VIETNAM)

"""Telling what reading a file came upon: each kind of fault belongs to one rule, which brings the words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.model.content import Edition
from pipeline.model.finding import Problem
from pipeline.model.text import Text

# fault kind → (what is wrong, how to mend it); `{}` in the message takes the fault's detail
Words = Mapping[str, tuple[Text, Text]]


def told(edition: Edition, words: Words, details: Mapping[str, str] | None = None) -> Iterator[Problem]:
    """Yield a problem for each fault of these kinds; `details` puts details into Vietnamese."""
    for fault in edition.faults:
        if fault.kind in words:
            message, hint = words[fault.kind]
            detail = (details or {}).get(fault.detail, fault.detail)
            yield Problem(
                fault.line,
                fault.column,
                Text(message.vi.format(detail), message.en.format(fault.detail)),
                hint,
                anchor=f"{fault.kind} {fault.detail}".strip(),
            )

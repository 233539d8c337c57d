"""Findings as text to be kept, and back: what does not have the right shape is no finding, so nothing is kept."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from pipeline.model.finding import Finding, Severity
from pipeline.model.text import Text


def dump(findings: Iterable[Finding]) -> str:
    """Return findings as JSON; what a comparison says of them (old, owner, waiver) is left out."""
    return json.dumps([_plain(f) for f in findings], separators=(",", ":"))


def parse(text: str | bytes) -> tuple[Finding, ...] | None:
    """Return the findings in what `dump` gave, None for anything else."""
    try:
        listed = json.loads(text)
        return tuple(_finding(row) for row in listed) if isinstance(listed, list) else None
    except (ValueError, TypeError, RecursionError):
        return None


def _plain(f: Finding) -> list[Any]:
    return [
        *(f.code, f.name, f.severity.value, f.path, f.line, f.column),
        *(f.message.vi, f.message.en, f.hint.vi, f.hint.en),
        *(list(f.legal), f.fingerprint, list(f.wcag), list(f.act)),
    ]


def _finding(row: Any) -> Finding:
    code, name, weight, path, line, column, vi, en, hint_vi, hint_en, legal, identity, wcag, act = row
    texts = (code, name, path, vi, en, hint_vi, hint_en, identity, *legal, *wcag, *act)
    if not all(isinstance(t, str) for t in texts) or not (type(line) is type(column) is int):
        raise ValueError(code)
    return Finding(
        code=code,
        name=name,
        severity=Severity(weight),
        path=path,
        line=line,
        column=column,
        message=Text(vi, en),
        hint=Text(hint_vi, hint_en),
        legal=tuple(legal),
        fingerprint=identity,
        wcag=tuple(wcag),
        act=tuple(act),
    )

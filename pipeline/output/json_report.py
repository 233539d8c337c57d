"""Findings as JSON (schema 1), UTF-8 unescaped."""

from __future__ import annotations

import json
from typing import Any

from pipeline import __version__
from pipeline.model.finding import Finding, Report


def render(report: Report, lang: str) -> str:
    """Return the report as one JSON object, ending with a line feed."""
    return json.dumps(as_dict(report, lang), ensure_ascii=False, indent=2) + "\n"


def as_dict(report: Report, lang: str) -> dict[str, Any]:
    """Return the report as plain data."""
    return {
        "schema": 1,
        "tool": {"name": "congtinh", "version": __version__},
        "commit": report.commit,
        "checked": {"items": report.items, "pages": report.pages},
        "remarks": [r.say(lang) for r in report.remarks],
        "findings": [_finding(f, lang) for f in report.findings],
    }


def _finding(finding: Finding, lang: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "message": finding.message.say(lang),
        "hint": finding.hint.say(lang),
        "legal": list(finding.legal),
        "fingerprint": finding.fingerprint,
    }
    if finding.wcag or finding.act:
        told |= {"wcag": list(finding.wcag), "act": list(finding.act)}
    if finding.old is not None:  # only where an earlier state was looked at (`check --since`, publishing)
        told["old"] = finding.old
    if finding.owner is not None:
        owner = finding.owner
        told["owner"] = {"site": owner.site, "code": owner.code, "name": owner.name.say(lang)}
    if finding.waived is not None:
        told["waived"] = {
            "reason": finding.waived.reason,
            "responsible": finding.waived.responsible,
            "until": finding.waived.until.isoformat(),
        }
    return told

"""Findings as a GitLab code quality report: a JSON array without byte order mark."""

from __future__ import annotations

import hashlib
import json
from pathlib import PurePosixPath
from typing import Any

from pipeline.model.finding import Finding, Report, Severity
from pipeline.output.apart import told_besides
from pipeline.output.plain import one_line, sentence

# An error stops the merge request. "major" and "critical" stay free for faults that weigh and do not stop.
_SEVERITY = {Severity.ERROR: "blocker", Severity.WARNING: "minor", Severity.NOTE: "info"}
# GitLab wants a path for everything; what concerns no single file is shown at the folder of all items.
_WHOLE = "content"


def render(report: Report, lang: str) -> str:
    """Return the array, ending with a line feed; of a clean report, an empty array.

    Old and waived findings are left out; one line of the lowest weight counts them, and each remark is one, for the
    form has no place for either.
    """
    taken: set[str] = set()
    issues = [_issue(f, lang, taken) for f in report.current]
    issues += [
        {
            "description": line,
            "check_name": "congtinh",
            "fingerprint": _unique(hashlib.sha256(b"congtinh apart").hexdigest(), taken),
            "severity": "info",
            "location": {"path": _WHOLE, "lines": {"begin": 1}},
        }
        for line in told_besides(report, lang)
    ]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def _issue(finding: Finding, lang: str, taken: set[str]) -> dict[str, Any]:
    return {
        # The widget shows no check name, so the code stands in the sentence too.
        "description": f"{one_line(finding.code)}: {sentence(finding, lang)}",
        "check_name": one_line(finding.code),
        "fingerprint": _unique(finding.fingerprint, taken),
        "severity": _SEVERITY[finding.severity],
        "location": {"path": relative(finding.path), "lines": {"begin": max(1, finding.line)}},
    }


def relative(path: str) -> str:
    """Return a path as GitLab takes it: from the root of the repository, without "." and ".."."""
    parts = [p for p in PurePosixPath(path).parts if p not in ("/", "//", "..")]
    return "/".join(parts) or _WHOLE


def _unique(identity: str, taken: set[str]) -> str:
    """Return an identity not yet taken: GitLab drops a second issue with the same one."""
    told, again = identity, 1
    while not told or told in taken:
        again += 1
        told = hashlib.sha256(f"{identity}\0{again}".encode("utf-8", "replace")).hexdigest()
    taken.add(told)
    return told

"""Findings as SARIF 2.1.0 (OASIS), for viewers and forges that collect the results of many tools."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from pipeline import __version__
from pipeline.model.finding import Finding, Report, RuleNote
from pipeline.model.text import Text
from pipeline.output.plain import MEND, visible

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"  # the conventional name of the folder that relative addresses start from


def render(report: Report, lang: str) -> str:
    """Return one SARIF log with one run, ending with a line feed."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report, lang)]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _run(report: Report, lang: str) -> dict[str, Any]:
    notes = _notes(report)
    index = {code: place for place, code in enumerate(notes)}
    return {
        "tool": {
            "driver": {
                "name": "congtinh",
                "semanticVersion": __version__,
                "rules": [_rule(n) for n in notes.values()],
            }
        },
        "language": "en" if lang == "en" else "vi",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            _ROOT: {"description": {"text": Text("Gốc của kho.", "Root of the repository.").say(lang)}}
        },
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    {"level": "note", "message": {"text": _said(r.say(lang))}} for r in report.remarks
                ],
            }
        ],
        "results": [_result(f, index[f.code], lang) for f in report.findings],
        "properties": {
            "commit": report.commit,
            "checked": {"items": report.items, "pages": report.pages},
        },
    }


def _notes(report: Report) -> dict[str, RuleNote]:
    """Return the rules that have findings, by code; a rule of which nothing more is known, by its name."""
    known = {n.code: n for n in report.rules}
    found = {f.code: f for f in report.findings}
    return {
        code: known.get(code) or RuleNote(code, f.name, f.name, "", f.severity, f.legal)
        for code, f in sorted(found.items())
    }


def _rule(note: RuleNote) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": note.code,
        "name": note.name,
        "shortDescription": {"text": _said(note.summary)},
        "defaultConfiguration": {"level": note.severity.value},
        "properties": {"legal": list(note.legal)},
    }
    if note.help:
        told["help"] = {"text": _said(note.help), "markdown": note.help}
    return told


def _result(finding: Finding, rule: int, lang: str) -> dict[str, Any]:
    message, hint = finding.message.say(lang), visible(finding.hint.say(lang)).strip()
    # Plain text alone, no "markdown": findings quote authors. Brackets would be read as links (3.11.6).
    text = f"{message}\n{MEND.say(lang)}: {hint}" if hint else message
    properties: dict[str, Any] = {"hint": hint, "legal": list(finding.legal)}
    if finding.wcag or finding.act:
        properties |= {"wcag": list(finding.wcag), "act": list(finding.act)}
    told: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity.value,  # the two vocabularies agree: error, warning, note
        "message": {"text": _said(text)},
        "partialFingerprints": {"congtinh/v1": finding.fingerprint},
        "properties": properties,
    }
    if finding.old is not None:
        told["baselineState"] = "unchanged" if finding.old else "new"
    if finding.owner is not None:
        properties["owner"] = {"site": finding.owner.site, "code": finding.owner.code}
    if finding.waived is not None:
        why = f"{finding.waived.reason} ({finding.waived.responsible}, {finding.waived.until})"
        told["suppressions"] = [{"kind": "external", "status": "accepted", "justification": visible(why)}]
    if finding.path:  # what concerns the whole repository has no place in a file
        region = {"startLine": max(1, finding.line), "startColumn": max(1, finding.column)}
        place = {"artifactLocation": _address(finding.path), "region": region}
        told["locations"] = [{"physicalLocation": place}]
    return told


def _address(path: str) -> dict[str, str]:
    """Return the address of a file: of one below the root relative to it, of any other as file URI."""
    # A name that is no UTF-8 has lone surrogates in it; these bytes are the name that the disk knows.
    name = path.encode("utf-8", "surrogateescape" if _escaped(path) else "replace")
    if path.startswith("/"):
        return {"uri": "file:///" + quote(name.lstrip(b"/"), safe="/")}
    return {"uri": quote(name, safe="/"), "uriBaseId": _ROOT}


def _escaped(path: str) -> bool:
    return all(not 0xD800 <= ord(c) <= 0xDFFF or 0xDC80 <= ord(c) <= 0xDCFF for c in path)


def _said(text: str) -> str:
    """Return a text as SARIF's plain messages take it: brackets and braces are meant, backslash escaped.

    In a message string a backslash and square brackets make links and doubled braces stand for braces
    (SARIF 2.1.0, 3.11.5 and 3.11.6).
    """
    shown = visible(text).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return shown.replace("{", "{{").replace("}", "}}") or "–"

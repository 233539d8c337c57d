"""Findings as JUnit XML: a suite per file, a case per finding; errors fail, the rest is told as skipped.

Old and waived findings are counted in the first suite's output, where the remarks stand, too.
A clean report has one passing case, because readers of JUnit take an empty report for a broken run.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from xml.etree import ElementTree as ET

from pipeline.model.finding import Finding, Report, Severity
from pipeline.output.apart import told_besides
from pipeline.output.human import summary
from pipeline.output.plain import BASIS, MEND, WHOLE, WORDS, cut, one_line, place, visible

_LONGEST_NAME = 500  # a name identifies; the whole message stands in the body


def render(report: Report, lang: str) -> str:
    """Return the XML document, UTF-8, ending with a line feed."""
    root = ET.Element("testsuites", name="congtinh")
    if report.current:
        ordered = sorted(report.current, key=lambda f: f.path)
        for path, found in groupby(ordered, key=lambda f: f.path):
            _suite(root, path, list(found), lang)
    else:
        suite = ET.SubElement(root, "testsuite", name="congtinh")
        ET.SubElement(suite, "testcase", classname="congtinh", name=summary(report).say(lang), time="0")
        _count(suite, [])
    _count(root, list(report.current))
    if said := told_besides(report, lang):
        # the form has no remarks; readers show a suite's output beside its cases
        ET.SubElement(root[0], "system-out").text = "\n".join(said)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(root: ET.Element, path: str, found: list[Finding], lang: str) -> None:
    where = place(path) or WHOLE.say(lang)
    suite = ET.SubElement(root, "testsuite", name=where)
    seen: Counter[str] = Counter()
    for f in found:
        # Line numbers stay out of the name: a case keeps its name while lines move above it.
        name = cut(f"{one_line(f.code)}: {one_line(f.message.say(lang))}", _LONGEST_NAME)
        seen[name] += 1
        if seen[name] > 1:  # GitLab keeps only the first of two cases with one name
            name = f"{name} ({seen[name]})"
        case = ET.SubElement(suite, "testcase", classname=where, name=name, file=where, time="0")
        outcome = "failure" if f.severity is Severity.ERROR else "skipped"
        message = f"{WORDS[f.severity].say(lang)} {one_line(f.code)}: {one_line(f.message.say(lang))}"
        told = ET.SubElement(case, outcome, message=message)
        if outcome == "failure":
            told.set("type", one_line(f.name))
        told.text = _body(f, where, lang)
    _count(suite, found)


def _body(finding: Finding, where: str, lang: str) -> str:
    lines = [
        f"{where}:{finding.line}:{finding.column}",
        visible(finding.message.say(lang)),
        f"{MEND.say(lang)}: {visible(finding.hint.say(lang))}",
    ]
    if finding.legal:
        lines.append(f"{BASIS.say(lang)}: {one_line('; '.join(finding.legal))}")
    return "\n".join(lines)


def _count(element: ET.Element, found: list[Finding]) -> None:
    failures = sum(f.severity is Severity.ERROR for f in found)
    counts = {"tests": len(found) or 1, "failures": failures, "errors": 0, "skipped": len(found) - failures}
    for name, number in counts.items():
        element.set(name, str(number))

"""Findings for people: by file, what is wrong, how to mend it, by which law."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from pipeline.model.finding import Finding, Report, Severity
from pipeline.model.text import Text
from pipeline.output.apart import OLD, WAIVED, by_owner, counted, owner_name
from pipeline.output.plain import BASIS, MEND, WHOLE, WORDS, one_line, place, visible

# Bold red, yellow and cyan are readable on dark and light terminals; the words say the same without them.
_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "33", Severity.NOTE: "36"}
_BOLD = "1"


def render(report: Report, lang: str, colour: bool = False) -> str:
    """Return the report as text, ending with the counts; with `colour`, for a terminal (ANSI)."""

    def paint(text: str, style: str) -> str:
        return f"\033[{style}m{text}\033[0m" if colour else text

    lines: list[str] = []
    for path, found in groupby(report.current, key=lambda f: f.path):
        lines.append(paint(place(path) or WHOLE.say(lang), _BOLD))
        for f in found:
            word = paint(f"{WORDS[f.severity].say(lang)} {visible(f.code)}", _COLOURS[f.severity])
            lines.append(f"  {f.line}:{f.column}  {word}  {one_line(f.message.say(lang))}")
            lines.append(f"      {MEND.say(lang)}: " + visible(f.hint.say(lang)).replace("\n", "\n        "))
            if f.legal:
                lines.append(f"      {BASIS.say(lang)}: {visible('; '.join(f.legal))}")
        lines.append("")
    if report.tasks:
        lines += [paint(OLD.say(lang), _BOLD), *_tasks(report, lang), ""]
    if report.waived:
        lines += [paint(WAIVED.say(lang), _BOLD), *_waived(report, lang), ""]
    lines += [visible(r.say(lang)) for r in report.remarks]
    lines.append(paint(summary(report).say(lang), _COLOURS[Severity.ERROR] if report.errors else _BOLD))
    return "\n".join(lines) + "\n"


def _tasks(report: Report, lang: str) -> Iterator[str]:
    for owner, found in by_owner(report.tasks):
        yield f"  {one_line(owner_name(owner, lang))}: {counted(found).say(lang)}"
        for f in found:
            yield f"    {_place(f)}  {WORDS[f.severity].say(lang)} {visible(f.code)}  {one_line(f.message.say(lang))}"


def _waived(report: Report, lang: str) -> Iterator[str]:
    for f in report.waived:
        assert f.waived is not None
        yield f"  {_place(f)}  {visible(f.code)}  {one_line(f.message.say(lang))}"
        why = Text(
            f"{f.waived.reason}; {f.waived.responsible} chịu trách nhiệm, đến {f.waived.until:%d/%m/%Y}",
            f"{f.waived.reason}; {f.waived.responsible} answers for it, until {f.waived.until}",
        )
        yield f"      {one_line(why.say(lang))}"


def _place(finding: Finding) -> str:
    return f"{place(finding.path) or '–'}:{finding.line}:{finding.column}"


def colour_wanted(output: Path | None) -> bool:
    """Return whether a result goes to a terminal whose user has not set NO_COLOR (https://no-color.org)."""
    return output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def summary(report: Report) -> Text:
    """Return one line with what was checked and what was found; what stands apart is counted by itself."""
    count = {s: sum(f.severity is s for f in report.current) for s in Severity}
    errors, warnings, notes = count[Severity.ERROR], count[Severity.WARNING], count[Severity.NOTE]
    apart, apart_en = "", ""
    if report.compared or report.waived:
        old, waived = len(report.tasks), len(report.waived)
        apart, apart_en = f" Cũ: {old}; được miễn trừ: {waived}.", f" Old: {old}; waived: {waived}."
    return Text(
        f"Đã kiểm tra {report.items} tin, bài và {report.pages} trang: "
        f"{errors} lỗi, {warnings} cảnh báo, {notes} lưu ý.{apart}",
        f"Checked {report.items} items and {report.pages} pages: "
        f"{errors} errors, {warnings} warnings, {notes} notes.{apart_en}",
    )

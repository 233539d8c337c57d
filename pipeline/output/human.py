"""Findings for people: by file, what is wrong, how to mend it, by which law."""

from __future__ import annotations

from itertools import groupby

from pipeline.model.finding import Report, Severity
from pipeline.model.text import Text

_WORDS = {
    Severity.ERROR: Text("LỖI", "ERROR"),
    Severity.WARNING: Text("CẢNH BÁO", "WARNING"),
    Severity.NOTE: Text("LƯU Ý", "NOTE"),
}
_MEND = Text("Cách sửa", "How to mend")
_BASIS = Text("Căn cứ", "Legal basis")


def render(report: Report, lang: str) -> str:
    """Return the report as text, ending with the counts."""
    lines: list[str] = []
    for path, found in groupby(report.findings, key=lambda f: f.path):
        lines.append(path or Text("(toàn kho)", "(whole repository)").say(lang))
        for f in found:
            lines.append(
                f"  {f.line}:{f.column}  {_WORDS[f.severity].say(lang)} {f.code}  {f.message.say(lang)}"
            )
            lines.append(f"      {_MEND.say(lang)}: " + f.hint.say(lang).replace("\n", "\n        "))
            if f.legal:
                lines.append(f"      {_BASIS.say(lang)}: {'; '.join(f.legal)}")
        lines.append("")
    lines += [r.say(lang) for r in report.remarks]
    lines.append(summary(report).say(lang))
    return "\n".join(lines) + "\n"


def summary(report: Report) -> Text:
    """Return one line with what was checked and what was found."""
    count = {s: sum(f.severity is s for f in report.findings) for s in Severity}
    errors, warnings, notes = count[Severity.ERROR], count[Severity.WARNING], count[Severity.NOTE]
    return Text(
        f"Đã kiểm tra {report.items} tin, bài và {report.pages} trang: "
        f"{errors} lỗi, {warnings} cảnh báo, {notes} lưu ý.",
        f"Checked {report.items} items and {report.pages} pages: "
        f"{errors} errors, {warnings} warnings, {notes} notes.",
    )

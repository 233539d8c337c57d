"""Findings as a comment on a merge request: one line of verdict, then the findings by file.

A forge turns text into links, mentions, references, pictures and HTML, and findings quote what authors
wrote. So everything that comes out of a finding stands in a code span or a fenced block, on lines that
begin with words of ours, and nothing in it is read as Markdown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from pipeline.model.finding import Finding, Report, Severity
from pipeline.model.text import Text
from pipeline.output.apart import OLD, by_owner, counted, owner_name
from pipeline.output.human import summary
from pipeline.output.plain import BASIS, MEND, WHOLE, WORDS, cut, one_line, place, visible

MOST_BYTES = 60_000  # forges refuse or hide longer comments
_TAIL_BYTES = 500  # kept for the line that counts what was left out
_LONGEST = {"path": 400, "code": 40, "message": 1500, "hint": 1500, "legal": 500, "remark": 500, "owner": 300}
_MOST_REMARKS = 10
_TICKS = re.compile("`+")


def render(report: Report, lang: str) -> str:
    """Return the comment, at most `MOST_BYTES` of UTF-8; what has no room is counted, errors come first."""
    top = [f"{_verdict(report).say(lang)} {summary(report).say(lang)}\n"]
    remarks = [f"- {code(r.say(lang), 'remark')}\n" for r in report.remarks[:_MOST_REMARKS]]
    if len(report.remarks) > _MOST_REMARKS:
        more = len(report.remarks) - _MOST_REMARKS
        remarks.append(Text(f"- và {more} điều cần biết khác.\n", f"- and {more} more remarks.\n").say(lang))
    if remarks:
        top += ["\n", *remarks]
    top += _apart(report, lang)
    room = MOST_BYTES - _TAIL_BYTES - sum(map(_size, top))
    blocks = {id(f): _block(f, lang) for f in report.current}
    chosen = _choose(report.current, blocks, room, lang)
    told = [f for f in report.current if id(f) in chosen]
    for path, found in groupby(sorted(told, key=lambda f: f.path), key=lambda f: f.path):
        top.append(_heading(path, lang))
        top += [blocks[id(f)] for f in found]
    left = [f for f in report.current if id(f) not in chosen]
    if left:
        top.append(_left_out(left).say(lang))
    return "".join(top)


def _apart(report: Report, lang: str) -> list[str]:
    """Return the lines on old findings, counted by owner, and on those that a waiver covers."""
    lines = []
    if report.tasks:
        lines += ["\n", f"{OLD.say(lang)}\n\n"]
        owners = by_owner(report.tasks)
        lines += [
            f"- {code(owner_name(o, lang), 'owner')}: {counted(f).say(lang)}\n"
            for o, f in owners[:_MOST_REMARKS]
        ]
        if len(owners) > _MOST_REMARKS:
            more = len(owners) - _MOST_REMARKS
            lines.append(Text(f"- và {more} đơn vị khác.\n", f"- and {more} more owners.\n").say(lang))
    if report.waived:
        count = len(report.waived)
        told = Text(f"{count} phát hiện được miễn trừ", f"{count} findings are waived")
        rules = ", ".join(sorted({f.code for f in report.waived}))
        lines += ["\n", f"{told.say(lang)}: {code(rules, 'remark')}\n"]
    return lines


def code(text: str, kind: str) -> str:
    """Return a text as one code span that it cannot leave; `kind` sets how much of it is shown."""
    shown = cut(place(text) if kind == "path" else one_line(text), _LONGEST[kind]).strip() or "–"
    fence = "`" * (_longest_run(shown) + 1)
    space = " " if shown[0] == "`" or shown[-1] == "`" else ""
    return f"{fence}{space}{shown}{space}{fence}"


def _block(finding: Finding, lang: str) -> str:
    place = Text(
        f"dòng {finding.line}, cột {finding.column}", f"line {finding.line}, column {finding.column}"
    )
    lines = [
        f"- **{WORDS[finding.severity].say(lang)}** {code(finding.code, 'code')}, {place.say(lang)}: "
        f"{code(finding.message.say(lang), 'message')}",
        f"  - {MEND.say(lang)}: {_hint(finding.hint.say(lang))}",
    ]
    if finding.legal:
        lines.append(f"  - {BASIS.say(lang)}: {code('; '.join(finding.legal), 'legal')}")
    return "\n".join(lines) + "\n"


def _hint(text: str) -> str:
    """Return a hint as a code span; one of several lines (to be pasted) as an indented block."""
    shown = cut(visible(text).strip(), _LONGEST["hint"])
    lines = [line.rstrip() for line in shown.split("\n")]
    if len(lines) == 1:
        return code(shown, "hint")
    fence = "`" * max(3, _longest_run(shown) + 1)
    return "\n".join(["", *(f"    {line}".rstrip() for line in (f"{fence}text", *lines, fence))])


def _longest_run(text: str) -> int:
    return max((len(run) for run in _TICKS.findall(text)), default=0)


def _heading(path: str, lang: str) -> str:
    return f"\n#### {code(path, 'path') if path else WHOLE.say(lang)}\n\n"


def _choose(findings: Iterable[Finding], blocks: dict[int, str], room: int, lang: str) -> set[int]:
    """Return the ids of the findings that fit, the heaviest first; a file's heading is paid once."""
    chosen: set[int] = set()
    headed: set[str] = set()
    for f in sorted(findings, key=lambda f: (f.severity.weight, f.order)):
        need = _size(blocks[id(f)]) + (0 if f.path in headed else _size(_heading(f.path, lang)))
        if need > room:
            break
        room -= need
        headed.add(f.path)
        chosen.add(id(f))
    return chosen


def _size(text: str) -> int:
    return len(text.encode("utf-8"))


def _verdict(report: Report) -> Text:
    if report.clean:
        return Text("**Đạt.**", "**Passed.**")
    return Text("**Chưa đạt, cần sửa các lỗi.**", "**Not passed, the errors must be mended.**")


def _left_out(left: list[Finding]) -> Text:
    count = Counter(f.severity for f in left)
    errors, warnings, notes = (count[s] for s in Severity)
    return Text(
        f"\nCòn {len(left)} phát hiện không đủ chỗ nêu ở đây ({errors} lỗi, {warnings} cảnh báo, {notes} lưu ý).\n",
        f"\n{len(left)} more findings have no room here ({errors} errors, {warnings} warnings, {notes} notes).\n",
    )

"""What the demonstration tells on the terminal: a short table, then the addresses."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from pipeline.approval.reasons import REASONS
from pipeline.demo.scenario import Played
from pipeline.flow import FlowResult, SiteOutcome, Status
from pipeline.model.approval import Result, Step
from pipeline.model.finding import Finding
from pipeline.model.text import Text

HEAD = (
    Text("Số", "No."),
    Text("Trang", "Site"),
    Text("Yêu cầu hợp nhất", "Merge request"),
    Text("Kiểm tra", "Checks"),
    Text("Cổng duyệt", "Approval gate"),
    Text("Kết quả", "Outcome"),
)
SITES_HEAD = (HEAD[1], Text("Tên", "Name"), Text("Bản phát hành", "Release"), Text("Địa chỉ", "Address"))
_PASSED = Text("đạt", "passed")
_APPROVED = Text("ĐẠT", "APPROVED")
_PUBLISHED = Text("đã đăng", "published")
_NOT_ASKED = Text("chưa trình", "not submitted")
_BLOCKED = Text("KHÔNG đăng: bị chặn khi kiểm tra", "NOT published: stopped by the checks")
_KEPT = Text("KHÔNG đăng, giữ bản cũ", "NOT published, the old page stays")
_STATUS = {
    Status.PUBLISHED: _PUBLISHED,
    Status.UNCHANGED: Text("không đổi", "unchanged"),
    Status.STOPPED: Text("bị chặn, giữ bản cũ", "stopped, the old release stays"),
    Status.TAKEN_DOWN: Text("bị chặn, chỉ gỡ bỏ", "stopped, removals only"),
}


def request_rows(played: Sequence[Played], result: FlowResult, lang: str = "vi") -> list[tuple[str, ...]]:
    """Return a row for each request: number, site, what happened, checks, gate, outcome."""
    rows: list[tuple[str, ...]] = []
    for each in played:
        step = _step(result, each.merge)
        if step is None and each.merge is not None:  # approved in an earlier run, which the ledger knows
            gate, outcome = _APPROVED.say(lang), _PUBLISHED
        else:
            gate, outcome = _gate(step, each.request.site, lang)
        request = each.request
        told = request.story.say(lang), _checks(each).say(lang), gate, outcome.say(lang)
        rows.append((str(request.number), request.site, *told))
    return rows


def _checks(each: Played) -> Text:
    errors = each.report.errors
    if not errors:
        return _PASSED
    codes = ", ".join(sorted({f.code for f in errors}))
    return Text(f"{len(errors)} lỗi ({codes})", f"{len(errors)} error{'s' * (len(errors) > 1)} ({codes})")


def _step(result: FlowResult, merge: str | None) -> Step | None:
    return next((s for s in result.gate.steps if s.commit == merge), None)


def _gate(step: Step | None, site: str, lang: str) -> tuple[str, Text]:
    if step is None:
        return _NOT_ASKED.say(lang), _BLOCKED
    decision = step.sites[site]
    if decision.result is Result.DAT:
        return _APPROVED.say(lang), _PUBLISHED
    return ", ".join(r.value for r in decision.reasons), _KEPT


def why(played: Sequence[Played], result: FlowResult, lang: str) -> list[str]:
    """Return a sentence or two for each request that was refused."""
    lines = []
    for each in played:
        step = _step(result, each.merge)
        if step is None:
            lines += [f"  {each.request.number}. {_finding(f, lang)}" for f in each.report.errors]
        else:
            decision = step.sites[each.request.site]
            lines += [
                f"  {each.request.number}. {r.value}: {REASONS[r].what.say(lang)} {REASONS[r].remedy.say(lang)}"
                for r in decision.reasons
            ]
    return lines


def _finding(finding: Finding, lang: str) -> str:
    place = f"{finding.path.rsplit('/', 1)[-1]}:{finding.line}"
    mend = Text("Cách sửa:", "To mend it:").say(lang)
    told = f"{finding.code} {place} {finding.message.say(lang)} {mend} {finding.hint.say(lang)}"
    return told.replace("\n", " ")


def site_row(outcome: SiteOutcome, name: str, address: str, lang: str) -> tuple[str, ...]:
    """Return a row for a site: id, name, outcome, address."""
    return outcome.site, name, _STATUS[outcome.status].say(lang), address


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table for a terminal, columns as wide as their widest cell."""
    every = [tuple(head), *(tuple(r) for r in rows)]
    widths = [max(_width(row[i]) for row in every) for i in range(len(head))]
    lines = [
        "  ".join(cell + " " * (w - _width(cell)) for cell, w in zip(row, widths, strict=True))
        for row in every
    ]
    rule = "  ".join("─" * w for w in widths)
    return "\n".join(line.rstrip() for line in [lines[0], rule, *lines[1:]])


def _width(text: str) -> int:
    return sum(0 if unicodedata.combining(c) else 1 for c in text)

"""What the demonstration tells on the terminal: a short table in Vietnamese, then the addresses."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from pipeline.approval.reasons import REASONS
from pipeline.demo.scenario import Played
from pipeline.flow import FlowResult, SiteOutcome, Status
from pipeline.model.approval import Result, Step
from pipeline.model.finding import Finding

HEAD = ("Số", "Trang", "Yêu cầu hợp nhất", "Kiểm tra", "Cổng duyệt", "Kết quả")


def request_rows(played: Sequence[Played], result: FlowResult) -> list[tuple[str, ...]]:
    """Return a row for each request: number, site, what happened, checks, gate, outcome."""
    rows: list[tuple[str, ...]] = []
    for each in played:
        errors = each.report.errors
        checks = "đạt" if not errors else f"{len(errors)} lỗi ({', '.join(sorted({f.code for f in errors}))})"
        step = _step(result, each.merge)
        if step is None and each.merge is not None:  # approved in an earlier run, which the ledger knows
            gate, outcome = "ĐẠT", "đã đăng"
        else:
            gate, outcome = _gate(step, each.request.site)
        rows.append((str(each.request.number), each.request.site, each.request.story, checks, gate, outcome))
    return rows


def _step(result: FlowResult, merge: str | None) -> Step | None:
    return next((s for s in result.gate.steps if s.commit == merge), None)


def _gate(step: Step | None, site: str) -> tuple[str, str]:
    if step is None:
        return "chưa trình", "KHÔNG đăng: bị chặn khi kiểm tra"
    decision = step.sites[site]
    if decision.result is Result.DAT:
        return "ĐẠT", "đã đăng"
    return ", ".join(r.value for r in decision.reasons), "KHÔNG đăng, giữ bản cũ"


def why(played: Sequence[Played], result: FlowResult) -> list[str]:
    """Return a sentence or two for each request that was refused."""
    lines = []
    for each in played:
        step = _step(result, each.merge)
        if step is None:
            lines += [f"  {each.request.number}. {_finding(f)}" for f in each.report.errors]
        else:
            decision = step.sites[each.request.site]
            lines += [
                f"  {each.request.number}. {r.value}: {REASONS[r].what.vi} {REASONS[r].remedy.vi}"
                for r in decision.reasons
            ]
    return lines


def _finding(finding: Finding) -> str:
    place = f"{finding.path.rsplit('/', 1)[-1]}:{finding.line}"
    return f"{finding.code} {place} {finding.message.vi} Cách sửa: {finding.hint.vi}".replace("\n", " ")


def site_row(outcome: SiteOutcome, name: str, address: str) -> tuple[str, ...]:
    """Return a row for a site: id, name, outcome, address."""
    words = {
        Status.PUBLISHED: "đã đăng",
        Status.UNCHANGED: "không đổi",
        Status.STOPPED: "bị chặn, giữ bản cũ",
        Status.TAKEN_DOWN: "bị chặn, chỉ gỡ bỏ",
    }
    return outcome.site, name, words[outcome.status], address


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

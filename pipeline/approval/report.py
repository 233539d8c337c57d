"""The gate's answer as JSON for programs and as a table for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.approval.reasons import REASONS, RESULTS, ROLES
from pipeline.clock.now import VIETNAM
from pipeline.model.approval import NO_LEGAL_FORCE, Approver, Decision, GateResult, Mode, Reason, Result
from pipeline.model.text import Text

SCHEMA = 1
_LEVELS = {
    "E4": Text(
        "chỉ tìm thấy mức E4: hợp nhất ký bằng khóa của máy chủ git, kèm dòng ghi tên người duyệt",
        "only level E4 was found: a merge signed with the forge's key that names approvers",
    ),
    "E5": Text(
        "chỉ tìm thấy mức E5: dòng ghi tên người duyệt, ai hợp nhất cũng viết được",
        "only level E5 was found: names in the message, which whoever merges can write",
    ),
}
_MODES = {
    Mode.FALLBACK: Text(
        "CHẾ ĐỘ DỰ PHÒNG: nhận mức E4, có đánh dấu", "FALLBACK: level E4 is taken, and marked as such"
    ),
    Mode.DEMO: Text(f"TRÌNH DIỄN: {NO_LEGAL_FORCE}", "DEMONSTRATION: WITHOUT LEGAL FORCE"),
}


def gate_json(result: GateResult) -> dict[str, Any]:
    """Return the result in the published form (schema 1): codes only, times as RFC 3339."""
    told: dict[str, Any] = {
        "schema": SCHEMA,
        "anchor": result.anchor,
        "tip": result.tip,
        "steps": [
            {
                "commit": step.commit,
                "base": step.base,
                "sites": {site: _decision(d) for site, d in sorted(step.sites.items())},
            }
            for step in result.steps
        ],
        "publishable": dict(sorted(result.publishable.items())),
        "refused": [reason.value for reason in result.refused],
    }
    if result.mode:
        told["mode"] = result.mode.value
    if result.mode is Mode.DEMO:
        told["stamp"] = NO_LEGAL_FORCE
    return told


def _decision(decision: Decision) -> dict[str, Any]:
    told: dict[str, Any] = {
        "result": decision.result.value,
        "reasons": [reason.value for reason in decision.reasons],
        "approvers": [_approver(a) for a in decision.approvers],
    }
    if decision.weak:
        told["weak"] = list(decision.weak)
    return told


def _approver(approver: Approver) -> dict[str, Any]:
    told: dict[str, Any] = {
        "person": approver.person,
        "role": approver.role,
        "evidence": approver.evidence,
        "at": approver.at.isoformat(),
    }
    if approver.late:
        told["late"] = True
    return told


def gate_table(result: GateResult, lang: str = "vi") -> str:
    """Return the result for people: each step and site, who approved, what is missing and the way out."""
    return "\n".join(_lines(result, lang)) + "\n"


def _lines(result: GateResult, lang: str) -> Iterator[str]:
    yield Text(
        f"Cổng phê duyệt: {result.anchor[:10]} → {result.tip[:10]}, {len(result.steps)} bước",
        f"Approval gate: {result.anchor[:10]} → {result.tip[:10]}, {len(result.steps)} steps",
    ).say(lang)
    if result.mode:
        yield _MODES[result.mode].say(lang)
    for reason in result.refused:
        yield from _explain(reason, lang, "  ")
    for step in result.steps:
        when = step.at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M")
        yield f"\n{step.commit[:10]}  {when}  {_plain(step.subject)}"
        for site, decision in sorted(step.sites.items()):
            people = ", ".join(_who(a, lang) for a in decision.approvers)
            yield f"  {site:<24} {RESULTS[decision.result].say(lang)}{'  ' + people if people else ''}"
            for reason in decision.reasons:
                yield from _explain(reason, lang, "    ")
                if reason is Reason.BANG_CHUNG_YEU:
                    yield from (f"      ({_LEVELS[level].say(lang)})" for level in decision.weak)
    yield "\n" + Text("Xuất bản được:", "Publishable:").say(lang)
    for site, commit in sorted(result.publishable.items()):
        held = "" if commit == result.tip else _held(result, site, lang)
        yield f"  {site:<24} {commit[:10]}{held}"
    yield "\n" + RESULTS[Result.DAT if result.passed else Result.KHONG_DAT].say(lang)


def _held(result: GateResult, site: str, lang: str) -> str:
    """Return why a site stays behind the newest commit: the first step that it may not show."""
    from_here = [s.commit for s in result.steps]
    commit = result.publishable[site]
    index = from_here.index(commit) + 1 if commit in from_here else 0
    if index >= len(from_here):
        return ""
    at = from_here[index][:10]
    return Text(f"  (dừng trước bước {at})", f"  (held before step {at})").say(lang)


def _explain(reason: Reason, lang: str, indent: str) -> Iterator[str]:
    explanation = REASONS[reason]
    yield f"{indent}{reason.value}: {explanation.what.say(lang)}"
    yield f"{indent}→ {explanation.remedy.say(lang)}"


def _who(approver: Approver, lang: str) -> str:
    role = ROLES[approver.role].say(lang) if approver.role in ROLES else approver.role
    when = approver.at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M")
    papers = "; ".join(p for p in (approver.decision, approver.delegation) if p)
    late = Text(", phê duyệt bổ sung", ", late approval").say(lang) if approver.late else ""
    return f"{role} ({approver.person}; {papers}), {approver.evidence}, {when}{late}"


def _plain(subject: str) -> str:
    """Return a commit's subject without characters that could act on a terminal."""
    return "".join(c if c.isprintable() else "·" for c in subject)[:100]

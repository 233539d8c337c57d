"""`congtinh publish`: the whole way on main, binding."""

from __future__ import annotations

import argparse
import json
import os
from typing import TYPE_CHECKING, Any

from pipeline.approval.reasons import REASONS
from pipeline.cli.forge import forge_of, forge_options
from pipeline.cli.main import write_output
from pipeline.cli.options import mode_of, mode_options, whole_number
from pipeline.clock.now import now
from pipeline.errors import UsageError
from pipeline.model.finding import Finding, Severity
from pipeline.model.text import Text
from pipeline.output.apart import NOBODY, by_owner, counted, owner_name
from pipeline.output.human import render as render_findings
from pipeline.output.plain import one_line

if TYPE_CHECKING:
    from pipeline.flow import FlowResult, SiteOutcome

_STATUS = {
    "published": Text("đã đăng", "published"),
    "unchanged": Text("không đổi", "unchanged"),
    "stopped": Text("KHÔNG đăng, giữ bản cũ", "NOT published, the old release stays"),
    "taken-down": Text("chỉ GỠ BỎ, phần khác giữ bản cũ", "only TAKEN DOWN, the rest stays as it was"),
}


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("publish", help="xuất bản những gì đã được phê duyệt")
    parser.add_argument("--repo", default=".", metavar="KHO", help="kho git (mặc định: thư mục này)")
    parser.add_argument(
        "--from", dest="anchor", metavar="MỐC", help="commit gốc được tin cậy (hoặc CONGTINH_ANCHOR)"
    )
    parser.add_argument("--to", dest="rev", default="main", metavar="REV", help="mặc định: main")
    parser.add_argument("--site", action="append", metavar="TRANG", help="chỉ trang này (lặp lại được)")
    jobs = whole_number(1, 256)
    parser.add_argument("--jobs", type=jobs, default=os.cpu_count() or 1, metavar="N", help="số tiến trình")
    forge_options(parser)
    mode_options(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Publish and tell what became of each site."""
    # Imported here: the stages bring MkDocs along, which other commands need not wait for.
    from pipeline.flow import Workplace
    from pipeline.flow import run as run_flow
    from pipeline.history.repository import Repository

    anchor = args.anchor or os.environ.get("CONGTINH_ANCHOR")
    if not anchor:
        raise UsageError(
            Text("Chưa biết mốc tin cậy của lịch sử.", "The trusted anchor of the history is not known."),
            Text(
                "Thêm --from COMMIT, hoặc đặt biến CONGTINH_ANCHOR trên máy xuất bản (ngoài kho nội dung).",
                "Add --from COMMIT, or set CONGTINH_ANCHOR on the publishing host (outside the repository).",
            ),
        )
    result = run_flow(
        Repository.open(args.repo),
        anchor,
        args.rev,
        Workplace(args.state),
        now(args.now),
        sites=args.site,
        jobs=args.jobs,
        forge=forge_of(args),
        mode=mode_of(args),
    )
    if args.format == "json":
        told = json.dumps(as_dict(result, args.lang), ensure_ascii=False, indent=2) + "\n"
    else:
        told = render(result, args.lang)
    write_output(told, args.output)
    unknown = set(args.site or ()) - set(result.gate.publishable)
    if unknown and not result.gate.refused:
        names, sites = ", ".join(sorted(unknown)), ", ".join(result.gate.publishable)
        raise UsageError(
            Text(f"Không có trang “{names}” ở {args.rev}.", f"There is no site “{names}” at {args.rev}."),
            Text(f"Các trang đang có: {sites}.", f"Sites: {sites}."),
        )
    return result.exit_code


def as_dict(result: FlowResult, lang: str) -> dict[str, Any]:
    """Return the outcome as plain data."""
    return {
        "schema": 1,
        "tip": result.gate.tip,
        "gate": "DAT" if result.gate.passed else "KHONG_DAT",
        "refused": [r.value for r in result.gate.refused],
        "sites": [
            {
                "site": s.site,
                "status": s.status.value,
                "commit": s.commit,
                "release": s.release.id if s.release else None,
                "error": s.error.message.say(lang) if s.error else None,
                "errors": len(s.report.errors) if s.report else 0,
                "warnings": _warnings(s),
                "tasks": [_task(f, lang) for f in s.report.tasks] if s.report else [],
            }
            for s in result.sites
        ],
    }


def render(result: FlowResult, lang: str) -> str:
    """Return the outcome for people: a line per site, then what stopped the stopped ones."""
    lines = []
    for s in result.sites:
        release = f"  {s.release.id}" if s.release else ""
        lines.append(f"{s.site:<22} {s.commit[:10]}  {_STATUS[s.status.value].say(lang)}{release}")
        if count := _warnings(s):
            owed = Text(f"{count} cảnh báo cần xử lý", f"{count} warnings to see to")
            lines.append(f"{'':<34} {owed.say(lang)}")
        for owner, found in by_owner(s.report.tasks) if s.report else ():
            waits = Text(f"việc của {owner_name(owner, 'vi')}: ", f"tasks of {owner_name(owner, 'en')}: ")
            lines.append(f"{'':<34} {one_line(waits.say(lang))} {counted(found).say(lang)}")
    for s in result.sites:
        if s.status.value in ("stopped", "taken-down"):
            lines += ["", f"{s.site}:", *_why(s, lang)]
    remarks = dict.fromkeys(m for s in result.sites if s.report for m in s.report.remarks)
    remarks |= dict.fromkeys(result.remarks)
    lines += ["", *(m.say(lang) for m in remarks)] if remarks else []
    for reason in result.gate.refused:
        told = REASONS[reason]
        lines += [f"{reason.value}: {told.what.say(lang)}", f"  → {told.remedy.say(lang)}"]
    if result.gate.refused:
        stays = Text("Không đăng gì; mọi trang giữ bản cũ.", "Nothing was published; all sites stay.")
        lines.append(stays.say(lang))
    refused = [step for step in result.gate.steps if any(d.reasons for d in step.sites.values())]
    if refused:
        told_steps = Text(
            f"Cổng duyệt từ chối {len(refused)} bước; xem: congtinh gate",
            f"The gate refused {len(refused)} steps; see: congtinh gate",
        )
        lines += ["", told_steps.say(lang)]
    return "\n".join(lines) + "\n"


def _task(finding: Finding, lang: str) -> dict[str, Any]:
    owner = finding.owner or NOBODY
    return {
        "owner": {"site": owner.site, "code": owner.code, "name": owner.name.say(lang)},
        "code": finding.code,
        "severity": finding.severity.value,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "message": finding.message.say(lang),
        "hint": finding.hint.say(lang),
        "fingerprint": finding.fingerprint,
    }


def _warnings(outcome: SiteOutcome) -> int:
    found = outcome.report.current if outcome.report else ()
    return sum(f.severity is Severity.WARNING for f in found)


def _why(outcome: SiteOutcome, lang: str) -> list[str]:
    lines = []
    if outcome.error:
        lines += [f"  {outcome.error.message.say(lang)}", f"  → {outcome.error.hint.say(lang)}"]
    if outcome.report and outcome.report.errors:
        stopping = type(outcome.report)(
            outcome.report.items, outcome.report.pages, outcome.report.errors, outcome.commit
        )
        lines += ["  " + line for line in render_findings(stopping, lang).splitlines()]
    return lines

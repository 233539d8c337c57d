"""`congtinh explain CODE`: print the page of a rule."""

from __future__ import annotations

import argparse

from pipeline.checks import all_rules
from pipeline.checks.pages import rule_page
from pipeline.checks.registry import Rule
from pipeline.cli.main import write_output
from pipeline.cli.options import HUMAN_ONLY
from pipeline.errors import UsageError
from pipeline.model.text import Text


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("explain", help="giải thích một quy tắc: vì sao, cách sửa")
    parser.add_argument("code", metavar="MÃ", help="mã quy tắc, ví dụ NG003")
    parser.set_defaults(run=run, formats=HUMAN_ONLY)


def run(args: argparse.Namespace) -> int:
    """Print the page; unknown codes are a usage error."""
    wanted = str(args.code).upper()
    for each in all_rules():
        if each.code == wanted:
            write_output(rule_page(each) if args.lang == "vi" else in_english(each), args.output)
            return 0
    raise UsageError(
        Text(f"Không có quy tắc {wanted}.", f"There is no rule {wanted}."),
        Text("Danh sách ở docs/quy-tac/README.md.", "The list is in docs/quy-tac/README.md."),
    )


def in_english(rule: Rule) -> str:
    """Return what can be told of a rule in English; its reasons and remedies are written in Vietnamese."""
    summary = rule.doc.strip().partition("\n")[0].strip()
    legal = "; ".join(rule.legal) if rule.legal else "a convention of the program"
    return (
        f"# {rule.code} {rule.name}\n\n"
        f"- Summary (in Vietnamese): {summary}\n"
        f"- Severity: {rule.severity.value}\n"
        f"- Speaks from stage: {rule.stage.value}\n"
        f"- Legal basis: {legal}\n"
        f"- Since version: {rule.since}\n\n"
        f"The page of the rule, with reasons, remedies and examples, is in Vietnamese: "
        f"congtinh explain {rule.code} --lang vi, or docs/quy-tac/{rule.code}.md.\n"
    )

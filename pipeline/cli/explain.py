"""`congtinh explain CODE`: print the page of a rule."""

from __future__ import annotations

import argparse

from pipeline.checks import all_rules
from pipeline.checks.pages import rule_page
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
            write_output(rule_page(each), args.output)
            return 0
    raise UsageError(
        Text(f"Không có quy tắc {wanted}.", f"There is no rule {wanted}."),
        Text("Danh sách ở docs/quy-tac/README.md.", "The list is in docs/quy-tac/README.md."),
    )

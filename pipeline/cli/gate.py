"""`congtinh gate`: prove who approved every step on main, and say up to where each site may be published."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from pipeline.approval.gate import judge
from pipeline.approval.report import gate_json, gate_table
from pipeline.cli.main import write_output
from pipeline.clock.now import now
from pipeline.history.repository import Repository

EXIT_REFUSED = 3


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("gate", help="chứng minh từng bước trên nhánh chính đã được ai duyệt")
    parser.add_argument("--repo", type=Path, metavar="THƯ_MỤC", help="kho git cần xét (mặc định: --root)")
    parser.add_argument("--from", dest="anchor", required=True, metavar="MỐC", help="commit mốc tin cậy")
    parser.add_argument(
        "--to", dest="rev", default="HEAD", metavar="COMMIT", help="xét đến đâu (mặc định HEAD)"
    )
    parser.add_argument(
        "--forge", choices=("local",), default="local", help="nguồn bằng chứng: local là chữ ký trong kho"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the answer; 0 when every step is approved, 3 otherwise."""
    with Repository.open(args.repo or args.root) as repo:
        result = judge(repo, args.anchor, args.rev, now(args.now))
    if args.format == "json":
        told = json.dumps(gate_json(result), ensure_ascii=False, indent=2) + "\n"
    else:
        told = gate_table(result, args.lang)
    write_output(told, args.output)
    return 0 if result.passed else EXIT_REFUSED

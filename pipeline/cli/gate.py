"""`congtinh gate`: prove who approved every step on main, and say up to where each site may be published."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from pipeline.approval.forges.local import local_evidence
from pipeline.approval.forges.source import ForgeEvidence
from pipeline.approval.gate import judge
from pipeline.approval.report import gate_json, gate_table
from pipeline.cli.forge import forge_of, forge_options, try_forge
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
    forge_options(parser)
    parser.add_argument(
        "--live", action="store_true", help="chỉ hỏi thử máy chủ git về commit ở --to, đối chiếu từng trường"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the answer; 0 when every step is approved, 3 otherwise."""
    forge = forge_of(args)
    with Repository.open(args.repo or args.root) as repo:
        if args.live:
            return try_forge(repo.head(args.rev), forge, args)
        asked = (ForgeEvidence(repo, forge),) if forge else ()
        sources = (*local_evidence(repo), *asked)
        result = judge(repo, args.anchor, args.rev, now(args.now), sources)
    if args.format == "json":
        told = json.dumps(gate_json(result), ensure_ascii=False, indent=2) + "\n"
    else:
        told = gate_table(result, args.lang)
    write_output(told, args.output)
    return 0 if result.passed else EXIT_REFUSED

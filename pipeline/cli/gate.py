"""`congtinh gate`: prove who approved every step on main, and say up to where each site may be published."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from pipeline.approval.forges.local import local_evidence
from pipeline.approval.forges.source import forge_evidence
from pipeline.approval.gate import judge
from pipeline.approval.ledger import BrokenLedger, Ledger
from pipeline.approval.ledger_trust import trusted_ledger
from pipeline.approval.prereceive import parse_updates, refusals
from pipeline.approval.report import gate_json, gate_table
from pipeline.approval.resume import Resumption, not_mixed, resumption
from pipeline.approval.signer import public_line
from pipeline.cli.forge import forge_of, forge_options, try_forge
from pipeline.cli.main import write_output
from pipeline.cli.options import mode_of, mode_options
from pipeline.clock.now import now
from pipeline.errors import ConfigError, UsageError
from pipeline.history.environment import arriving_objects
from pipeline.history.repository import Repository
from pipeline.model.approval import Mode
from pipeline.model.text import Text

EXIT_REFUSED, EXIT_AT_THE_DOOR = 3, 1
_MOST_READ = (
    10_000_000  # characters of what git tells a hook; a push of a hundred thousand references is none of ours
)


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("gate", help="chứng minh từng bước trên nhánh chính đã được ai duyệt")
    parser.add_argument("--repo", type=Path, metavar="THƯ_MỤC", help="kho git cần xét (mặc định: --root)")
    parser.add_argument("--from", dest="anchor", metavar="MỐC", help="commit mốc tin cậy")
    parser.add_argument(
        "--to", dest="rev", default="HEAD", metavar="COMMIT", help="xét đến đâu (mặc định HEAD)"
    )
    forge_options(parser)
    mode_options(parser)
    parser.add_argument(
        "--live", action="store_true", help="chỉ hỏi thử máy chủ git về commit ở --to, đối chiếu từng trường"
    )
    parser.add_argument(
        "--ledger-key",
        metavar="KHÓA",
        help="khóa công khai đã ghim của sổ cái; có thì xét tiếp từ sổ cái",
    )
    parser.add_argument(
        "--pre-receive",
        action="store_true",
        help="chạy như móc pre-receive của máy chủ git, đọc từ đầu vào chuẩn",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the answer; 0 when every step is approved, 3 otherwise (as a hook: 1)."""
    if args.pre_receive:
        return at_the_door(args)
    if not args.anchor:
        raise UsageError(
            Text("Chưa biết mốc tin cậy của lịch sử.", "The trusted anchor of the history is not known."),
            Text("Thêm --from COMMIT.", "Add --from COMMIT."),
        )
    forge = forge_of(args)
    with Repository.open(args.repo or args.root) as repo:
        if args.live:
            return try_forge(repo.head(args.rev), forge, args)
        mode = mode_of(args)
        start, ledger = resume(repo, args.anchor, args.rev, args.ledger_key, mode)
        sources = (*local_evidence(repo), *forge_evidence(repo, forge, ledger))
        result = judge(repo, start.start, args.rev, now(args.now), sources, start.observed, mode)
    if args.format == "json":
        told = json.dumps(gate_json(result), ensure_ascii=False, indent=2) + "\n"
    else:
        told = gate_table(result, args.lang)
    write_output(told, args.output)
    return 0 if result.passed else EXIT_REFUSED


def resume(
    repo: Repository, anchor: str, rev: str, key: str | None, mode: Mode = Mode.STRICT
) -> tuple[Resumption, Ledger]:
    """Return from where to judge: behind what a trusted ledger has proven already, else the anchor; and that ledger.

    Raises `ConfigError` for a ledger that the pinned key does not hold.
    """
    if key is None:
        return Resumption(anchor, {}), Ledger()
    try:
        ledger = trusted_ledger(repo, public_line(key))
    except BrokenLedger as error:
        raise ConfigError(
            Text(
                f"Sổ cái phê duyệt không đứng vững: {error.told.vi}.",
                f"The approval ledger does not hold: {error.told.en}.",
            ),
            Text(
                "Chạy congtinh ledger verify để xem dòng nào.",
                "Run congtinh ledger verify to see which line.",
            ),
        ) from None
    not_mixed(ledger, mode)
    start = resumption(ledger, repo.resolve(anchor) or anchor)
    tip = repo.head(rev)
    if start.start in (anchor, tip) or repo.is_ancestor(start.start, tip):
        return start, ledger
    return Resumption(
        anchor, start.observed
    ), ledger  # an older state is asked about than the ledger has reached


def at_the_door(args: argparse.Namespace) -> int:
    """Judge a push before it comes in; 1 refuses it, and git shows what is printed to whoever pushes."""
    where: Path = args.repo or args.root
    git_dir = where / ".git" if (where / ".git").is_dir() else where
    try:
        updates = parse_updates(sys.stdin.read(_MOST_READ).splitlines())
    except (ValueError, OSError):
        raise UsageError(
            Text("Đầu vào không phải của móc pre-receive.", "The input is not that of a pre-receive hook."),
            Text("Mỗi dòng: MÃ_CŨ MÃ_MỚI THAM_CHIẾU.", "Each line: OLD NEW REF."),
        ) from None
    key = public_line(args.ledger_key) if args.ledger_key else None
    with Repository.open(where, arriving_objects(os.environ, git_dir.resolve())) as repo:
        found = refusals(repo, updates, now(args.now), ledger_key=key)
    for refusal in found:
        code = f" [{refusal.reason.value}]" if refusal.reason else ""
        print(
            Text("Từ chối", "Refused").say(args.lang) + f" {refusal.ref}{code}: {refusal.what.say(args.lang)}"
        )
    return EXIT_AT_THE_DOOR if found else 0

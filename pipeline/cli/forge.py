"""The options that say which forge is asked for approvals, and a trial question to it."""

from __future__ import annotations

import argparse
import json
import os

from pipeline.approval.forges.answers import Answer
from pipeline.approval.forges.port import ForgeFault, ForgeRecord, Request, approved_head
from pipeline.approval.forges.source import Connection
from pipeline.approval.policy import FORGES
from pipeline.cli.main import write_output
from pipeline.errors import UsageError
from pipeline.model.text import Text

EXIT_FAULT = 3
KINDS = ("local", *FORGES)


def forge_options(parser: argparse.ArgumentParser) -> None:
    """Add `--forge` and what goes with it; the token comes from the environment only."""
    parser.add_argument(
        "--forge",
        choices=KINDS,
        default=os.environ.get("CONGTINH_FORGE") or "local",
        help="máy chủ git được hỏi về lời duyệt (mặc định local: chỉ xét chữ ký trong kho)",
    )
    parser.add_argument("--forge-url", metavar="ĐỊA_CHỈ", help="địa chỉ máy chủ git (hoặc biến môi trường)")
    parser.add_argument(
        "--forge-project", metavar="DỰ_ÁN", help="dự án của kho này ở đó (hoặc biến môi trường)"
    )


def forge_of(args: argparse.Namespace) -> Connection | None:
    """Return the connection that the options ask for, None for none; raises `UsageError`."""
    if args.forge not in KINDS:  # argparse does not look at a value that comes from the environment
        known = ", ".join(KINDS)
        raise UsageError(
            Text(
                f"CONGTINH_FORGE không nhận “{args.forge}”.", f"CONGTINH_FORGE does not take “{args.forge}”."
            ),
            Text(f"Dùng một trong: {known}.", f"Use one of: {known}."),
        )
    if args.forge == "local":
        return None
    # Imported here: the clients take a while to load, and most commands never ask a forge.
    from pipeline.approval.forges.connect import connect

    return connect(args.forge, os.environ, args.forge_url, args.forge_project)


def try_forge(commit: str, forge: Connection | None, args: argparse.Namespace) -> int:
    """Ask the forge about one commit and tell what it said, field by field; 0 when a merged request came back.

    Nothing is judged by it: whoever sets up a server sees whether its answers are those that the gate needs.
    """
    if forge is None:
        raise UsageError(
            Text("--live cần --forge gitlab hoặc forgejo.", "--live needs --forge gitlab or forgejo."),
            Text(
                "Ví dụ: congtinh gate --forge gitlab --live --from MỐC --to COMMIT_HỢP_NHẤT.",
                "For example: congtinh gate --forge gitlab --live --from ANCHOR --to MERGE_COMMIT.",
            ),
        )
    fault = ""
    requests: tuple[Request, ...] = ()
    try:
        requests = forge.forge.requests(forge.setting.project, commit)
    except ForgeFault as error:
        fault = error.code
    where = forge.setting
    record = ForgeRecord(where.kind, where.address, where.project, commit, requests, fault)
    answer = Answer(record, ())
    if args.format == "json":
        told = json.dumps(json.loads(answer.text), ensure_ascii=False, indent=2) + "\n"
    else:
        told = _table(record, args.lang)
    write_output(told, args.output)
    return 0 if any(record.counting()) else EXIT_FAULT


def _table(record: ForgeRecord, lang: str) -> str:
    def row(name: Text, value: object) -> str:
        return f"{name.say(lang):<34} {value}"

    lines = [
        row(Text("Máy chủ", "Server"), f"{record.kind} {record.address}"),
        row(Text("Dự án", "Project"), record.project),
        row(Text("Commit trên main", "Commit on main"), record.commit),
        row(Text("Lỗi", "Fault"), record.fault or "-"),
        row(Text("Số yêu cầu hợp nhất", "Merge requests"), len(record.requests)),
    ]
    counting = tuple(record.counting())
    for request in record.requests:
        yes, no = Text("được tính", "counts").say(lang), Text("không tính", "does not count").say(lang)
        lines += [
            "",
            row(
                Text("Yêu cầu hợp nhất", "Merge request"),
                f"{request.number} ({yes if request in counting else no})",
            ),
            row(
                Text("  dự án đích, nhánh đích", "  target project, branch"),
                f"{request.project}, {request.branch}",
            ),
            row(Text("  đã hợp nhất", "  merged"), request.merged),
            row(Text("  mã tài khoản người tạo", "  author's account id"), request.author),
            row(Text("  commit kết quả", "  resulting commits"), " ".join(request.results) or "-"),
            row(Text("  số phiên bản", "  versions"), len(request.versions)),
        ]
        for approval in request.approvals:
            state = (
                Text("còn hiệu lực", "stands") if approval.stands else Text("đã rút hoặc bị bỏ", "taken back")
            )
            head = approved_head(request, approval) or Text("không xác định", "cannot be told").say(lang)
            lines.append(
                row(
                    Text("  duyệt: mã tài khoản", "  approval: account id"),
                    f"{approval.account}, {state.say(lang)}",
                )
            )
            lines.append(row(Text("    lúc", "    at"), approval.at.isoformat()))
            lines.append(row(Text("    phiên bản được duyệt", "    approved head"), head))
    if not counting and not record.fault:
        what = Text(
            "Commit này không đến từ yêu cầu hợp nhất nào đã hợp nhất vào main của dự án.",
            "This commit came from no request that was merged into the project's main.",
        )
        lines += ["", what.say(lang)]
    return "\n".join(lines) + "\n"

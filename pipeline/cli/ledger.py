"""`congtinh ledger`: verify the ledger of approvals from a clone, read it, add a correction or a successor key."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.approval.forges.source import replay
from pipeline.approval.ledger import (
    CORRECTION,
    OPENING,
    STEP,
    SUCCESSION,
    BrokenLedger,
    Ledger,
    Line,
    read_ledger,
)
from pipeline.approval.ledger_trust import trusted_ledger
from pipeline.approval.ledger_verify import verify_ledger
from pipeline.approval.office import Office
from pipeline.approval.reasons import RESULTS, ROLES
from pipeline.approval.signer import public_line
from pipeline.cli.main import write_output
from pipeline.clock.now import now
from pipeline.errors import UsageError
from pipeline.history.repository import Repository
from pipeline.model.approval import Result
from pipeline.model.text import Text
from pipeline.output.plain import one_line

EXIT_BROKEN = 3


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("ledger", help="kiểm chứng, xem, ghi thêm sổ cái phê duyệt")
    parser.add_argument(
        "act", choices=("verify", "show", "append"), metavar="VIỆC", help="verify, show hoặc append"
    )
    parser.add_argument("--repo", type=Path, metavar="THƯ_MỤC", help="kho git (mặc định: --root)")
    parser.add_argument(
        "--key", metavar="KHÓA", help="khóa công khai đã ghim của sổ cái: tệp, hoặc chính dòng khóa"
    )
    parser.add_argument(
        "--tip", metavar="MÃ_BĂM", help="mã băm mới nhất đã công bố, ở /phe-duyet.json của trang"
    )
    parser.add_argument("--site", metavar="TRANG", help="chỉ xem trang này")
    parser.add_argument("--step", metavar="COMMIT", help="chỉ xem bước này")
    parser.add_argument("--dinh-chinh", type=int, metavar="DÒNG", help="ghi dòng đính chính cho dòng này")
    parser.add_argument("--noi-dung", metavar="LỜI", help="nội dung đính chính")
    parser.add_argument(
        "--ke-nhiem", type=Path, metavar="TỆP", help="khóa riêng mới, kế nhiệm khóa của sổ cái"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do what was asked; 3 for a ledger that does not hold."""
    with Repository.open(args.repo or args.root) as repo:
        try:
            if args.act == "append":
                return _append(repo, args)
            return _verify(repo, args) if args.act == "verify" else _show(repo, args)
        except BrokenLedger as error:
            _tell_broken(error, args)
            return EXIT_BROKEN


def _verify(repo: Repository, args: argparse.Namespace) -> int:
    if args.key is None:
        raise UsageError(
            Text("Thiếu khóa công khai đã ghim của sổ cái.", "The ledger's pinned public key is missing."),
            Text(
                "Thêm --key TỆP (khóa được công bố ngoài kho, xem sổ tay vận hành).",
                "Add --key FILE (it is published outside the repository; see the operators' handbook).",
            ),
        )
    ledger = verify_ledger(repo, public_line(args.key), tip=args.tip, replay=lambda kept: replay(repo, kept))
    if not ledger.lines:
        raise BrokenLedger(
            1,
            Text(
                "kho không có sổ cái (hãy lấy refs/phe-duyet/*)",
                "the repository has no ledger (fetch refs/phe-duyet/*)",
            ),
        )
    if args.format == "json":
        told = {"schema": 1, "holds": True, "lines": len(ledger.lines), "tip": ledger.tip, "broken": None}
        write_output(json.dumps(told, ensure_ascii=False, indent=2) + "\n", args.output)
    else:
        count = len(ledger.lines)
        said = Text(
            f"Sổ cái đứng vững: {count} dòng, mã băm mới nhất {ledger.tip}.",
            f"The ledger holds: {count} lines, newest hash {ledger.tip}.",
        )
        write_output(said.say(args.lang) + "\n", args.output)
    return 0


def _tell_broken(error: BrokenLedger, args: argparse.Namespace) -> None:
    if args.format == "json":
        broken = {"line": error.line, "why": error.why.say(args.lang)}
        told = {"schema": 1, "holds": False, "lines": None, "tip": None, "broken": broken}
        write_output(json.dumps(told, ensure_ascii=False, indent=2) + "\n", args.output)
    else:
        said = Text(
            f"Sổ cái KHÔNG đứng vững: dòng {error.line}: {error.why.vi}.",
            f"The ledger does NOT hold: line {error.line}: {error.why.en}.",
        )
        write_output(said.say(args.lang) + "\n", args.output)


# -- reading ------------------------------------------------------------------------------------------


def _show(repo: Repository, args: argparse.Namespace) -> int:
    trusted = args.key is not None
    ledger = trusted_ledger(repo, public_line(args.key)) if trusted else read_ledger(repo)
    step = repo.head(args.step) if args.step else None
    lines = [
        line
        for line in ledger.lines
        if (step is None or line.commit == step)
        and (args.site is None or (line.kind == STEP and args.site in line.told["trang"]))
    ]
    if args.format == "json":
        told = {
            "schema": 1,
            "trusted": trusted,
            "tip": ledger.tip,
            "lines": [_as_dict(each) for each in lines],
        }
        write_output(json.dumps(told, ensure_ascii=False, indent=2) + "\n", args.output)
    else:
        write_output("\n".join(_told(ledger, lines, trusted, args.lang)) + "\n", args.output)
    return 0


def _as_dict(line: Line) -> dict[str, Any]:
    """Return one line as plain data; what it says stands under `told`, in the ledger's own words."""
    return {
        "number": line.number,
        "kind": line.kind,
        "step": line.commit or None,
        "observed": line.told.get("quan_sat"),
        "hash": line.digest,
        "told": dict(line.told),
    }


def _told(ledger: Ledger, lines: Sequence[Line], trusted: bool, lang: str) -> Iterator[str]:
    if not ledger.lines:
        yield Text("Kho chưa có sổ cái phê duyệt.", "The repository has no approval ledger yet.").say(lang)
        return
    if not trusted:
        yield Text(
            "(chưa kiểm chứng chữ ký: thêm --key, hoặc chạy congtinh ledger verify)",
            "(signature not verified: add --key, or run congtinh ledger verify)",
        ).say(lang)
    for line in lines:
        try:
            yield from list(_line(line, lang))
        except (KeyError, TypeError, ValueError, AttributeError):  # without a key anybody may have written it
            raise BrokenLedger(line.number, Text("không đúng mẫu", "not of the form of a line")) from None
    yield f"{Text('Mã băm mới nhất', 'Newest hash').say(lang)}: {ledger.tip}"


def _line(line: Line, lang: str) -> Iterator[str]:
    yield f"{line.number:>5}  {line.observed:%d/%m/%Y %H:%M}  {_what(line, lang)}"
    for site, said in line.told["trang"].items() if line.kind == STEP else ():
        result = RESULTS[Result(said["ket_qua"])].say(lang)
        told = f"{site}: {result}{' ' if said['ly_do'] else ''}{', '.join(said['ly_do'])}"
        yield f"         {one_line(told)}"
        for approver in said["nguoi_duyet"]:
            yield f"           {_approver(approver, lang)}"


def _what(line: Line, lang: str) -> str:
    told = line.told
    match line.kind:
        case kind if kind == OPENING:
            opened = Text(f"mở sổ tại {told['moc'][:10]}", f"opened at {told['moc'][:10]}").say(lang)
            return opened + _mark(line)
        case kind if kind == CORRECTION:
            said = one_line(str(told["noi_dung"]))
            return Text(
                f"đính chính dòng {told['dong_sai']}: {said}",
                f"correction of line {told['dong_sai']}: {said}",
            ).say(lang)
        case kind if kind == SUCCESSION:
            return Text("khóa mới kế nhiệm khóa cũ", "a new key succeeds the old one").say(lang)
        case _:
            return Text(f"bước {line.commit[:10]}", f"step {line.commit[:10]}").say(lang) + _mark(line)


def _mark(line: Line) -> str:
    """Return the stamp of a run that took more than proof."""
    mark = line.told.get("dau")
    return f"  [{one_line(str(mark))}]" if mark else ""


def _approver(said: dict[str, Any], lang: str) -> str:
    role = ROLES[said["vai_tro"]].say(lang) if said["vai_tro"] in ROLES else said["vai_tro"]
    papers = "; ".join(p for p in (said["quyet_dinh"], said["uy_quyen"]) if p)
    late = Text(", phê duyệt bổ sung", ", late approval").say(lang) if said["bo_sung"] else ""
    return f"{role} ({said['nguoi']}; {papers}), {said['muc']}, {said['luc']}{late}"


# -- adding -------------------------------------------------------------------------------------------


def _append(repo: Repository, args: argparse.Namespace) -> int:
    """Add a line through the publishing host's own office, under the lock of its state folder."""
    from pipeline.flow import Workplace
    from pipeline.publish.lock import hold_run

    correcting = args.dinh_chinh is not None
    if correcting == (args.ke_nhiem is not None) or (correcting and not (args.noi_dung or "").strip()):
        raise UsageError(
            Text(
                "Nêu --dinh-chinh DÒNG cùng --noi-dung LỜI, hoặc --ke-nhiem TỆP.",
                "Give --dinh-chinh LINE with --noi-dung TEXT, or --ke-nhiem FILE.",
            ),
            Text(
                "Ví dụ: congtinh ledger append --dinh-chinh 12 --noi-dung “ghi nhầm”",
                "For example: congtinh ledger append --dinh-chinh 12 --noi-dung “noted wrongly”",
            ),
        )
    place = Workplace(args.state)
    at = now(args.now)
    with hold_run(place.locks):
        office = Office(repo, place.approval)
        if correcting:
            ledger = office.correct(args.dinh_chinh, args.noi_dung.strip(), at)
        else:
            ledger = office.succeed(args.ke_nhiem, at)
        key = office.public_key
    said = Text(
        f"Đã ghi dòng {len(ledger.lines)}. Khóa hiện hành của sổ cái: {key}",
        f"Line {len(ledger.lines)} is written. The ledger's present key: {key}",
    )
    write_output(said.say(args.lang) + "\n", args.output)
    return 0

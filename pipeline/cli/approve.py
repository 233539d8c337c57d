"""`congtinh approve`: show what is being approved, then sign it with the user's own key."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pipeline.approval.before_signing import warnings_for
from pipeline.approval.contents import contents_of
from pipeline.approval.keeping import HEADS, keep, unite
from pipeline.approval.proposal import (
    CLEAN,
    Proposal,
    Realm,
    late_proposal,
    owner_of,
    proposal_of,
    proven_before,
    realms_of,
    statement_for,
    who_answers,
)
from pipeline.approval.proposal_report import Told, as_dict, as_text
from pipeline.approval.roster import Person
from pipeline.approval.signer import find_key, no_key, sign_statement
from pipeline.approval.signer import fingerprint as fingerprint_of_key
from pipeline.approval.statements import APPROVE, EVIDENCE_REF, MAIN, WITHDRAW
from pipeline.checks import check_corpus
from pipeline.checks.affected import changes, moves
from pipeline.checks.engine import Before
from pipeline.cli.main import write_output
from pipeline.clock.now import now
from pipeline.errors import PipelineError, UsageError
from pipeline.history.publication import brought_at
from pipeline.history.remote import fetch, push
from pipeline.history.repository import Repository
from pipeline.history.writer import Writer
from pipeline.model.address import CONTENT, SITES
from pipeline.model.approval import Reason
from pipeline.model.content import Corpus
from pipeline.model.finding import Finding, Severity
from pipeline.model.text import Text
from pipeline.since import base_state
from pipeline.source.corpus import load

EXIT_NOT_CONFIRMED, EXIT_REFUSED = 1, 3
WORD, WORD_WITHDRAW = ("duyệt", "approve"), ("rút", "withdraw")


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("approve", help="xem thay đổi rồi ký lời duyệt bằng khóa của bạn")
    parser.add_argument("rev", nargs="?", metavar="NHÁNH", help="nhánh hoặc commit cần duyệt")
    parser.add_argument("--step", metavar="COMMIT", help="phê duyệt bổ sung một bước đã có trong nhánh chính")
    parser.add_argument("--site", action="append", metavar="TRANG", help="chỉ trang này (lặp lại được)")
    parser.add_argument("--repo", type=Path, metavar="THƯ_MỤC", help="kho git (mặc định: --root)")
    parser.add_argument(
        "--key", type=Path, metavar="TỆP", help="khóa ký: tệp, hoặc gpg:DẤU_KHÓA (mặc định: ~/.ssh/duyet-bai)"
    )
    parser.add_argument("--person", metavar="MA", help="mã của bạn trong danh sách; thường khóa đã nói lên")
    parser.add_argument("--main", default=MAIN, metavar="REF", help="nhánh chính (mặc định: refs/heads/main)")
    parser.add_argument(
        "--from",
        dest="anchor",
        default=os.environ.get("CONGTINH_ANCHOR"),
        metavar="MỐC",
        help="mốc tin cậy, để chỉ tính những gì đã chứng minh (hoặc CONGTINH_ANCHOR)",
    )
    parser.add_argument("--withdraw", action="store_true", help="rút lại lời duyệt đã ký, trước khi hợp nhất")
    parser.add_argument("--yes", action="store_true", help="ký mà không hỏi, khi cổng duyệt sẽ chấp nhận")
    parser.add_argument("--show", action="store_true", help="chỉ xem, không ký")
    parser.add_argument("--push", metavar="KHO_TỪ_XA", help="đẩy lời duyệt lên kho này, ví dụ origin")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Tell, ask, sign; 0 signed or only shown, 1 not confirmed, 3 nothing that the gate would count."""
    if (args.rev is None) == (args.step is None):
        raise UsageError(
            Text("Hãy nêu một nhánh, hoặc --step COMMIT.", "Name a branch, or --step COMMIT."),
            Text(
                "Ví dụ: congtinh approve ten-nhanh-cua-bai",
                "For example: congtinh approve branch-of-the-item",
            ),
        )
    at = now(args.now).replace(microsecond=0)
    where = (args.repo or args.root).resolve()
    key = find_key(args.key)
    with Repository.open(where) as repo:
        if args.push:
            _bring(repo, where, args.push, at)
        proposal = _proposal(repo, args, at)
        told, chosen, counts = _look(repo, proposal, key, args, at)
        wanted = _decide(told, chosen, counts, args)
        if not isinstance(wanted, bool):
            return wanted
        signed = _sign(repo, where, told, chosen, key, args, at) if wanted else []
    if args.format == "json":
        write_output(
            json.dumps(as_dict(told, signed, args.lang), ensure_ascii=False, indent=2) + "\n", args.output
        )
    elif signed:
        print(_done(signed, args).say(args.lang))
    return 0


def _proposal(repo: Repository, args: argparse.Namespace, at: datetime) -> Proposal:
    if args.withdraw and (args.step or repo.is_ancestor(repo.head(args.rev), repo.head(args.main))):
        raise _too_late()
    if args.step:
        return late_proposal(repo, args.main, args.step)
    return proposal_of(repo, args.main, args.rev, at)


# -- looking ------------------------------------------------------------------------------------------


def _look(
    repo: Repository, proposal: Proposal, key: Path | None, args: argparse.Namespace, at: datetime
) -> tuple[Told, tuple[Realm, ...], bool]:
    """Return the report, the sites to sign for, and whether the gate would count every one of the signatures."""
    standing = proven_before(repo, proposal.base, args.anchor, at)
    fingerprint = fingerprint_of_key(key) if key else ""
    person = owner_of(repo, standing, fingerprint, args.person)
    realms = realms_of(repo, proposal, standing, person, at, suppose=not args.withdraw)
    unknown = set(args.site or ()) - {r.site for r in realms}
    if unknown:
        raise UsageError(
            Text(
                f"Thay đổi này không chạm vào {', '.join(sorted(unknown))}.",
                f"This change does not touch {', '.join(sorted(unknown))}.",
            ),
            Text(
                f"Các trang: {', '.join(r.site for r in realms)}.",
                f"Sites: {', '.join(r.site for r in realms)}.",
            ),
        )
    chosen = who_answers(realms, person.id, args.site) if person else ()
    if args.withdraw:
        chosen = tuple(r for r in chosen if r.withdrawable)
    findings, remarks = _findings(repo, proposal, args.state, at)
    told_first = [*remarks, *warnings_for(proposal, person, fingerprint, chosen, findings, at)]
    told = Told(
        proposal,
        contents_of(repo, proposal),
        realms,
        findings,
        person.id if person else None,
        tuple(told_first),
    )
    enrolled = person is not None and any(k.fingerprint == fingerprint and k.holds(at) for k in person.keys)
    counts = enrolled and bool(chosen) and all(_counts(r, person) for r in chosen) and proposal.merge == CLEAN
    return told, chosen, counts


def _counts(realm: Realm, person: Person | None) -> bool:
    member = realm.member(person.id) if person else None
    # with something wrong in the change itself, no approval of it can count
    return member is not None and member.counts and set(realm.then.reasons) <= {Reason.THIEU_NGUOI_DUYET}


def _findings(
    repo: Repository, proposal: Proposal, state: Path, at: datetime
) -> tuple[tuple[Finding, ...], list[Text]]:
    """Return what the checks say of the changed files as the head has them, and of the change, the gravest first."""
    paths = [c.path for c in proposal.facts.changes if c.path.startswith((f"{CONTENT}/", f"{SITES}/"))]
    if not paths:
        return (), []
    try:
        published = brought_at(repo, proposal.base, CONTENT, state / "cache" / "len-trang")
        with tempfile.TemporaryDirectory(prefix="congtinh-duyet-") as folder:
            tree = Path(folder) / "cay"
            repo.export(proposal.head, tree, (CONTENT, SITES))
            corpus = load(tree, cache=state / "cache" / "tep")
            report = check_corpus(
                corpus,
                now=at,
                paths=paths,
                published={p: min(t, at) for p, t in published.items()},
                before=_before(repo, proposal, corpus, Path(folder) / "goc"),
            )
    except PipelineError as error:
        what = Text(
            f"Không kiểm tra được nội dung: {error.message.vi}",
            f"The content was not checked: {error.message.en}",
        )
        return (), [what]
    order = {Severity.ERROR: 0, Severity.WARNING: 1}
    found = [replace(f, old=None) for f in report.findings]
    return tuple(sorted(found, key=lambda f: (order.get(f.severity, 2), f.path, f.line))), []


def _before(repo: Repository, proposal: Proposal, corpus: Corpus, folder: Path) -> Before | None:
    """Return the state that the change starts from, for the rules that judge a change: what was deleted, what was
    corrected without a word. None where that state cannot be read, which the change may be about to mend.
    """
    ids = {
        path: entry.id
        for below in (CONTENT, SITES)
        for path, entry in repo.files(proposal.head, below)
        if entry.is_file
    }
    try:
        base = base_state(repo, proposal.base, corpus, ids, folder)
    except PipelineError:
        return None
    told = changes(base.corpus, corpus, base.changed)
    return Before((), told, None, moves(told))


# -- asking -------------------------------------------------------------------------------------------


def _decide(told: Told, chosen: Sequence[Realm], counts: bool, args: argparse.Namespace) -> bool | int:
    """Tell what there is; return whether to sign, or the exit code where it ends here."""
    if args.format != "json":
        write_output(as_text(told, args.lang), args.output)
    if args.show or (args.format == "json" and not args.yes):
        return False
    if args.withdraw and not chosen:
        raise UsageError(
            Text(
                "Không có lời duyệt nào của bạn cho thay đổi này.",
                "There is no approval of yours for this change.",
            ),
            Text(
                "Xem ai đã duyệt: congtinh approve NHÁNH --show",
                "See who approved: congtinh approve BRANCH --show",
            ),
        )
    if not chosen or (args.yes and not counts and not args.withdraw):
        print(
            Text("Chưa ký gì: xem các lý do ở trên.", "Nothing was signed: see the reasons above.").say(
                args.lang
            ),
            file=sys.stderr,
        )
        return EXIT_REFUSED
    return True if args.yes or _confirmed(chosen, args) else EXIT_NOT_CONFIRMED


def _confirmed(chosen: Sequence[Realm], args: argparse.Namespace) -> bool:
    """Ask on the terminal for the word; anything else means no."""
    if not sys.stdin.isatty():
        raise UsageError(
            Text("Không có bàn phím để hỏi.", "There is no terminal to ask on."),
            Text(
                "Thêm --yes để ký không hỏi, hoặc --show để chỉ xem.", "Add --yes to sign, or --show to look."
            ),
        )
    vi, en = WORD_WITHDRAW if args.withdraw else WORD
    sites = ", ".join(r.site for r in chosen)
    asked = Text(
        f"Gõ “{vi}” để ký cho {sites} (gì khác là thôi): ",
        f"Type “{en}” to sign for {sites} (else nothing): ",
    )
    try:
        said = input("\n" + asked.say(args.lang))
    except EOFError:
        return False
    return unicodedata.normalize("NFC", said).strip().casefold() in (vi, en)


# -- signing ------------------------------------------------------------------------------------------


def _sign(
    repo: Repository,
    where: Path,
    told: Told,
    chosen: Sequence[Realm],
    key: Path | None,
    args: argparse.Namespace,
    at: datetime,
) -> list[tuple[str, str]]:
    assert told.person is not None
    if key is None:
        raise no_key()
    writer = Writer.open(where)
    done: list[tuple[str, str]] = []
    fingerprint = fingerprint_of_key(key)
    for realm in chosen:
        decision = WITHDRAW if args.withdraw else APPROVE
        statement = statement_for(told.proposal, realm, told.person, at, decision)
        owner = realm.roster.owner_of(fingerprint) if realm.roster else None
        keep(writer, statement, sign_statement(statement, key, owner[1].text if owner else None), at)
        done.append((realm.site, statement.name))
    if args.push:
        _bring(repo, where, args.push, at)
        push(where, args.push, (EVIDENCE_REF, f"{HEADS}/{told.proposal.head}"))
    return done


def _bring(repo: Repository, where: Path, remote: str, at: datetime) -> None:
    """Take over the statements that are kept elsewhere, so that what is pushed goes on from them."""
    theirs = fetch(where, remote, EVIDENCE_REF)
    if theirs is not None:
        unite(Writer.open(where), repo, theirs, at)


def _too_late() -> UsageError:
    return UsageError(
        Text(
            "Thay đổi đã vào nhánh chính: rút lời duyệt lúc này không còn tác dụng.",
            "The change is on main: withdrawing the approval has no effect any more.",
        ),
        Text(
            "Muốn gỡ hoặc sửa bài đã đăng, hãy trình một thay đổi mới (git revert) và duyệt nó.",
            "To take down or mend what is published, submit a new change (git revert) and approve it.",
        ),
    )


def _done(signed: Sequence[tuple[str, str]], args: argparse.Namespace) -> Text:
    sites = ", ".join(site for site, _ in signed)
    if args.withdraw:
        return Text(
            f"Đã rút lời duyệt cho {sites}. Việc rút chỉ có tác dụng nếu thay đổi chưa được hợp nhất.",
            f"The approval for {sites} is withdrawn. This has an effect only while the change is not merged.",
        )
    sent = (
        Text(f" và đẩy lên {args.push}", f" and pushed to {args.push}")
        if args.push
        else Text(
            f"; còn phải đẩy lên: git push origin {EVIDENCE_REF}",
            f"; still to push: git push origin {EVIDENCE_REF}",
        )
    )
    return Text(f"Đã ký cho {sites}{sent.vi}.", f"Signed for {sites}{sent.en}.")

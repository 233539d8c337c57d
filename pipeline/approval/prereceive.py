"""What a self-hosted forge refuses at its door: pushes that the gate could never accept, and lost evidence.

This is the first look, not the binding one: it spares people a refused publication. Who may approve is judged by
the publishing host; here only what can be told from the shape of a push is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from pipeline.approval.forges.local import local_evidence
from pipeline.approval.gate import judge
from pipeline.approval.keeping import HEADS
from pipeline.approval.ledger import LEDGER_REF, BrokenLedger, read_ledger
from pipeline.approval.ledger_trust import trusted_ledger
from pipeline.approval.reasons import REASONS
from pipeline.approval.statements import (
    EVIDENCE_REF,
    MAIN,
    MOST_BYTES,
    BadStatement,
    StatementStore,
    parse_statement,
)
from pipeline.history.commits import MalformedCommit
from pipeline.history.repository import Repository
from pipeline.history.view import BadHistory, MissingObject
from pipeline.model.approval import GateResult, Reason, Result, Step
from pipeline.model.text import Text

NOTHING = "0" * 40
OURS = "refs/phe-duyet/"
_LINE = re.compile(r"([0-9a-f]{40}) ([0-9a-f]{40}) (refs/.+)")
_KEPT = re.compile(r"[0-9a-f]{64}/[a-z0-9][a-z0-9._@-]{0,120}\.(?:json|sig)")
# What no approval can heal in a merge with two parents. All else is left to the binding run, which may ask
# the forge who approved.
_SHAPE = frozenset(
    {
        Reason.LICH_SU_BI_VIET_LAI,
        Reason.KHO_KHONG_DU,
        Reason.HOP_NHAT_BAT_THUONG,
        Reason.DUONG_DAN_LA,
        Reason.TRON_LAN,
    }
)


@dataclass(frozen=True, slots=True)
class Update:
    """One reference that a push moves; `old` or `new` is forty zeros where it comes or goes."""

    old: str
    new: str
    ref: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a push is refused: the reference, a reason code where there is one, a sentence."""

    ref: str
    reason: Reason | None
    what: Text


def parse_updates(lines: Iterable[str]) -> tuple[Update, ...]:
    """Return the updates that git tells a hook, one line each; raises `ValueError` for anything else."""
    found = []
    for line in lines:
        told = _LINE.fullmatch(line.rstrip("\n"))
        if not told:
            raise ValueError(line)
        found.append(Update(told[1], told[2], told[3]))
    return tuple(found)


def refusals(
    repo: Repository,
    updates: Iterable[Update],
    now: datetime,
    *,
    main: str = MAIN,
    ledger_key: str | None = None,
) -> tuple[Refusal, ...]:
    """Return why a push may not come in, empty where it may; `ledger_key` also checks who wrote the ledger."""
    updates = tuple(updates)
    pushed = {u.ref: u.new for u in updates if u.new != NOTHING}
    found: list[Refusal] = []
    for update in updates:
        try:
            found += _one(repo, update, pushed, now, main, ledger_key)
        except (MissingObject, MalformedCommit, BadHistory):
            found.append(_refusal(update.ref, Reason.KHO_KHONG_DU))
    return tuple(found)


def _one(
    repo: Repository,
    update: Update,
    pushed: Mapping[str, str],
    now: datetime,
    main: str,
    ledger_key: str | None,
) -> Iterator[Refusal]:
    gone = update.new == NOTHING
    if update.ref == main:
        yield from _main(repo, update, pushed, now)
    elif update.ref.startswith("refs/replace/"):
        if not gone:
            yield Refusal(
                update.ref,
                None,
                Text(
                    "Không nhận tham chiếu thay thế (git replace): nó kể một lịch sử khác.",
                    "Replace references are not taken: they tell another history.",
                ),
            )
    elif f"{update.ref}/".startswith(OURS):
        if gone:
            yield Refusal(
                update.ref, None, Text("Không được xóa bằng chứng hoặc sổ cái.", "Evidence and ledger stay.")
            )
        elif update.ref == LEDGER_REF:
            yield from _ledger(repo, update, ledger_key)
        elif update.ref == EVIDENCE_REF:
            yield from _evidence(repo, update)
        elif update.ref != f"{HEADS}/{update.new}":
            yield Refusal(
                update.ref,
                None,
                Text(
                    "Tham chiếu lạ trong refs/phe-duyet/: chỉ có bang-chung, so-cai và dau/<commit>.",
                    "A strange reference below refs/phe-duyet/: only bang-chung, so-cai and dau/<commit> are.",
                ),
            )


# -- the main branch ----------------------------------------------------------------------------------


def _main(repo: Repository, update: Update, pushed: Mapping[str, str], now: datetime) -> Iterator[Refusal]:
    if update.old == NOTHING:
        return  # the first state is nobody's step; it is pinned as the anchor, outside the repository
    if update.new == NOTHING:
        yield _refusal(update.ref, Reason.LICH_SU_BI_VIET_LAI)
        return
    try:
        repo.first_parent(update.old, update.new)
    except BadHistory:
        turned = repo.is_ancestor(update.old, update.new)
        yield _refusal(update.ref, Reason.HOP_NHAT_BAT_THUONG if turned else Reason.LICH_SU_BI_VIET_LAI)
        return
    store = StatementStore(repo, pushed.get(EVIDENCE_REF, EVIDENCE_REF))
    result = judge(repo, update.old, update.new, now, local_evidence(repo, store))
    yield from _steps(repo, update.ref, result)


def _steps(repo: Repository, ref: str, result: GateResult) -> Iterator[Refusal]:
    for reason in result.refused:
        yield _refusal(ref, reason)
    for step in result.steps:
        told = {r for d in step.sites.values() for r in d.reasons}
        wrong = told & _SHAPE
        if len(repo.commit(step.commit).parents) == 1 and not wrong and not _approved(step):
            wrong = {Reason.DAY_THANG, *told} if Reason.DAY_THANG in told else told
        for reason in (r for r in Reason if r in wrong):
            yield _refusal(ref, reason, step)


def _approved(step: Step) -> bool:
    return all(d.result is Result.DAT for d in step.sites.values())


# -- ledger and evidence ------------------------------------------------------------------------------


def _ledger(repo: Repository, update: Update, key: str | None) -> Iterator[Refusal]:
    """The ledger only ever grows: the lines that stand stay as they are, byte by byte."""
    try:
        longer = trusted_ledger(repo, key, update.new) if key else read_ledger(repo, update.new)
        if update.old != NOTHING:
            try:
                present = trusted_ledger(repo, key, update.old) if key else read_ledger(repo, update.old)
            except BrokenLedger:
                return  # what never was the ledger may be replaced by a ledger that holds
            if longer.lines[: len(present.lines)] != present.lines:
                raise BrokenLedger(
                    len(present.lines),
                    Text("các dòng đã có bị đổi hoặc bị cắt", "lines that stood were changed or cut off"),
                )
            if not repo.is_ancestor(update.old, update.new):
                raise BrokenLedger(
                    len(present.lines),
                    Text("không nối tiếp lần ghi trước", "does not follow from what was written before"),
                )
    except BrokenLedger as error:
        yield Refusal(
            update.ref,
            None,
            Text(
                f"Sổ cái chỉ được ghi thêm: {error.told.vi}.", f"The ledger may only grow: {error.told.en}."
            ),
        )


def _evidence(repo: Repository, update: Update) -> Iterator[Refusal]:
    """Statements are only ever added; what is added must be one."""
    if update.old != NOTHING and not repo.is_ancestor(update.old, update.new):
        yield Refusal(
            update.ref,
            None,
            Text(
                "Bằng chứng chỉ được ghi thêm: hãy lấy bản mới nhất rồi ghi tiếp (congtinh approve --push).",
                "Evidence is only added to: take the newest state first (congtinh approve --push).",
            ),
        )
        return
    changes = repo.changes(update.old, update.new) if update.old != NOTHING else ()
    added = (
        [(c.path, c.new) for c in changes if c.old is None and c.new is not None]
        if update.old != NOTHING
        else list(repo.files(update.new, ""))
    )
    touched = [c.path for c in changes if c.old is not None]
    if touched:
        yield Refusal(
            update.ref,
            None,
            Text(
                f"Lời duyệt đã lưu không được sửa hoặc xóa: {_plain(touched[0])}.",
                f"Statements that are kept are not changed or removed: {_plain(touched[0])}.",
            ),
        )
    store = StatementStore(repo, update.new)
    full = next((d for d in dict.fromkeys(path[:64] for path, _ in added) if store.overflows(d)), None)
    if full is not None:
        yield Refusal(
            update.ref,
            None,
            Text(
                f"Quá nhiều phiếu cho thay đổi {_plain(full)}.", f"Too many statements about {_plain(full)}."
            ),
        )
    for path, entry in added:
        good = entry.is_file and _KEPT.fullmatch(path) and repo.is_small(entry.id, MOST_BYTES)
        if not good or not _is_evidence(path, repo.content(entry.id)):
            yield Refusal(
                update.ref,
                None,
                Text(f"{_plain(path)} không phải lời duyệt.", f"{_plain(path)} is no statement."),
            )
            return


def _is_evidence(path: str, raw: bytes) -> bool:
    if path.endswith(".sig"):
        return raw.startswith((b"-----BEGIN SSH SIGNATURE-----", b"-----BEGIN PGP SIGNATURE-----"))
    try:
        statement = parse_statement(raw)
    except BadStatement:
        return False
    return path == f"{statement.digest}/{statement.name}.json"


def _refusal(ref: str, reason: Reason, step: Step | None = None) -> Refusal:
    told = REASONS[reason]
    where = f"{step.commit[:10]}: " if step else ""
    return Refusal(
        ref,
        reason,
        Text(f"{where}{told.what.vi} {told.remedy.vi}", f"{where}{told.what.en} {told.remedy.en}"),
    )


def _plain(path: str) -> str:
    return "".join(c if c.isprintable() else "·" for c in path)[:120]

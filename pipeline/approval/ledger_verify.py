"""Verifying a ledger from a clone: chain, signer, tip, and every line derived once more."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Mapping, Sequence

from pipeline.approval.evidence import EvidenceSource
from pipeline.approval.forges.local import local_evidence
from pipeline.approval.gate import judge
from pipeline.approval.ledger import (
    LEDGER_REF,
    STEP,
    BrokenLedger,
    Ledger,
    Line,
)
from pipeline.approval.ledger_entries import fresh_lines
from pipeline.approval.ledger_trust import trusted_ledger
from pipeline.approval.resume import resumption
from pipeline.approval.statements import StatementStore, canonical_json
from pipeline.history.repository import Repository
from pipeline.model.approval import Mode
from pipeline.model.text import Text

# What a forge answered at the time cannot be asked again: it is replayed from the lines (commit → answers).
Replay = Callable[[Mapping[str, Sequence[str]]], Sequence[EvidenceSource]]
# What does not follow from the history: which program said it, and where it stands in the ledger.
_NOT_DERIVED = ("bo_quy_tac", "so_thu_tu", "dong_truoc")


def verify_ledger(
    repo: Repository,
    pinned: str,
    *,
    tip: str | None = None,
    rev: str = LEDGER_REF,
    replay: Replay | None = None,
) -> Ledger:
    """Return the ledger of a clone when every line of it holds; raises `BrokenLedger` with the first that does not.

    `tip` is the newest hash that is known from elsewhere, such as a published site's /phe-duyet.json: a ledger in
    which it does not occur was shortened or rewritten.
    """
    ledger = trusted_ledger(repo, pinned, rev)
    if tip is not None and all(line.digest != tip for line in ledger.lines):
        raise BrokenLedger(
            len(ledger.lines) + 1,
            Text(
                "không có dòng mang mã băm đã công bố: sổ cái bị cắt hoặc viết lại",
                "no line has the published digest: the ledger was cut or rewritten",
            ),
        )
    known = 0
    answers: dict[str, Sequence[str]] = {}
    for _, group in itertools.groupby(ledger.lines, key=_run_of):
        lines = list(group)
        if lines[0].kind == STEP:
            # a run judges open steps anew on what was answered about them before
            answers.update((line.commit, line.told["tra_loi"]) for line in lines if line.told["tra_loi"])
            _derive(repo, Ledger(ledger.lines[:known]), lines, replay(answers) if replay and answers else ())
        known += len(lines)
    return ledger


def _run_of(line: Line) -> tuple[str, str, str, str]:
    told = line.told
    return line.kind, str(told.get("quan_sat")), str(told.get("bang_chung_tai")), str(told.get("che_do", ""))


def _mode_of(before: Ledger, line: Line) -> Mode:
    """Return what a run said that it took; the ledger of a demonstration and any other do not mix."""
    try:
        mode = Mode(line.told.get("che_do", ""))
    except ValueError:
        raise BrokenLedger(line.number, Text("không có chế độ này", "there is no such mode")) from None
    if before.is_demo != (mode is Mode.DEMO):
        raise BrokenLedger(
            line.number,
            Text(
                "dòng trình diễn và dòng thật không ở chung một sổ cái",
                "lines of a demonstration and real ones do not share a ledger",
            ),
        )
    return mode


def _derive(
    repo: Repository, before: Ledger, lines: Sequence[Line], replayed: Sequence[EvidenceSource]
) -> None:
    """Judge once more what one run judged, as it could be seen at its time; compare line by line."""
    start = resumption(before, before.anchor or "")
    evidence = lines[0].told.get("bang_chung_tai")
    store = StatementStore(repo, evidence) if evidence else StatementStore(repo, "")
    sources: list[EvidenceSource] = [*local_evidence(repo, store), *replayed]
    mode = _mode_of(before, lines[0])
    # a line may be about a step whose outcome changed; the newest commit is that of the last first-seen one
    newest = lines[-1].commit
    if repo.resolve(newest) != newest:
        raise BrokenLedger(
            lines[-1].number,
            Text("kho không còn commit của bước này", "the repository no longer has the commit of this step"),
        )
    result = judge(repo, start.start, newest, lines[0].observed, sources, start.observed, mode)
    if result.refused:
        raise BrokenLedger(
            lines[0].number,
            Text(
                "lịch sử của kho không còn khớp với sổ cái",
                "the history of the repository no longer fits the ledger",
            ),
        )
    derived = list(fresh_lines(before, result.steps, lines[0].observed, evidence, mode))
    for line, entry in itertools.zip_longest(lines, derived):
        if line is None:
            raise BrokenLedger(
                lines[-1].number + 1,
                Text(
                    "thiếu dòng của một bước trên nhánh chính",
                    "the line of a step of the main branch is missing",
                ),
            )
        if entry is None or entry["buoc"] != line.commit:
            raise BrokenLedger(
                line.number,
                Text(
                    "lẽ ra là dòng của một bước khác, hoặc không có dòng này",
                    "should be the line of another step, or should not be there",
                ),
            )
        again = json.loads(canonical_json(entry))
        told = {key: value for key, value in line.told.items() if key not in _NOT_DERIVED}
        differing = sorted(
            k for k in told.keys() | again.keys() if told.get(k) != again.get(k) and k not in _NOT_DERIVED
        )
        if differing:
            where = ", ".join(differing)
            raise BrokenLedger(
                line.number, Text(f"tính lại ra khác ở: {where}", f"derived again, it differs in: {where}")
            )

"""The publishing host's side of the gate: its key, its copy of the ledger, one sitting a run.

The lines of a run are on the host's disk before anything is published, and reach the repository after it. A run that
dies in between is healed by the next one, which finds the repository's ledger behind its own.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from pipeline.approval.evidence import EvidenceSource
from pipeline.approval.forges.answers import approved_heads
from pipeline.approval.forges.local import local_evidence
from pipeline.approval.forges.source import Connection, forge_evidence
from pipeline.approval.gate import judge
from pipeline.approval.keeping import unite
from pipeline.approval.keys import fingerprint_of
from pipeline.approval.ledger import LEDGER_REF, BrokenLedger, Ledger, Line, read_ledger
from pipeline.approval.ledger_copy import HostCopy
from pipeline.approval.ledger_entries import correction, extend, fresh_lines, opening, succession
from pipeline.approval.ledger_key import LedgerKey, put_in_place
from pipeline.approval.ledger_trust import (
    SUCCESSION_NAMESPACE,
    current_key,
    succession_bytes,
    trusted_ledger,
)
from pipeline.approval.ledger_write import append, keep_heads
from pipeline.approval.origins import Origins
from pipeline.approval.resume import is_rewound, not_mixed, origins_of, resumption
from pipeline.approval.signatures import GIT_NAMESPACE, sign
from pipeline.approval.signer import public_half
from pipeline.approval.statements import EVIDENCE_REF
from pipeline.errors import ConfigError, UsageError
from pipeline.history.commits import MalformedCommit
from pipeline.history.repository import Repository
from pipeline.history.view import MissingObject
from pipeline.history.writer import Writer
from pipeline.model.approval import GateResult, Mode, Reason
from pipeline.model.text import Text


@dataclass(frozen=True, slots=True)
class Sitting:
    """What one run decided: the gate's answer, where the content comes from, the ledger with its lines."""

    gate: GateResult
    origins: Origins
    ledger: Ledger
    anchor: str


class Office:
    """The gate of a publishing host; `folder` is a part of its state that belongs into every backup."""

    def __init__(self, repo: Repository, folder: Path) -> None:
        self._repo, self._folder = repo, folder
        self._key = LedgerKey(folder)
        self._copy = HostCopy(folder, self._key.path)
        self._published: tuple[str | None, Ledger] | None = None  # what the repository held when it was read

    @property
    def repository(self) -> Repository:
        """Return the repository that is judged."""
        return self._repo

    @property
    def public_key(self) -> str:
        """Return the public key of the ledger (one line), making the pair where there is none yet."""
        return self._key.public

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint of the ledger's key, which is to be pinned elsewhere."""
        return fingerprint_of(self.public_key)

    @property
    def pinned(self) -> str:
        """Return the public key that the ledger was opened under: the present one, unless it succeeded another."""
        return self._key.pinned

    def sit(
        self,
        anchor: str,
        rev: str,
        now: datetime,
        sources: Sequence[EvidenceSource] | None = None,
        forge: Connection | None = None,
        mode: Mode = Mode.STRICT,
    ) -> Sitting:
        """Judge what is new since the ledger's newest lines, and write the lines to disk.

        `forge` is asked for approvals (E3) beside what the repository holds; what it answered about steps that
        are in the ledger is not asked again. `mode` is what the operator lets this run take beside proof.

        Raises `UsageError` for an unknown revision and `ConfigError` for a ledger that does not hold.
        """
        ledger = self._ledger()
        not_mixed(ledger, mode)
        self._bring_back(ledger.evidence, now)
        start = resumption(ledger, self._repo.resolve(anchor) or anchor)
        asked = sources
        if asked is None:
            asked = (*local_evidence(self._repo), *forge_evidence(self._repo, forge, ledger))
        gate = judge(self._repo, start.start, rev, now, asked, start.observed, mode)
        if not gate.refused and is_rewound(self._repo, ledger, start.start, gate.tip):
            stays = dict.fromkeys(gate.publishable, gate.anchor)
            gate = replace(gate, steps=(), publishable=stays, refused=(Reason.LICH_SU_BI_VIET_LAI,))
        if gate.refused:
            return Sitting(gate, Origins({}, gate.anchor), ledger, anchor)
        if not ledger.lines:
            if self._theirs():
                self._aside.parent.mkdir(parents=True, exist_ok=True)
                self._aside.touch()
            ledger = extend(ledger, [opening(gate.anchor, self.fingerprint, now, mode)])
        elif ledger.anchor != (self._repo.resolve(anchor) or anchor):
            raise _broken(Text("mốc tin cậy khác mốc của sổ cái", "the anchor is not the ledger's"))
        first = ledger.anchor or gate.anchor
        origins = origins_of(self._repo, first, ledger, gate, self._folder / "nguon-goc.json")
        evidence = self._repo.resolve(EVIDENCE_REF)
        ledger = extend(ledger, fresh_lines(ledger, gate.steps, now, evidence, mode))
        self._copy.write(ledger)
        return Sitting(gate, origins, ledger, first)

    def _bring_back(self, told: str | None, now: datetime) -> None:
        """Put statements back that an earlier run saw and that their reference has no more.

        They are only ever added. Whoever could take one away could undo a withdrawal. `told` is the commit that the
        ledger tells of; what a run saw that had nothing to write is noted beside it.
        """
        note = self._folder / "bang-chung.da-thay"
        noted = note.read_text("ascii", errors="replace").strip() if note.is_file() else ""
        writer = Writer.open(self._repo.path)
        for seen in dict.fromkeys((told or "", noted)):
            if not seen or self._repo.resolve(seen) != seen or self._repo.resolve(EVIDENCE_REF) == seen:
                continue
            try:
                unite(writer, self._repo, seen, now)
            except (MissingObject, MalformedCommit):
                writer.set_ref(EVIDENCE_REF, seen)  # junk under the reference's name
        present = self._repo.resolve(EVIDENCE_REF)
        if present is not None and present != noted:
            self._folder.mkdir(parents=True, exist_ok=True)
            put_in_place(note, present.encode("ascii"), 0o644)

    def close(self, sitting: Sitting, now: datetime) -> None:
        """Bring the repository's ledger to where the host's copy stands, keep the heads that a forge saw approved."""
        answers = (a for step in sitting.gate.steps if step.record for a in step.record.answers)
        heads = {h for h in approved_heads(answers) if self._repo.resolve(h) == h}
        keep_heads(Writer.open(self._repo.path), heads)
        self._hand_over(sitting.ledger, now)

    def _hand_over(self, ledger: Ledger, now: datetime) -> None:
        if self.foreign:
            return
        try:
            present = self._trusted(ledger)
        except BrokenLedger:
            present = Ledger()  # junk under our reference's name; our copy is what counts
        if present.tip != ledger.tip and ledger.lines:
            append(
                Writer.open(self._repo.path),
                present,
                ledger,
                now,
                lambda data: self._key.sign(data, GIT_NAMESPACE),
                self._statements(ledger.lines[len(present.lines) :]),
            )

    def _statements(self, lines: Sequence[Line]) -> tuple[str, ...]:
        """Return the commits of the statements that lines rest on, as far as the ledger's own history lacks them."""
        published = self._repo.resolve(LEDGER_REF)
        kept = [published] if published else []
        found: list[str] = []
        for commit in dict.fromkeys(str(line.told.get("bang_chung_tai") or "") for line in reversed(lines)):
            with contextlib.suppress(MissingObject):
                there = commit != "" and self._repo.resolve(commit) == commit
                if there and not any(self._repo.is_ancestor(commit, other) for other in kept):
                    kept.append(commit)
                    found.append(commit)
        return tuple(found)

    @property
    def foreign(self) -> bool:
        """Return whether the repository held a whole ledger of another host's key when this host opened its own.

        That one is not trusted and not overwritten: which of two hosts is the publisher is for people to settle.
        What is pushed under the reference's name later, whoever signed it, gives way to ours.
        """
        return self._aside.exists()

    @property
    def _aside(self) -> Path:
        return self._folder / "so-cai-rieng"

    def _theirs(self) -> bool:
        try:
            theirs = read_ledger(self._repo)
        except BrokenLedger:
            return False
        return bool(theirs.lines) and theirs.lines[0].told.get("khoa") != fingerprint_of(self.pinned)

    # -- lines that people add ----------------------------------------------------------------------

    def correct(self, number: int, why: str, now: datetime) -> Ledger:
        """Add a line that says what is wrong with an earlier one; return the ledger.

        Raises `UsageError` for a line that the ledger does not have.
        """
        ledger = self._opened()
        if not 1 <= number <= len(ledger.lines):
            raise UsageError(
                Text(f"Sổ cái không có dòng {number}.", f"The ledger has no line {number}."),
                Text(f"Sổ cái có {len(ledger.lines)} dòng.", f"It has {len(ledger.lines)} lines."),
            )
        ledger = extend(ledger, [correction(number, why, now)])
        self._copy.write(ledger)
        self._hand_over(ledger, now)
        return ledger

    def succeed(self, new: Path, now: datetime) -> Ledger:
        """Hand the ledger on to a new private key by a line that both keys sign; return the ledger.

        A call that died in between is finished by the next one with the same key, or by the next run if the line
        was written.
        """
        ledger = self._opened()
        coming = public_half(new)
        if current_key(ledger, self.pinned) != coming:
            told = succession_bytes(self.fingerprint, coming)
            old_signed = self._key.sign(told, SUCCESSION_NAMESPACE)
            new_signed = sign(told, SUCCESSION_NAMESPACE, new)
            self._key.prepare(new, coming)
            ledger = extend(ledger, [succession(coming, old_signed, new_signed, now)])
            self._copy.write(ledger)
            self._key.settle(coming)
        self._hand_over(ledger, now)
        return ledger

    def _opened(self) -> Ledger:
        ledger = self._ledger()
        if not ledger.lines:
            raise UsageError(
                Text("Sổ cái chưa được mở.", "The ledger has not been opened."),
                Text("Chạy congtinh publish trước.", "Run congtinh publish first."),
            )
        return ledger

    # -- the host's copy ----------------------------------------------------------------------------

    def _ledger(self) -> Ledger:
        """Return the ledger to go on from, after an exchange of keys that broke off was finished."""
        ledger = self._newer()
        if self._key.changing:
            with contextlib.suppress(BrokenLedger):
                self._key.settle(current_key(ledger, self.pinned))
        return ledger

    def _newer(self) -> Ledger:
        """Return the newer of the host's copy and the repository's ledger, where one goes on from the other."""
        fresh = not self._key.path.exists()  # a host that never kept a ledger has none to lose
        try:
            own = self._copy.read()
        except BrokenLedger as error:
            name = self._copy.file.name
            raise _broken(Text(f"{name}, {error.told.vi}", f"{name}, {error.told.en}")) from None
        try:
            published = self._trusted(own)
        except BrokenLedger as error:
            # of another host nothing is trusted, and all that its ledger says is proved again
            if own.lines or fresh or self._theirs():
                return own
            raise _broken(error.told) from None
        length = len(own.lines)
        if not length or Ledger(published.lines[:length]).tip == own.tip:
            return published
        return own

    def _trusted(self, known: Ledger) -> Ledger:
        """Return the repository's ledger; the same commit is read and verified once. Raises `BrokenLedger`."""
        commit = self._repo.resolve(LEDGER_REF)
        if self._published is None or self._published[0] != commit:
            self._published = commit, trusted_ledger(self._repo, self.pinned, commit or LEDGER_REF, known)
        return self._published[1]


def _broken(why: Text) -> ConfigError:
    return ConfigError(
        Text(f"Sổ cái phê duyệt không đứng vững: {why.vi}.", f"The approval ledger does not hold: {why.en}."),
        Text(
            "Xem mục “Sổ cái không kiểm chứng được” trong sổ tay vận hành; không xóa sổ cái.",
            "See “the ledger does not verify” in the operators' handbook; do not delete the ledger.",
        ),
    )

"""The publishing host's side of the gate: its key, its copy of the ledger, one sitting a run.

The lines of a run are on the host's disk before anything is published, and reach the repository after it. A run that
dies in between is healed by the next one, which finds the repository's ledger behind its own.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from pipeline.approval.evidence import EvidenceSource
from pipeline.approval.forges.local import local_evidence
from pipeline.approval.forges.source import Connection, ForgeEvidence
from pipeline.approval.gate import judge
from pipeline.approval.keys import fingerprint_of
from pipeline.approval.ledger import (
    BrokenLedger,
    Ledger,
    extend,
    fresh_lines,
    opening,
    parse_ledger,
)
from pipeline.approval.ledger_trust import trusted_ledger
from pipeline.approval.ledger_write import append
from pipeline.approval.origins import Origins
from pipeline.approval.resume import origins_of, resumption
from pipeline.approval.signatures import GIT_NAMESPACE, sign, ssh_keygen
from pipeline.approval.statements import EVIDENCE_REF
from pipeline.errors import ConfigError, ToolError
from pipeline.history.repository import Repository
from pipeline.history.writer import Writer
from pipeline.model.approval import GateResult
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
        self._key = folder / "khoa"

    @property
    def public_key(self) -> str:
        """Return the public key of the ledger (one line), making the pair where there is none yet."""
        if not self._key.exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            done = ssh_keygen("-q", "-t", "ed25519", "-N", "", "-C", "so-cai", "-f", str(self._key))
            if done.returncode != 0:
                raise ToolError(
                    Text("Không tạo được khóa của sổ cái.", "The key of the ledger could not be made."),
                    Text(f"Kiểm tra quyền ghi ở {self._folder}.", f"Check write access to {self._folder}."),
                )
        return " ".join(self._key.with_name("khoa.pub").read_text("utf-8").split()[:2])

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint of the ledger's key, which is to be pinned elsewhere."""
        return fingerprint_of(self.public_key)

    def sit(
        self,
        anchor: str,
        rev: str,
        now: datetime,
        sources: Sequence[EvidenceSource] | None = None,
        forge: Connection | None = None,
    ) -> Sitting:
        """Judge what is new since the ledger's newest lines, and write the lines to disk.

        `forge` is asked for approvals (E3) beside what the repository holds; what it answered about steps that
        are in the ledger is not asked again.

        Raises `UsageError` for an unknown revision and `ConfigError` for a ledger that does not hold.
        """
        ledger = self._ledger()
        start = resumption(ledger, self._repo.resolve(anchor) or anchor)
        asked = sources if sources is not None else local_evidence(self._repo)
        if sources is None and forge is not None:
            lines = ledger.newest().values()
            kept = {line.commit: line.told["tra_loi"] for line in lines if line.told["tra_loi"]}
            settled = [line.commit for line in lines if line.passed]
            asked = (*asked, ForgeEvidence(self._repo, forge, kept, settled))
        gate = judge(self._repo, start.start, rev, now, asked, start.observed)
        if gate.refused:
            return Sitting(gate, Origins({}, gate.anchor), ledger, anchor)
        if not ledger.lines:
            ledger = extend(ledger, [opening(gate.anchor, self.fingerprint, now)])
        elif ledger.anchor != (self._repo.resolve(anchor) or anchor):
            raise _broken(Text("mốc tin cậy khác mốc của sổ cái", "the anchor is not the ledger's"))
        first = ledger.anchor or gate.anchor
        origins = origins_of(self._repo, first, ledger, gate, self._folder / "nguon-goc.json")
        evidence = self._repo.resolve(EVIDENCE_REF)
        ledger = extend(ledger, fresh_lines(ledger, gate.steps, now, evidence))
        self._store(ledger)
        return Sitting(gate, origins, ledger, first)

    def close(self, sitting: Sitting, now: datetime) -> None:
        """Bring the repository's ledger to where the host's copy stands."""
        try:
            present = trusted_ledger(self._repo, self.public_key, known=sitting.ledger)
        except BrokenLedger:
            present = Ledger()  # junk under our reference's name; our copy is what counts
        if present.tip != sitting.ledger.tip and sitting.ledger.lines:
            append(
                Writer.open(self._repo.path),
                present,
                sitting.ledger,
                now,
                lambda data: sign(data, GIT_NAMESPACE, self._key),
            )

    # -- the host's copy ----------------------------------------------------------------------------

    @property
    def _file(self) -> Path:
        return self._folder / "so-cai.jsonl"

    def _ledger(self) -> Ledger:
        """Return the newer of the host's copy and the repository's ledger, where one goes on from the other."""
        try:
            own = parse_ledger(self._file.read_bytes()) if self._file.exists() else Ledger()
        except BrokenLedger as error:
            raise _broken(Text(f"{self._file.name}, {error}", f"{self._file.name}, {error}")) from None
        try:
            published = trusted_ledger(self._repo, self.public_key, known=own)
        except BrokenLedger as error:
            if own.lines:
                return own
            raise _broken(Text(str(error), str(error))) from None
        length = len(own.lines)
        if not length or Ledger(published.lines[:length]).tip == own.tip:
            return published
        return own

    def _store(self, ledger: Ledger) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        staged = self._file.with_suffix(".tam")
        with staged.open("wb") as stream:
            stream.write(ledger.text)
            stream.flush()
            os.fsync(stream.fileno())
        staged.replace(self._file)


def _broken(why: Text) -> ConfigError:
    return ConfigError(
        Text(f"Sổ cái phê duyệt không đứng vững: {why.vi}.", f"The approval ledger does not hold: {why.en}."),
        Text(
            "Xem mục “Sổ cái không kiểm chứng được” trong sổ tay vận hành; không xóa sổ cái.",
            "See “the ledger does not verify” in the operators' handbook; do not delete the ledger.",
        ),
    )


def with_anchor(sitting: Sitting) -> GateResult:
    """Return the gate's answer as if it had begun at the ledger's anchor, without the older steps."""
    return replace(sitting.gate, anchor=sitting.anchor)

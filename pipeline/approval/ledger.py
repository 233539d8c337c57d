"""The ledger (sổ cái phê duyệt): one line of JSON for every judged step, each carrying the digest of the last.

It is the file `so-cai.jsonl` in the tree of `refs/phe-duyet/so-cai`, one commit per run, signed with the gate's own
key, whose public half is pinned outside the repository. Only what that key signed is trusted.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pipeline import __version__
from pipeline.approval.statements import canonical_json
from pipeline.clock.now import VIETNAM
from pipeline.history.repository import Repository
from pipeline.history.view import MissingObject
from pipeline.model.approval import (
    FALLBACK_MARK,
    NO_LEGAL_FORCE,
    Approver,
    Decision,
    Mode,
    Reason,
    Result,
    Step,
    StepRecord,
)

LEDGER_REF = "refs/phe-duyet/so-cai"
LEDGER_FILE = "so-cai.jsonl"
OPENING, STEP, CORRECTION, SUCCESSION = "mo-so/v1", "buoc/v1", "dinh-chinh/v1", "ke-nhiem/v1"
NO_LINE = "0" * 64


class BrokenLedger(Exception):
    """The first line (counted from 1) that is not what it must be, and why."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"dòng {line}: {why}")
        self.line = line
        self.why = why


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number, its bytes without the final newline, and what they say."""

    number: int
    raw: bytes
    told: Mapping[str, Any]

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the line, which the next line carries."""
        return hashlib.sha256(self.raw).hexdigest()

    @property
    def kind(self) -> str:
        """Return the kind of line."""
        return str(self.told.get("kieu", ""))

    @property
    def commit(self) -> str:
        """Return the step M that a line is about, "" for other kinds."""
        return str(self.told.get("buoc", "")) if self.kind == STEP else ""

    @property
    def observed(self) -> datetime:
        """Return the time of observation."""
        return datetime.fromisoformat(self.told["quan_sat"])

    @property
    def passed(self) -> bool:
        """Return whether the step is approved for every site that it touches."""
        return all(s["ket_qua"] == Result.DAT.value for s in self.told["trang"].values())


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger whose chain holds; whether its signer is to be trusted is for `trust` to say."""

    lines: tuple[Line, ...] = ()

    @property
    def tip(self) -> str:
        """Return the digest of the newest line."""
        return self.lines[-1].digest if self.lines else NO_LINE

    @property
    def is_demo(self) -> bool:
        """Return whether it was opened by a demonstration, so that nothing in it has legal force."""
        return bool(self.lines) and self.lines[0].told.get("che_do") == Mode.DEMO.value

    @property
    def anchor(self) -> str | None:
        """Return the anchor that the ledger was opened at."""
        return str(self.lines[0].told["moc"]) if self.lines else None

    def newest(self) -> Mapping[str, Line]:
        """Return the newest line of every step, by commit, in the order of the steps' first lines."""
        found: dict[str, Line] = {}
        for line in self.lines:
            if line.kind == STEP:
                found[line.commit] = line
        return found

    def proven_to(self) -> str | None:
        """Return the newest commit at which nothing was held back; the gate goes on from there."""
        found = self.anchor
        for line in self.newest().values():
            if not line.told["con_giu"]:
                found = line.commit
        return found

    def observed(self) -> Mapping[str, datetime]:
        """Return when each approved step was first observed as approved."""
        found: dict[str, datetime] = {}
        for line in self.lines:
            if line.kind == STEP and line.passed:
                found.setdefault(line.commit, line.observed)
        return found

    @property
    def text(self) -> bytes:
        """Return the bytes of the file."""
        return b"".join(line.raw + b"\n" for line in self.lines)


def parse_ledger(raw: bytes, known: Ledger | None = None) -> Ledger:
    """Return the ledger in some bytes; raises `BrokenLedger` for the first line that breaks the chain.

    What a line says is taken from a ledger that is `known` already where it has the very same bytes there.
    """
    if not raw:
        return Ledger()
    parts = raw.split(b"\n")
    if parts.pop() != b"":
        raise BrokenLedger(len(parts) + 1, "bị cắt cụt")
    lines: list[Line] = []
    before = NO_LINE
    read = known.lines if known is not None else ()
    for number, part in enumerate(parts, start=1):
        same = number <= len(read) and read[number - 1].raw == part
        line = read[number - 1] if same else Line(number, part, _told(number, part))
        if line.told.get("so_thu_tu") != number:
            raise BrokenLedger(number, "sai số thứ tự")
        if line.told.get("dong_truoc") != before:
            raise BrokenLedger(number, "không nối tiếp dòng trước")
        if (number == 1) != (line.kind == OPENING):
            raise BrokenLedger(number, "sai loại dòng")
        before = line.digest
        lines.append(line)
    return Ledger(tuple(lines))


def _told(number: int, raw: bytes) -> Mapping[str, Any]:
    try:
        told = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError):
        raise BrokenLedger(number, "không phải JSON") from None
    if not isinstance(told, dict) or told.get("kieu") not in (OPENING, STEP, CORRECTION, SUCCESSION):
        raise BrokenLedger(number, "không đúng mẫu")
    if canonical_json(told) != raw:
        raise BrokenLedger(number, "không ở dạng chuẩn")
    return told


def read_ledger(repo: Repository, rev: str = LEDGER_REF, known: Ledger | None = None) -> Ledger:
    """Return the ledger of a clone, empty where there is none; raises `BrokenLedger`."""
    commit = repo.resolve(rev)
    if commit is None:
        return Ledger()
    try:
        raw = repo.blob(commit, LEDGER_FILE)
    except MissingObject:
        raw = None
    if raw is None:
        raise BrokenLedger(1, "kho không có tệp sổ cái")
    return parse_ledger(raw, known)


# -- writing ----------------------------------------------------------------------------------------


def extend(ledger: Ledger, entries: Iterable[Mapping[str, Any]]) -> Ledger:
    """Return the ledger with further lines behind it."""
    lines = list(ledger.lines)
    before = ledger.tip
    for entry in entries:
        number = len(lines) + 1
        raw = canonical_json({**entry, "so_thu_tu": number, "dong_truoc": before})
        lines.append(Line(number, raw, json.loads(raw)))
        before = lines[-1].digest
    return Ledger(tuple(lines))


def opening(anchor: str, key: str, at: datetime, mode: Mode = Mode.STRICT) -> Mapping[str, Any]:
    """Return the first line: from where on, and under which key (its fingerprint), the ledger is kept.

    The ledger of a demonstration says so in its first line, and is one for ever.
    """
    told: dict[str, Any] = {"kieu": OPENING, "moc": anchor, "khoa": key, "quan_sat": _stamp(at)}
    return {**told, **_mode(mode)} if mode is Mode.DEMO else told


def correction(number: int, why: str, at: datetime) -> Mapping[str, Any]:
    """Return a line that says what is wrong with an earlier one, which itself is never edited."""
    return {"kieu": CORRECTION, "dong_sai": number, "noi_dung": why, "quan_sat": _stamp(at)}


def succession(new: str, old_signed: str, new_signed: str, at: datetime) -> Mapping[str, Any]:
    """Return a line by which a new public key takes over; both keys sign it (`ledger_trust.succession_bytes`)."""
    return {
        "kieu": SUCCESSION,
        "khoa_moi": new,
        "chu_ky_cu": old_signed,
        "chu_ky_moi": new_signed,
        "quan_sat": _stamp(at),
    }


def _mode(mode: Mode) -> Mapping[str, Any]:
    """Return what a line says of a run that took more than proof; nothing for all others."""
    if not mode:
        return {}
    return {"che_do": mode.value, "dau": NO_LEGAL_FORCE if mode is Mode.DEMO else FALLBACK_MARK}


def fresh_lines(
    ledger: Ledger, steps: Sequence[Step], at: datetime, evidence: str | None, mode: Mode = Mode.STRICT
) -> Iterator[Mapping[str, Any]]:
    """Yield an entry for every step that is new to the ledger or whose outcome has changed.

    `evidence` is the commit of the statements that the run saw. Steps that could not be read have no line.
    """
    known = ledger.newest()
    for step in steps:
        if step.record is None:
            continue
        entry = step_entry(step, at, evidence, mode)
        before = known.get(step.commit)
        said = json.loads(canonical_json(entry))
        if before is None or any(before.told[key] != said[key] for key in ("trang", "con_giu")):
            yield entry


def step_entry(step: Step, at: datetime, evidence: str | None, mode: Mode = Mode.STRICT) -> Mapping[str, Any]:
    """Return what the ledger says of a step."""
    record = step.record
    assert record is not None
    return {
        "kieu": STEP,
        "goc": step.base,
        "buoc": step.commit,
        "dinh": record.head,
        "thay_doi": f"sha256:{record.digest}",
        "danh_sach": dict(record.rosters),
        "chinh_sach": record.policy,
        "trang": {site: _decision(d) for site, d in step.sites.items()},
        "con_giu": list(step.held),
        "tra_loi": list(record.answers),
        "bang_chung_tai": evidence,
        "quan_sat": _stamp(at),
        "bo_quy_tac": __version__,
        **_mode(mode),
    }


def _decision(decision: Decision) -> Mapping[str, Any]:
    return {
        "ket_qua": decision.result.value,
        "ly_do": [r.value for r in decision.reasons],
        "nguoi_duyet": [_approver(a) for a in decision.approvers],
    }


def _approver(a: Approver) -> Mapping[str, Any]:
    return {
        "nguoi": a.person,
        "vai_tro": a.role,
        "quyet_dinh": a.decision,
        "uy_quyen": a.delegation,
        "muc": a.evidence,
        "bang_chung": f"sha256:{a.proof}",
        "luc": _stamp(a.at),
        "bo_sung": a.late,
    }


def _stamp(at: datetime) -> str:
    return at.astimezone(VIETNAM).isoformat()


# -- reading steps back -----------------------------------------------------------------------------


def step_of(line: Line, at: datetime, subject: str, paths: tuple[str, ...]) -> Step:
    """Return the step that a line tells of; time, subject and paths come from the history."""
    told = line.told
    sites = {site: _decided(said) for site, said in told["trang"].items()}
    digest = str(told["thay_doi"]).removeprefix("sha256:")
    record = StepRecord(digest, told["dinh"], told["danh_sach"], told["chinh_sach"], tuple(told["tra_loi"]))
    return Step(told["buoc"], told["goc"], at, subject, paths, sites, record, tuple(told["con_giu"]))


def _decided(said: Mapping[str, Any]) -> Decision:
    approvers = tuple(
        Approver(
            person=a["nguoi"],
            role=a["vai_tro"],
            evidence=a["muc"],
            at=datetime.fromisoformat(a["luc"]),
            decision=a["quyet_dinh"],
            delegation=a["uy_quyen"],
            late=a["bo_sung"],
            proof=str(a["bang_chung"]).removeprefix("sha256:"),
        )
        for a in said["nguoi_duyet"]
    )
    return Decision(Result(said["ket_qua"]), tuple(Reason(r) for r in said["ly_do"]), approvers)

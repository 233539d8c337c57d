"""What the ledger says: the lines that are written, and the steps that are read back from them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from pipeline import __version__
from pipeline.approval.ledger import CORRECTION, OPENING, STEP, SUCCESSION, Ledger, Line
from pipeline.approval.statements import canonical_json
from pipeline.clock.now import VIETNAM
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


def extend(ledger: Ledger, entries: Iterable[Mapping[str, Any]]) -> Ledger:
    """Return the ledger with further lines behind it."""
    lines = list(ledger.lines)
    before = ledger.tip
    for entry in entries:
        number = len(lines) + 1
        raw = canonical_json({**entry, "so_thu_tu": number, "dong_truoc": before})
        lines.append(Line(number, raw))
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
        if before is not None:
            said = json.loads(canonical_json(entry))
            if all(before.told[key] == said[key] for key in ("trang", "con_giu")):
                continue
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


def approvers_of(line: Line, site: str) -> tuple[Approver, ...]:
    """Return who approved a step for a site, as its line tells."""
    return _approvers(line.told["trang"][site])


def _decided(said: Mapping[str, Any]) -> Decision:
    return Decision(Result(said["ket_qua"]), tuple(Reason(r) for r in said["ly_do"]), _approvers(said))


def _approvers(said: Mapping[str, Any]) -> tuple[Approver, ...]:
    return tuple(
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

"""Approvals: what the gate found out, and the sealed corpora that only approval can make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from pipeline.model.content import Corpus


class Result(StrEnum):
    """The gate's answer for one step and one site."""

    DAT = "DAT"
    KHONG_DAT = "KHONG_DAT"
    KHONG_XAC_DINH = "KHONG_XAC_DINH"


class Mode(StrEnum):
    """What a run may take beside proof; the operator says so, never anything in the repository.

    `FALLBACK`: while the forge cannot be asked, merges that its key signed with the approvers' names (E4), marked as
    such. `DEMO`: also names alone (E5), on sample sites only; nothing that comes of it has legal force.
    """

    STRICT = ""
    FALLBACK = "du-phong"
    DEMO = "trinh-dien"


WEAK_LEVELS = frozenset({"E4", "E5"})  # evidence that names people without proving them
NO_LEGAL_FORCE = "KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"  # stamped on everything that a demonstration makes
FALLBACK_MARK = "BẰNG CHỨNG DỰ PHÒNG"


class Reason(StrEnum):
    """Why a step is refused; a closed list, in the order in which reasons are told."""

    LICH_SU_BI_VIET_LAI = "LICH_SU_BI_VIET_LAI"
    KHO_KHONG_DU = "KHO_KHONG_DU"
    HOP_NHAT_BAT_THUONG = "HOP_NHAT_BAT_THUONG"
    DUONG_DAN_LA = "DUONG_DAN_LA"
    TRON_LAN = "TRON_LAN"
    DANH_SACH_HONG = "DANH_SACH_HONG"
    CHU_KY_SAI = "CHU_KY_SAI"
    KHOA_KHONG_HOP_LE = "KHOA_KHONG_HOP_LE"
    TU_DUYET = "TU_DUYET"
    HET_NHIEM_KY = "HET_NHIEM_KY"
    KHONG_CO_UY_QUYEN = "KHONG_CO_UY_QUYEN"
    KHONG_CO_THAM_QUYEN = "KHONG_CO_THAM_QUYEN"
    DA_THU_HOI = "DA_THU_HOI"
    NOI_DUNG_DA_DOI = "NOI_DUNG_DA_DOI"
    THIEU_NGUOI_DUYET = "THIEU_NGUOI_DUYET"
    BANG_CHUNG_YEU = "BANG_CHUNG_YEU"
    FORGE_KHONG_TRA_LOI = "FORGE_KHONG_TRA_LOI"
    DAY_THANG = "DAY_THANG"


@dataclass(frozen=True, slots=True)
class Approver:
    """Somebody whose approval counted: person id, role and its title, level of evidence, time.

    `decision` is the number of the appointing decision, `delegation` that of the delegation used; `late`: given
    after the merge; `proof`: SHA-256 of the evidence.
    """

    person: str
    role: str
    evidence: str
    at: datetime
    decision: str = ""
    delegation: str = ""
    late: bool = False
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """The gate's answer for one site (or "_chung") in one step; `weak`: levels that were found and do not count."""

    result: Result
    reasons: tuple[Reason, ...] = ()
    approvers: tuple[Approver, ...] = ()
    weak: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepRecord:
    """What a step was judged by, for the ledger: change digest C, reviewed head H, ids of boards and policy.

    `rosters`: site → blob id. `answers`: raw answers of a forge, reduced to what the decision needs.
    """

    digest: str
    head: str | None
    rosters: Mapping[str, str]
    policy: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One first-parent step P → M on main, or a run of one-parent commits judged as one.

    It holds the answer for each site that it touches.
    """

    commit: str
    base: str
    at: datetime
    subject: str
    paths: tuple[str, ...]
    sites: Mapping[str, Decision]
    record: StepRecord | None = None
    held: tuple[str, ...] = ()  # sites (or the shared part) that something unproven holds back from here on


@dataclass(frozen=True, slots=True)
class GateResult:
    """The gate's answer for a whole history; `publishable` maps each site to a commit."""

    anchor: str
    tip: str
    steps: tuple[Step, ...]
    publishable: Mapping[str, str]
    refused: tuple[Reason, ...] = ()
    mode: Mode = Mode.STRICT

    @property
    def passed(self) -> bool:
        """Return whether every step is approved and nothing concerns the whole history."""
        return not self.refused and all(
            d.result is Result.DAT for step in self.steps for d in step.sites.values()
        )


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """Where the ledger tells of a step: the line's number (from 1) and SHA-256, the change digest C, the rules.

    A line is never rewritten, so these stay the same however far the ledger grows.
    """

    number: int
    digest: str
    change: str
    rules: str


@dataclass(frozen=True, slots=True)
class LedgerState:
    """The ledger as a run leaves it: digest of its newest line, number of lines, fingerprint of its key, anchor.

    `at`: when the newest line was observed. `newest`: site (or the shared part) → number of the newest line that
    approves something of it.
    """

    tip: str
    lines: int
    key: str
    anchor: str
    at: datetime
    newest: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Approval:
    """Why an edition is published: the step that made it publishable and who approved it.

    `step` is None for items that were there at the anchor, before the gate began to judge; `entry` is the
    ledger's line about the step, where a ledger is kept.
    """

    step: str | None
    published_at: datetime
    modified_at: datetime
    approvers: tuple[Approver, ...] = ()
    entry: LedgerEntry | None = None


@dataclass(frozen=True, slots=True)
class ApprovedSite:
    """One site at its newest proven commit, with the approval of every item (by repository path)."""

    site: str
    commit: str
    corpus: Corpus
    approvals: Mapping[str, Approval]


class _Seal:
    """Held by `pipeline.approval` alone; the architecture test keeps it so."""


SEAL = _Seal()


@dataclass(frozen=True, slots=True)
class ApprovedCorpus:
    """Sites that may be published. Only `approval` can make one: the seal is its signature."""

    sites: Mapping[str, ApprovedSite]
    gate: GateResult
    seal: _Seal = field(repr=False)
    ledger: LedgerState | None = None

    def __post_init__(self) -> None:
        if self.seal is not SEAL:
            raise TypeError("ApprovedCorpus is made by pipeline.approval only")


@dataclass(frozen=True, slots=True)
class PreviewCorpus:
    """The working tree as it stands, for previews; `publish` refuses what is built from it."""

    corpus: Corpus
    at: datetime
    commit: str | None = None

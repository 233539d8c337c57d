"""Where approvals come from. Each level of evidence is one source behind the same small door."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from pipeline.approval.facts import StepFacts
from pipeline.approval.signatures import GIT_NAMESPACE, verify
from pipeline.model.approval import Reason


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody's approval of an exact change, proved as far as who and what; authority comes later.

    `fingerprint` is the key that made it; `at` the time that the approver claims; `covers` the
    change digest that was approved.
    """

    level: str
    fingerprint: str
    at: datetime
    covers: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """What a source found for a step, and why what it found beside that does not count."""

    claims: tuple[Claim, ...] = ()
    reasons: tuple[Reason, ...] = ()
    unknown: bool = False  # the source could not be asked: never a pass


class EvidenceSource(Protocol):
    """One kind of evidence."""

    def find(self, step: StepFacts, enrolled: Callable[[str], str | None]) -> Found:
        """Return the approvals of a step; `enrolled` gives the key for a fingerprint, if any board has it."""
        ...


class SignedMerge:
    """E2: a two-parent merge signed by an enrolled key."""

    level = "E2"

    def find(self, step: StepFacts, enrolled: Callable[[str], str | None]) -> Found:
        """Return the merger's approval; the claimed time is the committer date, which the signer chose."""
        commit = step.commit
        if len(commit.parents) < 2:
            return Found(reasons=(Reason.DAY_THANG,))
        if len(commit.parents) > 2:
            return Found()  # refused for its shape; there is no one head that was reviewed
        if commit.signature is None:
            # a name in the message or in a trailer is anybody's to write
            return Found(reasons=(Reason.BANG_CHUNG_YEU,))
        verified = verify(commit.signed, commit.signature, GIT_NAMESPACE, enrolled)
        if verified.fingerprint is None:
            return Found(reasons=(verified.reason,) if verified.reason else ())
        return Found(claims=(Claim(self.level, verified.fingerprint, commit.committer.at, step.reviewed),))

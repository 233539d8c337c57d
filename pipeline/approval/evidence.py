"""Where approvals come from. Each level of evidence is one source behind the same small door."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from pipeline.approval.authority import NO_TRACES, Traces
from pipeline.approval.facts import StepFacts
from pipeline.approval.openpgp import Frame
from pipeline.approval.policy import Placer, Policy
from pipeline.approval.signatures import GIT_NAMESPACE, Verified, verify
from pipeline.model.approval import Reason


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody's account on a forge: its kind ("gitlab", "forgejo") and the user's numeric id there."""

    forge: str
    id: int


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody's approval of an exact change, proved as far as who and what; authority comes later.

    Who: the owner of a key (`fingerprint`) or of an `account`; where the evidence names a `person`, it must
    be the same. Of the weak levels whoever is `named` (by id or e-mail), `fingerprint` being the forge's key. `at` is the time that the approver claims, `covers` the change digest that was approved. `realm`:
    for one site only; None: for whatever the step touches. `roster`: the blob id of the board that the approver
    saw, where the evidence is bound to it. `traces`: who contributed to the head that was approved, beside those
    of the merged one. `proof`: SHA-256 of the evidence. `withdrawn`: the approver took it back. `frame`: what an
    OpenPGP signature and its key say of time, `frames` the same by each form of the key in which boards hold it.
    """

    level: str
    at: datetime
    covers: str | None
    fingerprint: str | None = None
    account: Account | None = None
    person: str | None = None
    realm: str | None = None
    roster: str | None = None
    traces: Traces = NO_TRACES
    proof: str = ""
    withdrawn: bool = False
    frame: Frame | None = None
    named: str | None = None
    frames: Mapping[str, Frame] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Somebody's word that an earlier approval of the change no longer stands."""

    fingerprint: str
    realm: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Found:
    """What a source found for a step.

    `reasons`: why what was found does not count. `absent`: what is to be told where no source found anything.
    `unknown`: the source could not be asked, or not wholly; never a pass. `flooded`: there is more of it than anybody
    reads, so that not even the claims of other sources count. `answers`: the raw answers of a
    forge, reduced to what the decision needs, for the ledger.
    """

    claims: tuple[Claim, ...] = ()
    reasons: tuple[Reason, ...] = ()
    absent: tuple[Reason, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    unknown: bool = False
    answers: tuple[str, ...] = ()
    flooded: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """What a source may ask the proven state.

    `enrolled`: the public key for a fingerprint, None for a stranger's. `root_site`: whose board answers for
    governance. `chain`: the commits of main from the anchor to the step's base, oldest first. `policy` and `placer`
    (gives the function that tells where a path belongs): None where the policy cannot be read. `blocks`: the public key
    for a fingerprint in every form in which boards hold it.
    """

    enrolled: Callable[[str], str | None]
    root_site: str
    chain: Sequence[str]
    policy: Policy | None = None
    placer: Callable[[], Placer] | None = None
    blocks: Callable[[str], tuple[str, ...]] | None = None

    def any_key(self, fingerprint: str) -> str | None:
        """Return the public key for a fingerprint, be it a person's or a forge's."""
        return self.enrolled(fingerprint) or (self.policy.forge_key(fingerprint) if self.policy else None)

    def frames(self, signed: bytes, armour: str, namespace: str, told: Verified) -> Mapping[str, Frame]:
        """Return what an OpenPGP signature that holds says of time under each form of its key that it holds under.

        Boards keep the same key as it was at different times: one may know a subkey, or its revocation, that another
        does not know. Each board judges by its own.
        """
        if told.fingerprint is None or told.frame is None:
            return {}
        forms = self.blocks(told.fingerprint) if self.blocks else ()
        if len(forms) == 1:
            return {forms[0]: told.frame}
        each = {form: verify(signed, armour, namespace, _just(form)) for form in forms}
        return {form: v.frame for form, v in each.items() if v.fingerprint == told.fingerprint and v.frame}

    def of_forge(self, fingerprint: str) -> bool:
        """Return whether a forge signs with a key: then it proves no person, whatever a board says of it."""
        return self.policy is not None and self.policy.forge_key(fingerprint) is not None


def _just(key: str) -> Callable[[str], str]:
    return lambda fingerprint: key


class EvidenceSource(Protocol):
    """One kind of evidence."""

    def find(self, step: StepFacts, view: View) -> Found:
        """Return the approvals of a step."""
        ...

    def knows(self, digest: str, commits: Sequence[str], view: View) -> bool:
        """Return whether something may approve this digest for a run of one-parent commits."""
        ...


class SignedMerge:
    """E2: a two-parent merge signed by an enrolled key."""

    level = "E2"

    def find(self, step: StepFacts, view: View) -> Found:
        """Return the merger's approval; the claimed time is the committer date, which the signer chose."""
        commit = step.commit
        if len(commit.parents) < 2:
            return Found(absent=(Reason.DAY_THANG,))
        if len(commit.parents) > 2:
            return Found()  # refused for its shape; there is no one head that was reviewed
        if commit.signature is None:
            # a name in the message or in a trailer is anybody's to write
            return Found(absent=(Reason.BANG_CHUNG_YEU,))
        verified = verify(commit.signed, commit.signature, GIT_NAMESPACE, view.any_key)
        if verified.fingerprint and view.of_forge(verified.fingerprint):
            return Found(
                absent=(Reason.BANG_CHUNG_YEU,)
            )  # the forge merged; whoever approved is not told by that
        if verified.fingerprint is None:
            return Found(reasons=(verified.reason,) if verified.reason else ())
        claim = Claim(
            self.level,
            commit.committer.at,
            step.reviewed,
            fingerprint=verified.fingerprint,
            proof=hashlib.sha256(commit.signature.encode("utf-8", "surrogatepass")).hexdigest(),
            frame=verified.frame,
            frames=view.frames(commit.signed, commit.signature, GIT_NAMESPACE, verified),
        )
        return Found(claims=(claim,))

    def knows(self, digest: str, commits: Sequence[str], view: View) -> bool:
        """Return False: only a merge with two parents is evidence of this kind."""
        return False

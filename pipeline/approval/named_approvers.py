"""E4 and E5: approvers who are only named in the message of a merge, where the forge's key signed it or nobody did.

Whoever merges can write any name. So these prove nothing about a person; they are recognised to be told as what they
are, and count only where the policy names them and the run itself is one of the two that may take them (`Mode`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from pipeline.approval.evidence import Claim, Found, View
from pipeline.approval.facts import StepFacts
from pipeline.approval.signatures import GIT_NAMESPACE, Verified, verify
from pipeline.history.commits import CommitInfo

FORGE_SIGNED, NAMES_ALONE = "E4", "E5"
_TRAILER = re.compile(r"(?:approved|reviewed)-by:\s*(?P<who>\S.*)", re.IGNORECASE)
_EMAIL = re.compile(r".*<(?P<email>[^<>\s]+)>")
_MOST = 20  # names that are looked at
_LONGEST = 300  # characters of one


class NamedApprovers:
    """E4 and E5, of merges with two parents; a merge that a person signed is none of them (E2)."""

    def find(self, step: StepFacts, view: View) -> Found:
        """Return a claim for everybody whom the merge names as approver."""
        commit = step.commit
        if len(commit.parents) != 2:
            return Found()
        names = named_in(commit.message)
        signer = _forge_key(commit, view) if names else None
        if not names or (commit.signature is not None and signer is None):
            return Found()
        proof = hashlib.sha256(commit.message.encode("utf-8", "surrogatepass")).hexdigest()
        return Found(
            tuple(
                Claim(
                    FORGE_SIGNED if signer else NAMES_ALONE,
                    commit.committer.at,
                    step.reviewed,
                    fingerprint=signer.fingerprint if signer else None,
                    frame=signer.frame if signer else None,
                    named=who,
                    proof=proof,
                )
                for who in names
            )
        )

    def knows(self, digest: str, commits: Sequence[str], view: View) -> bool:
        """Return False: only a merge with two parents is evidence of this kind."""
        return False


def _forge_key(commit: CommitInfo, view: View) -> Verified | None:
    """Return the forge's key that signed a merge, None for any other signature and for none."""
    if commit.signature is None or view.policy is None or not any(view.policy.forge_keys.values()):
        return None
    told = verify(commit.signed, commit.signature, GIT_NAMESPACE, view.policy.forge_key)
    return told if told.fingerprint else None


def named_in(message: str) -> tuple[str, ...]:
    """Return whom the trailers of a message name: an e-mail in angle brackets, else all that stands there."""
    last = message.replace("\r\n", "\n").strip().split("\n\n")[-1]
    found: dict[str, None] = {}
    for line in last.split("\n")[-_MOST * 5 :]:
        told = _TRAILER.fullmatch(line.strip()[:_LONGEST])
        if told:
            email = _EMAIL.fullmatch(told["who"])
            found[(email["email"] if email else told["who"]).strip()] = None
    return tuple(found)[:_MOST]

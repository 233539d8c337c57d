"""`local`: no forge is asked, only what the repository itself proves counts."""

from __future__ import annotations

from pipeline.approval.evidence import EvidenceSource, SignedMerge
from pipeline.approval.signed_statements import SignedStatements
from pipeline.history.repository import Repository


def local_evidence(repo: Repository) -> tuple[EvidenceSource, ...]:
    """Return the kinds of evidence that are proved without a network: signed statements and signed merges."""
    return SignedStatements(repo), SignedMerge()

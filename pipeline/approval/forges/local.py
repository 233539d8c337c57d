"""`local`: no forge is asked, only what the repository itself proves counts."""

from __future__ import annotations

from pipeline.approval.evidence import EvidenceSource, SignedMerge
from pipeline.approval.named_approvers import NamedApprovers
from pipeline.approval.signed_statements import SignedStatements
from pipeline.approval.statements import StatementStore
from pipeline.history.repository import Repository


def local_evidence(repo: Repository, store: StatementStore | None = None) -> tuple[EvidenceSource, ...]:
    """Return the kinds of evidence that need no network: signed statements, signed merges, names in merges.

    `store`: the statements as they stood at a certain time.
    """
    return SignedStatements(repo, store), SignedMerge(), NamedApprovers()

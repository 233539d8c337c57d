"""Putting signed statements, and the heads they speak of, where the gate looks for them."""

from __future__ import annotations

from datetime import datetime

from pipeline.approval.statements import EVIDENCE_REF, Statement
from pipeline.history.writer import Author, Writer

HEADS = "refs/phe-duyet/dau"
_KEEPER = Author("congtinh", "congtinh@localhost")  # means nothing: the signature means all


def keep(writer: Writer, statement: Statement, armour: str, at: datetime) -> str:
    """Add a signed statement to the evidence reference, keep its head from being lost; return the new commit."""
    before = writer.ref(EVIDENCE_REF)
    name = f"{statement.digest}/{statement.name}"
    files = {f"{name}.json": statement.canonical(), f"{name}.sig": armour.encode("ascii")}
    tree = writer.tree(before, files)
    made = writer.commit(tree, (before,) if before else (), f"Bằng chứng {statement.name}", _KEEPER, at)
    writer.set_ref(EVIDENCE_REF, made)
    writer.set_ref(f"{HEADS}/{statement.head}", statement.head)
    return made

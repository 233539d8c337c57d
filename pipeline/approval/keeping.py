"""Putting signed statements, and the heads they speak of, where the gate looks for them."""

from __future__ import annotations

from datetime import datetime

from pipeline.approval.statements import EVIDENCE_REF, MOST_BYTES, Statement
from pipeline.history.repository import Repository
from pipeline.history.writer import Author, Content, Writer

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


def unite(writer: Writer, repo: Repository, theirs: str, at: datetime) -> str:
    """Bring what is kept here and what is kept elsewhere (a commit) together; return the reference's commit.

    Statements are only ever added, so there is nothing to be decided between the two.
    """
    ours = writer.ref(EVIDENCE_REF)
    if ours is None or repo.is_ancestor(ours, theirs):
        writer.set_ref(EVIDENCE_REF, theirs)
        return theirs
    if repo.is_ancestor(theirs, ours):
        return ours
    there = {path for path, _ in repo.files(theirs, "")}
    files: dict[str, Content] = {
        path: repo.content(entry.id)
        for path, entry in repo.files(ours, "")
        if entry.is_file and path not in there and repo.is_small(entry.id, MOST_BYTES)
    }
    tree = writer.tree(theirs, files)
    made = writer.commit(tree, (theirs, ours), "Gộp bằng chứng", _KEEPER, at)
    writer.set_ref(EVIDENCE_REF, made)
    return made

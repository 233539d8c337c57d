"""Adding to the ledger: one signed commit per run, never a change of what stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from pipeline.approval.keeping import HEADS
from pipeline.approval.ledger import LEDGER_FILE, LEDGER_REF, Ledger
from pipeline.history.writer import Author, Writer

_KEEPER = Author("cong-duyet", "cong-duyet@localhost")


def append(
    writer: Writer, present: Ledger, longer: Ledger, at: datetime, sign: Callable[[bytes], str]
) -> str:
    """Put a longer ledger in the place of the present one; return the new commit.

    Heads that the new lines name are kept from being lost.
    """
    before = writer.ref(LEDGER_REF)
    tree = writer.tree(None, {LEDGER_FILE: longer.text})
    parents = (before,) if before else ()
    made = writer.commit(tree, parents, f"Sổ cái đến dòng {len(longer.lines)}", _KEEPER, at, sign=sign)
    told = (line.told.get("dinh") for line in longer.lines[len(present.lines) :])
    writer.set_refs({f"{HEADS}/{head}": head for head in told if isinstance(head, str)})
    writer.set_ref(LEDGER_REF, made)
    return made

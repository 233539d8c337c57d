"""Adding to the ledger: one signed commit per run, never a change of what stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from datetime import datetime

from pipeline.approval.keeping import HEADS
from pipeline.approval.ledger import LEDGER_FILE, LEDGER_REF, Ledger
from pipeline.errors import ToolError
from pipeline.history.writer import Author, Writer

_KEEPER = Author("cong-duyet", "cong-duyet@localhost")


def keep_heads(writer: Writer, heads: Collection[str]) -> None:
    """Keep reviewed heads from being lost; a name that somebody has blocked costs that head alone."""
    refs = {f"{HEADS}/{head}": head for head in sorted(heads)}
    try:
        writer.set_refs(refs)
    except ToolError:
        for name, head in refs.items():
            with suppress(ToolError):
                writer.set_ref(name, head)


def append(
    writer: Writer,
    present: Ledger,
    longer: Ledger,
    at: datetime,
    sign: Callable[[bytes], str],
    statements: Sequence[str] = (),
) -> str:
    """Put a longer ledger in the place of the present one; return the new commit.

    Heads that the new lines name are kept from being lost, and the commits of `statements` that they rest on: whoever
    has the ledger has those too.
    """
    before = writer.ref(LEDGER_REF)
    tree = writer.tree(None, {LEDGER_FILE: longer.text})
    parents = (*((before,) if before else ()), *statements)
    made = writer.commit(tree, parents, f"Sổ cái đến dòng {len(longer.lines)}", _KEEPER, at, sign=sign)
    told = (line.told.get("dinh") for line in longer.lines[len(present.lines) :])
    keep_heads(writer, {head for head in told if isinstance(head, str)})
    writer.set_ref(LEDGER_REF, made)
    return made

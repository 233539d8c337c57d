"""Adding to the ledger: one signed commit per run, never a change of what stands."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.approval.keeping import HEADS
from pipeline.approval.ledger import LEDGER_FILE, LEDGER_REF, Ledger, parse_ledger
from pipeline.errors import ConfigError
from pipeline.history.writer import Author, Writer
from pipeline.model.text import Text

_KEEPER = Author("cong-duyet", "cong-duyet@localhost")
_PENDING = 1


@dataclass(frozen=True, slots=True)
class Pending:
    """Lines that a run decided on but has not added yet: what they follow, and the whole ledger with them."""

    after: str
    ledger: Ledger
    at: datetime


def store_pending(file: Path, before: Ledger, after: Ledger, at: datetime) -> None:
    """Write the decided lines to disk before anything is published, so that a crash loses none of them."""
    fresh = [line.raw.decode("utf-8") for line in after.lines[len(before.lines) :]]
    told = {"schema": _PENDING, "after": before.tip, "at": at.isoformat(), "lines": fresh}
    file.parent.mkdir(parents=True, exist_ok=True)
    staged = file.with_suffix(".tam")
    with staged.open("w", encoding="utf-8") as stream:
        json.dump(told, stream, ensure_ascii=False)
        stream.flush()
        os.fsync(stream.fileno())
    staged.replace(file)


def load_pending(file: Path, ledger: Ledger) -> Pending | None:
    """Return what an interrupted run still owes to a ledger; None where it owes nothing, or the ledger has it."""
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        after, at = str(told["after"]), datetime.fromisoformat(told["at"])
        lines = "".join(f"{line}\n" for line in told["lines"])
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        raise ConfigError(
            Text(f"{file.name} không đọc được.", f"{file.name} cannot be read."),
            Text(
                "Khôi phục tệp từ bản sao lưu của máy xuất bản; nếu không có, xóa tệp rồi chạy lại.",
                "Restore it from the backup of the publishing host; without one remove it and run again.",
            ),
        ) from None
    if after != ledger.tip:
        return None  # the lines were added before the crash, or the ledger went on from another host
    return Pending(after, parse_ledger(ledger.text + lines.encode("utf-8")), at)


def append(
    writer: Writer, present: Ledger, longer: Ledger, at: datetime, sign: Callable[[bytes], str]
) -> str:
    """Put a longer ledger in the place of the present one; return the new commit.

    Heads that the new lines name are kept from being lost.
    """
    before = writer.ref(LEDGER_REF)
    tree = writer.tree(before, {LEDGER_FILE: longer.text})
    parents = (before,) if before else ()
    made = writer.commit(tree, parents, f"Sổ cái đến dòng {len(longer.lines)}", _KEEPER, at, sign=sign)
    for line in longer.lines[len(present.lines) :]:
        head = line.told.get("dinh")
        if isinstance(head, str):
            writer.set_ref(f"{HEADS}/{head}", head)
    writer.set_ref(LEDGER_REF, made)
    return made

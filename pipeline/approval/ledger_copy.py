"""The publishing host's copy of the ledger, and its note of what it has checked line by line already.

The note tells length and SHA-256 of a beginning of the file in which the chain held. It is sealed with the ledger's
private key, so that only this host can have written it. Where file and note agree the beginning is, byte for byte, what was
checked; only the lines behind it are. Whatever does not agree, a lost note and a new release of this program mean
that every line is checked again.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from pathlib import Path

from pipeline import __version__
from pipeline.approval.ledger import Ledger, Line, parse_ledger
from pipeline.approval.statements import canonical_json


class HostCopy:
    """The file `so-cai.jsonl` of a state folder; `key` is the file of the ledger's private key."""

    def __init__(self, folder: Path, key: Path) -> None:
        self._key = key
        self.file = folder / "so-cai.jsonl"
        self._note = folder / "so-cai.da-kiem.json"
        self._held = ""  # the tip of what the file holds, as far as this object knows

    def read(self) -> Ledger:
        """Return the ledger in the file, empty where there is none; raises `BrokenLedger`."""
        self._held = ""
        if not self.file.exists():
            return Ledger()
        raw = self.file.read_bytes()
        ledger = parse_ledger(raw, self._checked(raw))
        self._held = ledger.tip
        return ledger

    def write(self, ledger: Ledger) -> None:
        """Bring a ledger whose chain holds to disk, whole or not at all, and note that it was checked."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        raw = ledger.text
        if self._held != ledger.tip:
            _replace(self.file, raw)
            self._held = ledger.tip
        if not self._key.is_file():
            return
        told = {
            "bo_quy_tac": __version__,
            "dai": len(raw),
            "dong": len(ledger.lines),
            "sha256": hashlib.sha256(raw).hexdigest(),
        }
        note = canonical_json({**told, "dau": self._seal(told)})
        if not self._note.exists() or self._note.read_bytes() != note:
            _replace(self._note, note)

    def _checked(self, raw: bytes) -> Ledger | None:
        """Return the beginning of the file that this host has checked before, None where it cannot be told."""
        try:
            told = json.loads(self._note.read_bytes())
            seal, size = str(told.pop("dau")), told["dai"]
            if not hmac.compare_digest(seal, self._seal(told)):
                return None
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        if told["bo_quy_tac"] != __version__ or len(raw) < size:
            return None
        beginning = raw if len(raw) == size else raw[:size]
        if hashlib.sha256(beginning).hexdigest() != told["sha256"]:
            return None
        parts = beginning.split(b"\n")[:-1]
        return Ledger(tuple(Line(number, part) for number, part in enumerate(parts, start=1)))

    def _seal(self, told: dict[str, object]) -> str:
        secret = hashlib.sha256(b"so-cai.da-kiem\0" + self._key.read_bytes()).digest()
        return hmac.new(secret, canonical_json(told), hashlib.sha256).hexdigest()


def _replace(file: Path, raw: bytes) -> None:
    staged = file.with_suffix(".tam")
    with staged.open("wb") as stream:
        stream.write(raw)
        stream.flush()
        os.fsync(stream.fileno())
    staged.replace(file)

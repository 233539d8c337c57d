"""Attachments of one tree, looked into when somebody asks, and remembered by digest."""

from __future__ import annotations

import atexit
import hashlib
import json
import os
import tempfile
from collections import OrderedDict
from dataclasses import replace
from pathlib import Path

from pipeline.model.attachments import DAMAGED, TOO_LARGE, AttachmentFacts, as_plain, from_plain
from pipeline.model.content import Attachment
from pipeline.source.attachments.kinds import kind_of
from pipeline.source.attachments.limits import MAX_FILE
from pipeline.source.attachments.reading import VERSION, needs_guard, read_facts
from pipeline.source.attachments.worker import Worker
from pipeline.source.tree import read_bytes

_HELD = 16  # rules ask one after the other for the same file; texts are too large to keep them all
_MOST_CACHED = 4 * 1024 * 1024
_workers: dict[int, Worker] = {}  # by process: a child of ours must not talk through its parent's pipes


class Library:
    """The reader of the attachments below `root`; with `cache`, facts outlive the run in that folder."""

    def __init__(self, root: Path, cache: Path | None = None) -> None:
        self._root, self._cache = root, cache
        self._held: OrderedDict[str, AttachmentFacts] = OrderedDict()

    def __call__(self, attachment: Attachment) -> AttachmentFacts:
        """Return the facts of an attachment; never raises for what the file holds or for a lost file."""
        digest = attachment.digest
        facts = self._held.get(digest)
        if facts is None:
            facts = self._remembered(digest) or self._read(attachment)
            self._held[digest] = facts
            if len(self._held) > _HELD:
                self._held.popitem(last=False)
        return facts

    def _read(self, attachment: Attachment) -> AttachmentFacts:
        if attachment.size > MAX_FILE:
            return AttachmentFacts(kind_of(attachment.head), TOO_LARGE)
        try:
            data = read_bytes(self._root / attachment.path, MAX_FILE + 1)
        except OSError:
            return AttachmentFacts("", DAMAGED)
        certain = True
        if needs_guard(data):
            worker = _worker()
            facts, certain = worker.read(data), worker.certain
            if not facts.kind:  # the reader gave up; what the file is can still be said
                facts = replace(facts, kind=kind_of(data))
        else:
            facts = read_facts(data)
        if certain and hashlib.sha256(data).hexdigest() == attachment.digest:
            self._remember(attachment.digest, facts)
        return facts

    def _place(self, digest: str) -> Path | None:
        return self._cache / digest[:2] / f"{digest}-{VERSION}.json" if self._cache and digest else None

    def _remembered(self, digest: str) -> AttachmentFacts | None:
        place = self._place(digest)
        if place is None:
            return None
        try:
            return from_plain(json.loads(read_bytes(place, _MOST_CACHED)))
        except (OSError, ValueError, RecursionError):
            return None

    def _remember(self, digest: str, facts: AttachmentFacts) -> None:
        place = self._place(digest)
        if place is None:
            return
        written = ""
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile("w", dir=place.parent, delete=False, encoding="utf-8") as stream:
                written = stream.name
                json.dump(as_plain(facts), stream, ensure_ascii=False)
            Path(written).replace(place)
        except OSError:  # a full or read-only disk costs time, not the check
            if written:
                Path(written).unlink(missing_ok=True)


def _worker() -> Worker:
    mine = os.getpid()
    if mine not in _workers:
        _workers.clear()  # pipes of a parent, left to the parent
        _workers[mine] = Worker()
    return _workers[mine]


@atexit.register
def _close() -> None:
    worker = _workers.pop(os.getpid(), None)
    if worker is not None:
        worker.close()

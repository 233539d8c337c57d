"""Publish one site and die by SIGKILL at the n-th step that touches the disk (not a test by itself).

Called as: crash_child.py <repository> <built tree> <public> <locks> <domain> <n>. Prints the number of
steps when it survives. Every call of `os` that changes or flushes something counts twice: once before
it happens and once after.
"""

from __future__ import annotations

import os
import signal
import sys

sys.path.insert(0, sys.argv[1])

import hashlib
from datetime import datetime
from pathlib import Path

from pipeline.model.finding import Report
from pipeline.model.release import SEAL, AuditedSite, BuiltSite, Manifest, Origin
from pipeline.publish import publish_site

CALLS = ("open", "write", "fsync", "mkdir", "rename", "replace", "symlink", "unlink", "rmdir", "close")


def main() -> None:
    tree, public, locks, domain = Path(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4]), sys.argv[5]
    last, steps = int(sys.argv[6]), 0

    def step() -> None:
        nonlocal steps
        steps += 1
        if steps == last:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(real):  # type: ignore[no-untyped-def]
        def call(*args, **kwargs):  # type: ignore[no-untyped-def]
            step()
            answer = real(*args, **kwargs)
            step()
            return answer

        return call

    files = sorted(p for p in tree.rglob("*") if p.is_file())
    listed = {p.relative_to(tree).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}
    built = BuiltSite("daklak", domain, tree, (), Origin.APPROVED, "b" * 40)
    audited = AuditedSite(built, Manifest(listed), Report(0, 1, ()), SEAL)
    for name in CALLS:
        setattr(os, name, counted(getattr(os, name)))
    publish_site(audited, public, locks, datetime.fromisoformat("2026-11-22T10:00:00+07:00"))
    print(steps)


main()

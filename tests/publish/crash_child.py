"""Publish one site and die by SIGKILL at the n-th step that touches the disk (not a test by itself).

Called as: crash_child.py <repository> <built tree> <domain> <n> <public> <locks> [<n> <public> <locks> …].
Every n runs in a process of its own, with its own folders. Prints a line for each: n, the signal that
ended it (0: none), the number of steps when it survived. Every call of `os` that changes or flushes
something counts twice: once before it happens and once after.
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
    tree, domain = Path(sys.argv[2]), sys.argv[3]
    files = sorted(p for p in tree.rglob("*") if p.is_file())
    listed = {p.relative_to(tree).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}
    built = BuiltSite("daklak", domain, tree, (), Origin.APPROVED, "b" * 40)
    audited = AuditedSite(built, Manifest(listed), Report(0, 1, ()), SEAL)
    rest = sys.argv[4:]
    for n, public, locks in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            steps = _publish_and_die(audited, Path(public), Path(locks), int(n))
            os.write(writing, str(steps).encode())
            os._exit(0)
        os.close(writing)
        _, status = os.waitpid(child, 0)
        killed = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        print(n, killed, os.read(reading, 20).decode() or "-", os.waitstatus_to_exitcode(status), flush=True)
        os.close(reading)


def _publish_and_die(audited: AuditedSite, public: Path, locks: Path, last: int) -> int:
    steps = 0

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

    real = {name: getattr(os, name) for name in CALLS}
    for name, function in real.items():
        setattr(os, name, counted(function))
    publish_site(audited, public, locks, datetime.fromisoformat("2026-11-22T10:00:00+07:00"))
    for name, function in real.items():
        setattr(os, name, function)
    return steps


main()

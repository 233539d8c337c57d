"""Hand a ledger on to another key and die by SIGKILL at the n-th step that touches the disk (not a test by itself).

Called as: succession_child.py <repository> <new key> <n> <kho> <state> [<n> <kho> <state> …]. Every n runs in a process
of its own. Prints a line for each: n, the signal that ended it (0: none), the number of steps when it survived.
"""

from __future__ import annotations

import os
import signal
import sys

sys.path.insert(0, sys.argv[1])

import io
from datetime import datetime
from pathlib import Path

from pipeline.approval.office import Office
from pipeline.history.repository import Repository

CALLS = ("open", "write", "fsync", "mkdir", "rename", "replace", "unlink")
NOW = datetime.fromisoformat("2026-11-21T08:00:00+07:00")


def main() -> None:
    new, rest = Path(sys.argv[2]), sys.argv[3:]
    for n, kho, state in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            steps = hand_on_and_die(Path(kho), Path(state), new, int(n))
            os.write(writing, str(steps).encode())
            os._exit(0)
        os.close(writing)
        _, status = os.waitpid(child, 0)
        killed = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        print(n, killed, os.read(reading, 20).decode() or "-", os.waitstatus_to_exitcode(status), flush=True)
        os.close(reading)


def hand_on_and_die(kho: Path, state: Path, new: Path, last: int) -> int:
    steps = 0

    def counted(real):  # type: ignore[no-untyped-def]
        def call(*args, **kwargs):  # type: ignore[no-untyped-def]
            nonlocal steps
            steps += 1
            if steps == last:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **kwargs)

        return call

    with Repository.open(kho) as repo:
        office = Office(repo, state)
        real = {name: getattr(os, name) for name in CALLS}
        for name, function in real.items():
            setattr(os, name, counted(function))
        opened = io.open
        io.open = counted(opened)  # by which pathlib opens files
        office.succeed(new, NOW)
        io.open = opened
        for name, function in real.items():
            setattr(os, name, function)
    return steps


main()

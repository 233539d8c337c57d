"""`make bench-gate`: what judging a long history costs, from nothing and with the ledger at hand."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from pipeline.approval.office import Office
from pipeline.clock.now import parse_time
from pipeline.history.repository import Repository

_NOW = parse_time("2026-11-22T09:00:00+07:00")
_KEPT = Path(__file__).parents[2] / "var" / "do-dac"


def sit(kho: Path, anchor: str, state: Path, rev: str) -> None:
    """Let a publishing host judge a history once and write its ledger."""
    with Repository.open(kho) as repo:
        office = Office(repo, state)
        sitting = office.sit(anchor, rev, _NOW)
        assert not sitting.gate.refused and sitting.gate.passed, sitting.gate.refused
        office.close(sitting, _NOW)


def measured(what: str, *arguments: str) -> None:
    """Sit in a fresh process and print wall time, time of the processors and largest memory, git's included."""
    start = time.perf_counter()
    child = subprocess.Popen([sys.executable, "-m", "tests.bench.gate", "--sit", *arguments])
    _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    if status:
        sys.exit(f"the sitting failed: {what}")
    cpu = used.ru_utime + used.ru_stime
    print(f"{what:<40} {wall:8.2f} s {cpu:8.2f} s {used.ru_maxrss / 1024:8.0f} MB", flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--sit", nargs=4, metavar=("KHO", "ANCHOR", "STATE", "REV"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.sit:
        sit(Path(args.sit[0]), args.sit[1], Path(args.sit[2]), args.sit[3])
        return
    from tests.bench.history import history  # a sitting has no use for what makes one

    start = time.perf_counter()
    kept, anchor = history(_KEPT / "lich-su", args.steps)
    place = _KEPT / f"luot-{os.getpid()}"
    try:
        # the ledger is written into the repository: into a copy, so that every measure begins without one
        shutil.copytree(kept, place / "kho")
        print(f"a history of {args.steps:,} signed merges, at hand after {time.perf_counter() - start:.0f} s")
        print(f"{'':<40}       wall        CPU  largest process")
        told = (str(place / "kho"), anchor, str(place / "moi"))
        measured("all but the last step, no ledger", *told, "main~1")
        measured("the last step, ledger holds the rest", *told, "main")
        measured("nothing new", *told, "main")
    finally:
        shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    main()

"""`make bench-check`: what reading and checking a large corpus costs, from nothing and after a small change.

Every figure is taken in a fresh process, so that nothing is cached and the memory is that of the command alone.
"""

from __future__ import annotations

import argparse
import compileall
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.corpus import NOW, write

CLOCK = NOW.isoformat()
PROGRAM = Path(__file__).resolve().parents[2] / "pipeline"


def command(root: Path, *more: str) -> list[str]:
    """Return the check of a repository as a user would start it."""
    program = [sys.executable, "-m", "pipeline.cli.main", "check", "--root", str(root), "--now", CLOCK]
    return [*program, "--state", str(root / "var"), "--format", "json", "--output", os.devnull, *more]


def measure(what: str, line: list[str]) -> float:
    """Run a command, print wall time, processor time and the largest memory of its processes; return wall."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(line, check=False, capture_output=True, text=True)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{what:<44} {wall:7.2f} s {cpu:8.2f} s {after.ru_maxrss / 1024:8.0f} MB", flush=True)
    return wall


def git(root: Path, *args: str) -> None:
    """Run git in a repository of the benchmark's own."""
    settings = ["-c", "user.name=bench", "-c", "user.email=bench@cong-tinh.example", "-c", "gc.auto=0"]
    subprocess.run(["git", "-C", str(root), *settings, *args], check=True, capture_output=True)


def change(root: Path, paths: list[str]) -> None:
    """Add a sentence to each of these articles."""
    for path in paths:
        with (root / path).open("a", encoding="utf-8") as stream:
            stream.write("\nBổ sung một câu về thời gian tiếp nhận hồ sơ trong tuần.\n")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    args = parser.parse_args()
    compileall.compile_dir(PROGRAM, quiet=1)  # as pip leaves an installed program
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "kho"
        root.mkdir()
        written = write(root, args.articles)
        git(root, "init", "-q", "-b", "main")
        git(root, "add", "content", "sites")
        git(root, "commit", "-q", "-m", "base")
        print(f"{args.articles:,} articles{'':<30}    wall       CPU   largest process")
        cold = measure("full check, nothing cached", command(root))
        measure("full check again", command(root))
        measure("first --since HEAD, the index is made", command(root, "--since", "HEAD"))
        change(root, written[:: max(1, args.articles // 10)][:10])
        small = measure("ten files changed, --since HEAD", command(root, "--since", "HEAD"))
        print(f"a small change costs {small / cold:.1%} of a full check")


if __name__ == "__main__":
    main()

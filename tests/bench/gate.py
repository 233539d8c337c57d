"""`make bench-gate`: what judging a long history costs, from nothing and with the ledger at hand."""

from __future__ import annotations

import argparse
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from pipeline.approval.office import Office
from pipeline.demo.play import Actor, Play
from pipeline.history.repository import Repository
from tests.bench.corpus import NOW
from tests.storytelling.world import World

_START = NOW - timedelta(days=300)


def history(folder: Path, steps: int) -> tuple[Path, str]:
    """Build a repository whose main has that many signed merges of one article each; return it and its anchor."""
    world = World(folder / "khoa", {})
    heads = {site: world.actor(f"truong-ban.{site}") for site in ("daklak", "krongpac.daklak", "gialai")}
    play = Play.begin(folder / "kho", world.files(), heads["daklak"], _START)
    anchor = play.main
    writer = Actor("phong-vien", "phong-vien@vi-du.example")
    for number in range(steps):
        site = list(heads)[number % len(heads)]
        at = _START + timedelta(minutes=10 * (number + 1))
        path = f"content/{site}/tin-tuc/2026/{number // 100 % 12 + 1:02d}/bai-{number}.md"
        text = f"---\nloai: tin-tuc\ntieu_de: Bài số {number}\n---\n\nNội dung.\n".encode()
        play.branch("bai")
        play.commit("bai", {path: text}, writer, at)
        play.merge("bai", heads[site], at + timedelta(minutes=5))
    play.writer.pack()
    return folder / "kho", anchor


def sit(kho: Path, anchor: str, state: Path, rev: str = "main") -> float:
    """Return the seconds that one sitting of the gate takes, opening the repository included."""
    start = time.perf_counter()
    with Repository.open(kho) as repo:
        office = Office(repo, state)
        sitting = office.sit(anchor, rev, NOW)
        assert not sitting.gate.refused and sitting.gate.passed, sitting.gate.refused
        office.close(sitting, NOW)
    return time.perf_counter() - start


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=10_000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = time.perf_counter()
        kho, anchor = history(folder, args.steps)
        print(f"a history of {args.steps:,} signed merges, made in {time.perf_counter() - start:.0f} s")
        cold = sit(kho, anchor, folder / "moi", "main~1")
        print(f"all but the last step, no ledger     {cold:8.2f} s", flush=True)
        last = sit(kho, anchor, folder / "moi")
        print(f"the last step, ledger holds the rest {last:8.2f} s")


if __name__ == "__main__":
    main()

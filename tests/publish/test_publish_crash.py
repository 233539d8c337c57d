"""kill -9 at every step: the old release or the new one is served whole, and the next run completes."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path

from publish_ground import DOMAIN, NOW, Ground, Make

from pipeline.publish import entries, publish, publish_site
from pipeline.publish.history import previous
from pipeline.publish.layout import Place
from pipeline.publish.manifest import verify

CHILD = Path(__file__).with_name("crash_child.py")
ROOT = Path(__file__).parents[2]
NEVER = 0


def crash(tree: Path, grounds: Mapping[int, Ground]) -> dict[int, tuple[int, str]]:
    """Publish `tree` once on each ground, each run killed at its step; return signal and step count."""
    places = [str(x) for n, ground in grounds.items() for x in (n, ground.public, ground.locks)]
    command = [sys.executable, "-I", "-S", str(CHILD), str(ROOT), str(tree), DOMAIN, *places]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    told = {}
    for line in done.stdout.splitlines():
        n, killed, steps, code = line.split()
        assert int(code) in (0, -signal.SIGKILL), done.stderr
        told[int(n)] = (int(killed), steps)
    assert told.keys() == grounds.keys()
    return told


def copies(ground: Ground, steps: Iterable[int]) -> dict[int, Ground]:
    """Return a copy of a ground for every step."""
    found = {}
    for n in steps:
        folder = ground.public.parent / f"buoc-{n}"
        found[n] = Ground(folder / "public", folder / "lock", ground.work)
        if ground.public.exists():
            shutil.copytree(ground.public, found[n].public, symlinks=True)
    return found


def steps_of(tree: Path, ground: Ground) -> int:
    """Return how many steps an undisturbed run takes."""
    (there,) = copies(ground, [NEVER]).values()
    return int(crash(tree, {NEVER: there})[NEVER][1])


def test_kill_at_every_step(ground: Ground, make: Make) -> None:
    old = publish_site(make("Một"), ground.public, ground.locks, NOW)
    new, third = make("Hai"), make("Ba")
    total = steps_of(new.built.directory, ground)
    assert total > 80, "the child counts every call that touches the disk"
    grounds = copies(ground, range(1, total + 2))
    died = crash(new.built.directory, grounds)
    assert [signal_ for signal_, _ in died.values()] == [signal.SIGKILL] * total + [0]

    switched = []
    for there in grounds.values():
        record = verify((there.folder / "current").resolve())  # what is served is whole
        switched.append(record.release.digest == new.manifest.digest)
        assert switched[-1] or record.release.id == old.id

        outcome = publish(new, there.public, there.locks, NOW + timedelta(hours=2))
        assert outcome.changed is not switched[-1]
        assert "<h1>Hai</h1>" in there.served()
        assert [p.name for p in there.folder.rglob("*") if ".tmp-" in p.name] == []
        assert all(e.release for e in entries(there.public, DOMAIN, prove=True))
        # The log knows what was served, whenever the run died.
        assert previous(Place.of(there.public, DOMAIN)) == old.id
        publish_site(third, there.public, there.locks, NOW + timedelta(hours=3))
        assert previous(Place.of(there.public, DOMAIN)) == outcome.release.id
    assert switched == sorted(switched)  # one moment of switching, once
    assert not switched[0] and switched[-1]


def test_first_publication_killed_is_completed_by_the_next(ground: Ground, make: Make) -> None:
    new = make("Hai")
    total = steps_of(new.built.directory, ground)
    grounds = copies(ground, range(1, total + 1, 5))
    died = crash(new.built.directory, grounds)
    assert {signal_ for signal_, _ in died.values()} == {signal.SIGKILL}
    for there in grounds.values():
        if (there.folder / "current").is_symlink():
            verify((there.folder / "current").resolve())
        publish_site(new, there.public, there.locks, NOW)
        assert "<h1>Hai</h1>" in there.served()


def test_killed_while_pruning(ground: Ground, make: Make) -> None:
    for n in range(10):
        publish_site(make(f"Bản {n}"), ground.public, ground.locks, NOW)
    new, third = make("Hai"), make("Ba")
    total = steps_of(new.built.directory, ground)
    grounds = copies(ground, range(total - 32, total + 1, 2))
    died = crash(new.built.directory, grounds)
    assert {signal_ for signal_, _ in died.values()} == {signal.SIGKILL}
    halves = 0
    for there in grounds.values():
        verify((there.folder / "current").resolve())
        halves += any(".tmp-" in p.name for p in (there.folder / "releases").iterdir())
        publish_site(third, there.public, there.locks, NOW + timedelta(hours=2))
        assert all(e.release for e in entries(there.public, DOMAIN, prove=True))
        assert len(there.names()) == 10
        assert [p.name for p in there.folder.rglob("*") if ".tmp-" in p.name] == []
    assert halves > 0, "some run died with a release half removed"

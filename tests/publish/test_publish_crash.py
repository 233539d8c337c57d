"""kill -9 at every step: the old release or the new one is served whole, and the next run completes."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from publish_ground import DOMAIN, NOW, Ground, Make

from pipeline.model.release import AuditedSite
from pipeline.publish import entries, publish, publish_site
from pipeline.publish.history import previous
from pipeline.publish.layout import Place
from pipeline.publish.manifest import verify

CHILD = Path(__file__).with_name("crash_child.py")
ROOT = Path(__file__).parents[2]


def _run(tree: Path, ground: Ground, n: int) -> subprocess.CompletedProcess[str]:
    arguments = [ROOT, tree, ground.public, ground.locks, DOMAIN, n]
    command = [sys.executable, "-I", "-S", str(CHILD), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)


def _copy_of(ground: Ground, name: str) -> Ground:
    other = Ground(ground.public.parent / name / "public", ground.public.parent / name / "lock", ground.work)
    shutil.copytree(ground.public, other.public, symlinks=True)
    return other


def _crash_and_mend(ground: Ground, new: AuditedSite, old_id: str, n: int) -> tuple[int, bool]:
    """Kill a run at step n, prove what is served, run again; return the exit code and what was served."""
    there = _copy_of(ground, f"buoc-{n}")
    done = _run(new.built.directory, there, n)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    record = verify((there.folder / "current").resolve())  # what is served is whole
    switched = record.release.digest == new.manifest.digest
    assert switched or record.release.id == old_id

    outcome = publish(new, there.public, there.locks, NOW + timedelta(hours=2))
    assert outcome.changed is not switched
    assert "<h1>Hai</h1>" in there.served()
    leftovers = [p.name for p in there.folder.rglob("*") if ".tmp-" in p.name]
    assert leftovers == []
    assert all(e.release for e in entries(there.public, DOMAIN, prove=True))
    before = previous(Place.of(there.public, DOMAIN))
    assert before == old_id  # the log knows what was served, whenever the run died
    shutil.rmtree(there.public.parent)
    return done.returncode, switched


@pytest.mark.parametrize("start", [0, 1])
def test_kill_at_every_step(ground: Ground, make: Make, start: int) -> None:
    old = publish_site(make("Một"), ground.public, ground.locks, NOW)
    new = make("Hai")
    counted = _run(new.built.directory, _copy_of(ground, "dem"), 0)
    total = int(counted.stdout)
    assert total > 80, "the child counts every call that touches the disk"
    with ThreadPoolExecutor(2) as pool:
        steps = range(1 + start, total + 3, 2)
        results = list(pool.map(lambda n: _crash_and_mend(ground, new, old.id, n), steps))
    died = [code == -signal.SIGKILL for code, _ in results]
    assert died == [n <= total for n in steps]
    served = [switched for _, switched in results]
    assert served == sorted(served) and not served[0] and served[-1]  # one moment of switching, once


def test_first_publication_killed_leaves_nothing_that_is_served_broken(ground: Ground, make: Make) -> None:
    new = make("Hai")
    ground.work.parent.joinpath("trong", "public").mkdir(parents=True)
    total = int(
        _run(new.built.directory, Ground(ground.work.parent / "dem", ground.locks, ground.work), 0).stdout
    )
    for n in range(1, total + 1, 7):
        there = Ground(ground.work.parent / f"dau-{n}" / "public", ground.locks, ground.work)
        assert _run(new.built.directory, there, n).returncode == -signal.SIGKILL
        if (there.folder / "current").is_symlink():
            verify((there.folder / "current").resolve())
        publish_site(new, there.public, there.locks, NOW)
        assert "<h1>Hai</h1>" in there.served()


def test_killed_while_pruning(ground: Ground, make: Make) -> None:
    for n in range(10):
        publish_site(make(f"Bản {n}"), ground.public, ground.locks, NOW)
    new = make("Hai")
    total = int(_run(new.built.directory, _copy_of(ground, "dem"), 0).stdout)
    died = 0
    for n in range(total - 24, total + 1, 3):
        there = _copy_of(ground, f"tia-{n}")
        died += _run(new.built.directory, there, n).returncode == -signal.SIGKILL
        verify((there.folder / "current").resolve())
        publish_site(make("Ba"), there.public, there.locks, NOW + timedelta(hours=2))
        assert all(e.release for e in entries(there.public, DOMAIN, prove=True))
        assert len(there.names()) == 10
    assert died == 9

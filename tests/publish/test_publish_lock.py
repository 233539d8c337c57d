"""One run per domain; the kernel frees the lock of a dead one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from publish_ground import DOMAIN, NOW, Ground, Make

from pipeline.errors import Busy
from pipeline.publish import publish_site, rollback
from pipeline.publish.lock import hold

_HOLDER = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from pipeline.publish.lock import hold
with hold(Path(sys.argv[2]), sys.argv[3]):
    print("held", flush=True)
    sys.stdin.read()
"""


def _holder(ground: Ground) -> subprocess.Popen[str]:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-I", "-S", "-c", _HOLDER, str(root), str(ground.locks), DOMAIN]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert child.stdout and child.stdout.readline() == "held\n"
    return child


def test_second_run_is_told_and_changes_nothing(ground: Ground, make: Make) -> None:
    publish_site(make("Một"), ground.public, ground.locks, NOW)
    child = _holder(ground)
    try:
        with pytest.raises(Busy, match=f"lượt đăng khác của {DOMAIN}"):
            publish_site(make("Hai"), ground.public, ground.locks, NOW)
        with pytest.raises(Busy):
            rollback(ground.public, ground.locks, DOMAIN, NOW)
        other = publish_site(make("Hai", domain="gialai.gov.vn"), ground.public, ground.locks, NOW)
        assert other.domain == "gialai.gov.vn"  # another domain is another lock
        assert "<h1>Một</h1>" in ground.served()
    finally:
        child.communicate("")
    publish_site(make("Hai"), ground.public, ground.locks, NOW)
    assert "<h1>Hai</h1>" in ground.served()


def test_lock_of_a_killed_run_is_free(ground: Ground, make: Make) -> None:
    child = _holder(ground)
    os.kill(child.pid, signal.SIGKILL)
    child.communicate()
    assert (ground.locks / f"{DOMAIN}.lock").exists()
    publish_site(make("Một"), ground.public, ground.locks, NOW)
    assert "<h1>Một</h1>" in ground.served()


def test_lock_is_free_after_a_fault(ground: Ground) -> None:
    with pytest.raises(ZeroDivisionError), hold(ground.locks, DOMAIN):
        raise ZeroDivisionError
    with hold(ground.locks, DOMAIN):
        pass

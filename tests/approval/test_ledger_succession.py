"""A new key takes over the ledger, and the run that hands it on is killed at every step that touches the disk."""

from __future__ import annotations

import hashlib
import shutil
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.approval.ledger import SUCCESSION, Ledger
from pipeline.approval.ledger_key import public_in
from pipeline.approval.ledger_trust import current_key
from pipeline.approval.ledger_verify import verify_ledger
from pipeline.approval.office import Office
from pipeline.approval.signatures import ssh_keygen
from pipeline.demo.play import Key
from pipeline.errors import ConfigError, ToolError
from pipeline.history.repository import Repository
from tests.approval.ledger_ground import RUN, Ground

CHILD = Path(__file__).with_name("succession_child.py")
ROOT = Path(__file__).parents[2]
NEVER = 0
LATER = RUN + timedelta(days=2)


@pytest.fixture
def ground(tmp_path: Path, keys: Path) -> Ground:
    ground = Ground(tmp_path, keys)
    ground.step()
    ground.sit(RUN)
    return ground


def killed(ground: Ground, new: Key, steps: list[int]) -> dict[int, tuple[int, str]]:
    """Hand on a copy of the host's ledger for each step, killed there; return signal and step count."""
    rest: list[str] = []
    for n in steps:
        folder = ground.folder / f"buoc-{n}"
        shutil.copytree(ground.folder / "kho", folder / "kho", symlinks=True)
        shutil.copytree(ground.state, folder / "may")
        rest += [str(n), str(folder / "kho"), str(folder / "may")]
    command = [sys.executable, "-I", str(CHILD), str(ROOT), str(new.path), *rest]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    told = {}
    for line in done.stdout.splitlines():
        n, by, count, code = line.split()
        assert int(code) in (0, -signal.SIGKILL), done.stderr
        told[int(n)] = (int(by), count)
    assert sorted(told) == steps
    return told


def successions(ledger: Ledger) -> int:
    return sum(line.kind == SUCCESSION for line in ledger.lines)


def test_a_succession_that_dies_anywhere_is_finished_and_loses_no_key(ground: Ground, tmp_path: Path) -> None:
    old, new = ground.key.public, Key.generate(tmp_path / "khoa-ke-nhiem")
    secret = ground.key.path.read_bytes()
    total = int(killed(ground, new, [NEVER])[NEVER][1])
    assert total > 20, "the child counts every call that touches the disk"
    steps = list(range(1, total + 1))
    assert [by for by, _ in killed(ground, new, steps).values()] == [signal.SIGKILL] * total
    finished = 0
    for n in steps:
        folder = ground.folder / f"buoc-{n}"
        with Repository.open(folder / "kho") as repo:
            # a run goes on as if nothing had happened, under the one key or under the other
            office = Office(repo, folder / "may")
            sitting = office.sit(ground.anchor, "main", LATER)
            office.close(sitting, LATER)
            assert office.pinned == old, n
            assert (
                public_in(folder / "may" / "khoa") == office.public_key == current_key(sitting.ledger, old)
            ), n
            finished += office.public_key == new.public
            # and the same call again completes what was begun
            done = Office(repo, folder / "may").succeed(new.path, LATER)
            assert successions(done) == 1, n
            assert verify_ledger(repo, old, tip=sitting.ledger.tip).tip == done.tip, n
        retired = hashlib.sha256(old.encode()).hexdigest()[:12]
        held = {p.name: p.read_bytes() for p in (folder / "may").iterdir() if "khoa" in p.name}
        assert held.pop(f"khoa-cu-{retired}") == secret, n
        assert held.pop("khoa") == new.path.read_bytes(), n
        assert " ".join(held.pop("khoa.pub").decode().split()[:2]) == new.public, n
        assert held.pop("khoa-dau.pub").decode().strip() == old, n
        assert "khoa.dang-doi" not in held, n
        for name in ("khoa", f"khoa-cu-{retired}"):
            assert (folder / "may" / name).stat().st_mode & 0o077 == 0, n
        shutil.rmtree(folder)
    assert 0 < finished < total


def test_a_key_that_does_not_fit_its_public_half_takes_nothing_over(ground: Ground, tmp_path: Path) -> None:
    new, other = Key.generate(tmp_path / "mot"), Key.generate(tmp_path / "hai")
    new.path.with_name("mot.pub").write_text(other.public + "\n", "utf-8")
    odd = tmp_path / "ba"  # an older form, in which the public half does not stand in the open
    ssh_keygen("-q", "-t", "ecdsa", "-m", "PEM", "-N", "", "-f", str(odd))
    before = {p.name: p.read_bytes() for p in ground.state.iterdir()}
    for key, error in ((new.path, ToolError), (odd, ConfigError)):
        with ground.play.reader() as repo, pytest.raises(error):
            Office(repo, ground.state).succeed(key, LATER)
        assert {p.name: p.read_bytes() for p in ground.state.iterdir()} == before


def test_a_new_key_may_lie_in_the_hosts_own_folder(ground: Ground) -> None:
    new = Key.generate(ground.state / "khoa-moi")
    with ground.play.reader() as repo:
        done = Office(repo, ground.state).succeed(new.path, LATER)
        assert current_key(done, Office(repo, ground.state).pinned) == new.public
    assert new.path.is_file()
    ground.step()
    assert ground.sit(LATER).gate.passed and new.path.is_file()


@pytest.mark.parametrize(
    "text", ["", "x", "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----"]
)
def test_what_is_no_private_key_tells_no_public_one(tmp_path: Path, text: str) -> None:
    place = tmp_path / "khoa"
    place.write_text(text, "utf-8")
    assert public_in(place) is None


@pytest.mark.parametrize("kind", ["ed25519", "rsa", "ecdsa"])
def test_a_private_key_tells_its_public_half(keys: Path, kind: str) -> None:
    key = Key.generate(keys / f"khoa-{kind}", kind)
    assert public_in(key.path) == key.public


def test_a_public_file_that_is_lost_or_wrong_is_written_anew(ground: Ground) -> None:
    public = ground.key.public
    beside = ground.state / "khoa.pub"
    for text in (None, "", "ssh-ed25519 AAAA x\n"):
        beside.unlink()
        if text is not None:
            beside.write_text(text, "utf-8")
        with ground.play.reader() as repo:
            assert Office(repo, ground.state).public_key == public
        assert " ".join(beside.read_text("utf-8").split()[:2]) == public

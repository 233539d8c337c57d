"""Code, rules and settings that are pushed to main neither judge nor publish themselves.

The publisher has the program, the anchor and the fingerprint of the ledger's key from elsewhere; of the repository
it reads objects only.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.approval.keys import fingerprint_of
from pipeline.approval.ledger import LEDGER_REF, Ledger
from pipeline.approval.ledger_entries import extend, opening
from pipeline.approval.statements import EVIDENCE_REF
from pipeline.demo.play import Key
from pipeline.history.writer import Author, Content
from tests.approval.ledger_ground import RUN, SITES, Ground

ME = "nguoi-la"


@pytest.fixture
def ground(tmp_path: Path, keys: Path) -> Ground:
    ground = Ground(tmp_path, keys)
    ground.step("daklak")
    ground.step("gialai")
    return ground


def poison(marker: Path) -> bytes:
    """Return a program that leaves a trace and says that everything is approved."""
    return f"open({str(marker)!r}, 'w').close()\nprint('DAT')\nraise SystemExit(0)\n".encode()


def pushed(ground: Ground, marker: Path) -> dict[str, dict[str, Content]]:
    """Return what somebody might push, by what it is meant to bend."""
    policy = ground.world.files()["sites/_chung/phe-duyet.yml"]
    assert isinstance(policy, bytes)
    weak = policy.replace(b"so_nguoi: 2", b"so_nguoi: 1").replace(b"truong-ban", b"cong-tac-vien")
    board = ground.world.board("gialai", {f"{ME}@gialai": {"bo_nhiem": {"vai_tro": "truong-ban"}}})
    code = poison(marker)
    modules = (
        "pipeline/__init__.py",
        "pipeline/approval/gate.py",
        "pipeline/cli/main.py",
        "sitecustomize.py",
    )
    return {
        "code": {**dict.fromkeys(modules, code), "git.py": code, "yaml/__init__.py": code},
        "ci": {".ci/run": b"#!/bin/sh\n" + code, ".forgejo/workflows/a.yml": b"on: push\n"},
        "policy": {"sites/_chung/phe-duyet.yml": weak},
        "board": {"sites/gialai/ban-bien-tap.yml": board},
        "attributes": {".gitattributes": b"* diff=x filter=x merge=x\n", ".gitmodules": b'[submodule "a"]\n'},
    }


@pytest.mark.parametrize("what", ["code", "ci", "policy", "board", "attributes"])
@pytest.mark.parametrize("way", ["push", "merge"])
def test_what_is_pushed_to_main_holds_everything_back_and_judges_nothing(
    ground: Ground, tmp_path: Path, what: str, way: str
) -> None:
    marker, me, before = tmp_path / "da-chay", ground.world.actor(ME), ground.play.main
    files = pushed(ground, marker)[what]
    if way == "push":
        ground.play.commit("main", files, me, ground.tick(), signed=True)
    else:
        ground.play.commit("doi", files, ground.world.actor("phong-vien"), ground.tick())
        ground.play.merge("doi", me, ground.tick())
    ground.step("gialai", by=ME)  # signed by whom the pushed board or policy names
    ground.step("daklak")  # and something properly approved on top of it
    ground.play.check_out()
    sitting = ground.sit(RUN)
    assert {sitting.gate.publishable[site] for site in SITES} == {before}
    # the released program, started in the poisoned working tree itself
    program = Path(sys.executable).with_name("congtinh")
    options = ("--now", RUN.isoformat(), "--format", "json")
    done = subprocess.run(
        [program, "gate", "--repo", ".", "--from", ground.anchor, "--to", "main", *options],
        cwd=ground.folder / "kho",
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 3, done.stderr.decode()
    assert set(json.loads(done.stdout)["publishable"].values()) == {before}
    assert not marker.exists()


def test_a_pushed_evidence_reference_proves_nothing_without_an_enrolled_signature(ground: Ground) -> None:
    before = ground.play.main
    ground.step("gialai", unsigned=True)
    with ground.play.reader() as repo:
        head = repo.commit(ground.play.main).parents[1]
    ground.approve(before, head, "gialai", RUN - timedelta(hours=1))
    writer = ground.play.writer
    commit = writer.ref(EVIDENCE_REF)
    assert commit is not None
    with ground.play.reader() as repo:
        kept = {p: repo.content(e.id) for p, e in repo.files(commit, "")}
    stranger = ground.world.key(ME)  # … but a stranger signed it
    forged = {
        p: stranger.sign(kept[p.removesuffix(".sig") + ".json"], "pheduyet@v1").encode()
        if p.endswith(".sig")
        else b
        for p, b in kept.items()
    }
    tree = writer.tree(None, forged)
    writer.set_ref(EVIDENCE_REF, writer.commit(tree, (), "Bằng chứng", Author("x", "x@localhost"), RUN))
    assert ground.sit(RUN).gate.publishable["gialai"] == before


def test_a_pushed_ledger_moves_neither_anchor_nor_observation_times(ground: Ground, tmp_path: Path) -> None:
    """A stranger's ledger that begins after an unapproved step, signed by the stranger's own key."""
    bad = ground.step("gialai", unsigned=True)
    mine = Key.generate(tmp_path / "khoa-la")
    forged = extend(Ledger(), [opening(bad, fingerprint_of(mine.public), RUN)])
    ground.sit(RUN, close=False)
    ground.put(forged.text, mine)
    sitting = ground.sit(RUN + timedelta(hours=1))
    assert sitting.gate.publishable["gialai"] != bad
    assert sitting.ledger.anchor == ground.anchor
    assert ground.verify(tip=sitting.ledger.tip).anchor == ground.anchor
    assert ground.play.writer.ref(LEDGER_REF)

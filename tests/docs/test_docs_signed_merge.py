"""The reviewers' commands, typed as the handbook prints them, make an approval that the gate accepts."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.approval.gate import judge
from pipeline.clock.now import parse_time
from pipeline.demo.people import enrolled
from pipeline.demo.play import Actor, Key, Play
from pipeline.history.repository import Repository
from pipeline.model.approval import Reason, Result
from tests.docs import papers
from tests.docs.papers import HANDBOOK, ROOT

REVIEWERS = HANDBOOK / "nguoi-duyet.md"
HEAD = "truong-ban-daklak"
BEGIN = parse_time("2026-11-20T08:00:00+07:00")
MERGED = "2026-11-22T08:50:00+07:00"
NOW = parse_time("2026-11-22T09:00:00+07:00")
ITEM = "content/daklak/tin-tuc/2026/11/lich-tra-loi-phan-anh.md"
BRANCH = "ten-nhanh-cua-bai"


@dataclass(frozen=True)
class Desk:
    """The head's own machine: a home folder with the enrolled key, and a clone."""

    home: Path
    clone: Path
    anchor: str

    @property
    def environment(self) -> Mapping[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_DATE": MERGED,
            "GIT_COMMITTER_DATE": MERGED,
            "LC_ALL": "C.UTF-8",
        }

    def type(self, line: str) -> None:
        words = [w.replace("~", str(self.home), 1) if w.startswith("~/") else w for w in shlex.split(line)]
        done = subprocess.run(
            words, cwd=self.clone, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"


def setting_up() -> list[str]:
    (block,) = [f for f in papers.fences(REVIEWERS, "text") if "gpg.format" in f.text]
    lines = block.text.splitlines()
    assert lines[0].startswith("ssh-keygen ")  # asks for a passphrase, so the test makes the key itself
    return lines[1:]


def merging() -> list[str]:
    (block,) = papers.fences(REVIEWERS, "bash")
    return block.text.splitlines()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An origin with a submitted article, cloned by the head, whose key is enrolled."""
    home = tmp_path / "nha"
    key = Key.generate(home / ".ssh" / "duyet-bai")
    head = Actor("Trưởng Ban Biên tập", f"{HEAD}@daklak.example", key)
    writer = Actor("Thư ký Ban Biên tập", "thu-ky-daklak@daklak.example")
    files = {
        p.relative_to(ROOT).as_posix(): p.read_bytes()
        for folder in ("sites/_chung", "sites/daklak")
        for p in (ROOT / folder).rglob("*.yml")
    }
    board = "sites/daklak/ban-bien-tap.yml"
    files[board] = enrolled(files[board].decode(), {HEAD: head}).encode()
    play = Play.begin(tmp_path / "goc", files, writer, BEGIN)
    (article,) = papers.fences(HANDBOOK / "bien-tap-vien.md", "markdown")
    play.commit(BRANCH, {ITEM: article.text.encode()}, writer, BEGIN)
    origin, clone = tmp_path / "goc.git", tmp_path / "kho"
    made = Desk(home, tmp_path, play.main)
    made.type(f"git clone --quiet --bare {tmp_path / 'goc'} {origin}")
    made.type(f"git clone --quiet --branch main {origin} {clone}")
    return Desk(home, clone, play.main)


def decision(desk: Desk) -> tuple[Result, tuple[Reason, ...]]:
    with Repository.open(desk.clone) as repository:
        (step,) = judge(repository, desk.anchor, "origin/main", NOW).steps
    found = step.sites["daklak"]
    return found.result, found.reasons


def test_a_merge_by_the_handbook_is_an_approval(desk: Desk) -> None:
    for line in [*setting_up(), *merging()]:
        desk.type(line)
    assert decision(desk) == (Result.DAT, ())


def test_the_same_merge_without_a_signature_is_none(desk: Desk) -> None:
    for line in [*setting_up(), *merging()]:
        desk.type(line.replace(" -S ", " "))
    assert decision(desk) == (Result.KHONG_DAT, (Reason.BANG_CHUNG_YEU,))

"""Random histories with everything that can happen to main, against a reference that reads no git and no gate.

The reference only knows who did what, when and by which way. From that it says two things: which texts were ever
approved by somebody entitled, so that nothing else may be published; and, as long as nothing is taken back, at which
step each site has to stand.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pipeline.approval.gate import judge
from pipeline.approval.keeping import keep
from pipeline.approval.ledger_entries import step_of
from pipeline.approval.office import Office
from pipeline.approval.statements import MAIN, NAMESPACE, Statement
from pipeline.clock.now import parse_time
from pipeline.demo.play import Actor, Play
from pipeline.history.diff import change_digest
from pipeline.history.writer import Content
from tests.storytelling.world import World

SITES = ("daklak", "gialai")
NOW = parse_time("2026-11-04T12:00:00+07:00")


def _delegation(site: str, since: int, until: int) -> dict[str, str]:
    who = {"tu_nguoi": f"truong-ban.{site}", "cho": f"pho-truong-ban.{site}"}
    return who | {"tu": f"2026-11-0{since}", "den": f"2026-11-0{until}"}


STORY = {"delegations": {"daklak": [_delegation("daklak", 2, 4)], "gialai": [_delegation("gialai", 1, 3)]}}
SIGNERS = (
    *("truong-ban.daklak", "truong-ban.gialai") * 4,
    *("pho-truong-ban.daklak", "pho-truong-ban.gialai", "thu-ky.daklak", "nguoi-la"),
)
APPROVING = ("merge", "statement", "squash", "forward", "revert")
WAYS = (
    *("merge", "statement", "squash", "forward") * 3,
    *(
        "edited-merge",
        "edited-statement",
        "edited-squash",
        "edited-forward",
    ),  # another text than was approved
    *("push", "unsigned", "governance", "mixed", "replay", "withdrawn", "stale"),
    *("revert",) * 2,  # the newest refused text of the site is taken away again
)


@dataclass(frozen=True)
class Act:
    """One thing that somebody does to main; few files, so that acts meet each other."""

    way: str
    site: str
    signer: str
    author: str
    file: int
    day: int


ACTS = st.builds(
    Act,
    way=st.sampled_from(WAYS),
    site=st.sampled_from(SITES),
    signer=st.sampled_from(SIGNERS),
    author=st.sampled_from(("phong-vien", "phong-vien", "phong-vien", "truong-ban.daklak")),
    file=st.integers(0, 2),
    day=st.integers(1, 3),
)


def entitled(act: Act, seen: int) -> bool:
    """Return whether an act is approved, when it is first seen on a day of November."""
    if act.way not in APPROVING or act.signer == act.author:
        return False
    if act.signer == f"truong-ban.{act.site}":
        return True
    since, until = {"daklak": (2, 4), "gialai": (1, 3)}[act.site]
    by_deputy = act.signer == f"pho-truong-ban.{act.site}"
    return by_deputy and all(since <= day <= until for day in (act.day, seen))


class Stage:
    """Plays acts and remembers, for the reference, which texts were approved."""

    def __init__(self, folder: Path, world: World) -> None:
        self.world = world
        boss = world.actor("truong-ban.daklak")
        self.play = Play.begin(folder, world.files(), boss, parse_time("2026-11-01T08:00:00+07:00"))
        self.reached = [self.play.main]
        self.approved: set[tuple[str, bytes]] = set()
        self.refused: dict[str, list[str]] = {site: [] for site in SITES}
        self._outsider = Actor("nguoi-gop", "nguoi-gop@vi-du.example")

    def perform(self, number: int, act: Act) -> None:
        """Play one act: a change on a branch, an approval of it, and how something comes to main."""
        at = parse_time(f"2026-11-0{act.day}T09:00:00+07:00") + timedelta(minutes=number)
        path = f"content/{act.site}/tin-tuc/2026/11/{act.file}.md"
        text = _text(f"Bước {number}")
        files: dict[str, Content] = {path: text}
        if act.way == "revert":
            path = next(iter(self.refused[act.site][::-1]), path)
            files = {path: None}
        if act.way in ("governance", "mixed"):
            files = ({} if act.way == "governance" else files) | {f"theme/{number}.css": text}
        if act.way == "replay" and len(self.reached) > 1:
            files = self._before(path)
        if entitled(act, NOW.day):
            self.approved.add((path, text))
        elif act.way != "revert":
            self.refused[act.site].append(path)
        self._bring(f"nhanh-{number}", act, files, at)
        self.reached.append(self.play.main)

    def _before(self, path: str) -> dict[str, Content]:
        """Return what stood at a path one step ago."""
        with self.play.reader() as repo:
            return {path: repo.blob(self.reached[-2], path)}

    def _bring(self, branch: str, act: Act, files: dict[str, Content], at: datetime) -> None:
        play, signer, author = self.play, self.world.actor(act.signer), self.world.actor(act.author)
        other: dict[str, Content] = {p: _text("Chữ đã sửa") for p in files}
        if act.way in ("push", "replay"):
            play.commit("main", files, author, at, committer=signer, signed=True)
            return
        base = play.branch(branch)
        first = {p: _text("Nháp") for p in files} if act.way == "forward" else files
        play.commit(branch, first, author, at)
        if act.way == "forward":
            play.commit(branch, files, author, at)
        if act.way in ("merge", "edited-merge", "governance", "mixed", "revert"):
            play.merge(branch, signer, at, smuggled=other if act.way == "edited-merge" else None)
            return
        if act.way != "unsigned":
            self._state(base, play.tip(branch), act, at)
        if act.way == "withdrawn":
            self._state(base, play.tip(branch), act, at + timedelta(seconds=1), "thu-hoi")
        if act.way == "stale":  # one more commit after the approval
            play.commit(branch, other, author, at)
        late = at + timedelta(seconds=9)
        way = act.way.removeprefix("edited-")
        if way in ("squash", "forward"):
            edited = other if act.way.startswith("edited-") else {}
            tree = play.writer.tree(play.tip(branch), edited)
            if way == "forward" and not edited:
                play.move("main", play.tip(branch))
                return
            made = play.writer.commit(tree, (base,), "Gộp", author.author, late, self._outsider.author)
            play.move("main", made)
            return
        play.merge(branch, self._outsider, late, smuggled=other if act.way == "edited-statement" else None)

    def _state(self, base: str, head: str, act: Act, at: datetime, decision: str = "duyet") -> None:
        with self.play.reader() as repo:
            digest = change_digest(repo.raw_diff(base, head))
            roster = repo.blob_id(base, f"sites/{act.site}/ban-bien-tap.yml") or "0" * 40
        told = Statement(MAIN, base, head, digest, (act.site,), roster, act.signer, at, decision)
        keep(self.play.writer, told, self.world.key(act.signer).sign(told.canonical(), NAMESPACE), at)


def _text(title: str) -> bytes:
    return f"---\nloai: tin-tuc\ntieu_de: {title}\n---\nNội dung.\n".encode()


def reference(acts: Sequence[Act]) -> dict[str, int]:
    """Return for each site the number of its last publishable step, when nothing is ever taken back."""
    reached = {}
    for site in (*SITES, "krongpac.daklak"):
        here = [(i, a) for i, a in enumerate(acts) if a.site == site or a.way in ("governance", "mixed")]
        bad = [i for i, act in here if not entitled(act, NOW.day)]
        reached[site] = bad[0] if bad else len(acts)
    return reached


@pytest.fixture(scope="module")
def world(keys: Path) -> World:
    return World(keys, STORY)


PLAYED = settings(
    max_examples=15,
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)


@PLAYED
@given(acts=st.lists(ACTS, min_size=1, max_size=7))
def test_only_what_somebody_entitled_approved_is_ever_publishable(world: World, acts: list[Act]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Path(folder), world)
        for number, act in enumerate(acts):
            stage.perform(number, act)
        with stage.play.reader() as repo:
            result = judge(repo, stage.reached[0], "main", NOW)
            for site, commit in result.publishable.items():
                for path, entry in repo.files(commit, f"content/{site}"):
                    assert (path, repo.content(entry.id)) in stage.approved
                assert repo.entry(commit, "theme") is None  # one person alone never changes what all share
            if not any(act.way in ("revert", "replay") for act in acts):
                told = {s: stage.reached.index(c) for s, c in result.publishable.items()}
                assert told == reference(acts)


@settings(PLAYED, max_examples=8)
@given(acts=st.lists(ACTS, min_size=2, max_size=5))
def test_judging_step_by_step_with_the_ledger_equals_judging_in_one_go(world: World, acts: list[Act]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Path(folder) / "kho", world)
        for number, act in enumerate(acts):
            stage.perform(number, act)
            now = parse_time(f"2026-11-04T08:{number:02}:00+07:00")
            with stage.play.reader() as repo:
                office = Office(repo, Path(folder) / "may")
                sitting = office.sit(stage.reached[0], "main", now)
                office.close(sitting, now)
        with stage.play.reader() as repo:
            whole = judge(repo, stage.reached[0], "main", now, observed=sitting.ledger.observed())
        assert whole.publishable == sitting.gate.publishable
        told = sitting.ledger.newest()
        for step in whole.steps:
            assert step_of(told[step.commit], step.at, step.subject, step.paths) == step

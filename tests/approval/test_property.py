"""Random small histories against a slow reference that knows who did what and reads no git at all.

The reference follows the rule as it is written: a site stands at the newest commit such that no step
up to there brought something to it without approval. The gate has to come to exactly the same.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.approval.gate import judge
from pipeline.clock.now import parse_time
from pipeline.demo.play import Actor, Play
from tests.storytelling.world import World

SITES = ("daklak", "gialai")
DAYS = ("2026-11-18", "2026-11-20", "2026-11-21")
STORY = {
    "board": {"truong-ban.gialai": {"bo_nhiem": {"den": "2026-11-30"}, "khoa": {"tu": "2026-11-20"}}},
    "delegations": {
        "daklak": [
            {
                "tu_nguoi": "truong-ban.daklak",
                "cho": "pho-truong-ban.daklak",
                "loai": ["tin-tuc"],
                "tu": "2026-11-20",
                "den": "2026-11-30",
            }
        ]
    },
}
SIGNERS = (
    "truong-ban.daklak",
    "pho-truong-ban.daklak",
    "thu-ky.daklak",
    "truong-ban.gialai",
    "pho-truong-ban.gialai",
    "nguoi-la",
)
AUTHORS = ("phong-vien", "truong-ban.daklak", "truong-ban.gialai")


@dataclass(frozen=True)
class Act:
    """One step: who wrote what for which sites, how it came to main, who signed, on which day."""

    sites: tuple[str, ...]
    kind: str  # tin-tuc, van-ban
    author: str
    signer: str
    day: str
    way: str  # merge, unsigned, push, evil


ACTS = st.builds(
    Act,
    sites=st.sampled_from([("daklak",), ("gialai",), SITES]),
    kind=st.sampled_from(["tin-tuc", "van-ban"]),
    author=st.sampled_from(AUTHORS),
    signer=st.sampled_from(SIGNERS),
    day=st.sampled_from(DAYS),
    way=st.sampled_from(["merge", "merge", "merge", "merge", "unsigned", "push", "evil"]),
)


def entitled(act: Act, site: str) -> bool:
    """The reference: may this act bring something to this site?"""
    if act.way != "merge" or act.author == act.signer:
        return False
    if act.signer == "truong-ban.daklak":
        return site == "daklak"
    if act.signer == "truong-ban.gialai":
        return site == "gialai" and act.day >= "2026-11-20"  # the key was enrolled on that day
    if act.signer == "pho-truong-ban.daklak":
        return site == "daklak" and act.kind == "tin-tuc" and act.day >= "2026-11-20"
    return False


def reference(acts: Sequence[Act]) -> dict[str, int]:
    """Return for each site the number of the last step that may be published, -1 for the anchor."""
    reached = {}
    for site in (*SITES, "krongpac.daklak"):
        bad = [i for i, act in enumerate(acts) if site in act.sites and not entitled(act, site)]
        reached[site] = (bad[0] if bad else len(acts)) - 1
    return reached


@pytest.fixture(scope="module")
def actors(keys: Path) -> World:
    return World(keys, STORY)


@settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=st.lists(ACTS, min_size=1, max_size=6))
def test_nothing_unapproved_is_ever_publishable(actors: World, acts: list[Act]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        boss = actors.actor("truong-ban.daklak")
        start = parse_time("2026-11-01T08:00:00+07:00")
        play = Play.begin(Path(folder), actors.files(), boss, start)
        reached = [play.main]
        for number, act in enumerate(acts):
            perform(play, actors, number, act)
            reached.append(play.main)
        with play.reader() as repo:
            result = judge(repo, reached[0], "main", parse_time("2026-11-22T09:00:00+07:00"))
            assert {s: reached.index(c) - 1 for s, c in result.publishable.items()} == reference(acts)
            for site in SITES:  # and what the files say: every one of them was brought by an entitled act
                commit = result.publishable[site]
                brought = {path for path, _ in repo.files(commit, f"content/{site}")}
                by = {
                    f"content/{site}/{a.kind}/2026/11/{i}.md": a
                    for i, a in enumerate(acts)
                    if site in a.sites
                }
                assert all(path in by and entitled(by[path], site) for path in brought)


def perform(play: Play, actors: World, number: int, act: Act) -> None:
    """Play one act; the commit on the branch is a minute older than the merge."""
    files = actors.contents(
        {f"content/{s}/{act.kind}/2026/11/{number}.md": {"loai": act.kind} for s in act.sites}
    )
    early, late = (parse_time(f"{act.day}T09:{number * 2 + m:02}:00+07:00") for m in (0, 1))
    author, signer = actors.actor(act.author), actors.actor(act.signer)
    if act.way == "push":
        play.commit("main", files, author, early, committer=signer, signed=True)
        return
    branch = f"nhanh-{number}"
    play.commit(branch, files, author, early)
    if act.way == "unsigned":
        signer = Actor(signer.name, signer.email)
    smuggled = None
    if act.way == "evil":
        smuggled = actors.contents({f"content/{s}/len-{number}.md": {"loai": "tin-tuc"} for s in act.sites})
    play.merge(branch, signer, late, smuggled=smuggled)

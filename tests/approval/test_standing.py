"""What is proven and what is held back, held against a slow reference; what a step costs when very much is held back."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import cast

import pytest

from pipeline.approval.policy import PathClass, Placement
from pipeline.approval.standing import Standing
from pipeline.history.diff import Change
from pipeline.history.repository import Repository
from pipeline.history.trees import Entry
from pipeline.model.address import SHARED
from pipeline.model.approval import Decision, Result

CLASS = PathClass("noi-dung", (), 1, frozenset(), self_signed=False, root=False, levels=frozenset())
NO_REPOSITORY = cast(Repository, None)  # moving forward reads nothing
State = Mapping[str, str | None]


def place(path: str, removed: bool) -> Placement | None:
    """Content belongs to the site in its path; what nobody maps may only be taken away, as governance."""
    parts = path.split("/")
    if parts[0] == "content":
        return Placement(CLASS, parts[1])
    return Placement(CLASS, SHARED) if parts[0] == "sites" or removed else None


def entry(text: str | None) -> Entry | None:
    return Entry(0o100644, text * 40) if text else None


class Reference:
    """The same said plainly: after every step every blocked path is looked at."""

    def __init__(self) -> None:
        self.now: dict[str, str | None] = {}
        self.blocked: dict[str, tuple[str | None, frozenset[str]]] = {}

    def advance(self, changes: State, decisions: Mapping[str, Decision]) -> None:
        approved = {realm for realm, d in decisions.items() if d.result is Result.DAT}
        for path, new in changes.items():
            where = place(path, new is None)
            if where is None or where.realm not in approved:
                refused = frozenset(decisions) - approved
                holds = frozenset({where.realm}) if where else refused or frozenset({SHARED})
                proven, before = self.blocked.get(path, (self.now.get(path), frozenset[str]()))
                self.blocked[path] = (proven, before | holds)
        self.now.update(changes)
        for path, (proven, _) in list(self.blocked.items()):
            where = place(path, self.now.get(path) is None)
            if (where.realm if where else SHARED) in approved and self.now.get(path) == proven:
                del self.blocked[path]

    @property
    def held(self) -> tuple[str, ...]:
        return tuple(sorted({realm for _, holds in self.blocked.values() for realm in holds}))


PATHS = (
    *("content/daklak/a.md", "content/daklak/b.md", "content/gialai/a.md"),
    *("sites/daklak/site.yml", "sites/_chung/phe-duyet.yml", "la.txt"),
)


@pytest.mark.parametrize("seed", range(60))
def test_what_is_held_back_is_what_the_plain_reference_says(seed: int) -> None:
    rng = random.Random(seed)
    standing, reference = Standing(NO_REPOSITORY, "moc"), Reference()
    for number in range(60):
        paths = rng.sample(PATHS, rng.randint(0, 3))
        changes = {p: rng.choice([t for t in ("a", "b", None) if t != reference.now.get(p)]) for p in paths}
        told = [Change(p, entry(reference.now.get(p)), entry(text)) for p, text in changes.items()]
        realms = {where.realm for p, t in changes.items() if (where := place(p, t is None))} or {SHARED}
        # somebody else's part may be judged in the same step as well
        realms |= set(rng.sample(["daklak", "gialai", SHARED], rng.randint(0, 1)))
        decisions = {r: Decision(rng.choice([Result.DAT, Result.DAT, Result.KHONG_DAT])) for r in realms}
        before = standing.governance_version, {p for p in standing.blocked if p.startswith("sites/")}
        reference.advance(changes, decisions)
        standing.advance(str(number), told, decisions, place)
        assert {p: b.proven for p, b in standing.blocked.items()} == {
            p: entry(proven) for p, (proven, _) in reference.blocked.items()
        }
        assert standing.held == reference.held
        assert all(
            standing.is_open(r) is (r not in standing.held and SHARED not in standing.held) for r in realms
        )
        after = {p for p in standing.blocked if p.startswith("sites/")}
        if before[1] != after or any(p.startswith("sites/") for p in changes):
            assert standing.governance_version > before[0]


@pytest.mark.parametrize("back", [False, True], ids=["changed", "changed-and-taken-back"])
def test_very_many_blocked_paths_do_not_make_the_steps_after_them_dearer(back: bool) -> None:
    many = [f"content/daklak/{n}.md" for n in range(20_000)]
    asked = 0

    def counted(path: str, removed: bool) -> Placement | None:
        nonlocal asked
        asked += 1
        return place(path, removed)

    refused = {"daklak": Decision(Result.KHONG_DAT)}
    standing = Standing(NO_REPOSITORY, "moc")
    standing.advance("1", [Change(p, None, entry("a")) for p in many], refused, counted)
    if back:
        standing.advance("2", [Change(p, entry("a"), None) for p in many], refused, counted)
    asked = 0
    for number in range(500):
        change = Change(f"content/gialai/{number}.md", None, entry("b"))
        standing.advance(f"sau-{number}", [change], {"gialai": Decision(Result.DAT)}, counted)
    assert asked <= 500 + len(many)  # a step asks about its own paths; what was taken back is placed once
    assert standing.held == ("daklak",) and len(standing.blocked) == len(many)
    standing.advance("cuoi", [], {"daklak": Decision(Result.DAT)}, counted)
    assert standing.held == (() if back else ("daklak",))

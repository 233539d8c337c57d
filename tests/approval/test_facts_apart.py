"""Changes of two sides that have nothing to do with each other, held against git's own merge."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from pipeline.approval.facts import _apart
from pipeline.clock.now import parse_time
from pipeline.history.repository import Repository
from pipeline.history.writer import Author, Content, Link, Writer

AT = parse_time("2026-11-20T08:00:00+07:00")
WHO = Author("Người viết", "viet@vi-du.example")
# files that are folders for others, names that sort between a file and a folder, one letter in two spellings
NAMES = (
    "a",
    "a/b",
    "a/b/c",
    "a/d",
    "a-b",
    "a.b",
    "b",
    "b/a",
    "ă",
    "a\u0306",
    "c",
    "c/d",
    "d/e/f",
    "d/e/g",
    "d/h",
)
TEXTS: tuple[Content, ...] = (
    b"mot\nhai\nba\nbon\nnam\n",
    b"mot\nhai\nba\nbon\nsau\n",
    b"x\n",
    Link("a"),
    Link("b"),
)


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory) -> Writer:
    return Writer.create(tmp_path_factory.mktemp("tach") / "kho")


@pytest.fixture(scope="module")
def repo(writer: Writer) -> Iterator[Repository]:
    with writer.reader() as opened:
        yield opened


def fits(paths: set[str], path: str) -> bool:
    """Return whether a path can stand beside others: none is a folder of another's."""
    return not any(p.startswith(path + "/") or path.startswith(p + "/") for p in paths)


def changed(rng: random.Random, state: dict[str, Content]) -> dict[str, Content]:
    """Return a state with some paths brought, changed, and now and then taken away, moved or made a folder."""
    found = dict(state)
    for _ in range(rng.randint(1, 3)):
        path = rng.choice(NAMES)
        roll = rng.random()
        if roll < 0.15:
            found.pop(path, None)
        elif roll < 0.3 and found:
            moved = rng.choice(list(found))
            content = found.pop(moved)
            if fits(set(found), path):
                found[path] = content
        else:
            if roll > 0.85:  # what is in the way goes
                found = {p: c for p, c in found.items() if fits({path}, p)}
            if fits(set(found) - {path}, path):
                found[path] = rng.choice(TEXTS)
    return found


def commit(writer: Writer, state: dict[str, Content], *parents: str) -> str:
    return writer.commit(writer.tree(None, state), parents, "x", WHO, AT)


def test_what_is_apart_is_merged_as_the_one_side_with_the_changes_of_the_other(
    writer: Writer, repo: Repository
) -> None:
    rng = random.Random(5)
    apart = together = 0
    while apart < 80:
        base = changed(rng, changed(rng, {}))
        ours, theirs = changed(rng, base), changed(rng, base)
        if base in (ours, theirs):
            continue
        start = commit(writer, base)
        one, other = commit(writer, ours, start), commit(writer, theirs, start)
        if not _apart(repo.raw_diff(start, one), repo.raw_diff(start, other)):
            together += 1
            continue
        apart += 1
        both = {**ours, **{path: content for path, content in theirs.items() if base.get(path) != content}}
        assert repo.merged_tree(one, other) == writer.tree(None, both), (base, ours, theirs)
    assert together > 80  # the other answer is not rare either


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ({"x": b"1"}, {"y": b"1"}, True),
        ({"x/a": b"1"}, {"x/b": b"1"}, True),
        ({"x": b"1"}, {"x": b"1"}, False),  # the same path, if with the same content
        ({"x": b"1"}, {"x/a": b"1"}, False),
        ({"x/a": b"1"}, {"x": b"1"}, False),
        ({"x-a": b"1"}, {"x": b"1"}, True),
        ({"cu": None}, {"y": b"1"}, False),  # it may have been renamed, and its folder with it
        ({"x": b"1"}, {"cu": None}, False),
        ({"cu": b"2"}, {"y": b"1"}, True),
    ],
)
def test_what_counts_as_apart(
    writer: Writer, repo: Repository, ours: dict[str, Content], theirs: dict[str, Content], expected: bool
) -> None:
    base: dict[str, Content] = {"cu": b"1", "goc": b"1"}
    start = commit(writer, base)
    sides = [
        commit(writer, {p: c for p, c in {**base, **side}.items() if c is not None}, start)
        for side in (ours, theirs)
    ]
    raws = [repo.raw_diff(start, side) for side in sides]
    assert _apart(raws[0], raws[1]) is expected

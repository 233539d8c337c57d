"""The difference of trees and the walk over main, held against git itself."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.clock.now import parse_time
from pipeline.history.diff import DIFF_OPTIONS
from pipeline.history.repository import Repository
from pipeline.history.tree_diff import UnusualTree, raw_tree_diff
from pipeline.history.trees import SUBMODULE, SYMLINK, TREE, Entry, MalformedTree, parse_tree
from pipeline.history.view import BadHistory, run
from pipeline.history.writer import Author, Writer

AT = parse_time("2026-11-20T08:00:00+07:00")
WHO = Author("Người viết", "viet@vi-du.example")
# names that sort differently as files and as folders, odd bytes, quotes, line ends, both spellings of one letter
NAMES = ("a", "a-b", "a.b", "a0", "b", "ă", "a\u0306", 'c"d', "e\nf", "g\tk", "\udcff", "h i", "z", "Z")
Node = dict[str, "Node"] | tuple[int, bytes]


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory) -> Writer:
    return Writer.create(tmp_path_factory.mktemp("cay") / "kho")


@pytest.fixture(scope="module")
def repo(writer: Writer) -> Iterator[Repository]:
    with writer.reader() as opened:
        yield opened


LEAVES = st.tuples(
    st.sampled_from([0o100644, 0o100644, 0o100755, SYMLINK, SUBMODULE]), st.sampled_from([b"1", b"2"])
)
NODES = st.recursive(LEAVES, lambda below: st.dictionaries(st.sampled_from(NAMES), below, max_size=5))
ROOTS = st.dictionaries(st.sampled_from(NAMES), NODES, max_size=7)


def key(item: tuple[str, Entry]) -> bytes:
    return item[0].encode("utf-8", "surrogateescape") + (b"/" if item[1].is_tree else b"")


def stored(writer: Writer, tree: dict[str, Node]) -> str:
    """Write a tree and what is below it; return its id. Empty folders are kept, as somebody could push them."""
    entries = {}
    for name, node in tree.items():
        if isinstance(node, dict):
            entries[name] = Entry(TREE, stored(writer, node))
        else:
            entries[name] = Entry(
                node[0],
                "7" * 39 + node[1].decode() if node[0] == SUBMODULE else writer.store("blob", node[1]),
            )
    raw = b""
    for name, entry in sorted(entries.items(), key=key):
        raw += f"{entry.mode:o} ".encode() + name.encode("utf-8", "surrogateescape") + b"\0"
        raw += bytes.fromhex(entry.id)
    return writer.store("tree", raw)


def both(repo: Repository, old: str, new: str) -> tuple[bytes, bytes]:
    ours = raw_tree_diff(repo._differences, old, new)
    status, git = run(repo._view.git, "diff-tree", *DIFF_OPTIONS, old, new)
    assert status == 0
    return ours, git


@settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(old=ROOTS, new=ROOTS)
def test_random_trees_differ_as_git_says(
    writer: Writer, repo: Repository, old: dict[str, Node], new: dict[str, Node]
) -> None:
    mixed = {**old, **new}
    trees = [stored(writer, t) for t in (old, new, mixed)]
    for one, other in ((0, 1), (1, 2), (2, 0)):
        ours, git = both(repo, trees[one], trees[other])
        assert ours == git


@pytest.mark.parametrize(
    "raw",
    [
        b"100644 b\0" + b"\1" * 20 + b"100644 a\0" + b"\1" * 20,  # out of order
        b"100664 a\0" + b"\1" * 20,  # a mode that git shows as another one
        b"40000 a\0" + b"\1" * 20 + b"100644 a.b\0" + b"\1" * 20,  # a folder before what sorts before it
    ],
)
def test_trees_that_git_would_not_write_are_left_to_git(writer: Writer, repo: Repository, raw: bytes) -> None:
    odd, empty = writer.store("tree", raw), writer.store("tree", b"")
    with pytest.raises(UnusualTree):
        raw_tree_diff(repo._differences, empty, odd)


@pytest.mark.parametrize(
    "raw", [b"0o100644 a\0" + b"\1" * 20, b"1_00644 a\0" + b"\1" * 20, b"100644 a\0" + b"\1" * 19]
)
def test_modes_and_names_that_only_a_lenient_reader_takes_are_refused(raw: bytes) -> None:
    with pytest.raises(MalformedTree):
        parse_tree(raw)


def test_folders_nested_without_end_are_left_to_git(writer: Writer, repo: Repository) -> None:
    inner, empty = writer.store("tree", b""), writer.store("tree", b"")
    inner = writer.store("tree", b"100644 a\0" + bytes.fromhex(writer.store("blob", b"1")))
    for _ in range(1200):
        inner = writer.store("tree", b"40000 a\0" + bytes.fromhex(inner))
    with pytest.raises(UnusualTree):
        raw_tree_diff(repo._differences, empty, inner)
    deep = writer.commit(inner, (), "sâu", WHO, AT)
    assert [p.count("/") for p, _ in repo.files(deep, "")] == [1200]


@pytest.mark.parametrize("seed", range(5))
def test_branches_and_origins_are_those_that_git_finds(tmp_path: Path, seed: int) -> None:
    """A random graph with side branches, criss-cross merges, other roots; main walked commit by commit."""
    rng = random.Random(seed)
    writer = Writer.create(tmp_path / "kho")
    tree = writer.tree(None, {"a": b"1"})

    def made(*parents: str) -> str:
        at = AT + timedelta(minutes=len(commits))
        return writer.commit(tree, tuple(dict.fromkeys(parents)), str(len(commits)), WHO, at)

    commits: list[str] = []
    commits.append(made())
    main = [commits[0]]
    for _ in range(60):
        roll = rng.random()
        near = commits[-8:] if rng.random() < 0.8 else commits
        if roll < 0.05:
            commits.append(made())  # a root of its own
        elif roll < 0.55:
            commits.append(made(*rng.sample(near, min(len(near), rng.choice((1, 1, 2))))))
        else:
            commits.append(made(main[-1], *([rng.choice(near)] if roll < 0.9 else [])))
            main.append(commits[-1])
    start = rng.randrange(len(main) // 2)
    with writer.reader() as fast, writer.reader() as slow:
        fast.follow(main[start])
        for before, base in zip(main[start:], main[start + 1 :], strict=False):
            fast.follow(base, before)
            for head in rng.sample(commits, 3):
                assert set(fast.commits_between(base, head)) == set(slow.commits_between(base, head))
                older = rng.choice(main)
                for one in (base, older):
                    assert _origin(fast, one, head) == _origin(slow, one, head)


def _origin(repo: Repository, one: str, other: str) -> str | None:
    try:
        return repo.merge_base(one, other)
    except BadHistory:
        return None

"""Trees that no git would write, and trees as large as anybody can push: told as what they are, in time."""

from __future__ import annotations

import time
from pathlib import Path
from typing import cast

import pytest

from pipeline.approval.gate import judge
from pipeline.approval.paths import dangerous
from pipeline.clock.now import parse_time
from pipeline.demo.play import Key
from pipeline.history.diff import Change
from pipeline.history.repository import Repository
from pipeline.history.trees import Entry
from pipeline.history.writer import Author
from pipeline.model.approval import GateResult, Reason, Result
from tests.storytelling.teller import Story, Teller

NOW = parse_time("2026-11-22T09:00:00+07:00")
AT = parse_time("2026-11-20T08:00:00+07:00")
HEAD = "truong-ban.daklak"


@pytest.fixture
def teller(tmp_path: Path, keys: Path) -> Teller:
    made = Teller(Story("x", {"story": "x", "play": []}), tmp_path, keys)
    made.tell()
    return made


def tree(teller: Teller, *rows: tuple[bytes, bytes, str]) -> str:
    raw = b"".join(mode + b" " + name + b"\0" + bytes.fromhex(identity) for mode, name, identity in rows)
    return teller.play.writer.store("tree", raw)


def blob(teller: Teller) -> str:
    return teller.play.writer.store("blob", b"---\nloai: tin-tuc\n---\n")


def merged(teller: Teller, inside: str) -> GateResult:
    """Bring a tree as content/daklak by a merge that the head signs; return the gate's answer."""
    writer, play = teller.play.writer, teller.play
    content = tree(teller, (b"40000", b"daklak", inside))
    with play.reader() as repo:
        names = repo.entries(play.main, "")
        rows = [(b"%o" % e.mode, n.encode(), e.id) for n, e in names.items() if n != "content"]
    rows.append((b"40000", b"content", content))
    root = tree(teller, *sorted(rows, key=lambda r: r[1] + (b"/" if r[0] == b"40000" else b"")))
    head = writer.commit(root, (play.main,), "Bài", Author("phong-vien", "phong-vien@vi-du.example"), AT)
    key = teller.world.key(HEAD)
    assert isinstance(key, Key)
    author = Author(HEAD, f"{HEAD}@vi-du.example")
    play.move("bai", head)
    play.move("main", writer.commit(root, (play.main, head), "Hợp nhất", author, AT, sign=key.sign))
    return answer(teller)


def answer(teller: Teller) -> GateResult:
    with teller.play.reader() as repo:
        return judge(repo, teller.labels["anchor"], "main", NOW)


@pytest.mark.parametrize("mode", [b"100664", b"140000"])
def test_a_mode_that_git_shows_as_another_refuses_its_own_site_and_can_be_mended(
    teller: Teller, mode: bytes
) -> None:
    result = merged(teller, tree(teller, (mode, b"a.md", blob(teller))))
    (step,) = result.steps
    assert step.sites["daklak"].reasons == (Reason.DUONG_DAN_LA,)
    assert result.publishable["gialai"] == step.commit != result.publishable["daklak"]
    away = {"branch": "tra", "by": "phong-vien", "files": {"content/daklak/a.md": None}}
    teller.do_commit({**away, "on": AT.isoformat()})
    teller.do_merge({"branch": "tra", "by": HEAD, "on": AT.isoformat()})
    healed = answer(teller)
    assert healed.steps[1].sites["daklak"].result is Result.DAT
    assert set(healed.publishable.values()) == {teller.play.main}


@pytest.mark.parametrize(
    "rows",
    [
        [(b"100644", b"a.md"), (b"100644", b"a.md")],
        [(b"100644", b"a/b.md")],
        [(b"100644", b"")],
        [(b"40000", b"a")],
    ],
)
def test_a_tree_that_two_readers_could_read_differently_is_never_approved(
    teller: Teller, rows: list[tuple[bytes, bytes]]
) -> None:
    result = merged(teller, tree(teller, *((mode, name, blob(teller)) for mode, name in rows)))
    assert not result.passed and set(result.publishable.values()) == {teller.labels["anchor"]}


class Crowd:
    """What `dangerous` asks of a repository: one folder with very many names."""

    def __init__(self, names: list[str]) -> None:
        self._names = dict.fromkeys(names)

    def entries(self, commit: str, folder: str) -> dict[str, None]:
        return self._names if folder == "content/daklak" else {"content": None, "daklak": None}


def test_collisions_in_a_folder_of_thousands_are_found_in_time() -> None:
    names = [f"bài số {n}.md" for n in range(20_000)]
    new = Entry(0o100644, "3" * 40)
    changes = [Change(f"content/daklak/{name}", None, new) for name in names]
    started = time.process_time()
    assert dangerous(cast(Repository, Crowd(names)), "x", changes) == ()
    told = dangerous(cast(Repository, Crowd([*names, "BÀI SỐ 7.md"])), "x", changes)
    assert told == ("content/daklak/bài số 7.md",)
    assert time.process_time() - started < 10


def test_a_thousand_folders_within_each_other_are_a_dangerous_path(teller: Teller) -> None:
    below = tree(teller, (b"100644", b"a.md", blob(teller)))
    for _ in range(1_000):
        below = tree(teller, (b"40000", b"a", below))
    assert merged(teller, below).steps[0].sites["daklak"].reasons == (Reason.DUONG_DAN_LA,)

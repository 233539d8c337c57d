"""What cannot be read is never approved: missing objects, forged trees, a partial clone."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from pipeline.approval.corpus import prepare
from pipeline.approval.gate import judge
from pipeline.clock.now import parse_time
from pipeline.errors import ConfigError
from pipeline.history.repository import Repository
from pipeline.model.approval import Decision, GateResult, Reason, Result
from tests.storytelling.teller import Story, Teller

NOW = parse_time("2026-11-22T09:00:00+07:00")
AT = parse_time("2026-11-20T12:00:00+07:00")
UNKNOWN = Decision(Result.KHONG_XAC_DINH, (Reason.KHO_KHONG_DU,))


@pytest.fixture
def teller(tmp_path: Path, keys: Path) -> Teller:
    play = []
    for name, site in (("mot", "daklak"), ("hai", "gialai"), ("ba", "daklak")):
        path = f"content/{site}/tin-tuc/2026/11/{name}.md"
        files = {path: {"loai": "tin-tuc", "tieu_de": name}}
        play.append({"commit": {"branch": name, "by": "phong-vien", "files": files}})
        play.append({"merge": {"branch": name, "by": f"truong-ban.{site}", "as": name}})
    teller = Teller(Story("", {"story": "", "play": play}), tmp_path, keys)
    teller.tell()
    return teller


def lose(teller: Teller, identity: str) -> None:
    (teller.folder / "kho" / ".git" / "objects" / identity[:2] / identity[2:]).unlink()


def judged(teller: Teller, where: Path | None = None) -> GateResult:
    with Repository.open(where or teller.folder / "kho") as repo:
        return judge(repo, teller.labels["anchor"], "main", NOW)


def blob_of(teller: Teller, label: str, path: str) -> str:
    with teller.play.reader() as repo:
        found = repo.blob_id(teller.labels[label], path)
    assert found is not None
    return found


@pytest.mark.parametrize("what", ["blob", "tree", "head"])
def test_a_step_that_cannot_be_read_stops_everything_after_it(teller: Teller, what: str) -> None:
    with teller.play.reader() as repo:
        lost = {
            "blob": blob_of(teller, "hai", "content/gialai/tin-tuc/2026/11/hai.md"),
            "tree": repo.commit(teller.labels["hai"]).tree,
            "head": repo.commit(teller.labels["hai"]).parents[1],
        }[what]
    lose(teller, lost)
    result = judged(teller)
    assert [s.commit for s in result.steps] == [teller.labels[n] for n in ("mot", "hai", "ba")]
    assert result.steps[0].sites["daklak"].result is Result.DAT
    assert result.steps[1].sites == {"_chung": UNKNOWN}
    assert set(result.publishable.values()) == {teller.labels["mot"]}
    assert not result.passed
    with teller.play.reader() as repo:
        assert (
            prepare(repo, result, teller.folder / "nguon").corpus.sites["daklak"].commit
            == teller.labels["mot"]
        )


def test_a_missing_step_refuses_the_whole_history(teller: Teller) -> None:
    lose(teller, teller.labels["hai"])
    result = judged(teller)
    assert (result.refused, result.steps) == ((Reason.KHO_KHONG_DU,), ())
    assert set(result.publishable.values()) == {teller.labels["anchor"]}


def test_what_a_clone_lost_at_the_anchor_cannot_be_published(teller: Teller) -> None:
    lose(teller, blob_of(teller, "anchor", "sites/daklak/site.yml"))
    with pytest.raises(ConfigError), teller.play.reader() as repo:
        prepare(repo, judged(teller), teller.folder / "nguon")


def test_a_partial_clone_fetches_nothing_and_proves_nothing(teller: Teller) -> None:
    source = teller.folder / "kho"
    subprocess.run(
        ["git", "-C", str(source), "config", "uploadpack.allowFilter", "true"],
        check=True,
        capture_output=True,
    )
    target = teller.folder / "mot-phan"
    command = ["git", "clone", "-q", "--bare", "--filter=blob:none", source.as_uri(), str(target)]
    subprocess.run(command, check=True, capture_output=True)
    result = judged(teller, target)
    assert not result.passed
    assert all(d.result is not Result.DAT for s in result.steps for d in s.sites.values())
    assert set(result.publishable.values()) <= {teller.labels["anchor"]}


def test_a_tree_with_a_folder_hidden_in_a_name_is_not_read_as_approved(teller: Teller) -> None:
    """An entry "gialai/x" beside "gialai": git shows its path, a walk through folders never finds it."""
    writer = teller.play.writer
    with teller.play.reader() as repo:
        content = dict(repo.entries(teller.play.main, "content"))
        root = dict(repo.entries(teller.play.main, ""))
    blob = bytes.fromhex(writer.store("blob", b"x"))
    raw = b"".join(b"40000 " + n.encode() + b"\0" + bytes.fromhex(e.id) for n, e in sorted(content.items()))
    forged = writer.store("tree", raw + b"100644 gialai/len.md\0" + blob)
    listed = [(n, f"{e.mode:o}", forged if n == "content" else e.id) for n, e in sorted(root.items())]
    tree = writer.store("tree", b"".join(f"{m} {n}\0".encode() + bytes.fromhex(i) for n, m, i in listed))
    boss = teller.world.actor("truong-ban.daklak")
    assert boss.key is not None
    branch = writer.commit(tree, (teller.play.main,), "Bài", teller.world.actor("phong-vien").author, AT)
    parents = (teller.play.main, branch)
    teller.play.move("main", writer.commit(tree, parents, "Hợp nhất", boss.author, AT, sign=boss.key.sign))
    result = judged(teller)
    assert result.steps[-1].sites == {"_chung": UNKNOWN}
    assert set(result.publishable.values()) == {teller.labels["ba"]}

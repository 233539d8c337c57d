"""Reading and writing history: what git shows is what the objects say, whatever the repository claims."""

from __future__ import annotations

import hashlib
import os
import subprocess
import time
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.clock.now import parse_time
from pipeline.demo.play import Actor, Play
from pipeline.errors import ConfigError, UsageError
from pipeline.history.commits import MalformedCommit, parse_commit
from pipeline.history.diff import change_digest
from pipeline.history.repository import Repository
from pipeline.history.trees import parse_tree
from pipeline.history.view import BadHistory, MissingObject
from pipeline.history.writer import Author, Content, Link, Submodule

AT = parse_time("2026-11-20T09:00:00+07:00")
WRITER = Actor("Phóng viên", "phong-vien@vi-du.example")
TIẾNG_VIỆT = "content/daklak/tin-tuc/2026/11/bài “một” \t\\ hai.md"


def git(where: Path, *arguments: str) -> bytes:
    """Run git as anybody would, without the settings of this machine."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    done = subprocess.run(
        ["git", "-C", str(where), *arguments],
        check=True,
        capture_output=True,
        env={**clean, "GIT_CONFIG_GLOBAL": "/dev/null"},
    )
    return done.stdout


@pytest.fixture
def play(tmp_path: Path) -> Play:
    files: dict[str, Content] = {
        "content/daklak/a.md": b"mot\n",
        "sites/daklak/site.yml": b"ten: x\n",
        "a-b": b"",
        "a/b": b"",
    }
    return Play.begin(tmp_path / 'kho "lạ"', files, WRITER, AT)


def test_paths_are_never_quoted(play: Play) -> None:
    before = play.main
    play.commit("main", {TIẾNG_VIỆT: b"hai\n", "content/daklak/a.md": None}, WRITER, AT)
    with play.reader() as repo:
        assert repo.changed_paths(before, play.main) == ("content/daklak/a.md", TIẾNG_VIỆT)
        assert repo.blob(play.main, TIẾNG_VIỆT) == b"hai\n"
        assert repo.blob(play.main, "content/daklak/a.md") is None
        assert repo.blob(play.main, "content/daklak") is None
        assert [p for p, _ in repo.files(play.main, "content")] == [TIẾNG_VIỆT]


def test_the_change_digest_is_that_of_the_documented_command(play: Play) -> None:
    before = play.main
    play.commit("main", {TIẾNG_VIỆT: b"hai\n", "content/daklak/a.md": b"mot \n"}, WRITER, AT)
    options = ["-r", "-z", "--no-renames", "--full-index", "--no-ext-diff", "--no-textconv"]
    raw = git(play.writer.path, "diff-tree", *options, before, play.main)
    with play.reader() as repo:
        assert repo.raw_diff(before, play.main) == raw
    assert change_digest(raw) == hashlib.sha256(b"ca/v1\0" + raw).hexdigest()


def test_what_we_write_is_sound_to_git_and_checks_out_clean(play: Play) -> None:
    play.commit("bai", {TIẾNG_VIỆT: b"hai\n", "tep": Link("a-b"), "content/daklak/a.md": None}, WRITER, AT)
    play.commit("main", {"khac.md": b"x"}, WRITER, AT)
    play.merge("bai", WRITER, AT)
    play.check_out()
    where = play.writer.path
    git(where, "fsck", "--strict", "--no-dangling")
    assert git(where, "status", "--porcelain") == b""
    assert (where / TIẾNG_VIỆT).read_text("utf-8") == "hai\n"
    assert git(where, "log", "--format=%an|%ae|%cI", "-1").decode().strip() == (
        "Phóng viên|phong-vien@vi-du.example|2026-11-20T09:00:00+07:00"
    )


def test_the_same_play_makes_the_same_commits(tmp_path: Path) -> None:
    tips = []
    for name in ("mot", "hai"):
        play = Play.begin(tmp_path / name, {"a": b"1"}, WRITER, AT)
        play.commit("bai", {"b": b"2"}, WRITER, AT)
        tips.append(play.merge("bai", WRITER, AT))
    assert tips[0] == tips[1]


def test_first_parents_and_origins(play: Play) -> None:
    anchor = play.main
    inner = play.commit("bai", {"x": b"1"}, WRITER, AT)
    direct = play.commit("main", {"y": b"1"}, WRITER, AT)
    merged = play.merge("bai", WRITER, AT)
    lonely = play.writer.commit(play.writer.tree(None, {"z": b"1"}), (), "Mồ côi", WRITER.author, AT)
    with play.reader() as repo:
        assert [c.sha for c in repo.first_parent(anchor, merged)] == [direct, merged]
        assert repo.first_parent(anchor, anchor) == ()
        assert repo.merge_base(direct, inner) == anchor
        assert {c.sha for c in repo.commits_between(direct, inner)} == {inner}
        assert repo.merged_tree(direct, inner) == repo.commit(merged).tree
        assert repo.is_ancestor(inner, merged)
        assert not repo.is_ancestor(merged, inner)
        with pytest.raises(BadHistory):
            repo.first_parent(inner, merged)
        with pytest.raises(BadHistory):
            repo.merge_base(lonely, merged)
        with pytest.raises(MissingObject):
            repo.commit("1" * 40)
        with pytest.raises(MissingObject):
            repo.merge_base("1" * 40, merged)
        with pytest.raises(MissingObject):
            repo.commit(repo.commit(merged).tree)


def test_a_conflict_has_no_tree(play: Play) -> None:
    play.commit("bai", {"content/daklak/a.md": b"hai\n"}, WRITER, AT)
    play.commit("main", {"content/daklak/a.md": b"ba\n"}, WRITER, AT)
    with play.reader() as repo:
        assert repo.merged_tree(play.main, play.tip("bai")) is None


def test_revisions(play: Play) -> None:
    play.check_out()
    with play.reader() as repo:
        assert repo.head("main") == repo.head("HEAD") == repo.head(play.main[:12]) == play.main
        for wrong in ("khong-co", "", "--all", "main:content", "main\0", "-q"):
            assert repo.resolve(wrong) is None
        with pytest.raises(UsageError):
            repo.head("khong-co")


def test_a_branch_that_is_called_like_a_reference_is_not_taken_for_it(play: Play) -> None:
    git(play.writer.path, "update-ref", "refs/heads/refs/phe-duyet/so-cai", play.main)
    git(play.writer.path, "update-ref", "refs/tags/refs/heads/la", play.main)
    with play.reader() as repo:
        assert repo.resolve("refs/phe-duyet/so-cai") is None
        assert repo.resolve("refs/heads/la") is None
        assert repo.resolve("refs/heads/main") == repo.resolve("refs/heads/main~0") == play.main
    assert play.writer.ref("refs/phe-duyet/so-cai") is None


def test_surroundings_cannot_cut_the_history_off(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    before = play.main
    play.commit("main", {"content/daklak/b.md": b"b"}, WRITER, AT)
    border = play.writer.path / "nong"
    border.write_text(play.main + "\n", "ascii")
    monkeypatch.setenv("GIT_SHALLOW_FILE", str(border))
    with play.reader() as repo:
        assert repo.is_ancestor(before, play.main)


def test_a_repository_with_longer_names_of_objects_is_told_as_such(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--object-format=sha256", "-b", "main", "kho")
    with Repository.open(tmp_path / "kho") as repo, pytest.raises(ConfigError, match="SHA-256"):
        repo.head("main")


def test_a_name_that_no_disk_stores_is_told_by_an_export(play: Play, tmp_path: Path) -> None:
    play.commit("main", {f"content/daklak/{'ă' * 130}.md": b"x"}, WRITER, AT)
    with play.reader() as repo, pytest.raises(ConfigError, match="quá"):
        repo.export(play.main, tmp_path / "ra", ("content",))
    assert not (tmp_path / "ra").exists()


def test_bare_and_linked_working_trees_are_the_same_repository(play: Play, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--bare", str(play.writer.path), "tran.git")
    git(play.writer.path, "worktree", "add", "-q", "--detach", str(tmp_path / "cay"), "main")
    for where in (tmp_path / "tran.git", tmp_path / "cay"):
        with Repository.open(where) as repo:
            assert repo.blob(repo.head("main"), "content/daklak/a.md") == b"mot\n"
            assert not repo.is_shallow


def test_a_folder_below_a_repository_is_none(play: Play) -> None:
    play.check_out()
    for where in (play.writer.path / "content", play.writer.path / "khong-co"):
        with pytest.raises(ConfigError):
            Repository.open(where)


def test_a_shallow_clone_is_known(play: Play, tmp_path: Path) -> None:
    play.commit("main", {"x": b"1"}, WRITER, AT)
    git(tmp_path, "clone", "-q", "--depth", "1", play.writer.path.as_uri(), "nong")
    with Repository.open(tmp_path / "nong") as repo:
        assert repo.is_shallow


def test_an_object_that_is_not_what_its_name_says_is_missing(play: Play) -> None:
    identity = play.writer.store("blob", b"that")
    other = play.writer.store("blob", b"gia mao")
    objects = play.writer.path / ".git" / "objects"
    stolen = (objects / other[:2] / other[2:]).read_bytes()
    (objects / identity[:2] / identity[2:]).write_bytes(stolen)
    with play.reader() as repo, pytest.raises(MissingObject):
        repo.content(identity)


def test_reading_leaves_the_repository_as_it_was(play: Play) -> None:
    play.commit("bai", {"x": b"1"}, WRITER, AT)
    play.commit("main", {"y": b"1"}, WRITER, AT)
    folder = play.writer.path / ".git"
    before = sorted(p.relative_to(folder) for p in folder.rglob("*"))
    with play.reader() as repo:
        assert repo.merged_tree(play.main, play.tip("bai"))
        assert repo.changes(play.main, play.tip("bai"))
    assert sorted(p.relative_to(folder) for p in folder.rglob("*")) == before


def test_a_commit_graph_that_lies_is_not_believed(play: Play) -> None:
    """Parents come from the commits themselves, also those of commits in the middle of a history."""
    side = play.commit("bai", {"x": b"1"}, WRITER, AT)
    tip = play.commit("bai", {"x": b"2"}, WRITER, AT)
    where = play.writer.path
    git(where, "commit-graph", "write", "--reachable")
    graph = where / ".git" / "objects" / "info" / "commit-graph"
    data = bytearray(graph.read_bytes())
    # in the graph's own table the commit in the middle gets no parent at all
    place = data.find(bytes.fromhex(play.writer._tree_of(side)))
    assert place > 0
    data[place + 20 : place + 24] = (0x70000000).to_bytes(4, "big")
    data[-20:] = hashlib.sha1(bytes(data[:-20])).digest()
    graph.chmod(0o644)
    graph.write_bytes(bytes(data))
    believed = git(where, "-c", "core.commitGraph=true", "rev-list", tip).decode().split()
    assert believed == [tip, side], "the forged graph must work on an unguarded git"
    with play.reader() as repo:
        assert repo.is_ancestor(play.main, tip)
        assert repo.merge_base(play.main, tip) == play.main
        assert {c.sha for c in repo.commits_between(play.main, tip)} == {tip, side}


# -- exports --------------------------------------------------------------------------------------------


def test_an_export_holds_plain_files_of_its_commit_only(play: Play, tmp_path: Path) -> None:
    first = play.main
    play.commit("main", {TIẾNG_VIỆT: b"hai\n", "content/daklak/a.md": b"ba\n"}, WRITER, AT)
    with play.reader() as repo:
        repo.export(play.main, tmp_path / "ra", ("content", "sites/daklak/site.yml", "khong-co"))
        repo.export_parts(((first, "content/daklak"), (play.main, "sites")), tmp_path / "ghep")
    written = {p.relative_to(tmp_path / "ra").as_posix() for p in (tmp_path / "ra").rglob("*") if p.is_file()}
    assert written == {TIẾNG_VIỆT, "content/daklak/a.md", "sites/daklak/site.yml"}
    assert (tmp_path / "ghep/content/daklak/a.md").read_bytes() == b"mot\n"


def test_an_export_that_is_there_is_left_as_it_is(play: Play, tmp_path: Path) -> None:
    (tmp_path / "ra").mkdir()
    with play.reader() as repo:
        repo.export(play.main, tmp_path / "ra", ("content",))
    assert not list((tmp_path / "ra").iterdir())


@pytest.mark.parametrize("content", [Link("/etc/passwd"), Submodule("1" * 40)])
def test_an_export_refuses_what_is_no_plain_file_and_leaves_nothing(
    play: Play, tmp_path: Path, content: Content
) -> None:
    play.commit("main", {"content/daklak/x": content}, WRITER, AT)
    with play.reader() as repo, pytest.raises(ConfigError):
        repo.export(play.main, tmp_path / "kq" / "ra", ("content",))
    assert not list((tmp_path / "kq").iterdir())


@pytest.mark.parametrize("name", [b"..", b".git", b".GIT"])
def test_an_export_never_leaves_its_folder(play: Play, tmp_path: Path, name: bytes) -> None:
    """A tree object can hold names that git itself would never write."""
    blob = bytes.fromhex(play.writer.store("blob", b"x"))
    inner = play.writer.store("tree", b"100644 tep\0" + blob)
    middle = play.writer.store("tree", b"40000 " + name + b"\0" + bytes.fromhex(inner))
    root = play.writer.store("tree", b"40000 content\0" + bytes.fromhex(middle))
    made = play.writer.commit(root, (play.main,), "Lạ", Author("x", "x@vi-du.example"), AT)
    with play.reader() as repo, pytest.raises(ConfigError):
        repo.export(made, tmp_path / "kq" / "ra", ("content",))
    assert not list((tmp_path / "kq").iterdir())


@pytest.mark.parametrize("name", [b"a/b", b"", b"tep"])
def test_a_tree_with_ambiguous_names_is_not_read(play: Play, name: bytes) -> None:
    blob = bytes.fromhex(play.writer.store("blob", b"x"))
    root = play.writer.store("tree", b"100644 tep\0" + blob + b"100644 " + name + b"\0" + blob)
    made = play.writer.commit(root, (play.main,), "Lạ", WRITER.author, AT)
    with play.reader() as repo, pytest.raises(MissingObject):
        repo.blob(made, "tep")


# -- objects --------------------------------------------------------------------------------------------

COMMIT = b"""tree 1111111111111111111111111111111111111111
parent 2222222222222222222222222222222222222222
author T\xc3\xa1c Gi\xe1\xba\xa3 <Tac-Gia@Vi-Du.Example> 1795140000 +0700
committer B <b@vi-du.example> 1795140001 -0330
gpgsig -----BEGIN SSH SIGNATURE-----
 AAAA
 -----END SSH SIGNATURE-----
encoding UTF-8

T\xe1\xbb\xb1a \xc4\x91\xe1\xbb\x81

Co-authored-by: C <C@vi-du.example>
  CO-AUTHORED-BY :D <d@vi-du.example>, e@vi-du.example
"""


def test_a_commit_is_read_from_its_own_bytes() -> None:
    info = parse_commit("x", COMMIT)
    assert info.subject == "Tựa đề"
    assert info.author.name == "Tác Giả"
    assert info.committer.at == parse_time("2026-11-19T22:30:01-03:30")
    assert info.signature == "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----"
    assert info.signed == COMMIT.replace(
        b"gpgsig -----BEGIN SSH SIGNATURE-----\n AAAA\n -----END SSH SIGNATURE-----\n", b""
    )
    assert info.emails == {f"{who}@vi-du.example" for who in ("tac-gia", "b", "c", "d", "e")}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"author T", b"author X <x@vi-du.example> 1 +0000\nauthor T"),
        (b"tree 1", b"tree 3333333333333333333333333333333333333333\ntree 1"),
        (b"gpgsig -", b"gpgsig x\ngpgsig -"),
        (b"gpgsig -", b"gpgsig-sha256 x\ngpgsig -"),
        (b" 1795140001 -0330", b""),
        (b"1795140001", b"99999999999999"),
        (b"1795140001", b"999999999999"),
        (b"-0330", b"-9900"),
        (b"tree 1", b" tree 1"),
    ],
)
def test_a_commit_that_two_readers_could_read_differently_is_refused(old: bytes, new: bytes) -> None:
    assert old in COMMIT
    with pytest.raises(MalformedCommit):
        parse_commit("x", COMMIT.replace(old, new, 1))


def test_names_that_are_not_utf8_survive() -> None:
    tree = parse_tree(b"100644 \xff\0" + bytes(20) + b"40000 thu muc\0" + bytes(20))
    assert list(tree) == ["\udcff", "thu muc"]
    assert tree["thu muc"].is_tree


def test_a_line_that_names_a_co_author_is_read_in_time_however_long_it_is() -> None:
    long = (
        b"Co-authored-by: "
        + b"a" * 2_000_000
        + b"\nco-authored-by: "
        + b"<@" * 500_000
        + b" x@y.z, @ a@ @b\n"
    )
    started = time.process_time()
    info = parse_commit("0" * 40, COMMIT.rstrip(b"\n") + b"\n\n" + long)
    assert "x@y.z" in info.emails and "@" not in info.emails
    assert time.process_time() - started < 5


def test_a_header_of_very_many_lines_is_read_in_time() -> None:
    started = time.process_time()
    info = parse_commit("0" * 40, COMMIT.replace(b"UTF-8", b"UTF-8" + b"\n b" * 1_000_000, 1))
    assert info.message == parse_commit("0" * 40, COMMIT).message
    assert time.process_time() - started < 5


@pytest.mark.parametrize("seconds", [b"-9999999999", b"253402300799", b"230000000000"])
def test_days_at_the_edge_of_the_calendar_can_be_reckoned_with(seconds: bytes) -> None:
    at = parse_commit("0" * 40, COMMIT.replace(b"1795140001", seconds)).author.at
    assert 1960 < (at + timedelta(hours=20)).year < 9001 and (at - timedelta(hours=20)).year > 1960


@pytest.mark.parametrize("line", [b"parent " + b"3" * 40, b"tree " + b"3" * 40])
def test_a_header_out_of_its_place_is_refused(line: bytes) -> None:
    head, rest = COMMIT.split(b"\n\n", 1)
    with pytest.raises(MalformedCommit):
        parse_commit("0" * 40, head + b"\n" + line + b"\n\n" + rest)

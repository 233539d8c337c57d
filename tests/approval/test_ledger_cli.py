"""`congtinh ledger` and `congtinh gate --ledger-key`, on a ledger that the publishing host's office has written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.approval.gate import judge
from pipeline.approval.ledger import LEDGER_FILE, LEDGER_REF, read_ledger
from pipeline.approval.office import Office
from pipeline.cli.main import main
from pipeline.clock.now import parse_time
from pipeline.history.repository import Repository
from tests.storytelling.teller import Story, Teller

FIRST = parse_time("2026-11-22T09:00:00+07:00")
A = "content/daklak/tin-tuc/2026/11/a.md"
B = "content/daklak/tin-tuc/2026/11/b.md"


class Host:
    """A clone with its publishing host's state folder."""

    def __init__(self, teller: Teller, folder: Path) -> None:
        self.teller, self.repo, self.state = teller, folder / "kho", folder / "var"
        self.sit()
        with Repository.open(self.repo) as repo:
            self.pinned = Office(repo, self.state / "phe-duyet").public_key

    def sit(self, at: str = "2026-11-22T09:00:00+07:00") -> None:
        """One run of the gate as `congtinh publish` does it."""
        with Repository.open(self.repo) as repo:
            office = Office(repo, self.state / "phe-duyet")
            office.close(office.sit(self.teller.labels["anchor"], "main", parse_time(at)), parse_time(at))

    def ledger(self, *words: str) -> int:
        where = ("--repo", str(self.repo), "--state", str(self.state), "--now", "2026-11-23T09:00:00+07:00")
        return main(["ledger", *words, *where])

    def told(self, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
        capsys.readouterr()
        code = self.ledger(*words, "--format", "json")
        return code, json.loads(capsys.readouterr().out)


@pytest.fixture
def host(tmp_path: Path, keys: Path) -> Host:
    story = {
        "story": "",
        "play": [
            {"commit": {"branch": "mot", "by": "phong-vien", "files": {A: {"loai": "tin-tuc"}}}},
            {"merge": {"branch": "mot", "by": "truong-ban.daklak", "as": "m1"}},
            {"commit": {"branch": "hai", "by": "phong-vien", "files": {B: {"loai": "tin-tuc"}}}},
            {"merge": {"branch": "hai", "by": "nguoi-la", "as": "m2"}},
        ],
    }
    teller = Teller(Story("", story), tmp_path, keys)
    teller.tell()
    return Host(teller, tmp_path)


def test_a_ledger_holds_from_a_clone_and_a_wrong_one_is_named_by_its_line(
    host: Host, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "so-cai.pub"
    file.write_text(host.pinned + " ten\n", "utf-8")
    code, told = host.told(capsys, "verify", "--key", str(file))
    assert code == 0 and told["holds"] and told["lines"] == 3
    assert host.told(capsys, "verify", "--key", host.pinned, "--tip", told["tip"])[0] == 0
    code, told = host.told(capsys, "verify", "--key", host.pinned, "--tip", "0" * 64)
    assert code == 3 and told["broken"]["line"] == 4
    other = host.teller.world.key("truong-ban.daklak").public
    code, told = host.told(capsys, "verify", "--key", other)
    assert code == 3 and told["broken"]["line"] == 1
    assert host.ledger("verify") == 2
    assert host.ledger("verify", "--key", "không phải khóa") == 2
    writer = host.teller.play.writer
    with Repository.open(host.repo) as repo:
        text = repo.blob(repo.head(LEDGER_REF), LEDGER_FILE)
    assert text is not None
    bent = writer.tree(None, {LEDGER_FILE: text.replace(b'"KHONG_DAT"', b'"DAT"', 1)})
    made = writer.commit(bent, (), "x", host.teller.world.actor("nguoi-la").author, FIRST)
    writer.set_ref(LEDGER_REF, made)
    assert host.ledger("verify", "--key", host.pinned, "--lang", "en") == 3
    assert "The ledger does NOT hold" in capsys.readouterr().out


def test_the_ledger_can_be_read_by_site_and_step(host: Host, capsys: pytest.CaptureFixture[str]) -> None:
    assert host.ledger("show") == 0
    out = capsys.readouterr().out
    assert "chưa kiểm chứng chữ ký" in out and "mở sổ tại" in out
    assert "daklak: ĐẠT" in out and "Trưởng Ban Biên tập (truong-ban.daklak; 01/QĐ-daklak), E2" in out
    assert "daklak: KHÔNG ĐẠT KHOA_KHONG_HOP_LE" in out
    _, told = host.told(capsys, "show", "--step", host.teller.labels["m1"], "--key", host.pinned)
    assert told["trusted"] and [line["number"] for line in told["lines"]] == [2]
    assert told["lines"][0]["told"]["trang"]["daklak"]["ket_qua"] == "DAT"
    assert host.told(capsys, "show", "--site", "gialai")[1]["lines"] == []


def test_a_wrong_line_is_followed_by_a_correction(host: Host, capsys: pytest.CaptureFixture[str]) -> None:
    assert host.ledger("append", "--dinh-chinh", "2", "--noi-dung", "ghi nhầm số quyết định") == 0
    assert host.told(capsys, "verify", "--key", host.pinned)[0] == 0
    host.ledger("show")
    assert "đính chính dòng 2: ghi nhầm số quyết định" in capsys.readouterr().out
    for wrong in (["--dinh-chinh", "9", "--noi-dung", "x"], ["--dinh-chinh", "1"], [], ["--noi-dung", "x"]):
        assert host.ledger("append", *wrong) == 2
    host.sit("2026-11-24T09:00:00+07:00")  # the host goes on behind it
    assert host.told(capsys, "verify", "--key", host.pinned)[0] == 0


def test_a_new_key_succeeds_the_old_one_and_the_pinned_one_still_verifies(
    host: Host, capsys: pytest.CaptureFixture[str]
) -> None:
    new = host.teller.world.key("so-cai-moi")
    assert host.ledger("append", "--ke-nhiem", str(new.path)) == 0
    assert new.public in capsys.readouterr().out
    assert host.ledger("append", "--ke-nhiem", str(new.path)) == 0  # once more changes nothing
    host.teller.do_commit({"branch": "ba", "by": "phong-vien", "files": {A: {"loai": "tin-tuc", "a": "b"}}})
    host.teller.do_merge({"branch": "ba", "by": "truong-ban.daklak"})
    host.sit("2026-11-24T09:00:00+07:00")
    code, told = host.told(capsys, "verify", "--key", host.pinned)
    assert code == 0 and told["lines"] == 5
    assert host.told(capsys, "verify", "--key", new.public)[0] == 3  # it was not opened under the new one


def test_the_gate_goes_on_from_a_trusted_ledger(host: Host, capsys: pytest.CaptureFixture[str]) -> None:
    """What the ledger has proven is not judged again, and what it observed in office stays approved."""

    def gate(*more: str, to: str = "main") -> tuple[int, Any]:
        capsys.readouterr()
        where = ["--repo", str(host.repo), "--from", host.teller.labels["anchor"], "--to", to]
        code = main(["gate", *where, "--now", "2031-06-01", "--format", "json", *more])
        return code, json.loads(capsys.readouterr().out) if code != 2 else None

    _, told = gate()
    assert told["steps"][0]["sites"]["daklak"]["reasons"] == ["HET_NHIEM_KY"]  # first seen after the term
    _, told = gate("--ledger-key", host.pinned)
    assert [s["commit"] for s in told["steps"]] == [host.teller.labels["m2"]]
    assert told["publishable"]["daklak"] == host.teller.labels["m1"]
    _, told = gate("--ledger-key", host.pinned, to=host.teller.labels["anchor"])
    assert told["steps"] == []
    assert gate("--ledger-key", host.teller.world.key("nguoi-la").public)[0] == 2


def test_the_ledger_says_the_same_as_the_gate(host: Host) -> None:
    with Repository.open(host.repo) as repo:
        result = judge(repo, host.teller.labels["anchor"], "main", FIRST)
        lines = read_ledger(repo).newest()
    assert {s.commit: all(d.result == "DAT" for d in s.sites.values()) for s in result.steps} == {
        commit: line.passed for commit, line in lines.items()
    }

"""`congtinh approve`: what is shown, what is signed, and that the gate counts exactly that."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli.main import main
from pipeline.history.repository import Repository
from tests.storytelling.teller import Story, Teller

NOW = "2026-11-22T09:00:00+07:00"
A = "content/daklak/tin-tuc/2026/11/a.md"
B = "content/gialai/tin-tuc/2026/11/b.md"
OLD = {"loai": "tin-tuc", "tieu_de": "Khởi công cầu", "body": "Tổng vốn 98.000.000.000 đồng. Hết.\n"}
NEW = {"loai": "tin-tuc", "tieu_de": "Khởi công cầu", "body": "Tổng vốn 89.000.000.000 đồng. Hết.\n"}
GIVEN = {
    "tu_nguoi": "truong-ban.daklak",
    "cho": "pho-truong-ban.daklak",
    "tu": "2026-11-20",
    "den": "2026-11-30",
}


def told(tmp_path: Path, keys: Path, files: Mapping[str, Any], **more: Any) -> Teller:
    """A story with an item on main and a branch `bai` that changes `files`."""
    story = {
        "story": "",
        "files": {A: OLD},
        "play": [{"commit": {"branch": "bai", "by": "phong-vien", "files": files}}],
        **more,
    }
    teller = Teller(Story("", story), tmp_path, keys)
    teller.tell()
    return teller


def approve(teller: Teller, who: str, *more: str, rev: str | None = "bai", yes: bool = True) -> int:
    key = str(teller.world.key(who).path)
    words = ["approve", *([rev] if rev else []), "--repo", str(teller.folder / "kho"), "--key", key]
    return main(
        [*words, "--state", str(teller.folder / "var"), "--now", NOW, *(["--yes"] if yes else []), *more]
    )


def report(
    teller: Teller, who: str, capsys: pytest.CaptureFixture[str], *more: str, rev: str | None = "bai"
) -> Any:
    capsys.readouterr()
    assert approve(teller, who, "--format", "json", "--show", *more, rev=rev) == 0
    return json.loads(capsys.readouterr().out)


def gate(teller: Teller, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    capsys.readouterr()
    words = ["--repo", str(teller.folder / "kho"), "--from", teller.labels["anchor"], "--to", "main"]
    main(["gate", *words, "--now", "2026-11-23T09:00:00+07:00", "--format", "json"])
    return [step["sites"] for step in json.loads(capsys.readouterr().out)["steps"]]


def test_an_approved_branch_passes_the_gate_when_it_is_merged_by_anybody(
    tmp_path: Path, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    teller = told(tmp_path, keys, {A: NEW})
    assert approve(teller, "truong-ban.daklak") == 0
    out = capsys.readouterr().out
    assert "số tiền: 98.000.000.000 đồng → 89.000.000.000 đồng" in out and f"{A}:5" in out
    assert "bạn duyệt được: Trưởng Ban Biên tập, 01/QĐ-daklak" in out and "Đã ký cho daklak" in out
    teller.do_merge({"branch": "bai", "by": "nguoi-la", "unsigned": True, "on": "2026-11-22T10:00:00+07:00"})
    (step,) = gate(teller, capsys)
    assert step["daklak"]["result"] == "DAT"
    assert [a["evidence"] for a in step["daklak"]["approvers"]] == ["E1"]


def test_what_is_deleted_without_a_word_is_told_before_signing(
    tmp_path: Path, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    teller = told(tmp_path, keys, {A: None})
    found = report(teller, "truong-ban.daklak", capsys)["findings"]
    assert ("GB003", A) in {(f["code"], f["path"]) for f in found}


def test_nothing_is_signed_for_somebody_whom_the_gate_would_refuse(
    tmp_path: Path, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    teller = told(tmp_path, keys, {A: NEW}, board={"pho-truong-ban.daklak": {}})
    for who, code in (
        ("pho-truong-ban.daklak", "KHONG_CO_UY_QUYEN"),
        ("thu-ky.daklak", "KHONG_CO_THAM_QUYEN"),
    ):
        assert approve(teller, who) == 3
        caught = capsys.readouterr()
        assert code in caught.out and "Chưa ký gì" in caught.err
    assert approve(teller, "nguoi-la") == 3
    assert "chưa có trong danh sách" in capsys.readouterr().out
    with Repository.open(teller.folder / "kho") as repo:
        assert repo.resolve("refs/phe-duyet/bang-chung") is None


def test_own_work_is_told_before_signing(
    tmp_path: Path, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    teller = told(tmp_path, keys, {})
    teller.do_commit({"branch": "cua-minh", "by": "truong-ban.daklak", "files": {A: NEW}})
    assert approve(teller, "truong-ban.daklak", "--lang", "en", rev="cua-minh") == 3
    assert "TU_DUYET" in capsys.readouterr().out


def test_of_two_sites_each_is_signed_by_its_own_head(
    tmp_path: Path, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    teller = told(tmp_path, keys, {A: NEW, B: NEW})
    seen = report(teller, "truong-ban.daklak", capsys)
    assert [(s["site"], s["may_approve"], s["could"]) for s in seen["sites"]] == [
        ("daklak", True, ["truong-ban.daklak"]),
        ("gialai", False, ["truong-ban.gialai"]),
    ]
    assert approve(teller, "truong-ban.daklak", "--format", "json") == 0
    assert [s["site"] for s in json.loads(capsys.readouterr().out)["signed"]] == ["daklak"]
    assert approve(teller, "truong-ban.gialai", "--site", "gialai") == 0
    teller.do_merge({"branch": "bai", "by": "nguoi-la", "unsigned": True, "on": "2026-11-22T10:00:00+07:00"})
    (step,) = gate(teller, capsys)
    assert {site: d["result"] for site, d in step.items()} == {"daklak": "DAT", "gialai": "DAT"}
    assert approve(teller, "truong-ban.daklak", "--site", "la") == 2


def test_governance_needs_two_and_the_report_says_who_is_missing(
    tmp_path: Path, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    teller = told(tmp_path, keys, {"theme/mau.css": "a{}\n"})
    (site,) = report(teller, "truong-ban.daklak", capsys)["sites"]
    assert site["site"] == "_chung" and site["missing"] == ["THIEU_NGUOI_DUYET"]
    assert set(site["could"]) == {"truong-ban.daklak", "quan-tri.daklak"}
    assert approve(teller, "truong-ban.daklak") == 0
    seen = report(teller, "quan-tri.daklak", capsys)
    assert seen["sites"][0]["approvers"] == ["truong-ban.daklak"] and seen["sites"][0]["result_then"] == "DAT"
    assert approve(teller, "quan-tri.daklak") == 0
    assert "a{}" in capsys.readouterr().out
    teller.do_merge({"branch": "bai", "by": "nguoi-la", "unsigned": True, "on": "2026-11-22T10:00:00+07:00"})
    assert gate(teller, capsys)[0]["_chung"]["result"] == "DAT"


def test_a_head_signs_a_delegation_of_his_own_hand(
    tmp_path: Path, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    teller = told(tmp_path, keys, {})
    teller.do_commit(
        {"branch": "uq", "by": "truong-ban.daklak", "files": {"sites/daklak/uy-quyen.yml": [GIVEN]}}
    )
    assert approve(teller, "truong-ban.daklak", rev="uq") == 0
    teller.do_merge({"branch": "uq", "by": "nguoi-la", "unsigned": True, "on": "2026-11-22T10:00:00+07:00"})
    assert gate(teller, capsys)[0]["daklak"]["result"] == "DAT"


def test_a_late_approval_heals_a_direct_push_and_an_unsigned_merge(
    tmp_path: Path, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    teller = told(tmp_path, keys, {A: NEW})
    teller.do_merge({"branch": "bai", "by": "nguoi-la", "unsigned": True, "as": "m1"})
    teller.do_commit({"by": "phong-vien", "files": {"content/daklak/tin-tuc/2026/11/c.md": NEW}, "as": "m2"})
    for label in ("m1", "m2"):
        assert approve(teller, "truong-ban.daklak", "--step", teller.labels[label], rev=None) == 0
    assert "PHÊ DUYỆT BỔ SUNG" in capsys.readouterr().out
    steps = gate(teller, capsys)
    assert [s["daklak"]["result"] for s in steps] == ["DAT", "DAT"]
    assert [s["daklak"]["approvers"][0]["late"] for s in steps] == [True, True]


def test_an_approval_can_be_withdrawn_until_it_is_merged(
    tmp_path: Path, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    teller = told(tmp_path, keys, {A: NEW})
    assert approve(teller, "truong-ban.daklak", "--withdraw") == 2  # nothing is signed yet
    assert approve(teller, "truong-ban.daklak") == 0
    assert approve(teller, "truong-ban.daklak", "--withdraw") == 0
    assert "chưa được hợp nhất" in capsys.readouterr().out
    teller.do_merge({"branch": "bai", "by": "nguoi-la", "unsigned": True, "on": "2026-11-22T10:00:00+07:00"})
    assert gate(teller, capsys)[0]["daklak"]["reasons"] == ["DA_THU_HOI"]
    assert approve(teller, "truong-ban.daklak", "--withdraw") == 2
    assert "không còn tác dụng" in capsys.readouterr().err


def test_a_main_that_moved_on_the_same_file_is_told(
    tmp_path: Path, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    teller = told(tmp_path, keys, {A: NEW})
    teller.do_commit({"by": "phong-vien", "files": {A: {**OLD, "body": "Khác hẳn.\n"}}})
    assert report(teller, "truong-ban.daklak", capsys)["merge"] == "xung-dot"
    assert approve(teller, "truong-ban.daklak") == 3


def test_a_person_is_asked_and_only_the_word_counts(
    tmp_path: Path, keys: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    teller = told(tmp_path, keys, {A: NEW})
    monkeypatch.setattr(sys, "stdin", io.StringIO("duyệt\n"))
    assert approve(teller, "truong-ban.daklak", yes=False) == 2  # no terminal to ask on
    for said, code in (("có", 1), ("", 1), ("Duyệt", 0)):
        terminal = io.StringIO(said + "\n")
        terminal.isatty = lambda: True  # type: ignore[method-assign]
        monkeypatch.setattr(sys, "stdin", terminal)
        assert approve(teller, "truong-ban.daklak", yes=False) == code


def test_statements_of_two_approvers_meet_on_the_forge(
    tmp_path: Path, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    teller = told(tmp_path, keys, {A: NEW, B: NEW})
    forge, other = tmp_path / "may-chu.git", tmp_path / "khac"
    for words in (["clone", "-q", "--bare", "kho", str(forge)], ["clone", "-q", str(forge), str(other)]):
        subprocess.run(["git", *words], cwd=tmp_path, check=True, capture_output=True)
    remote = ("--push", str(forge))
    assert approve(teller, "truong-ban.daklak", *remote) == 0
    key = str(teller.world.key("truong-ban.gialai").path)
    words = [
        "approve",
        "origin/bai",
        "--repo",
        str(other),
        "--key",
        key,
        "--main",
        "origin/main",
        "--now",
        NOW,
    ]
    assert main([*words, "--state", str(tmp_path / "var"), "--yes"]) == 0  # not pushed yet, without the first
    assert main([*words, "--state", str(tmp_path / "var"), "--yes", "--push", "origin"]) == 0
    with Repository.open(forge) as repo:
        kept = [path for path, _ in repo.files(repo.head("refs/phe-duyet/bang-chung"), "")]
        assert {p.split("/")[1].rsplit("-", 1)[0] for p in kept} == {"truong-ban.daklak", "truong-ban.gialai"}
        assert repo.resolve(f"refs/phe-duyet/dau/{teller.play.tip('bai')}") == teller.play.tip("bai")


def test_a_locked_key_signs_through_the_agent_only(tmp_path: Path, keys: Path) -> None:
    """The public half alone is enough where an agent holds the key; without an agent it cannot sign."""
    teller = told(tmp_path, keys, {A: NEW})
    public = tmp_path / "chi-phan-cong-khai.pub"
    public.write_text(teller.world.key("truong-ban.daklak").public + "\n", "utf-8")
    words = [
        "approve",
        "bai",
        "--repo",
        str(teller.folder / "kho"),
        "--key",
        str(public),
        "--yes",
        "--now",
        NOW,
    ]
    assert main([*words, "--state", str(tmp_path / "var")]) == 2


def test_who_could_approve_warns_of_what_ends_soon(
    tmp_path: Path, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    story = {
        "delegations": {"daklak": [GIVEN]},
        "board": {
            "truong-ban.daklak": {"khoa": {"den": "2026-12-01"}},
            "thu-ky.daklak": {"khoa": {"den": "2026-12-01"}},
        },
    }
    teller = told(tmp_path, keys, {A: NEW}, **story)
    ask = ["who-could-approve", "--root", str(teller.folder / "kho"), "--site", "daklak", "--type", "tin-tuc"]

    def could(at: str) -> dict[str, Any]:
        capsys.readouterr()
        assert main([*ask, "--rev", "main", "--at", at, "--format", "json"]) == 0
        return {c["person"]: c for c in json.loads(capsys.readouterr().out)["could"]}

    soon = could("2026-11-22")
    head, deputy = soon["truong-ban.daklak"], soon["pho-truong-ban.daklak"]
    assert (head["key_until"], head["ending"]) == ("2026-12-01", ["key"])
    assert (deputy["delegation_until"], deputy["key_until"], deputy["ending"]) == (
        "2026-11-30",
        None,
        ["delegation"],
    )
    assert could("2026-10-01")["truong-ban.daklak"]["ending"] == []
    assert main([*ask, "--rev", "main", "--at", "2026-11-22"]) == 0
    out = capsys.readouterr().out
    assert "! ủy quyền hết ngày 30/11/2026" in out and "! khóa ký hết hạn ngày 01/12/2026" in out


def test_a_key_about_to_expire_is_told_before_signing(
    tmp_path: Path, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    teller = told(tmp_path, keys, {A: NEW}, board={"truong-ban.daklak": {"khoa": {"den": "2026-12-01"}}})
    assert "Khóa này hết hạn ngày 01/12/2026." in report(teller, "truong-ban.daklak", capsys)["warnings"]


def test_every_key_of_the_report_is_documented(
    tmp_path: Path, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    handbook = Path(__file__).resolve().parents[2] / "docs" / "so-tay"
    paper = (handbook / "nguoi-duyet.md").read_text("utf-8")
    teller = told(tmp_path, keys, {A: NEW, "content/daklak/tep/a.txt": "x"})
    seen = report(teller, "truong-ban.daklak", capsys)
    capsys.readouterr()
    assert approve(teller, "truong-ban.daklak", "--format", "json") == 0
    seen["signed"] = json.loads(capsys.readouterr().out)["signed"]
    parts = ("items", "meaning", "wording", "attachments", "findings", "sites", "signed")
    names = set(seen) | {key for part in parts for key in seen[part][0]}
    assert [n for n in sorted(names - {"schema"}) if f"`{n}`" not in paper] == []
    members = (handbook / "van-hanh.md").read_text("utf-8")
    ask = ["who-could-approve", "--root", str(teller.folder / "kho"), "--site", "daklak", "--type", "tin-tuc"]
    main([*ask, "--rev", "main", "--at", "2026-11-22", "--format", "json"])
    answer = json.loads(capsys.readouterr().out)
    names = set(answer) | set(answer["could"][0]) | set(answer["could_not"][0])
    assert [n for n in sorted(names - {"schema"}) if f"`{n}`" not in members] == []


def test_an_agent_signs_with_a_key_that_is_not_on_the_disk(
    tmp_path: Path, keys: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    teller = told(tmp_path, keys, {A: NEW})
    key = teller.world.key("truong-ban.daklak")
    public = tmp_path / "duyet-bai.pub"
    public.write_text(key.public + "\n", "utf-8")
    socket = tmp_path_factory.mktemp("a") / "s"  # the name of a socket must be short
    agent = subprocess.Popen(["ssh-agent", "-D", "-a", str(socket)], stdout=subprocess.PIPE)
    try:
        assert agent.stdout is not None
        agent.stdout.readline()  # it tells its socket once that is there
        monkeypatch.setenv("SSH_AUTH_SOCK", str(socket))
        subprocess.run(["ssh-add", "-q", str(key.path)], check=True, capture_output=True)
        words = [
            "approve",
            "bai",
            "--repo",
            str(teller.folder / "kho"),
            "--key",
            str(public),
            "--yes",
            "--now",
            NOW,
        ]
        anchor = ["--from", teller.labels["anchor"]]
        assert main([*words, "--state", str(tmp_path / "var"), *anchor]) == 0
    finally:
        agent.terminate()
        agent.wait()
        agent.stdout.close() if agent.stdout else None


def test_a_change_that_no_approval_can_heal_is_not_signed_unasked(
    tmp_path: Path, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    teller = told(tmp_path, keys, {A: NEW, "theme/a.css": "a{}"})
    assert approve(teller, "truong-ban.daklak") == 3
    assert "TRON_LAN" in capsys.readouterr().out

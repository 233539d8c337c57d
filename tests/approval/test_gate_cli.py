"""The commands `gate` and `who-could-approve`, and merges as git itself makes them."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from pipeline.cli.main import main
from tests.storytelling.teller import Story, Teller

NOW = "2026-11-22T09:00:00+07:00"
ITEM = {"content/daklak/tin-tuc/2026/11/a.md": {"loai": "tin-tuc"}}


@pytest.fixture
def teller(tmp_path: Path, keys: Path) -> Teller:
    story = {
        "story": "",
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
        "play": [{"commit": {"branch": "bai", "by": "phong-vien", "files": ITEM}}],
    }
    teller = Teller(Story("", story), tmp_path, keys)
    teller.tell()
    return teller


def run_gate(teller: Teller, *more: str) -> int:
    where = ["--repo", str(teller.folder / "kho"), "--from", teller.labels["anchor"], "--to", "main"]
    return main(["gate", *where, "--now", NOW, *more])


def test_gate_ends_with_0_when_everything_is_approved(
    teller: Teller, capsys: pytest.CaptureFixture[str]
) -> None:
    teller.do_merge({"branch": "bai", "by": "truong-ban.daklak", "as": "m1"})
    assert run_gate(teller, "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["publishable"]["daklak"] == teller.labels["m1"]
    assert told["steps"][0]["sites"]["daklak"]["result"] == "DAT"


def test_gate_ends_with_3_and_says_why(teller: Teller, capsys: pytest.CaptureFixture[str]) -> None:
    teller.do_merge({"branch": "bai", "by": "nguoi-la", "as": "m1"})
    assert run_gate(teller) == 3
    assert "KHOA_KHONG_HOP_LE" in capsys.readouterr().out
    assert run_gate(teller, "--lang", "en", "--output", str(teller.folder / "ra" / "cong.txt")) == 3
    assert "REFUSED" in (teller.folder / "ra" / "cong.txt").read_text("utf-8")


def test_gate_ends_with_2_for_a_wrong_name(teller: Teller, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--repo", str(teller.folder / "kho"), "--now", NOW]
    assert main(["gate", *where, "--from", teller.labels["anchor"], "--to", "khong-co"]) == 2
    assert main(["gate", *where, "--from", "khong-co", "--to", "main"]) == 2
    assert main(["gate", *where, "--from=--upload-pack=x", "--to", "main"]) == 2
    assert main(["gate", "--repo", str(teller.folder), "--from", "x", "--now", NOW]) == 2
    assert "khong-co" in capsys.readouterr().err


def test_an_anchor_that_the_clone_lacks_proves_nothing(
    teller: Teller, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--repo", str(teller.folder / "kho"), "--to", "main", "--now", NOW, "--format", "json"]
    assert main(["gate", *where, "--from", "1" * 40]) == 3
    assert json.loads(capsys.readouterr().out)["refused"] == ["KHO_KHONG_DU"]


def test_who_could_approve(teller: Teller, capsys: pytest.CaptureFixture[str]) -> None:
    ask = ["who-could-approve", "--root", str(teller.folder / "kho"), "--site", "daklak", "--rev", "main"]

    def could(type_slug: str, at: str) -> list[tuple[str, str | None]]:
        assert main([*ask, "--type", type_slug, "--at", at, "--format", "json"]) == 0
        told = json.loads(capsys.readouterr().out)
        return [(c["person"], c["delegation"]) for c in told["could"]]

    head, deputy = ("truong-ban.daklak", None), ("pho-truong-ban.daklak", "12/UQ")
    assert could("tin-tuc", "2026-11-22") == [head, deputy]
    assert could("van-ban", "2026-11-22") == [head]
    assert could("tin-tuc", "2026-12-01") == [head]
    assert could("tin-tuc", "2031-01-01") == []
    assert main([*ask, "--type", "tin-tuc", "--at", "2026-11-22"]) == 0
    told = capsys.readouterr().out
    assert "✓ pho-truong-ban.daklak: Phó Trưởng Ban Biên tập, 01/QĐ-daklak; 12/UQ" in told
    assert "✗ thu-ky.daklak" in told
    assert (
        main(["who-could-approve", "--root", str(teller.folder / "kho"), "--site", "la", "--type", "x"]) == 2
    )


def test_a_standing_member_is_told_where_the_profile_allows_it(
    teller: Teller, capsys: pytest.CaptureFixture[str]
) -> None:
    ask = ["who-could-approve", "--root", str(teller.folder / "kho"), "--rev", "main", "--format", "json"]
    for type_slug, expected in (("tin-tuc", True), ("van-ban", False)):
        main([*ask, "--site", "krongpac.daklak", "--type", type_slug, "--at", NOW])
        roles = {c["role"] for c in json.loads(capsys.readouterr().out)["could"]}
        assert ("thuong-truc" in roles) is expected


def test_a_merge_that_git_itself_signs_is_an_approval(
    teller: Teller, capsys: pytest.CaptureFixture[str]
) -> None:
    """An approver works with plain git: `git merge --no-ff -S` with gpg.format=ssh."""
    where = teller.folder / "kho"
    teller.play.check_out()
    who = teller.world.actor("truong-ban.daklak")
    assert who.key is not None
    settings = {
        "user.name": who.name,
        "user.email": who.email,
        "gpg.format": "ssh",
        "user.signingKey": str(who.key.path),
    }
    options = [word for key, value in settings.items() for word in ("-c", f"{key}={value}")]
    when = {"GIT_AUTHOR_DATE": "2026-11-21T09:00:00+07:00", "GIT_COMMITTER_DATE": "2026-11-21T09:00:00+07:00"}
    clean = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    subprocess.run(
        ["git", "-C", str(where), *options, "merge", "-q", "--no-ff", "-S", "-m", "Duyệt bài", "bai"],
        check=True,
        capture_output=True,
        env={**clean, **when, "GIT_CONFIG_GLOBAL": "/dev/null"},
    )
    assert run_gate(teller, "--format", "json") == 0
    approvers = json.loads(capsys.readouterr().out)["steps"][0]["sites"]["daklak"]["approvers"]
    assert approvers == [
        {"person": who.name, "role": "truong-ban", "evidence": "E2", "at": "2026-11-21T09:00:00+07:00"}
    ]

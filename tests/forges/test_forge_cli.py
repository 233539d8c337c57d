"""`congtinh gate` with a forge: what it asks for, what it answers, and the trial question."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.cli.main import main
from tests.forges.fake import TOKEN, serving
from tests.forges.records import Fault
from tests.storytelling.teller import Story, Teller

NOW = "2026-11-22T09:00:00+07:00"
PLAY = [
    {
        "commit": {
            "branch": "a",
            "by": "phong-vien",
            "files": {"content/daklak/tin-tuc/2026/11/a.md": {"loai": "tin-tuc"}},
        }
    },
    {"forge": {"open": "a", "by": "phong-vien"}},
    {"review": {"branch": "a", "by": "truong-ban.daklak"}},
    {"merge": {"branch": "a", "by": "thu-ky.daklak", "unsigned": True, "as": "m1"}},
]


@pytest.fixture(params=["gitlab", "forgejo"])
def teller(request: pytest.FixtureRequest, tmp_path: Path, keys: Path) -> Teller:
    teller = Teller(Story("", {"story": "", "forge": request.param, "play": PLAY}), tmp_path, keys)
    teller.tell()
    return teller


def gate(teller: Teller, *more: str) -> int:
    where = ["--repo", str(teller.folder / "kho"), "--from", teller.labels["anchor"], "--to", "main"]
    return main(["gate", *where, "--now", NOW, "--forge", teller.records.kind, *more])


def test_without_address_and_token_the_command_says_what_is_missing(
    teller: Teller, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = teller.records.kind.upper()
    for name in ("URL", "PROJECT", "TOKEN"):
        monkeypatch.delenv(f"CONGTINH_{kind}_{name}", raising=False)
    assert gate(teller) == 2
    told = capsys.readouterr().err
    assert all(f"CONGTINH_{kind}_{name}" in told for name in ("URL", "PROJECT", "TOKEN"))
    monkeypatch.setenv("CONGTINH_FORGE", "github")
    assert main(["gate", "--from", "x"]) == 2
    assert (
        main(["gate", "--from", "x", "--forge", "local", "--live", "--repo", str(teller.folder / "kho")]) == 2
    )


def test_gate_and_trial_question_with_a_forge(
    teller: Teller, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    records = teller.records
    monkeypatch.setenv(f"CONGTINH_{records.kind.upper()}_TOKEN", TOKEN)
    with serving(records, teller.folder / "kho") as fake:
        where = ["--forge-url", fake.address, "--forge-project", records.project]
        assert gate(teller, *where, "--format", "json") == 0
        told = json.loads(capsys.readouterr().out)
        approver = told["steps"][0]["sites"]["daklak"]["approvers"][0]
        assert (approver["person"], approver["evidence"]) == ("truong-ban.daklak", "E3")

        assert gate(teller, *where, "--live") == 0
        table = capsys.readouterr().out
        assert teller.play.tip("a") in table and teller.labels["m1"] in table
        assert "được tính" in table and TOKEN not in table
        assert gate(teller, *where, "--live", "--format", "json") == 0
        assert json.loads(capsys.readouterr().out)["yeu_cau"][0]["da_hop_nhat"] is True

        records.faults.append(Fault("status", value=403))
        assert gate(teller, *where, "--live", "--lang", "en") == 3
        assert "http-403" in capsys.readouterr().out
        assert gate(teller, *where) == 3
        assert "FORGE_KHONG_TRA_LOI" in capsys.readouterr().out

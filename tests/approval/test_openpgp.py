"""OpenPGP with the real gpg: what it makes is understood, the command signs with it, and without it nothing passes."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.approval import openpgp
from pipeline.approval.openpgp import gpg, verify_openpgp
from pipeline.cli.main import main
from pipeline.errors import ToolError
from pipeline.model.approval import Reason
from pipeline.model.openpgp import BadPacket, openpgp_names, read_key, read_signature
from tests.storytelling.openpgp import PgpKey, armoured
from tests.storytelling.teller import Story, Teller

A = "content/daklak/tin-tuc/2026/11/a.md"
HEAD = "truong-ban.daklak"


@dataclass(frozen=True)
class Desk:
    """Somebody's own gpg home with one key that has a signing subkey."""

    home: Path
    fingerprint: str
    public: str


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    # a short path: gpg's agent listens on a socket in it
    home = Path(tempfile.mkdtemp(prefix="pgp-"))
    monkeypatch.setenv("GNUPGHOME", str(home))
    try:
        clock = ("--batch", "--faked-system-time", "20260101T000000", "--passphrase", "")
        made = gpg(
            *clock,
            "--quick-generate-key",
            "Trưởng Ban <tb@vi-du.example>",
            "ed25519",
            "cert",
            "2y",
            by_hand=True,
        )
        assert made.returncode == 0, made.stderr
        listed = gpg("--list-keys", "--with-colons", by_hand=True).stdout.decode()
        fingerprint = next(line.split(":")[9] for line in listed.splitlines() if line.startswith("fpr"))
        assert (
            gpg(*clock, "--quick-add-key", fingerprint, "ed25519", "sign", "1y", by_hand=True).returncode == 0
        )
        public = gpg("--armor", "--export", fingerprint, by_hand=True).stdout.decode()
        yield Desk(home, fingerprint, public)
    finally:
        subprocess.run(["gpgconf", "--homedir", str(home), "--kill", "all"], check=False)
        shutil.rmtree(home, ignore_errors=True)


def told(tmp_path: Path, keys: Path, public: str) -> Teller:
    board = {HEAD: {"nguoi": {"khoa": [{"gpg": public, "tu": "2026-01-01", "den": "2027-12-31"}]}}}
    story = {
        "story": "x",
        "board": board,
        "play": [{"commit": {"branch": "bai", "by": "phong-vien", "files": {A: {"loai": "tin-tuc"}}}}],
    }
    teller = Teller(Story("x", story), tmp_path, keys)
    teller.tell()
    return teller


def run(teller: Teller, *words: str) -> int:
    return main([*words, "--repo", str(teller.folder / "kho"), "--now", "2026-11-22T09:00:00+07:00"])


def gate(teller: Teller, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    run(teller, "gate", "--from", teller.labels["anchor"], "--to", "main", "--format", "json")
    (step,) = json.loads(capsys.readouterr().out)["steps"]
    return dict(step["sites"]["daklak"])


def test_the_command_signs_with_the_key_of_the_persons_own_gpg(
    tmp_path: Path, keys: Path, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    teller = told(tmp_path, keys, desk.public)
    named = "gpg:" + desk.fingerprint
    state = ("--state", str(tmp_path / "var"))
    assert run(teller, "approve", "bai", "--key", named, "--yes", *state) == 0, capsys.readouterr()
    teller.do_merge({"branch": "bai", "by": "nguoi-la", "unsigned": True, "on": "2026-11-22T08:30:00+07:00"})
    answer = gate(teller, capsys)
    assert answer["result"] == "DAT" and answer["approvers"][0]["person"] == HEAD


def test_a_key_is_named_by_its_whole_fingerprint_and_by_nothing_shorter(
    tmp_path: Path, keys: Path, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    teller = told(tmp_path, keys, desk.public)
    for named in ("gpg:" + desk.fingerprint[-16:], "gpg:tb@vi-du.example", "gpg:" + "0" * 40):
        assert run(teller, "approve", "bai", "--key", named, "--yes", "--state", str(tmp_path / "var")) == 2
        assert "gpg:" in capsys.readouterr().err


def test_a_subkey_that_is_not_on_the_board_is_told_before_the_gate_refuses_it(
    tmp_path: Path, keys: Path, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    teller = told(tmp_path, keys, desk.public)
    clock = ("--batch", "--faked-system-time", "20260601T000000", "--passphrase", "")
    assert (
        gpg(*clock, "--quick-add-key", desk.fingerprint, "ed25519", "sign", "1y", by_hand=True).returncode
        == 0
    )
    named = "gpg:" + desk.fingerprint
    assert run(teller, "approve", "bai", "--key", named, "--yes", "--state", str(tmp_path / "var")) == 2
    assert "đăng ký" in capsys.readouterr().err


def test_a_key_that_was_extended_but_not_enrolled_anew_is_told_before_signing(
    tmp_path: Path, keys: Path, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    teller = told(tmp_path, keys, desk.public)
    clock = ("--batch", "--faked-system-time", "20260601T000000", "--passphrase", "")
    assert gpg(*clock, "--quick-set-expire", desk.fingerprint, "5y", "*", by_hand=True).returncode == 0
    words = ("approve", "bai", "--key", "gpg:" + desk.fingerprint, "--yes", "--state", str(tmp_path / "var"))
    where = ("--repo", str(teller.folder / "kho"), "--now", "2027-03-01T09:00:00+07:00")
    assert main([*words, *where]) == 2
    assert "hết hạn ngày 01/01/2027" in capsys.readouterr().err


def test_without_gpg_nothing_passes_and_the_package_is_named(
    tmp_path: Path, keys: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    key = PgpKey("tb")
    teller = told(tmp_path, keys, key.public)
    teller.world._story["pgp"] = {"tb": {}}  # type: ignore[index]
    teller.do_merge({"branch": "bai", "by": HEAD, "key": "tb", "on": "2026-11-21T08:00:00+07:00"})
    assert gate(teller, capsys)["result"] == "DAT"
    monkeypatch.setattr(openpgp.shutil, "which", lambda name: None)
    assert run(teller, "gate", "--from", teller.labels["anchor"], "--to", "main") == 2
    caught = capsys.readouterr()
    assert "gnupg" in caught.err and "ĐẠT" not in caught.out


def test_a_stranger_does_not_even_start_gpg(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openpgp.shutil, "which", lambda name: None)
    armour = PgpKey("la").sign(b"x")
    assert verify_openpgp(b"x", armour, None, lambda _: None).reason is Reason.KHOA_KHONG_HOP_LE
    with pytest.raises(ToolError):
        verify_openpgp(b"x", armour, None, lambda _: PgpKey("la").public)


def test_what_gpg_writes_is_read_as_it_is_meant(desk: Desk) -> None:
    key = read_key(desk.public)
    assert key.fingerprint == "OPENPGP:" + desk.fingerprint and len(key.fingerprints) == 2
    signed = openpgp.sign_openpgp(
        b"x", key.fingerprint, "pheduyet@v1", openpgp.datetime.fromisoformat("2026-11-22T09:00:00+07:00")
    )
    claim = read_signature(signed)
    assert claim.issuer in key.names and claim.notations == {"pheduyet@v1"}
    assert claim.made.isoformat() == "2026-11-22T02:00:00+00:00"
    assert openpgp_names(signed) <= key.names
    answer = verify_openpgp(b"x", signed, "pheduyet@v1", lambda _: desk.public)
    assert answer.fingerprint == key.fingerprint and answer.frame is not None
    assert answer.frame.until is not None and answer.frame.until.year == 2027  # the subkey's end comes first


def test_every_cut_and_every_flipped_byte_is_no_signature_and_no_error() -> None:
    key = PgpKey("tb", {"subkey": "ok"})
    whole = read_signature(key.sign(b"x", "pheduyet@v1")).raw
    for at in range(len(whole)):
        for bent in (whole[:at], whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]):
            try:
                read_signature(armoured("SIGNATURE", bent))
            except BadPacket:
                continue
    block = read_key(key.public).raw
    for at in range(0, len(block), 3):
        for bent in (block[:at], block[:at] + bytes([block[at] ^ 0xFF]) + block[at + 1 :]):
            try:
                read_key(armoured("PUBLIC KEY BLOCK", bent))
            except BadPacket:
                continue


def test_a_board_with_an_openpgp_key_is_plain_yaml(desk: Desk) -> None:
    text = yaml.safe_dump({"gpg": desk.public}, allow_unicode=True)
    assert read_key(yaml.safe_load(text)["gpg"]).fingerprint.endswith(desk.fingerprint)

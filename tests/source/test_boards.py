"""Boards as they are read for the rules: whatever stands in the files, nothing is raised."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pipeline.checks import check_corpus
from pipeline.clock.now import parse_time
from pipeline.model.board import BOARD_FILE, DELEGATION_FILE
from pipeline.source.boards import read_board
from pipeline.source.corpus import load

NOW = parse_time("2026-11-22T09:00:00+07:00")
CODES = {f"TR{n:03}" for n in range(30, 37)}
SITE = "ten: Trang mẫu\ncap: tinh\nten_mien: mau.gov.vn\nquy_che: []\n"
HOSTILE = {
    "empty": b"",
    "bytes": b"\xff\xfe\x00",
    "text": "chữ".encode(),
    "anchor": b"nguoi: &a [*a]",
    "deep": b"[" * 5000,
    "kinds": b"nguoi: [1, null, [x], {ma: 1, khoa: [null, {ssh: 5, tu: true, den: [1]}], tai_khoan: [x]}]\nbo_nhiem: {a: b}\nuy_quyen: 3",
    "days": b"bo_nhiem: [{nguoi: a, vai_tro: truong-ban, tu: 9999-12-31, den: 0000-00-00}]\nuy_quyen: [{tu_nguoi: [], cho: {}, tu: 2026-13-01, den: yes}]",
    "end": b"nguoi: [{ma: a}]\nbo_nhiem: [{nguoi: a, vai_tro: truong-ban, tu: 2020-01-01, den: 9999-12-31}]",
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_no_board_makes_the_rules_raise(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "sites" / "mau"
    folder.mkdir(parents=True)
    (folder / "site.yml").write_text(SITE, encoding="utf-8")
    (folder / BOARD_FILE).write_bytes(HOSTILE[name])
    (folder / DELEGATION_FILE).write_bytes(HOSTILE[name])
    found = check_corpus(load(tmp_path), now=NOW, codes=CODES).findings
    if name != "end":
        assert [f.code for f in found if f.code == "TR033"], "the gate refuses such a file"


def test_a_long_board_does_not_take_long(tmp_path: Path) -> None:
    folder = tmp_path / "sites" / "mau"
    folder.mkdir(parents=True)
    (folder / "site.yml").write_text(SITE, encoding="utf-8")
    ending = [
        f"- {{nguoi: a, vai_tro: truong-ban, tu: {2000 + n % 20}-01-01, den: 2026-12-01}}"
        for n in range(2000)
    ]
    given = [f"- {{tu_nguoi: a, cho: a, tu: 2026-01-{1 + n % 28:02}, den: 2027-01-01}}" for n in range(2000)]
    (folder / BOARD_FILE).write_text("nguoi: [{ma: a}]\nbo_nhiem:\n" + "\n".join(ending), encoding="utf-8")
    (folder / DELEGATION_FILE).write_text("\n".join(given), encoding="utf-8")
    corpus = load(tmp_path)
    began = time.perf_counter()
    check_corpus(corpus, now=NOW, codes=CODES)
    assert time.perf_counter() - began < 5


def test_a_site_without_a_board_has_none(tmp_path: Path) -> None:
    assert read_board(tmp_path, "mau", "sites/mau") is None


def test_a_linked_board_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / BOARD_FILE).symlink_to("/etc/passwd")
    board = read_board(tmp_path, "mau", "sites/mau")
    assert board is not None
    assert [f.kind for f in board.board.faults] == ["lien-ket-mem"]

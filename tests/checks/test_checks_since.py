"""`check --since`: only what a change causes stops it, wherever it shows; the rest is told by owner."""

from __future__ import annotations

import json
import random
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.checks import check_corpus
from pipeline.cli.main import main
from pipeline.history.publication import base_commit, brought_at
from pipeline.history.repository import Repository
from pipeline.model.finding import Finding
from pipeline.since import check_since
from pipeline.source.cache import ReadingCache
from pipeline.source.corpus import load
from tests.casework import NOW
from tests.checks.ground import ARTICLE, FRONT, item, repository
from tests.source import files

FOLDER = "content/daklak/tin-tuc/2026/11"
OTHER, THIRD = f"{FOLDER}/bai-kia.md", f"{FOLDER}/bai-ba.md"
VAGUE = "Xem lịch [tại đây](https://daklak.example/lich).\n"


def git(root: Path, *arguments: str, at: str = "2026-11-20T09:00:00+07:00") -> None:
    who = ["-c", "user.name=Thu", "-c", "user.email=thu@daklak.example", "-c", "commit.gpgsign=false"]
    times = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at, "PATH": "/usr/bin:/bin", "HOME": str(root)}
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True, env=times)


def committed(root: Path, files: dict[str, str | bytes]) -> Path:
    repository(root, files)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "goc")
    return root


def told(root: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, list[dict[str, Any]]]:
    state = ["--state", str(root.parent / f"{root.name}-var")]
    where = ["check", "--root", str(root), "--now", NOW.isoformat(), "--since", "HEAD", *state]
    code = main([*where, "--format", "json", *more])
    found = json.loads(capsys.readouterr().out)["findings"]
    return code, [f for f in found if f["path"].startswith("content/")]


def test_old_errors_stop_nothing_and_name_their_unit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = committed(tmp_path / "kho", {ARTICLE: item(), OTHER: item(VAGUE)})
    (root / ARTICLE).write_text(item("Sửa câu này.\n"), encoding="utf-8")
    code, found = told(root, capsys)
    (old,) = [f for f in found if f["code"] == "TC004"]
    assert old["old"] is True and old["path"] == OTHER and old["severity"] == "error"
    assert old["owner"]["code"] == "van-phong-ubnd-tinh" and "Văn phòng" in old["owner"]["name"]
    assert code == 0
    (root / ARTICLE).write_text(item(VAGUE), encoding="utf-8")
    code, found = told(root, capsys)
    assert [(f["path"], f["old"]) for f in found if f["code"] == "TC004"] == [(OTHER, True), (ARTICLE, False)]
    assert code == 1


def test_a_second_fault_of_the_same_kind_is_new(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = committed(tmp_path / "kho", {ARTICLE: item(VAGUE)})
    (root / ARTICLE).write_text(item(f"Câu mới.\n\n{VAGUE}\n{VAGUE}"), encoding="utf-8")
    code, found = told(root, capsys)
    assert sorted(f["old"] for f in found if f["code"] == "TC004") == [False, True] and code == 1


def test_a_deletion_answers_for_the_links_that_it_breaks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = committed(tmp_path / "kho", {ARTICLE: item("Xem [bài kia](bai-kia.md).\n"), OTHER: item()})
    (root / OTHER).unlink()
    code, found = told(root, capsys)
    new = {(f["code"], f["path"]) for f in found if f["old"] is False}
    assert new == {("LK001", ARTICLE), ("GB003", OTHER)} and code == 1


def test_a_moved_item_keeps_its_old_faults_as_old(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = committed(tmp_path / "kho", {ARTICLE: item(VAGUE)})
    (root / ARTICLE).unlink()
    moved = item(VAGUE, FRONT + "dia_chi_cu: [/tin-tuc/2026/11/doi-gio/]\n")
    (root / THIRD).write_text(moved, encoding="utf-8")
    code, found = told(root, capsys)
    assert [f["old"] for f in found if f["code"] == "TC004"] == [True]
    assert all(f["old"] for f in found) and code == 0


def test_what_is_said_of_a_change_is_what_a_whole_check_says(tmp_path: Path) -> None:
    """Random changes: taking over what nothing touched gives the same findings as judging everything."""
    bodies = [
        "Câu thường.\n",
        VAGUE,
        "Xem [bài](bai-1.md).\n",
        "Xem [bài](/tin-tuc/2026/11/bai-2.md).\n",
        "#### A\n",
    ]
    chance = random.Random(7)
    paths = [f"{FOLDER}/bai-{n}.md" for n in range(8)]
    root = committed(tmp_path / "kho", {p: item(chance.choice(bodies)) for p in paths})
    state = tmp_path / "var"
    for _ in range(12):
        for path in chance.sample(paths, 3):
            if (root / path).exists() and chance.random() < 0.4:
                (root / path).unlink()
            else:
                (root / path).write_text(item(chance.choice(bodies)), encoding="utf-8")
        compared(root, state)


DOCUMENT = """\
loai: van-ban
tieu_de: Quyết định quy định giờ nhận hồ sơ tại bộ phận một cửa
tom_tat: Quy định giờ nhận hồ sơ của các bộ phận một cửa trong tỉnh.
don_vi: van-phong-ubnd-tinh
so_ky_hieu: 05/2024/QĐ-UBND
co_quan_ban_hanh: Ủy ban nhân dân tỉnh Đắk Lắk
ngay_ban_hanh: 2024-03-01
"""


@pytest.mark.parametrize("written", ["05/2024/QĐ-UBND", "Quyết định số 5/2024/QĐ–UBND", "05 /2024/QĐ-UBND"])
def test_a_document_that_lapses_answers_for_what_rests_on_it(tmp_path: Path, written: str) -> None:
    """Numbers are one as the register sees them: zeros in front, the stroke of Đ, kinds of dashes, blanks."""
    law = "content/daklak/van-ban/2024/03/gio-nhan-ho-so.md"
    rests = item(front=f"{FRONT}can_cu: [{written}]\n")
    root = committed(tmp_path / "kho", {ARTICLE: rests, OTHER: item("Một câu.\n"), law: item(front=DOCUMENT)})
    (root / law).write_text(item(front=DOCUMENT + "ngay_het_hieu_luc: 2025-01-01\n"), encoding="utf-8")
    found = compared(root, tmp_path / "var")
    assert [f.code for f in found if f.path == ARTICLE and not f.old and f.code.startswith("VB")] == ["VB004"]


@pytest.mark.parametrize("name", ["lich.jpg", "lịch tháng.jpg", "_lich (1).jpg"])
def test_a_file_that_goes_answers_for_the_items_that_name_it(tmp_path: Path, name: str) -> None:
    picture = f"hinh_anh: {{tep: '/anh/{name}', mo_ta: Lịch tiếp dân tháng mười hai, nguon: Văn phòng}}\n"
    root = committed(
        tmp_path / "kho", {ARTICLE: item(front=FRONT + picture), f"content/daklak/anh/{name}": files.jpeg()}
    )
    (root / f"content/daklak/anh/{name}").unlink()
    found = compared(root, tmp_path / "var")
    assert [f.path for f in found if f.code == "LK002" and not f.old] == [ARTICLE]


def test_a_text_that_goes_answers_for_the_scan_beside_it(tmp_path: Path) -> None:
    scan, text = "content/daklak/tep/ke-hoach.pdf", "content/daklak/tep/ke-hoach.docx"
    root = committed(tmp_path / "kho", {scan: files.pdf([[]]), text: files.docx("Một"), OTHER: item()})
    (root / text).unlink()
    found = compared(root, tmp_path / "var")
    assert [f.code for f in found if f.path == scan and not f.old] == ["TC021"]


def compared(root: Path, state: Path) -> tuple[Finding, ...]:
    """What is found since HEAD, which is at the same places as what a whole check finds."""
    with Repository.open(root) as repo:
        found = check_since(repo, "HEAD", root, state, now=NOW).findings
        times = brought_at(repo, repo.head("HEAD"), "content")
    published = {p: min(t, NOW) for p, t in times.items()}
    assert places(found) == places(check_corpus(load(root), now=NOW, published=published).findings)
    return found


def places(findings: tuple[Finding, ...]) -> list[tuple[str, str, int]]:
    return sorted((f.code, f.path, f.line) for f in findings if not f.code.startswith("GB00"))


def test_publication_is_the_first_parent_commit_that_brought_the_item(tmp_path: Path) -> None:
    root = committed(tmp_path / "kho", {ARTICLE: item()})
    git(root, "switch", "-q", "-c", "nhanh")
    (root / OTHER).write_text(item(), encoding="utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "bai", at="2026-11-21T09:00:00+07:00")
    state = tmp_path / "len-trang"
    with Repository.open(root) as repo:
        base = base_commit(repo)
        assert base == repo.head("main") and set(brought_at(repo, base, "content/daklak/tin-tuc")) == {
            ARTICLE
        }
    git(root, "switch", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "-m", "duyet", "nhanh", at="2026-11-22T08:00:00+07:00")
    with Repository.open(root) as repo:
        tip = repo.head("main")
        for _ in range(2):  # the second answer comes from the cache
            assert NOW - brought_at(repo, tip, "content", state)[OTHER] == timedelta(hours=1)
    (state / f"{tip}.json").write_text('{"a": "b"}', encoding="utf-8")
    with Repository.open(root) as repo:
        assert brought_at(repo, tip, "content", state)[OTHER]


@pytest.mark.parametrize("spoiled", ["", "[]", '{"x": 1}', "null"])
def test_a_spoiled_reading_cache_is_read_past(tmp_path: Path, spoiled: str) -> None:
    root = repository(tmp_path / "kho", {ARTICLE: item()})
    for _ in range(2):
        reading = ReadingCache(tmp_path / "doc-bai")
        corpus = load(root, reading=reading)
        reading.save()
    plain = load(root)
    assert corpus.editions == plain.editions
    assert [e.meta for e in corpus.editions] == [e.meta for e in plain.editions]
    assert [e.marks for e in corpus.editions] == [e.marks for e in plain.editions]
    (file,) = (tmp_path / "doc-bai").rglob("*.json")
    digest = plain.editions[0].digest
    for text in (spoiled, json.dumps({digest: {"m": [], "k": {}, "b": [5, 1], "f": [], "n": []}})):
        file.write_text(text, encoding="utf-8")
        assert load(root, reading=ReadingCache(tmp_path / "doc-bai")).editions == plain.editions


def test_an_unknown_revision_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = committed(tmp_path / "kho", {ARTICLE: item()})
    assert main(["check", "--root", str(root), "--since", "khong-co", "--state", str(tmp_path)]) == 2
    assert "khong-co" in capsys.readouterr().err

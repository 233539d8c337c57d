"""`congtinh fix`: shows first, writes only when told, stays inside content/ and follows no link."""

from __future__ import annotations

import hashlib
import json
import stat
from pathlib import Path

import pytest

from pipeline.checks import check_corpus
from pipeline.cli.main import main
from pipeline.editor.repair import plan, select, write
from pipeline.errors import ToolError, UsageError
from pipeline.model.finding import Stage
from pipeline.source.corpus import load
from pipeline.source.registry import load_registry
from tests.casework import NOW
from tests.checks.ground import ARTICLE, FRONT, item, repository
from tests.editor.old import tcvn3

DIRTY = b"\xef\xbb\xbf" + item("Chữ\u200b cuối dòng \n").replace("\n", "\r\n").encode()
CLEAN = item("Chữ cuối dòng\n").encode()


def fix(root: Path, *arguments: str) -> int:
    return main(["fix", *arguments, "--root", str(root)])


def test_it_shows_and_does_not_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = repository(tmp_path, {ARTICLE: DIRTY})
    assert fix(root) == 1
    assert (root / ARTICLE).read_bytes() == DIRTY
    shown = capsys.readouterr().out
    assert f"{ARTICLE}: bỏ dấu BOM; đưa dấu xuống dòng về LF; bỏ ký tự ẩn; bỏ khoảng trắng cuối dòng" in shown
    assert "-‹BOM›---‹U+000D›" in shown
    assert "-Chữ‹U+200B› cuối dòng ‹U+000D›\n" in shown
    assert "+Chữ cuối dòng\n" in shown
    assert "Có 1 tệp cần sửa. Chưa ghi gì" in shown


def test_it_writes_when_told_keeps_the_mode_and_then_has_nothing_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = repository(tmp_path, {ARTICLE: DIRTY})
    (root / ARTICLE).chmod(0o640)
    assert fix(root, "--write", str(root / ARTICLE)) == 0
    assert (root / ARTICLE).read_bytes() == CLEAN
    assert stat.S_IMODE((root / ARTICLE).stat().st_mode) == 0o640
    assert [p.name for p in (root / ARTICLE).parent.iterdir()] == [Path(ARTICLE).name]
    capsys.readouterr()
    assert fix(root) == 0
    assert capsys.readouterr().out == "Không có gì để sửa.\n"


def test_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = repository(tmp_path, {ARTICLE: DIRTY})
    assert fix(root, "--format", "json") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["written"] is False
    assert told["items"] == 1
    assert told["files"][0]["path"] == ARTICLE
    assert len(told["files"][0]["reasons"]) == 4
    assert fix(root, "--format", "sarif") == 2


def test_what_it_claims_to_mend_is_no_finding_any_more(tmp_path: Path) -> None:
    old = FRONT.replace("đổi", "đo\u0302\u0309i") + "\n"
    text = item("Chữ\u00ad ẩn\u200b\n\n" + tcvn3("toàn văn bản hướng dẫn của tỉnh") + "\n", old)
    root = repository(tmp_path, {ARTICLE: b"\xef\xbb\xbf" + text.encode()})

    def codes() -> set[str]:
        report = check_corpus(load(root), now=NOW, stage=Stage.SUBMIT, paths=[ARTICLE])
        return {f.code for f in report.findings}

    assert codes() >= {"MH003", "MH004", "MH005", "MH006"}
    assert fix(root, "--write") == 0
    assert codes() == set()


def test_a_file_it_cannot_read_is_named_and_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw = "über Straße".encode("latin-1")
    root = repository(tmp_path, {ARTICLE: raw})
    assert fix(root, "--write") == 0
    assert (root / ARTICLE).read_bytes() == raw
    assert f"{ARTICLE}: không sửa được: không nhận ra bảng mã của tệp" in capsys.readouterr().out


@pytest.mark.parametrize("where", ["../ngoai.md", "sites/daklak/site.yml", "content/daklak/khong-co.md"])
def test_paths_that_are_refused(tmp_path: Path, where: str) -> None:
    root = repository(tmp_path / "kho", {ARTICLE: DIRTY})
    (tmp_path / "ngoai.md").write_bytes(DIRTY)
    assert fix(root, "--write", where) == 2
    assert (tmp_path / "ngoai.md").read_bytes() == DIRTY
    with pytest.raises(UsageError):
        select(root, [Path(where)])


def test_symbolic_links_are_refused_and_not_followed(tmp_path: Path) -> None:
    root = repository(tmp_path / "kho", {ARTICLE: CLEAN})
    outside = tmp_path / "ngoai"
    outside.mkdir()
    (outside / "bai.md").write_bytes(DIRTY)
    link, folder = (root / ARTICLE).with_name("noi.md"), root / "content" / "daklak" / "noi"
    link.symlink_to(outside / "bai.md")
    folder.symlink_to(outside)
    assert fix(root, "--write") == 0
    for path in (link, folder, folder / "bai.md"):
        assert fix(root, "--write", str(path)) == 2
    assert (outside / "bai.md").read_bytes() == DIRTY


def test_a_file_that_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    root = repository(tmp_path, {ARTICLE: DIRTY})
    (repair,) = plan(root, [ARTICLE], load_registry(root)[0])
    (root / ARTICLE).write_bytes(b"khac")
    with pytest.raises(ToolError):
        write(root, repair)
    assert (root / ARTICLE).read_bytes() == b"khac"


def test_generated_keys_are_added_and_meaning_is_not_invented(tmp_path: Path) -> None:
    english = "content/daklak/en/tin-tuc/2026/11/hours.md"
    original = ARTICLE.removeprefix("content/daklak/")
    bare = FRONT.replace("loai: tin-tuc\n", "").replace("kenh: truc-tiep\n", "")
    root = repository(
        tmp_path,
        {ARTICLE: item(front=bare), english: item("Text.\n", FRONT + f"ban_goc: {original}\nlinh_vuc: x\n")},
    )
    assert fix(root, "--write") == 0
    now = (root / ARTICLE).read_bytes()
    assert now == item(front="loai: tin-tuc\n" + bare).encode()
    digest = hashlib.sha256(now).hexdigest()
    assert (
        f"ban_goc: {original}\nban_goc_ma_bam: sha256:{digest}\nlinh_vuc: x\n" in (root / english).read_text()
    )
    assert fix(root) == 0


def test_a_digest_that_is_there_is_never_renewed(tmp_path: Path) -> None:
    english = "content/daklak/en/tin-tuc/2026/11/hours.md"
    front = FRONT + f"ban_goc: {ARTICLE.removeprefix('content/daklak/')}\nban_goc_ma_bam: sha256:{'0' * 64}\n"
    root = repository(tmp_path, {ARTICLE: CLEAN, english: item("Text.\n", front)})
    assert fix(root) == 0


def test_a_section_of_several_types_gets_no_type(tmp_path: Path) -> None:
    path = "content/daklak/co-cau-to-chuc/phong.md"
    root = repository(tmp_path, {path: item(front=FRONT.replace("loai: tin-tuc\n", ""))})
    assert fix(root) == 0


def test_what_is_interrupted_changes_nothing_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = repository(tmp_path, {ARTICLE: DIRTY})

    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.editor.repair.os.fsync", interrupted)
    assert fix(root, "--write") == 130
    assert [(p.name, p.read_bytes()) for p in (root / ARTICLE).parent.iterdir()] == [
        (Path(ARTICLE).name, DIRTY)
    ]

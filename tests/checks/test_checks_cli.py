"""`congtinh check` and `congtinh explain` as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.checks import all_rules
from pipeline.cli.main import main
from tests.checks.ground import ARTICLE, FRONT, item, repository

NOW = ["--now", "2026-11-22T09:00:00+07:00"]
WRONG = item("Xem lịch [tại đây](https://lich.example/thang).\n")


def run(root: Path, *more: str) -> int:
    return main(["check", "--root", str(root), *NOW, *more])


def test_clean_content_leaves_with_zero(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(repository(tmp_path, {ARTICLE: item()}), "content") == 0
    assert capsys.readouterr().out == "Đã kiểm tra 1 tin, bài và 0 trang: 0 lỗi, 0 cảnh báo, 0 lưu ý.\n"


def test_an_error_leaves_with_one_and_a_warning_does_not(tmp_path: Path) -> None:
    assert run(repository(tmp_path / "a", {ARTICLE: WRONG}), "content") == 1
    warned = item(front=FRONT.replace("tu_khoa: [một cửa, hồ sơ]\n", ""))
    assert run(repository(tmp_path / "b", {ARTICLE: warned}), "content") == 0


def test_json_goes_into_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = repository(tmp_path / "kho", {ARTICLE: WRONG})
    target = tmp_path / "ket-qua" / "bao-cao.json"
    assert run(root, ARTICLE, "--format", "json", "--output", str(target)) == 1
    assert capsys.readouterr().out == ""
    raw = target.read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert [f["code"] for f in json.loads(raw)["findings"]] == ["TC004"]


def test_a_file_outside_the_repository_is_judged_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = repository(tmp_path / "kho", {ARTICLE: WRONG})
    loose = tmp_path / "ban-thao.md"
    loose.write_text(item("## A\n\n#### B\n\nXem [bài kia](/tin-tuc/khong-co.md).\n"), encoding="utf-8")
    assert run(root, str(loose), "--format", "json") == 1
    told = json.loads(capsys.readouterr().out)
    assert [(f["code"], f["path"]) for f in told["findings"]] == [("TC003", loose.as_posix())]
    assert told["checked"]["items"] == 1


def test_a_site_is_wanted_by_its_id(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = repository(tmp_path, {ARTICLE: WRONG, "content/gialai/tin-tuc/2026/11/a.md": WRONG})
    assert run(root, "--site", "gialai", "--format", "json") == 1
    paths = {f["path"] for f in json.loads(capsys.readouterr().out)["findings"]}
    assert paths == {"content/gialai/tin-tuc/2026/11/a.md"}


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ("hang: [khong-co]\n", "sites/daklak/trang-chu.yml"),
        ("- {quy_tac: TC004}\n", "sites/daklak/mien-tru.yml"),
        (WRONG, ARTICLE),
        (WRONG, f"{ARTICLE}/../../../.."),
        (WRONG, "content/daklak/tin-tuc/.."),
    ],
)
def test_what_is_named_on_the_command_line_is_looked_at(tmp_path: Path, wrong: str, path: str) -> None:
    file = path if path.endswith((".yml", ".md")) else ARTICLE
    root = repository(tmp_path, {file: wrong})
    assert run(root, path.replace(f"{ARTICLE}/", f"{Path(ARTICLE).parent}/")) == 1


def test_a_folder_above_is_no_site(tmp_path: Path) -> None:
    assert run(repository(tmp_path, {ARTICLE: WRONG}), "--site", "..") == 2


@pytest.mark.parametrize(
    "arguments", [["khong-co.md"], ["--format", "xml"], ["--now", "hôm nay"]], ids=lambda a: a[0]
)
def test_wrong_use_leaves_with_two_and_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    root = repository(tmp_path, {ARTICLE: item()})
    assert main(["check", "--root", str(root), *arguments]) == 2
    told = capsys.readouterr()
    assert told.err.startswith("Lỗi: ") and "\n  → " in told.err and "Traceback" not in told.err


def test_a_folder_that_is_no_repository_is_wrong_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path) == 2
    assert "kho nội dung" in capsys.readouterr().err


def test_explain_prints_the_page_of_every_rule(capsys: pytest.CaptureFixture[str]) -> None:
    for rule in all_rules():
        assert main(["explain", rule.code.lower()]) == 0
        told = capsys.readouterr().out
        assert told.startswith(f"# {rule.code} {rule.name}\n")
        for part in ("## Vì sao", "## Cách sửa", "- Mức độ: ", "- Căn cứ: "):
            assert part in told, rule.code
        assert all(law in told for law in rule.legal)


def test_explain_knows_no_other_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "XX999"]) == 2
    assert "XX999" in capsys.readouterr().err

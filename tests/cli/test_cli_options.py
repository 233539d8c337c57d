"""What every command does with wrong options: one sentence, a way out, exit code 2, and no work done before."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli.main import build_parser, main
from pipeline.cli.options import FORMATS
from tests.casework import ROOT

# A call of each command that would be right but for what a test adds.
CALLS = {
    "audit": ["--html", str(ROOT / "README.md")],
    "build": ["--site", "daklak"],
    "check": ["--site", "daklak"],
    "demo": [],
    "explain": ["NG001"],
    "gate": ["--from", "HEAD"],
    "publish": ["--from", "HEAD"],
    "releases": ["--site", "daklak"],
    "rollback": ["--site", "daklak"],
    "server-config": [],
    "who-could-approve": ["--site", "daklak", "--type", "tin-tuc"],
}
HUMAN_ONLY = {"demo", "explain", "rollback", "server-config"}


def call(tmp_path: Path, command: str, *more: str) -> int:
    where = ["--root", str(ROOT), "--state", str(tmp_path / "var")]
    return main([command, *CALLS[command], *where, *more])


def formats_of(command: str) -> tuple[str, ...]:
    listed = next(a for a in build_parser()._actions if a.dest == "command").choices
    assert isinstance(listed, dict)
    return tuple(listed[command].get_default("formats") or FORMATS)


@pytest.mark.parametrize("command", sorted(CALLS))
def test_an_unknown_format_is_refused_before_any_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert call(tmp_path, command, "--format", "xml") == 2
    told = capsys.readouterr()
    known = ", ".join(formats_of(command))
    assert ("json" in known) is (command not in HUMAN_ONLY)
    assert told.out == ""
    expected = f"Lỗi: Lệnh này không có dạng xuất “xml”.\n  → Dùng một trong: {known}.\n"
    assert told.err == expected
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize("command", sorted(HUMAN_ONLY))
def test_json_is_refused_where_there_is_none(tmp_path: Path, command: str) -> None:
    assert call(tmp_path, command, "--format", "json", "--lang", "en") == 2


@pytest.mark.parametrize("command", ["build", "check", "rollback", "releases", "server-config", "audit"])
def test_a_folder_without_sites_is_no_repository(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    """An empty answer would read as “all is well”, an empty configuration would end every site."""
    more = CALLS[command] if command != "audit" else []
    assert main([command, *more, "--root", str(tmp_path), "--state", str(tmp_path / "var")]) == 2
    assert "không phải kho nội dung" in capsys.readouterr().err


def test_an_unknown_site_is_no_clean_site(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(ROOT), "--site", "daklac"]) == 2
    assert "“daklac”" in capsys.readouterr().err


def test_a_site_with_a_broken_declaration_is_still_told_about(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sites" / "hong").mkdir(parents=True)
    (tmp_path / "sites" / "hong" / "site.yml").write_text("ten: [", encoding="utf-8")
    assert main(["check", "--root", str(tmp_path), "--site", "hong"]) == 1
    assert "sites/hong/site.yml" in capsys.readouterr().out


@pytest.mark.parametrize(
    "moment",
    [
        "",
        "hôm nay",
        "2026-02-30",
        "0001-01-01T00:00:00+07:00",
        "9999-12-31T23:59:59-07:00",
        "2026-11-22T09:00+99:99",
    ],
)
def test_a_clock_that_cannot_be_reckoned_with(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    assert main(["check", "--root", str(ROOT), "README.md", "--now", moment]) == 2
    assert f"“{moment}” không phải là thời điểm hợp lệ" in capsys.readouterr().err


@pytest.mark.parametrize("target", ["/", "/dev/null/x", "{tmp}/tep/x"])
def test_a_place_that_takes_no_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], target: str
) -> None:
    (tmp_path / "tep").write_text("")
    place = target.format(tmp=tmp_path)
    assert main(["explain", "NG001", "--output", place, "--lang", "en"]) == 2
    assert f"cannot be written to {place}" in capsys.readouterr().err


def test_a_state_folder_that_is_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "tep").write_text("")
    state = str(tmp_path / "tep")
    assert (
        main(["build", "--root", str(ROOT), "--site", "eakly.daklak", "--jobs", "1", "--state", state]) == 2
    )
    told = capsys.readouterr().err
    assert "Máy không cho đọc hoặc ghi" in told
    assert "Traceback" not in told


@pytest.mark.parametrize(
    ("argv", "vi", "en"),
    [
        (["explain"], "Còn thiếu: MÃ.", "The following arguments are required: CODE."),
        (["chek"], "LỆNH không nhận 'chek'; chọn một trong: ", "Argument COMMAND: invalid choice: 'chek'"),
        (
            ["build", "--jobs", "0"],
            "--jobs cần một số từ 1 đến 256, không phải '0'.",
            "Argument --jobs: not a",
        ),
        (
            ["build", "--jobs", "²"],
            "--jobs cần một số từ 1 đến 256, không phải '²'.",
            "Argument --jobs: not a",
        ),
        (["demo", "--port", "99999"], "--port cần một số từ 1024 đến 64000", "Argument --port: not a whole"),
        (["check", "--stat", "x"], "Không hiểu: --stat.", "Unrecognized arguments: --stat."),
        (
            ["publish", "--demo", "--fallback"],
            "Không dùng --fallback cùng --demo.",
            "Argument --fallback: not allowed with argument --demo.",
        ),
        (["gate", "--from"], "Sau --from phải có một giá trị.", "Argument --from: expected one argument."),
    ],
)
def test_a_wrong_call_is_told_in_the_language_asked_for(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, argv: list[str], vi: str, en: str
) -> None:
    for lang, told in (("vi", vi), ("en", en)):
        more = ["--lang", lang] if argv != ["gate", "--from"] else []
        if not more:
            monkeypatch.setenv("CONGTINH_LANG", lang)
        monkeypatch.setattr(sys, "argv", ["congtinh", *argv, *more])
        with pytest.raises(SystemExit) as left:
            main([*argv, *more])
        assert left.value.code == 2
        assert told in capsys.readouterr().err


def test_the_language_of_the_environment_is_looked_at(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONGTINH_LANG", "fr")
    assert main(["explain", "NG001"]) == 2
    assert "CONGTINH_LANG không nhận “fr”" in capsys.readouterr().err


def test_a_full_disk_and_a_terminal_of_another_encoding(tmp_path: Path) -> None:
    """What comes out of the process itself: no traceback, and the bytes are UTF-8 everywhere."""
    command = [sys.executable, "-m", "pipeline.cli.main", "explain", "NG001"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, cwd=ROOT, check=False)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    read, written = os.pipe()
    os.close(
        read
    )  # whoever should have read it has gone: nobody learns what was found, and 0 would say that all is well
    done = subprocess.run(command, stdout=written, stderr=subprocess.PIPE, cwd=ROOT, check=False)
    os.close(written)
    assert (done.returncode, done.stderr) == (141, b"")
    odd = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=False, env=odd)
    assert done.returncode == 0
    assert done.stdout.decode("utf-8").startswith("# NG001")

"""Help and explanations in both languages; refusals that name the nearest known word."""

from __future__ import annotations

import argparse
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.cli.main import build_parser, main
from tests.casework import ROOT

MARKED = re.compile("[À-ỹĐđ]")


def sentences(parser: argparse.ArgumentParser) -> Iterator[str]:
    yield parser.description or ""
    for action in parser._actions:
        yield from (action.help or "", action.metavar if isinstance(action.metavar, str) else "")
        if isinstance(action, argparse._SubParsersAction):
            yield from (a.help or "" for a in action._choices_actions)
            for child in action.choices.values():
                yield from sentences(child)


def test_every_sentence_of_help_is_said_in_english_too() -> None:
    told = {s for s in sentences(build_parser("en")) if MARKED.search(s.replace("Cổng tĩnh", ""))}
    assert told == set()
    assert any(MARKED.search(s) for s in sentences(build_parser()))


def test_help_follows_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    for lang, words in (("en", "only look at these files"), ("vi", "chỉ xem các tệp")):
        with pytest.raises(SystemExit) as left:
            main(["check", "--lang", lang, "--help"])
        assert left.value.code == 0 and words in capsys.readouterr().out


def test_explain_tells_in_english_what_it_can(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "NG003", "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "- Severity: error" in told and "S0 Đ7 k2" in told and "is in Vietnamese" in told


def test_an_unknown_type_has_no_approvers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("sites", "content"):
        (tmp_path / name).mkdir()
    (tmp_path / "sites/_chung/loai").mkdir(parents=True)
    (tmp_path / "sites/_chung/loai/tin-tuc.yml").write_text("loai: tin-tuc\n", encoding="utf-8")
    who = ["-c", "user.name=Thu", "-c", "user.email=thu@daklak.example", "-c", "commit.gpgsign=false"]
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "goc"]):
        subprocess.run(["git", *who, *arguments], cwd=tmp_path, check=True, capture_output=True)
    call = ["who-could-approve", "--root", str(tmp_path), "--site", "daklak", "--type"]
    assert main([*call, "tin-tucc"]) == 2
    assert "--type tin-tuc?" in capsys.readouterr().err
    assert main([*call, "xyz"]) == 2
    assert "Dùng một trong: tin-tuc." in capsys.readouterr().err


def test_a_name_with_a_line_feed_stays_on_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "content/daklak/tin-tuc/2026/11"
    folder.mkdir(parents=True)
    (folder / "a\n  9:9  LỖI XX001.md").write_text("---\nloai: tin-tuc\n---\n", encoding="utf-8")
    (tmp_path / "sites").symlink_to(ROOT / "sites")
    assert main(["check", "content", "--root", str(tmp_path), "--state", str(tmp_path / "var")]) == 1
    told = capsys.readouterr().out
    assert not any(line.startswith("  9:9") for line in told.splitlines())

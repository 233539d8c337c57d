"""Several sites at once, and the command."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from build_ground import NOW, STEP, Ground, page

from pipeline.build import build_sites
from pipeline.build.plan import digest_files
from pipeline.cli.main import main
from pipeline.errors import UsageError
from pipeline.model.release import BuiltSite, Origin


def test_several_sites_in_processes_and_one_that_fails(filled: Ground, tmp_path: Path) -> None:
    filled.item("tin-tuc/2026/11/so.md", site="so.mau", tieu_de="Tin của Sở")
    local = {"mau": "http://127.0.0.1:8001", "so.mau": "http://127.0.0.1:8002/"}
    built = build_sites(
        filled.preview(), ["mau", "khong-co", "so.mau"], tmp_path / "xay", NOW, 2, local, root=filled.root
    )
    assert list(built) == ["mau", "khong-co", "so.mau"]
    assert isinstance(built["khong-co"], UsageError)
    province, department = built["mau"], built["so.mau"]
    assert isinstance(province, BuiltSite) and isinstance(department, BuiltSite)
    assert 'href="http://127.0.0.1:8002/tin-tuc/2026/11/so/"' in page(province, "/")
    assert 'href="http://127.0.0.1:8001/"' in page(department, "/")
    alone = filled.build(tmp_path / "rieng", addresses=local)
    assert digest_files(alone.directory) == digest_files(province.directory)


def test_the_command_builds_previews(
    filled: Ground, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    common = ["--root", str(filled.root), "--state", str(tmp_path / "var"), "--now", NOW.isoformat()]
    assert main(["build", "--site", "mau", *common]) == 0
    assert (tmp_path / "var/preview/mau/index.html").is_file()
    assert "mau" in capsys.readouterr().out
    assert main(["build", "--site", "khong-co", "--format", "json", *common]) == 2
    told = json.loads(capsys.readouterr().out)
    assert told["sites"][0]["error"] == "Không có trang “khong-co”."
    assert main(["build", "--root", str(tmp_path), "--state", str(tmp_path / "var")]) == 2


def test_approved_sites_carry_their_commit_and_show_who_approved(filled: Ground, tmp_path: Path) -> None:
    filled.approve("content/mau/tin-tuc/2026/11/a.md", "2026-11-12T10:00:00+07:00")
    built = build_sites(filled.approved(), ["mau", "so.mau"], tmp_path / "xay", NOW, root=filled.root)
    province = built["mau"]
    assert isinstance(province, BuiltSite)
    assert (province.origin, province.commit) == (Origin.APPROVED, STEP)
    html = page(province, "/tin-tuc/2026/11/a/")
    assert re.search(r'class="approval".*Trưởng Ban Biên tập.*01/QĐ-TD', html)
    assert '<time datetime="2026-11-12T10:00:00+07:00">' in html
    assert "nguoi-1" not in html


def test_what_is_not_approved_cannot_be_built_as_approved(filled: Ground, tmp_path: Path) -> None:
    approved = replace(filled.approved(), sites={})
    built = build_sites(approved, ["mau"], tmp_path / "xay", NOW, root=filled.root)
    assert isinstance(built["mau"], UsageError)
    assert not (tmp_path / "xay" / "mau").exists()

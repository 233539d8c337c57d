"""The command line over audit and publish: exit codes, both languages, JSON, what an operator can mend."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from pipeline.audit import audit_site
from pipeline.cli.main import main
from pipeline.model.release import BuiltSite, Origin
from pipeline.publish import publish_site

ROOT = Path(__file__).parents[2]
NOW = "2026-11-22T09:00:00+07:00"
DOMAIN = "daklak.gov.vn"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A repository with the sample registry and nothing published."""
    shutil.copytree(ROOT / "sites", tmp_path / "sites")
    return tmp_path


def call(place: Path, *arguments: str) -> int:
    return main([*arguments, "--root", str(place), "--state", str(place / "var"), "--now", NOW])


def publish(place: Path, text: str, link: str = "/") -> str:
    """Audit and publish a page as the flow does, and return the release's id."""
    folder = place / "dung" / text
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(
        f'<!doctype html><html lang="vi"><head><title>{text}</title></head><body><main><h1>{text}</h1>'
        f'<a href="{link}">Trang chủ</a></main></body></html>',
        "utf-8",
    )
    now = datetime.fromisoformat(NOW)
    report, audited = audit_site(BuiltSite("daklak", DOMAIN, folder, (), Origin.APPROVED, "d" * 40), now=now)
    assert audited, report.findings
    return publish_site(audited, place / "var" / "public", place / "var" / "lock", now).id


def test_audit_of_the_served_release(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publish(place, "Một")
    assert call(place, "audit", "--site", "daklak") == 0
    assert "1 trang: 0 lỗi" in capsys.readouterr().out
    assert call(place, "audit") == 0  # sites without a release are left out
    (place / "var/public" / DOMAIN / "current/index.html").write_text("<p>sửa tay</p>")
    assert call(place, "audit", "--site", "daklak", "--format", "json") == 1
    said = json.loads(capsys.readouterr().out.partition("\n{")[2].join(("{", "")))
    assert {f["code"] for f in said["findings"]} == {"TC101", "TC102", "TC104"}
    assert said["findings"][0]["path"] == "daklak/index.html"


def test_audit_of_any_file_tells_wcag_and_act(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = ROOT / "tests/rules/TC107/sai/thieu.html"
    assert call(place, "audit", "--html", str(case), "--format", "json") == 1
    said = json.loads(capsys.readouterr().out)
    found = next(f for f in said["findings"] if f["code"] == "TC107")
    assert (found["wcag"], found["act"], found["legal"]) == (
        ["1.1.1"],
        ["23a2a8"],
        ["S1 Đ5 k2 d", "TT 32/2017 Đ18 k1 c"],
    )
    assert said["checked"] == {"items": 0, "pages": 1}


def test_outside_links_are_left_alone_unless_asked_for(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(place, "Một", "http://127.0.0.1:9/")
    assert call(place, "audit", "--site", "daklak") == 0
    assert "congtinh audit --external" in capsys.readouterr().out
    assert call(place, "audit", "--site", "daklak", "--external") == 0  # dead links warn
    said = capsys.readouterr().out
    assert "LK104" in said and "Đã thử 1 liên kết ra ngoài: 1 hỏng" in said
    page = place / "dung" / "Một" / "index.html"
    assert call(place, "audit", "--html", str(page), "--external") == 0
    assert "LK104" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ("audit", "--site", "daklak"),
        ("audit",),
        ("audit", "--site", "khong-co"),
        ("audit", "--site", "daklak", "--html", "x"),
        ("audit", "--html", "/khong/co.html"),
        ("rollback", "--site", "daklak"),
        ("rollback", "--site", "khong-co"),
        ("rollback", "--site", "daklak", "--to", "../x"),
        ("releases", "--site", "khong-co"),
        ("server-config", "--public", "/srv/{x}"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(
    place: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    assert call(place, *arguments) == 2
    said = capsys.readouterr()
    assert said.out == "" and said.err.startswith("Lỗi: ") and "→" in said.err and "Traceback" not in said.err
    assert call(place, *arguments, "--lang", "en") == 2
    assert capsys.readouterr().err.startswith("Error: ")


def test_releases_and_rollback(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(place, "releases", "--site", "daklak") == 0
    assert "chưa có bản phát hành nào" in capsys.readouterr().out
    one, two = publish(place, "Một"), publish(place, "Hai")
    assert call(place, "releases", "--site", "daklak") == 0
    listed = capsys.readouterr().out.splitlines()
    assert listed == [
        f"→ {two}  22/11/2026 09:00:00  commit dddddddddd",
        f"  {one}  22/11/2026 09:00:00  commit dddddddddd",
    ]
    assert call(place, "rollback", "--site", "daklak") == 0
    assert f"{DOMAIN} đang phục vụ bản {one}" in capsys.readouterr().out
    assert "<h1>Một</h1>" in (place / "var/public" / DOMAIN / "current/index.html").read_text("utf-8")
    assert call(place, "rollback", "--site", "daklak", "--to", two, "--lang", "en") == 0
    assert f"now serves release {two}" in capsys.readouterr().out


def test_damaged_release_shows_in_the_list_and_cannot_come_back(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = publish(place, "Một"), publish(place, "Hai")
    (place / "var/public" / DOMAIN / "releases" / one / "index.html").write_text("sửa")
    assert call(place, "releases", "--site", "daklak") == 0  # a quick look does not hash
    capsys.readouterr()
    assert call(place, "releases", "--site", "daklak", "--verify", "--format", "json") == 1
    said = json.loads(capsys.readouterr().out)["releases"]
    assert [(r["id"], r["current"], r["fault"]) for r in said] == [
        (two, True, None),
        (one, False, "tệp index.html đã bị thay đổi"),
    ]
    assert call(place, "rollback", "--site", "daklak") == 2
    assert "bị hỏng" in capsys.readouterr().err
    assert "<h1>Hai</h1>" in (place / "var/public" / DOMAIN / "current/index.html").read_text("utf-8")


def test_server_configuration_names_every_registered_domain(
    place: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert call(place, "server-config", "--public", "/srv/congtinh/public") == 0
    said = capsys.readouterr().out
    for domain in (DOMAIN, "gialai.gov.vn", "travinh.gov.vn"):
        assert f"server_name {domain};" in said and f'root "/srv/congtinh/public/{domain}/current";' in said
    assert call(place, "server-config", "--output", str(tmp_path / "nginx/trang.conf")) == 0
    assert "server_name" in (tmp_path / "nginx/trang.conf").read_text("utf-8")

"""Values, texts and files that try to break out, and builds that fail or die on the way."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from build_ground import NOW, PICTURE, RECEIPT_SCRIPT, SEARCH_SCRIPT, Ground, page, tree

import pipeline.build.site as site_module
from pipeline.errors import ConfigError, PipelineError


def test_values_with_markup_are_printed_not_obeyed(filled: Ground, tmp_path: Path) -> None:
    evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}{% raw %}'
    filled.item(
        "tin-tuc/2026/11/evil.md",
        tieu_de=evil,
        tom_tat=evil,
        tac_gia=evil,
        tu_khoa=[evil],
        dia_diem=evil,
        nguon={"ten": evil, "dia_chi": "javascript:alert(1)"},
        hinh_anh={**PICTURE, "mo_ta": evil, "nguon": evil},
        dinh_chinh=[{"ngay": "2026-11-15", "noi_dung": evil}],
    )
    filled.item(
        "lien-ket/evil.md", loai="lien-ket", tieu_de="Liên kết", dia_chi="javascript:alert(1)", nhom=evil
    )
    built = filled.build(tmp_path / "xay")
    for name, data in tree(built.directory).items():
        if name.endswith(".html"):
            html = data.decode().replace(RECEIPT_SCRIPT, "").replace(SEARCH_SCRIPT, "")
            # data for machines, in which every angle bracket is escaped; an own script of the theme
            html = re.sub(r'<script type="application/ld\+json">[^<]*</script>', "", html)
            html = re.sub(
                r'<script src="/assets/portal/[a-z]+\.js" (?:defer|type="module")></script>', "", html
            )
            assert "<script" not in html, name
            assert "<img src=x" not in html, name
            assert 'href="javascript' not in html, name
            assert "49" not in re.findall(r"onerror=alert\(1\)&gt;(\d+)", html), name


def test_text_that_looks_like_front_matter_or_a_template_stays_text(filled: Ground, tmp_path: Path) -> None:
    filled.item("tin-tuc/2026/11/y.md", "---\ntemplate: 404.html\n---\n\n{{ config }}\n", tieu_de="Y")
    filled.item("tin-tuc/2026/11/z.md", "Theo: báo cáo của Sở\ntitle: khác\n", tieu_de="Z")
    built = filled.build(tmp_path / "xay")
    assert "template: 404.html" in page(built, "/tin-tuc/2026/11/y/")
    assert "{{ config }}" in page(built, "/tin-tuc/2026/11/y/")
    assert "Theo: báo cáo của Sở" in page(built, "/tin-tuc/2026/11/z/")


def test_files_cannot_take_the_place_of_what_the_build_writes(filled: Ground, tmp_path: Path) -> None:
    names = (
        "robots.txt",
        "assets/site.css.png",
        "tin-tuc/feed.xml/x.png",
        "api/tin-tuc.json",
        "tin-tuc/index.html/x.png",
    )
    for name in names:
        filled.file(name, "kẻ lạ")
    listed = [{"tep": f"/{name}", "ten": "Tệp"} for name in names]
    filled.item("tin-tuc/2026/11/a.md", tieu_de="Tin", tep_dinh_kem=listed)
    files = tree(filled.build(tmp_path / "xay").directory)
    assert not [n for n, data in files.items() if data == "kẻ lạ".encode()]
    assert "tin-tuc/index.html" in files


def test_mangled_files_make_no_page_and_stop_nothing(filled: Ground, tmp_path: Path) -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\n"
    mangled = {
        "nhi-phan": b"\x00\xff\xfe" * 100,
        "lon": b"---\ntieu_de: L\n---\n" + b"a" * 5_000_000,
        "rong": b"---\n---\n\n",
        "bom-yaml": f"---\n{bomb}---\n\n".encode(),
        "tcvn3": "---\nloai: tin-tuc\ntieu_de: Th«ng b¸o\n---\n\nN«i dung\n".encode("latin-1"),
    }
    for name, data in mangled.items():
        filled.file(f"tin-tuc/2026/11/{name}.md", data)
    (filled.root / "content/mau/tin-tuc/2026/11/lien-ket.md").symlink_to("/etc/passwd")
    built = filled.build(tmp_path / "xay")
    made = {p.address for p in built.pages if p.source and "tin-tuc" in p.source}
    assert made == {"/tin-tuc/2026/11/a/", "/tin-tuc/2026/11/a/phieu-duyet/"}
    assert not [n for n, data in tree(built.directory).items() if b"root:" in data]


def test_a_file_that_changes_under_the_build_stops_it(filled: Ground, tmp_path: Path) -> None:
    source = filled.preview()
    filled.file("anh/a.svg", "<svg>khác</svg>")
    with pytest.raises(ConfigError, match=r"anh/a\.svg"):
        site_module.build_site(source, "mau", tmp_path / "xay", NOW, root=filled.root)
    filled.root.joinpath("content/mau/anh/a.svg").unlink()
    filled.root.joinpath("content/mau/anh/a.svg").symlink_to("/etc/passwd")
    with pytest.raises(ConfigError, match=r"anh/a\.svg"):
        site_module.build_site(source, "mau", tmp_path / "xay", NOW, root=filled.root)
    assert not (tmp_path / "xay" / "mau").exists()


def test_a_build_that_dies_leaves_the_last_one_whole(
    filled: Ground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = tree(filled.build(tmp_path / "xay").directory)
    filled.item("tin-tuc/2026/11/b.md", tieu_de="Tin thêm")
    with monkeypatch.context() as patched:
        patched.setattr(site_module, "copy_files", _die)
        with pytest.raises(KeyboardInterrupt):
            filled.build(tmp_path / "xay")
    assert tree(tmp_path / "xay" / "mau") == whole
    assert sorted(p.name for p in (tmp_path / "xay").iterdir()) == [".jinja", ".mau.json", ".search", "mau"]


def test_what_a_killed_build_left_behind_is_cleared(filled: Ground, tmp_path: Path) -> None:
    work = tmp_path / "xay"
    for name in (".mau.999999999.x1", f".mau.{os.getpid()}.x2", ".so.mau.999999999.x3"):
        (work / name / "site").mkdir(parents=True)
    filled.build(work)
    left = {p.name for p in work.iterdir() if p.is_dir()} - {".jinja", ".search", "mau"}
    assert left == {f".mau.{os.getpid()}.x2", ".so.mau.999999999.x3"}


def _die(*_: object) -> None:
    raise KeyboardInterrupt


def test_what_the_theme_does_not_know_stops_the_build(filled: Ground, tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    (theme / "messages").mkdir(parents=True)
    for lang in ("vi", "en"):
        (theme / "messages" / f"{lang}.yml").write_text("chao: Chào", encoding="utf-8")
    (theme / "main.html").write_text("{{ t('chao') }} {{ view.title }} {{ t('la') }}", encoding="utf-8")
    with pytest.raises(PipelineError, match="la"):
        filled.build(tmp_path / "xay", theme=theme)
    (theme / "main.html").write_text("{{ t('chao') }} {{ view.title }}", encoding="utf-8")
    built = filled.build(tmp_path / "xay", theme=theme)
    assert page(built, "/tin-tuc/") == "Chào Tin tức, sự kiện"

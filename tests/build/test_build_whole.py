"""Whole sites with the real theme: equal bytes, reuse, removal, feeds, data, hostile values, crash safety."""

from __future__ import annotations

import json
import os
import re
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from build_ground import NOW, Ground, tree

import pipeline.build.site as site_module
from pipeline.build import build_sites
from pipeline.build.plan import digest_files
from pipeline.cli.main import main
from pipeline.clock.now import parse_time
from pipeline.errors import ConfigError, PipelineError, UsageError
from pipeline.model.release import BuiltSite, Origin

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
PICTURE = {"tep": "/anh/a.svg", "mo_ta": "Trụ sở nhìn từ cổng", "nguon": "Ban Biên tập"}


@pytest.fixture
def filled(land: Ground) -> Ground:
    """The province with a few items of several kinds, in two languages."""
    land.file("anh/a.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 12 7'/>")
    land.file("anh/b.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>")
    land.file("anh/thua.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    land.file("tep/qd.txt", "Toàn văn quyết định\n")
    land.item("gioi-thieu/chung.md", loai="trang", tieu_de="Giới thiệu chung")
    land.item("en/gioi-thieu/chung.md", loai="trang", tieu_de="About", ban_goc="gioi-thieu/chung.md")
    land.item(
        "tin-tuc/2026/11/a.md",
        "## Phần một\n\nXem [quyết định](/van-ban/2024/02/qd.md).\n\n![Bản vẽ](/anh/b.svg)\nẢnh: Ban Biên tập\n\n"
        "| Việc | Số |\n|---|--:|\n| Một | 1 |\n",
        tieu_de="Tin có ảnh",
        hinh_anh=PICTURE,
    )
    files = [{"tep": "/tep/qd.txt", "ten": "Toàn văn"}]
    land.document("van-ban/2024/02/qd.md", "10/2024/QĐ-UBND", tieu_de="Quyết định mẫu", tep=files)
    return land


def page(built: BuiltSite, address: str) -> str:
    file = next(p.file for p in built.pages if p.address == address)
    return (built.directory / file).read_text(encoding="utf-8")


def test_a_whole_site(filled: Ground, tmp_path: Path) -> None:
    built = filled.build(tmp_path / "xay")
    assert (built.site, built.domain, built.origin) == ("mau", "mau.gov.vn", Origin.PREVIEW)
    files = tree(built.directory)
    for ref in built.pages:
        html = files[ref.file].decode()
        assert html.startswith("<!doctype html>")
        assert f'<html lang="{ref.lang}">' in html
        assert "TRÌNH DIỄN" in html or ref.lang == "en"
        assert "<script" not in html
        assert " style=" not in html
        assert not re.search(r'(?:src|<link[^>]+stylesheet[^>]+href)="(?:https?:)?//', html)
    assert {n for n in files if n.startswith(("anh/", "tep/"))} == {"anh/a.svg", "anh/b.svg", "tep/qd.txt"}
    assert not [
        n for n in files if n.startswith("assets/javascripts") or n.endswith((".map", ".yml", ".md", ".gz"))
    ]
    # 404 stands at the top, not in a folder of its own; MkDocs' own sitemap and search are not there
    assert "404.html" in files
    assert "404/index.html" not in files
    assert not [n for n in files if "search" in n]
    item = page(built, "/tin-tuc/2026/11/a/")
    assert '<a href="/van-ban/2024/02/qd/">quyết định</a>' in item
    assert '<td class="can-phai">1</td>' in item
    for address in (
        "/",
        "/en/",
        "/so-do-trang/",
        "/en/sitemap/",
        "/tin-tuc/",
        "/tin-tuc/2026/11/",
        "/404.html",
    ):
        assert [p for p in built.pages if p.address == address], address


def test_links_of_the_whole_site_lead_somewhere(filled: Ground, tmp_path: Path) -> None:
    built = filled.build(tmp_path / "xay")
    files = tree(built.directory)
    missing = set()
    for ref in built.pages:
        for target in re.findall(r'(?:href|src)="(/[^"#?]*)', files[ref.file].decode()):
            name = target.lstrip("/")
            if (name + "index.html" if name.endswith("/") or not name else name) not in files:
                missing.add((ref.address, target))
    assert not missing


def test_equal_inputs_give_equal_bytes(
    filled: Ground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = tree(filled.build(tmp_path / "mot").directory)
    monkeypatch.setenv("TZ", "America/New_York")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    other = tree(filled.build(tmp_path / "hai", now=parse_time("2026-11-22T02:00:00+00:00")).directory)
    assert one.keys() == other.keys()
    assert not [name for name in one if one[name] != other[name]]


def test_an_unchanged_site_is_reused_and_a_changed_one_equals_a_build_from_nothing(
    filled: Ground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = filled.build(tmp_path / "xay")
    stamp = (first.directory / "index.html").stat().st_mtime_ns
    with monkeypatch.context() as patched:
        patched.setattr(site_module, "_make", _must_not_run)
        again = filled.build(tmp_path / "xay", now=parse_time("2026-11-23T09:00:00+07:00"))
    assert again == first
    assert (first.directory / "index.html").stat().st_mtime_ns == stamp
    filled.item("tin-tuc/2026/11/b.md", tieu_de="Tin thêm")
    step = tree(filled.build(tmp_path / "xay").directory)
    assert step == tree(filled.build(tmp_path / "moi").directory)
    assert "tin-tuc/2026/11/b/index.html" in step


def _must_not_run(*_: object) -> None:
    raise AssertionError("rebuilt without need")


@pytest.mark.parametrize("harm", ["changed", "added", "lost", "record", "attachment"])
def test_a_damaged_build_is_made_again(filled: Ground, tmp_path: Path, harm: str) -> None:
    first = filled.build(tmp_path / "xay")
    whole = tree(first.directory)
    match harm:
        case "changed":
            (first.directory / "index.html").write_text("<script>", encoding="utf-8")
        case "added":
            (first.directory / "la.html").write_text("lạ", encoding="utf-8")
        case "lost":
            (first.directory / "feed.xml").unlink()
        case "record":
            (tmp_path / "xay" / ".mau.json").write_text("{", encoding="utf-8")
        case "attachment":
            filled.file("anh/a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><title>mới</title></svg>")
            whole["anh/a.svg"] = (filled.root / "content/mau/anh/a.svg").read_bytes()
    assert tree(filled.build(tmp_path / "xay").directory) == whole


def test_days_left_age_and_the_site_with_them(filled: Ground, tmp_path: Path) -> None:
    filled.item("lay-y-kien/2026/11/y.md", loai="lay-y-kien", tieu_de="Dự thảo", han_gop_y="2026-12-02")
    assert "Còn 10 ngày" in page(filled.build(tmp_path / "xay"), "/lay-y-kien/")
    later = filled.build(tmp_path / "xay", now=parse_time("2026-11-23T09:00:00+07:00"))
    assert "Còn 9 ngày" in page(later, "/lay-y-kien/")


def test_a_removal_leaves_no_trace_of_the_content(filled: Ground, tmp_path: Path) -> None:
    filled.build(tmp_path / "xay")
    removal = {"ly_do": "quyen-rieng-tu", "ngay": "2026-11-20", "nguoi_quyet_dinh": "Trưởng Ban"}
    filled.item(
        "tin-tuc/2026/11/a.md",
        "Bí mật đời tư ![Ảnh](/anh/b.svg)\n",
        tieu_de="Tên người",
        hinh_anh=PICTURE,
        go_bo=removal,
    )
    built = filled.build(tmp_path / "xay")
    files = tree(built.directory)
    for word in ("Tên người", "Bí mật đời tư"):
        assert not [n for n, data in files.items() if word.encode() in data], word
    listing = [
        n
        for n, data in files.items()
        if b"/tin-tuc/2026/11/a/" in data and not n.startswith("tin-tuc/2026/11/a/")
    ]
    assert listing == []
    assert [n for n in files if n.startswith("tin-tuc/2026/11/a/")] == ["tin-tuc/2026/11/a/index.html"]
    assert not [n for n in files if n.startswith("anh/")]
    assert "bảo vệ quyền riêng tư" in page(built, "/tin-tuc/2026/11/a/")
    assert [p.kind for p in built.pages if p.address == "/tin-tuc/2026/11/a/"] == ["removed"]


def test_embargoed_items_and_their_files_are_not_on_disk(filled: Ground, tmp_path: Path) -> None:
    filled.file("tep/hen.txt", "chưa công bố")
    filled.item(
        "tin-tuc/2026/11/hen.md",
        tieu_de="Chưa công bố",
        dang_luc="2026-11-30T08:00:00+07:00",
        tep_dinh_kem=[{"tep": "/tep/hen.txt", "ten": "Tệp hẹn"}],
    )
    filled.item("tin-tuc/2026/11/c.md", "Xem [tin sắp đăng](hen.md).", tieu_de="Tin trỏ tới")
    files = tree(filled.build(tmp_path / "xay").directory)
    assert not [n for n, data in files.items() if "hen" in n or "Chưa công bố".encode() in data]
    assert not [n for n, data in files.items() if b"/tin-tuc/2026/11/hen" in data]


def test_feeds_are_atom_and_tell_real_times(filled: Ground, tmp_path: Path) -> None:
    filled.item("tin-tuc/2026/11/x.md", tieu_de="A & B < C “D” \u0001", tom_tat="]]> &amp;")
    built = filled.build(tmp_path / "xay")
    names = sorted(n for n in tree(built.directory) if n.endswith("feed.xml"))
    assert "feed.xml" in names and "tin-tuc/feed.xml" in names and "en/feed.xml" in names
    for name in names:
        root = ElementTree.parse(built.directory / name).getroot()
        ids = [e.findtext(f"{ATOM}id") for e in root.iter(f"{ATOM}entry")]
        assert root.tag == f"{ATOM}feed"
        assert len(ids) == len(set(ids))
        for stamp in root.iter(f"{ATOM}updated"):
            assert datetime.fromisoformat(stamp.text or "").tzinfo is not None
    root = ElementTree.parse(built.directory / "tin-tuc/feed.xml").getroot()
    entry = next(e for e in root.iter(f"{ATOM}entry") if (e.findtext(f"{ATOM}id") or "").endswith("/x/"))
    assert entry.findtext(f"{ATOM}title") == "A & B < C “D” "
    assert entry.findtext(f"{ATOM}summary") == "]]> &amp;"
    assert entry.findtext(f"{ATOM}published") == "2026-11-10T08:00:00+07:00"
    pages = {
        e.findtext(f"{ATOM}title")
        for e in ElementTree.parse(built.directory / "feed.xml").iter(f"{ATOM}entry")
    }
    assert "Giới thiệu chung" not in pages  # standing pages are no news


def test_the_sitemap_lists_every_living_page_once_with_its_day(filled: Ground, tmp_path: Path) -> None:
    filled.item("tin-tuc/2026/11/go.md", tieu_de="Gỡ", go_bo={"ly_do": "dang-nham", "ngay": "2026-11-20"})
    built = filled.build(tmp_path / "xay")
    rows = {
        u.findtext(f"{MAP}loc"): u.findtext(f"{MAP}lastmod")
        for u in ElementTree.parse(built.directory / "sitemap.xml").iter(f"{MAP}url")
    }
    living = {p.address for p in built.pages if p.kind not in ("not-found", "removed")}
    assert {(loc or "").removeprefix("https://mau.gov.vn.example") for loc in rows} == living
    assert rows["https://mau.gov.vn.example/tin-tuc/2026/11/a/"] == "2026-11-10T08:00:00+07:00"
    assert (built.directory / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"


def test_a_site_that_is_no_sample_may_be_found(filled: Ground, tmp_path: Path) -> None:
    filled.site(trinh_dien=False)
    built = filled.build(tmp_path / "xay")
    assert "Sitemap: https://mau.gov.vn/sitemap.xml" in (built.directory / "robots.txt").read_text()
    assert "TRÌNH DIỄN" not in page(built, "/")
    assert "noindex" not in page(built, "/")
    assert '<link rel="canonical" href="https://mau.gov.vn/tin-tuc/">' in page(built, "/tin-tuc/")


def test_data_has_stable_ids_and_no_office_secrets(filled: Ground, tmp_path: Path) -> None:
    built = filled.build(tmp_path / "xay")
    data = json.loads((built.directory / "api/van-ban.json").read_text(encoding="utf-8"))
    (record,) = data["items"]
    assert record["id"] == "mau/van-ban/2024/02/qd"
    assert record["url"] == "https://mau.gov.vn.example/van-ban/2024/02/qd/"
    assert record["fields"]["so_ky_hieu"] == "10/2024/QĐ-UBND"
    assert record["validity"] == "con-hieu-luc"
    assert record["files"] == [
        {"title": "Toàn văn", "url": "https://mau.gov.vn.example/tep/qd.txt", "kind": "TXT"}
    ]
    office = {"kenh", "do_mat", "nhuan_but", "tiep_nhan_luc"}
    assert not office & {*record, *record["fields"]}


def test_the_text_download_reads_like_the_page(filled: Ground, tmp_path: Path) -> None:
    text = (filled.build(tmp_path / "xay").directory / "tin-tuc/2026/11/a/noi-dung.txt").read_text(
        encoding="utf-8"
    )
    for part in (
        "Tin có ảnh\n==========",
        "Tác giả: Phòng Tổng hợp",
        "Phần một",
        "Xem quyết định.",
        "Việc | Số\nMột | 1\n",
    ):
        assert part in text, part
    assert "<" not in text


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
            html = data.decode()
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
    assert sorted(p.name for p in (tmp_path / "xay").iterdir()) == [".jinja", ".mau.json", "mau"]


def test_what_a_killed_build_left_behind_is_cleared(filled: Ground, tmp_path: Path) -> None:
    work = tmp_path / "xay"
    for name in (".mau.999999999.x1", f".mau.{os.getpid()}.x2", ".so.mau.999999999.x3"):
        (work / name / "site").mkdir(parents=True)
    filled.build(work)
    left = {p.name for p in work.iterdir() if p.is_dir()} - {".jinja", "mau"}
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

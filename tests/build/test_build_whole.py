"""Whole sites with the real theme: equal bytes, reuse, days that pass, removal, embargo."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from build_ground import PICTURE, RECEIPT_SCRIPT, SEARCH_SCRIPT, Ground, page, tree

import pipeline.build.site as site_module
from pipeline.clock.now import parse_time
from pipeline.model.release import GONE_MARK, Origin

DATA = re.compile(r'<script type="application/ld\+json">[^<]*</script>')  # a block of data: never run


def test_a_whole_site(filled: Ground, tmp_path: Path) -> None:
    built = filled.build(tmp_path / "xay")
    assert (built.site, built.domain, built.origin) == ("mau", "mau.gov.vn", Origin.PREVIEW)
    files = tree(built.directory)
    for ref in built.pages:
        html = DATA.sub("", files[ref.file].decode())
        assert html.startswith("<!doctype html>")
        assert f'<html lang="{ref.lang}">' in html
        assert "TRÌNH DIỄN" in html or ref.lang == "en"
        allowed = {"receipt": RECEIPT_SCRIPT, "search": SEARCH_SCRIPT}.get(ref.kind, "<none>")
        html = re.sub(
            r'<script src="/assets/portal/(register|countdown)\.js" (type="module"|defer)></script>', "", html
        )
        assert "<script" not in html.replace(allowed, "", 1)
        assert " style=" not in html
        assert not re.search(r'(?:src|<link[^>]+stylesheet[^>]+href)="(?:https?:)?//', html)
    assert {n for n in files if n.startswith(("anh/", "tep/"))} == {"anh/a.svg", "anh/b.svg", "tep/qd.txt"}
    assert not [
        n for n in files if n.startswith("assets/javascripts") or n.endswith((".map", ".yml", ".md", ".gz"))
    ]
    # 404 stands at the top, not in a folder of its own; MkDocs' own sitemap and search are not there
    assert "404.html" in files
    assert "404/index.html" not in files
    assert not [n for n in files if "search_index" in n]  # Material's own
    item = page(built, "/tin-tuc/2026/11/a/")
    assert '<a href="/van-ban/2024/02/qd/">quyết định</a>' in item
    assert '<td class="can-phai">1</td>' in item
    for address in (
        "/",
        "/en/",
        "/so-do-trang/",
        "/en/sitemap/",
        "/tim-kiem/",
        "/en/search/",
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


@pytest.mark.parametrize("harm", ["changed", "added", "link", "lost", "record", "attachment"])
def test_a_damaged_build_is_made_again(filled: Ground, tmp_path: Path, harm: str) -> None:
    first = filled.build(tmp_path / "xay")
    whole = tree(first.directory)
    match harm:
        case "changed":
            (first.directory / "index.html").write_text("<script>", encoding="utf-8")
        case "added":
            (first.directory / "la.html").write_text("lạ", encoding="utf-8")
        case "link":
            (first.directory / "la").symlink_to("/etc")
        case "lost":
            (first.directory / "feed.xml").unlink()
        case "record":
            (tmp_path / "xay" / ".mau.json").write_text("{", encoding="utf-8")
        case "attachment":
            filled.file(  # of the same size: its pages stay as they are
                "anh/a.svg",
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 12 7'><title>mới</title></svg>",
            )
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
        if b"/tin-tuc/2026/11/a/" in data and not n.startswith("tin-tuc/2026/11/a/") and GONE_MARK not in n
    ]
    assert listing == []
    assert [n.removeprefix("tin-tuc/2026/11/a/") for n in files if n.startswith("tin-tuc/2026/11/a/")] == [
        GONE_MARK,
        "index.html",
        f"noi-dung.txt{GONE_MARK}",
        "phieu-duyet/index.html",
        "phieu-duyet/phieu-duyet.json",
    ]
    assert [n for n in files if n.startswith("anh/")] == [f"anh/a.svg{GONE_MARK}", f"anh/b.svg{GONE_MARK}"]
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


def test_a_site_that_is_no_sample_may_be_found(filled: Ground, tmp_path: Path) -> None:
    filled.site(trinh_dien=False)
    built = filled.build(tmp_path / "xay")
    assert "Sitemap: https://mau.gov.vn/sitemap.xml" in (built.directory / "robots.txt").read_text()
    assert "TRÌNH DIỄN" not in page(built, "/")
    assert "noindex" not in page(built, "/")
    assert '<link rel="canonical" href="https://mau.gov.vn/tin-tuc/">' in page(built, "/tin-tuc/")

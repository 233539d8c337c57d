"""Feeds, sitemap, data and text downloads of a built site."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

from build_ground import Ground, tree

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


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
    living = {p.address for p in built.pages if p.kind not in ("not-found", "removed", "receipt")}
    assert {(loc or "").removeprefix("https://mau.gov.vn.example") for loc in rows} == living
    assert rows["https://mau.gov.vn.example/tin-tuc/2026/11/a/"] == "2026-11-10T08:00:00+07:00"
    assert (built.directory / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"


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

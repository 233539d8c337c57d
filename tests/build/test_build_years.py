"""A long register of documents: every one is reached without scripts, pages stay small, years stay as they are."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

from build_ground import Ground, page

from pipeline.build.years import PART

KINDS = ("quyet-dinh", "nghi-quyet", "ke-hoach", "thong-bao")


def long_register(land: Ground, count: int = 200) -> None:
    """Write documents of eight years, 90 of them of 2024, and one without a day of issue."""
    for n in range(count - 1):
        year = 2024 if n < 90 else 2015 + n % 7
        land.document(
            f"van-ban/{year}/{n % 12 + 1:02}/vb-{n}.md",
            f"{n + 1}/{year}/QĐ-UBND",
            hinh_thuc=KINDS[n % 4],
            ngay_ban_hanh=f"{year}-{n % 12 + 1:02}-{n % 27 + 1:02}",
            ngay_hieu_luc=f"{year}-12-31",
            trich_yeu=f"Ban hành Quy định về quản lý và sử dụng đất đai, bảo vệ môi trường trên địa bàn tỉnh, phần {n}",
            linh_vuc=("Đất đai", "Môi trường", "Tư pháp")[n % 3],
        )
    land.document("van-ban/2010/01/vb-cu.md", "1/QĐ-CU", ngay_ban_hanh=None, ngay_hieu_luc=None)


def test_every_document_of_a_long_register_is_reached_without_scripts(land: Ground, tmp_path: Path) -> None:
    long_register(land)
    built = land.build(tmp_path / "xay")
    rows = re.compile(r'<tr>\s*<th scope="row" class="register__number">.*?</tr>', re.DOTALL)
    link = re.compile(r'<a href="(/van-ban/\d{4}/\d{2}/[\w-]+/)"')
    front = page(built, "/van-ban/")
    years = re.findall(r'href="(/van-ban/nam-[\w-]+/)"', front)
    assert years[0] == "/van-ban/nam-2024/" and years[-1] == "/van-ban/nam-chua-ro/"
    assert "Bảng này hiện 50 văn bản mới nhất trong 200 văn bản" in front
    assert "Ban hành năm 2024 <span" in front and "(90 mục)" in front
    seen: list[str] = []
    for start in years:
        address: str | None = start
        while address:
            html = page(built, address)
            found = [m for r in rows.findall(html) for m in link.findall(r)]
            assert 0 < len(found) <= PART
            seen += found
            assert len(gzip.compress(html.encode())) < 15 * 1024, address
            assert "register.js" in html and 'data-register="/van-ban/danh-sach.json"' in html
            onward = re.search(r'rel="next" href="([^"]+)"', html)
            address = onward[1] if onward else None
    assert len(seen) == len(set(seen)) == 200
    assert len(gzip.compress(front.encode())) < 15 * 1024
    data = json.loads((built.directory / "van-ban/danh-sach.json").read_text("utf-8"))
    assert {row[data["keys"].index("url")] for row in data["rows"]} == set(seen)


def test_a_new_document_leaves_the_pages_of_other_years_as_they_are(land: Ground) -> None:
    long_register(land, 120)
    before = land.pages()
    land.document("van-ban/2024/05/moi.md", "999/2024/QĐ-UBND", ngay_ban_hanh="2024-05-05")
    after = land.pages()
    years = {a for a in before if a.startswith("/van-ban/nam-")}
    assert years == {a for a in after if a.startswith("/van-ban/nam-")}
    changed = {a for a in years if _cards(before[a].view) != _cards(after[a].view)}
    assert changed and all(a.startswith("/van-ban/nam-2024/") for a in changed)


def _cards(view: object) -> list[str]:
    return [card.url for card in view.listing.cards]  # type: ignore[attr-defined]


def test_a_short_register_has_no_year_pages(land: Ground) -> None:
    long_register(land, PART)
    pages = land.pages()
    assert not [a for a in pages if "/nam-" in a]
    listing = pages["/van-ban/"].view.listing
    assert listing is not None and len(listing.cards) == PART and listing.years == ()


def test_titles_tell_year_and_part_in_both_languages(land: Ground) -> None:
    long_register(land)
    for n in range(PART + 1):
        land.document(f"en/van-ban/2024/01/d-{n}.md", f"{n + 1}/2024/QĐ-UBND", tieu_de=f"Decision {n}")
    pages = land.pages()
    assert pages["/van-ban/nam-2024/2/"].view.title.endswith(": ban hành năm 2024 (trang 2/2)")
    assert pages["/en/van-ban/nam-2024/"].view.title.endswith(": issued in 2024 (page 1 of 2)")
    assert [c.title for c in pages["/van-ban/nam-2024/2/"].view.breadcrumbs[:1]] == ["Trang chủ"]
    assert pages["/van-ban/nam-2024/"].view.meta != pages["/van-ban/nam-2024/2/"].view.meta

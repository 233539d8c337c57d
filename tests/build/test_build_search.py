"""The index: what is in it, equal bytes for equal inputs, a changed one like one made from nothing."""

from __future__ import annotations

import json
import random
from array import array
from pathlib import Path

import pytest
from build_ground import NOW, Ground, page, tree

from pipeline.build.inputs import site_input
from pipeline.build.pages import context_of
from pipeline.build.plan import digest_files
from pipeline.build.search import Standing, write_index
from pipeline.build.search.fragments import FragmentStore, fragment, plain
from pipeline.build.search.items import SUMMARY, cut, search_items
from pipeline.build.search.lists import PLACES, Lists
from pipeline.build.search.patch import spliced
from pipeline.build.search.slots import block_size, layout_of
from pipeline.build.search.words import Spellings, code, number_terms, terms, tokens

NAMES = Spellings([["UBND", "ủy ban nhân dân"], ["Daklak", "Đắk Lắk", "Đắc Lắc"]], "vi")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đất Đai", "dat dai"),
        ("hoà bình hòa bình", "hoa binh hoa binh"),
        ("10/2024/QĐ-UBND", "10 2024 qd ubnd"),
        ("QH13, số 007", "qh 13 so 7"),
        ("kỹ kĩ, quy qui, lý do", "ki ki qui qui li do"),
        ("ＡＢ１０ \u200b!", "ab 10"),
        ("", ""),
    ],
)
def test_tokens_are_folded_syllables_and_numbers(text: str, expected: str) -> None:
    assert " ".join(tokens(text, "vi")) == expected


def test_english_words_lose_the_plural() -> None:
    assert tokens("Cities, documents and glass: this status", "en") == [
        "city",
        "document",
        "and",
        "glass",
        "this",
        "status",
    ]


def test_every_spelling_of_a_name_gives_the_same_terms_around_it() -> None:
    full = terms(tokens("chủ tịch ủy ban nhân dân tỉnh", "vi"), NAMES)
    short = terms(tokens("chủ tịch UBND tỉnh", "vi"), NAMES)
    assert full == short
    assert {"tich_ubnd", "ubnd_tinh", "tich_uy", "dan_tinh", "uy_ban"} <= full
    for text in ("Đắc Lắc", "daklak", "Dak Lak"):
        assert {"daklak", "dak_lak"} <= terms(tokens(text, "vi"), NAMES)


def test_the_parts_of_a_number_are_found_in_any_order() -> None:
    found = number_terms("10/2024/QĐ-UBND", "vi")
    assert {"#10", "10_2024", "qd_10", "ubnd_10", "qdubnd"} <= found


def test_the_text_of_markdown_has_no_addresses_and_no_markup() -> None:
    body = "Xem [luật](https://a.vn/bi-mat \"tên\") <b title='an'>đất</b> https://b.vn/an {: .an } &amp; ![ảnh](/x.svg)"
    assert tokens(plain(body), "vi") == ["xem", "luat", "dat", "anh"]
    for hostile in (
        "[" * 50_000,
        "](" * 50_000,
        "<" * 50_000,
        "{:" * 50_000,
        "https://" * 20_000,
        "&" * 50_000,
    ):
        plain(hostile)


def test_a_summary_is_cut_at_a_word() -> None:
    assert cut("một  hai") == "một hai"
    assert len(cut("từ " * 200)) <= SUMMARY + 1


def decoded(data: bytes) -> list[int]:
    values: list[int] = []
    at = 0
    while at < len(data):
        number, shift = 0, 0
        while True:
            byte = data[at]
            at += 1
            number |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                break
        values.append((values[-1] | PLACES) + number if values else number)
    return values


def test_lists_can_be_read_back_whatever_their_gaps() -> None:
    chance = random.Random(5)
    made = []
    expected: dict[int, list[int]] = {}
    for number in range(3000):
        places = []
        for place in range(4):
            codes = [c for c in range(place, 40, 4) if chance.random() < (0.9 if c < 8 else 0.002)]
            places.append(array("I", codes))
            for each in codes:
                expected.setdefault(each, []).append(number * 4 + place)
        made.append((places[0], places[1], places[2], places[3]))
    lists = Lists()
    numbered = list(enumerate(made))
    for start in (0, 1, 1000, 2999):
        end = {0: 1, 1: 1000, 1000: 2999, 2999: 3000}[start]
        lists.add(numbered[start:end])
    assert {term: decoded(bytes(data)) for term, data in lists.of.items()} == expected
    files = lists.files()
    assert len(files) & (len(files) - 1) == 0


def test_an_item_set_into_a_list_or_taken_out_gives_the_list_of_all() -> None:
    chance = random.Random(11)
    for density in (0.9, 0.3, 0.01):
        kept: dict[int, int] = {}
        data = b""
        for _ in range(400):
            number = int(chance.random() ** (1 if density > 0.1 else 4) * 300 / density)
            place = chance.choice((0, 1, 2, 3, None))
            data = spliced(data, number, place)
            kept = (
                {**kept, number: place}
                if place is not None
                else {n: p for n, p in kept.items() if n != number}
            )
            assert decoded(data) == [n * 4 + p for n, p in sorted(kept.items())]


def index(ground: Ground, cache: Path, out: Path, standing: Standing | None = None) -> dict[str, bytes]:
    given = site_input(ground.preview(), "mau", NOW, ground.root)
    write_index(context_of(given), ("vi", "en"), cache, out, standing or Standing(out, {}))
    return tree(out)


@pytest.mark.parametrize("bucket", [1600, 4])  # many small term files are patched, few large ones made anew
def test_an_index_changed_step_by_step_equals_one_made_from_nothing(
    filled: Ground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bucket: int
) -> None:
    monkeypatch.setattr("pipeline.build.search.lists.BUCKET", bucket)
    chance = random.Random(7)
    standing = Standing(tmp_path, {})
    taken = 0
    for step in range(8):
        for _ in range(chance.randint(1, 3)):
            year, name = chance.choice((2019, 2024, 2026)), f"bai-{chance.randint(1, 9)}"
            path = f"tin-tuc/{year}/0{chance.randint(1, 3)}/{name}.md"
            if chance.random() < 0.25:
                (filled.root / "content/mau" / path).unlink(missing_ok=True)
            else:
                filled.item(
                    path,
                    f"Bài số {chance.random()} về đất đai.\n",
                    tieu_de=f"Tin {chance.randint(1, 99)}",
                    tiep_nhan_luc=f"{year}-02-0{chance.randint(1, 9)}T08:00:00+07:00",
                )
        out = tmp_path / f"buoc-{step}"
        changed = index(filled, tmp_path / "nho", out, standing)
        known = digest_files(out)
        taken += len(known.keys() & standing.known.keys())
        standing = Standing(out, known)
        assert changed == index(filled, tmp_path / f"moi-{step}", tmp_path / f"tu-dau-{step}")
    assert taken > 0


def test_a_change_of_one_item_rewrites_the_files_of_its_words_only(
    filled: Ground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.build.search.lists.BUCKET", 4)
    given = {"tieu_de": "Tin cũ", "tiep_nhan_luc": "2024-02-01T08:00:00+07:00"}
    filled.item("tin-tuc/2024/02/sua.md", "Đất đai, xây dựng.\n", **given)
    index(filled, tmp_path / "nho", tmp_path / "mot")
    known = digest_files(tmp_path / "mot")
    filled.item("tin-tuc/2024/02/sua.md", "Đất đai, môi trường.\n", **given)
    asked: list[int] = []
    monkeypatch.setattr("pipeline.build.search.index._from_nothing", lambda *_: asked.append(1))
    after = index(filled, tmp_path / "nho", tmp_path / "hai", Standing(tmp_path / "mot", known))
    assert not asked, "the index was made from nothing"
    old = {n.split("/")[-1]: (tmp_path / "mot" / n).stat().st_ino for n in known if "/vi" not in n}
    new = {n.split("/")[-1]: (tmp_path / "hai" / n).stat().st_ino for n in after if "/vi" not in n}
    fresh = [name for name, inode in new.items() if old[name] != inode]
    assert 2 < len(fresh) < 40 < len(new)
    monkeypatch.undo()
    monkeypatch.setattr("pipeline.build.search.lists.BUCKET", 4)
    assert after == index(filled, tmp_path / "moi", tmp_path / "ba")


def test_a_new_month_leaves_the_numbers_of_old_items(filled: Ground) -> None:
    def numbers() -> dict[str, int]:
        given = site_input(filled.preview(), "mau", NOW, filled.root)
        layout = layout_of(search_items(context_of(given), "vi"), "x")
        assert layout.count == len({n for m in layout.months for n in m.items})
        assert all(m.start <= n < m.start + m.size for m in layout.months for n in m.items)
        assert sum(count for _, count in layout.years) == layout.size
        return {i.edition.path: n for m in layout.months for n, i in m.items.items()}

    for n in range(7):
        filled.item(
            f"tin-tuc/2025/0{n + 1}/b.md", tieu_de="B", tiep_nhan_luc=f"2025-0{n + 1}-02T08:00:00+07:00"
        )
    before = numbers()
    assert list(before.values()) == sorted(before.values())
    filled.item("tin-tuc/2026/11/them.md", tieu_de="Bài mới nhất", tiep_nhan_luc="2026-11-21T08:00:00+07:00")
    assert before.items() <= numbers().items()
    assert [block_size(n) for n in (1, 2, 3, 5, 6, 10, 11, 1000)] == [4, 4, 8, 8, 16, 16, 32, 2048]


@pytest.mark.parametrize("harm", ["record", "terms", "manifest", "lost", "cache", "lost cache"])
def test_a_hurt_index_or_cache_is_made_anew(
    filled: Ground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    monkeypatch.setattr("pipeline.build.search.lists.BUCKET", 4)
    filled.item("tin-tuc/2024/02/cu.md", "Một.\n", tieu_de="Cũ", tiep_nhan_luc="2024-02-01T08:00:00+07:00")
    site = filled.build(tmp_path / "xay").directory / "assets/search"
    record = next(site.glob("*/r*.json"))
    match harm:
        case "record":
            record.write_bytes(b"[]")
        case "terms":
            for file in site.glob("*/t*.bin"):
                file.write_bytes(file.read_bytes()[:-1])
        case "manifest":
            (site / "vi.json").write_bytes(b"{}")
        case "lost":
            record.unlink()
        case "cache":
            for file in (tmp_path / "xay/.search/mau").iterdir():
                file.write_bytes(file.read_bytes()[:-3])
        case _:
            next((tmp_path / "xay/.search/mau").glob("vi-2024-02.*")).unlink()
    filled.item("tin-tuc/2024/02/cu.md", "Hai.\n", tieu_de="Cũ", tiep_nhan_luc="2024-02-01T08:00:00+07:00")
    mended = tree(filled.build(tmp_path / "xay").directory / "assets/search")
    assert mended == tree(filled.build(tmp_path / "tu-dau").directory / "assets/search")


def test_only_what_citizens_may_see_now_can_be_found(filled: Ground, tmp_path: Path) -> None:
    for site in ("mau", "so.mau"):
        filled.item(
            "tin-tuc/2026/11/sau.md", site=site, tieu_de="Chưa tới giờ", dang_luc="2026-12-01T08:00:00+07:00"
        )
        filled.item("tin-tuc/2026/11/het.md", site=site, tieu_de="Đã quá hạn", het_han="2026-11-01")
        filled.item("tin-tuc/2026/11/go.md", site=site, tieu_de="Đã gỡ", go_bo={"ly_do": "dang-nham"})
        filled.item("tin-tuc/2026/11/con.md", site=site, tieu_de=f"Còn đó {site}")
        filled.item("en/tin-tuc/2026/11/go.md", site=site, tieu_de="Gone", ban_goc="/tin-tuc/2026/11/go.md")
    given = site_input(filled.preview(), "mau", NOW, filled.root)
    found = {i.title: i.url for lang in ("vi", "en") for i in search_items(context_of(given), lang)}
    assert found["Còn đó mau"] == "/tin-tuc/2026/11/con/"
    assert found["Còn đó so.mau"] == "https://so.mau.gov.vn.example/tin-tuc/2026/11/con/"
    assert not {"Chưa tới giờ", "Đã quá hạn", "Đã gỡ", "Gone"} & found.keys()
    whole = b"".join(index(filled, tmp_path / "nho", tmp_path / "ra").values()).decode("utf-8", "replace")
    for title in ("Chưa tới giờ", "Đã quá hạn", "Đã gỡ", "Gone"):
        assert title not in whole
    below = site_input(filled.preview(), "so.mau", NOW, filled.root)
    assert {i.site for i in search_items(context_of(below), "vi")} == {"so.mau"}


def test_the_page_offers_what_there_is_and_every_header_leads_there(filled: Ground, tmp_path: Path) -> None:
    built = filled.build(tmp_path / "xay")
    html = page(built, "/tim-kiem/")
    assert '<option value="van-ban">' in html
    assert "Tìm kiếm cần JavaScript" in html
    assert 'data-index="/assets/search/vi.json"' in html
    for ref in built.pages:
        text = (built.directory / ref.file).read_text(encoding="utf-8")
        action = "/en/search/" if ref.lang == "en" else "/tim-kiem/"
        assert f'action="{action}"' in text, ref.address
    head = json.loads((built.directory / "assets/search/vi.json").read_bytes())
    assert 0 < head["items"] < sum(count for _, count in head["years"])


def test_hostile_items_make_an_index_too(land: Ground, tmp_path: Path) -> None:
    evil = "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace") + "</script>\u2028\0😀"
    land.item(
        "tin-tuc/2026/11/a.md", evil * 500 + "x" * 100_000, tieu_de=evil + "a", tu_khoa=[1, None, {"a": 2}]
    )
    land.document("van-ban/2026/11/b.md", "/" * 300, hinh_thuc=["a"], ngay_ban_hanh=99)
    made = index(land, tmp_path / "nho", tmp_path / "ra")
    assert any(n.endswith("r0.json") for n in made)


def test_terms_of_an_item_stand_at_their_highest_place_once(filled: Ground) -> None:
    given = site_input(filled.preview(), "mau", NOW, filled.root)
    for item in search_items(context_of(given), "vi"):
        parts = fragment(item, NAMES)
        codes = [c for part in parts for c in part]
        assert len(codes) == len(set(codes))
        assert code(tokens(item.title, "vi")[0]) in parts[3]
    assert (layout_of([], "").size, layout_of([], "").years) == (0, [])
    assert FragmentStore(Path("/nowhere")).read("x") == {}
    assert FragmentStore(Path("/nowhere")).stored("vi") is None

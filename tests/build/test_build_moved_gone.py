"""What moved and what was taken down: pages, files, lists, data and the other sites, on built trees."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from build_ground import PICTURE, Ground, page, tree

from pipeline.clock.now import parse_time
from pipeline.model.release import GONE_MARK, MOVED_FILE

REMOVAL = {"ly_do": "quyen-rieng-tu", "ngay": "2026-11-20", "nguoi_quyet_dinh": "Trưởng Ban Biên tập"}
WORD = "Nguyễn Thị Riêng"


def _moved(folder: Path) -> dict[str, str]:
    rows = json.loads((folder / MOVED_FILE).read_text("utf-8"))["moved"]
    return {row["from"]: row["to"] for row in rows}


def test_old_addresses_are_listed_and_have_a_page_that_leads_on(filled: Ground, tmp_path: Path) -> None:
    filled.site(trinh_dien=False)
    old = ["/tin-tuc/2024/03/cu/", "https://mau.gov.vn/xem/b%C3%A0i.html", "/Pages/x.aspx", "/tep/cu.pdf"]
    filled.item("tin-tuc/2026/11/moi.md", tieu_de="Tin đã chuyển", dia_chi_cu=old)
    built = filled.build(tmp_path / "xay")
    new = "/tin-tuc/2026/11/moi/"
    assert _moved(built.directory) == dict.fromkeys(
        ["/Pages/x.aspx", "/tep/cu.pdf", "/tin-tuc/2024/03/cu/", "/xem/bài.html"], new
    )
    html = page(built, "/tin-tuc/2024/03/cu/")
    assert f'<link rel="canonical" href="https://mau.gov.vn{new}">' in html
    assert f'<a href="{new}">Tin đã chuyển</a>' in html
    assert "http-equiv" not in html
    assert (built.directory / "xem/bài.html").is_file()
    assert not (built.directory / "Pages").exists()
    assert "cu/</loc>" not in (built.directory / "sitemap.xml").read_text("utf-8")


@pytest.mark.parametrize(
    "old",
    [
        "/tin-tuc/2026/11/a/",
        "/tin-tuc/",
        "/van-ban/feed.xml",
        "/tep/qd.txt",
        "/tin-tuc/2026/11/a/phieu-duyet/",
        "/",
        "//khac.example/a/",
        "https://khac.example/a/",
        "/api/tin-tuc.json",
        "/../bi-mat/",
        "/.git/",
        "/a b/",
        "/a;b/",
        "/$uri/",
        '/a"b/',
        "/" + "x" * 300 + "/",
        "cu/",
        "http://[x/",
        7,
        {"tep": "/cu/"},
    ],
)
def test_addresses_that_cannot_be_answered_are_left_out(filled: Ground, tmp_path: Path, old: object) -> None:
    filled.item("tin-tuc/2026/11/moi.md", tieu_de="Tin đã chuyển", dia_chi_cu=[old])
    context = filled.context()
    from pipeline.build.moved import moves_of

    assert moves_of(context) == {}


def test_a_removal_takes_everything_of_an_item_along(filled: Ground, tmp_path: Path) -> None:
    filled.file("tep/rieng.txt", f"Đơn của {WORD}")
    filled.file("anh/rieng.svg", f"<svg xmlns='http://www.w3.org/2000/svg'><title>{WORD}</title></svg>")
    filled.file("tep/chung.txt", "Dùng chung")
    facts = {
        "tieu_de": f"Tin về {WORD}",
        "tom_tat": f"Tóm tắt về {WORD}",
        "tu_khoa": [WORD],
        "hinh_anh": {**PICTURE, "tep": "/anh/rieng.svg"},
        "tep_dinh_kem": [{"tep": "/tep/chung.txt", "ten": "Chung"}],
        "dia_chi_cu": ["/tin-tuc/2024/03/cu/", "/cu/chi-tiet.aspx"],
    }
    body = f"Chuyện của {WORD}: [đơn](../../../tep/rieng.txt), [mất](/tep/da-xoa.pdf).\n"
    filled.item("tin-tuc/2026/11/rieng.md", body, **facts)
    filled.item(
        "en/tin-tuc/2026/11/rieng.md", f"On {WORD}.\n", tieu_de="A story", ban_goc="tin-tuc/2026/11/rieng.md"
    )
    filled.item(
        "tin-tuc/2026/11/b.md", tieu_de="Tin khác", tep_dinh_kem=[{"tep": "/tep/chung.txt", "ten": "Chung"}]
    )
    before = tree(filled.build(tmp_path / "truoc").directory)
    told = {n for n, data in before.items() if WORD.encode() in data}
    # the item stands in page, text, lists, feeds and data before: otherwise this test would prove nothing
    for name in ("index.html", "tin-tuc/feed.xml", "api/tin-tuc.json", "tin-tuc/2026/11/rieng/noi-dung.txt"):
        assert name in told
    filled.item("tin-tuc/2026/11/rieng.md", body, **facts, go_bo=REMOVAL)
    built = filled.build(tmp_path / "sau")
    files = tree(built.directory)
    assert not [n for n, data in files.items() if WORD.encode() in data or b"A story" in data]
    address = b"/tin-tuc/2026/11/rieng/"
    own = ("tin-tuc/2026/11/rieng/", "en/tin-tuc/2026/11/rieng/")
    notice = files["tin-tuc/2026/11/rieng/index.html"]
    marks = {n for n, data in files.items() if n.endswith(GONE_MARK) and data == notice}
    assert marks == {
        f"tin-tuc/2026/11/rieng/{GONE_MARK}",
        f"tin-tuc/2026/11/rieng/noi-dung.txt{GONE_MARK}",
        f"tin-tuc/2024/03/cu/{GONE_MARK}",
        f"cu/chi-tiet.aspx{GONE_MARK}",
        f"anh/rieng.svg{GONE_MARK}",
        f"tep/rieng.txt{GONE_MARK}",
        f"tep/da-xoa.pdf{GONE_MARK}",
    }
    assert f"en/tin-tuc/2026/11/rieng/{GONE_MARK}" in files
    assert not [
        n for n, data in files.items() if address in data and not n.startswith(own) and n not in marks
    ]
    assert files["tep/chung.txt"] == "Dùng chung".encode()
    assert not {"tep/rieng.txt", "anh/rieng.svg"} & files.keys()
    assert _moved(built.directory) == {}


def test_a_removal_on_a_component_site_reaches_the_portal(filled: Ground, tmp_path: Path) -> None:
    filled.item("tin-tuc/2026/11/so.md", f"Về {WORD}.\n", site="so.mau", tieu_de=f"Tin của sở về {WORD}")
    before = tree(filled.build(tmp_path / "truoc").directory)
    assert f"Tin của sở về {WORD}".encode() in before["index.html"]
    assert b"https://so.mau.gov.vn.example/tin-tuc/2026/11/so/" in before["index.html"]
    filled.item("tin-tuc/2026/11/so.md", site="so.mau", tieu_de=f"Tin của sở về {WORD}", go_bo=REMOVAL)
    after = tree(filled.build(tmp_path / "sau").directory)
    assert not [n for n, d in after.items() if WORD.encode() in d or b"/tin-tuc/2026/11/so/" in d]


def test_embargoed_items_and_their_old_addresses_are_nowhere(filled: Ground, tmp_path: Path) -> None:
    filled.file("tep/hen-rieng.txt", WORD)
    filled.item(
        "tin-tuc/2026/11/hen.md",
        tieu_de=f"Hẹn về {WORD}",
        dang_luc="2026-11-30T08:00:00+07:00",
        tep_dinh_kem=[{"tep": "/tep/hen-rieng.txt", "ten": "Tệp hẹn"}],
        dia_chi_cu=["/tin-tuc/2024/03/hen-cu/"],
    )
    files = tree(filled.build(tmp_path / "xay").directory)
    assert not [n for n, data in files.items() if "hen" in n.split("/") or WORD.encode() in data]
    assert not [n for n, data in files.items() if "hen-rieng" in n or b"hen-cu" in data or "hen-cu" in n]
    later = filled.build(tmp_path / "xay", now=parse_time("2026-11-30T08:00:00+07:00"))
    assert _moved(later.directory) == {"/tin-tuc/2024/03/hen-cu/": "/tin-tuc/2026/11/hen/"}
    assert (later.directory / "tep/hen-rieng.txt").is_file()


def test_moves_and_removals_step_by_step_equal_a_build_from_nothing(filled: Ground, tmp_path: Path) -> None:
    filled.build(tmp_path / "xay")
    filled.item("tin-tuc/2026/11/moi.md", tieu_de="Tin chuyển", dia_chi_cu=["/cu/"])
    filled.build(tmp_path / "xay")
    filled.item("tin-tuc/2026/11/moi.md", tieu_de="Tin chuyển", dia_chi_cu=["/cu/"], go_bo=REMOVAL)
    step = tree(filled.build(tmp_path / "xay").directory)
    assert step == tree(filled.build(tmp_path / "moi").directory)
    assert f"cu/{GONE_MARK}" in step
    assert "cu/index.html" not in step

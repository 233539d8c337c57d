"""Sections, archives, register, front page and menu."""

from __future__ import annotations

from build_ground import ROOT, Ground

from pipeline.build.pages import PlannedPage
from pipeline.build.views import ListView
from pipeline.source.corpus import load


def listing(pages: dict[str, PlannedPage], url: str) -> ListView:
    found = pages[url].view.listing
    assert found is not None
    return found


def titles(found: ListView) -> list[str]:
    return [c.title for c in found.cards]


def test_archives_go_by_month_of_publication_not_by_folder(land: Ground) -> None:
    # written in October (the folder), published in November
    late = land.item("tin-tuc/2026/10/tre.md", tieu_de="Viết tháng mười")
    land.approve(late, "2026-11-02T00:30:00+07:00")
    early = land.item("tin-tuc/2026/10/som.md", tieu_de="Đăng tháng mười")
    land.approve(early, "2026-10-31T16:59:00+00:00")  # 23:59 in Viet Nam
    pages = land.pages(approved=True)
    assert titles(listing(pages, "/tin-tuc/2026/11/")) == ["Viết tháng mười"]
    assert titles(listing(pages, "/tin-tuc/2026/10/")) == ["Đăng tháng mười"]
    assert "/tin-tuc/2026/10/tre/" in pages


def test_an_embargo_later_than_approval_decides_the_month(land: Ground) -> None:
    path = land.item("tin-tuc/2026/10/hen.md", dang_luc="2026-11-05T07:00:00+07:00")
    land.approve(path, "2026-10-20T09:00:00+07:00")
    assert titles(listing(land.pages(approved=True), "/tin-tuc/2026/11/")) == ["Tin mẫu"]


def test_the_front_page_of_a_section_has_the_newest_twenty(land: Ground) -> None:
    for n in range(25):
        land.item(
            f"tin-tuc/2026/11/tin-{n}.md", tieu_de=f"Tin {n}", tiep_nhan_luc=f"2026-11-10T08:{n:02}:00+07:00"
        )
    pages = land.pages()
    assert titles(listing(pages, "/tin-tuc/")) == [f"Tin {n}" for n in range(24, 4, -1)]
    month = listing(pages, "/tin-tuc/2026/11/")
    assert len(month.cards) == 25
    assert [(m.title, m.note, m.current) for m in month.months] == [("Tháng 11/2026", "25 mục", True)]


def test_archives_know_their_neighbours(land: Ground) -> None:
    for month in ("09", "10", "11"):
        land.item(
            f"tin-tuc/2026/{month}/tin.md", tieu_de=month, tiep_nhan_luc=f"2026-{month}-05T08:00:00+07:00"
        )
    middle = listing(land.pages(), "/tin-tuc/2026/10/")
    assert middle.newer and middle.newer.url == "/tin-tuc/2026/11/"
    assert middle.older and middle.older.url == "/tin-tuc/2026/09/"


def test_standing_pages_have_no_archives_and_all_are_shown(land: Ground) -> None:
    for n in range(30):
        land.item(f"gioi-thieu/trang-{n:02}.md", loai="trang", tieu_de=f"Trang {n:02}")
    pages = land.pages()
    assert titles(listing(pages, "/gioi-thieu/")) == [f"Trang {n:02}" for n in range(30)]
    assert not listing(pages, "/gioi-thieu/").months


def test_leaders_stand_in_their_order(land: Ground) -> None:
    for n, name in ((2, "Phó Chủ tịch"), (10, "Ủy viên"), (1, "Chủ tịch")):
        land.item(f"lanh-dao/nguoi-{n}.md", loai="lanh-dao", tieu_de=name, thu_tu=n)
    assert titles(listing(land.pages(), "/lanh-dao/")) == ["Chủ tịch", "Phó Chủ tịch", "Ủy viên"]


def test_documents_make_a_register_by_day_of_issue(land: Ground) -> None:
    land.document("van-ban/2024/02/a.md", "10/2024/QĐ-UBND", tiep_nhan_luc="2026-11-01T08:00:00+07:00")
    land.document("van-ban/2022/04/b.md", "Quy chế", khong_so=True, so_ky_hieu=None, ngay_ban_hanh="2022-04")
    found = listing(land.pages(), "/van-ban/")
    assert found.register
    keyed = [{f.key: f.value for f in c.facts} for c in found.cards]
    assert [k["so_ky_hieu"] for k in keyed] == ["10/2024/QĐ-UBND", "Không số"]
    assert keyed[0]["ngay_ban_hanh"] == "23/02/2024"
    assert keyed[0]["co_quan_ban_hanh"] == "Ủy ban nhân dân tỉnh Mẫu"


def test_an_empty_section_gives_the_site_s_reason(land: Ground) -> None:
    assert listing(land.pages(), "/lien-he/").empty_reason == "Đang cập nhật thông tin giao dịch."
    assert listing(land.pages(), "/tin-tuc/").empty_reason == "Chuyên mục chưa có bài."


def test_the_menu_follows_groups_of_the_registry_and_order_of_the_site(land: Ground) -> None:
    land.item("quang-cao/qc.md", loai="quang-cao", tieu_de="Quảng cáo")
    land.item("tin-tuc/2026/11/tin.md")
    frame = land.pages()["/tin-tuc/2026/11/tin/"].frame
    assert [g.title for g in frame.menu][:3] == ["Giới thiệu", "Tin tức", "Chỉ đạo, văn bản"]
    by_title = {g.title: g for g in frame.menu}
    assert [link.url for link in by_title["Chỉ đạo, văn bản"].links] == ["/van-ban/", "/lich-lam-viec/"]
    assert by_title["Tin tức"].current
    assert by_title["Tin tức"].links[0].current
    assert "/quang-cao/" not in repr(frame.menu)


def test_the_front_page_leads_with_the_newest_picture(land: Ground) -> None:
    land.file("anh/b.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    picture = {"tep": "/anh/b.svg", "mo_ta": "Trụ sở", "nguon": "Ban Biên tập"}
    land.item(
        "tin-tuc/2026/11/a.md", tieu_de="Có ảnh", hinh_anh=picture, tiep_nhan_luc="2026-11-09T08:00:00+07:00"
    )
    land.item("tin-tuc/2026/11/b.md", tieu_de="Mới nhất", tiep_nhan_luc="2026-11-10T08:00:00+07:00")
    home = land.pages()["/"].view.home
    assert home and home.lead
    assert home.lead.title == "Có ảnh"
    assert [c.title for c in home.news] == ["Mới nhất"]


def test_only_open_consultations_stand_on_the_front_page_nearest_end_first(land: Ground) -> None:
    for name, last in (("xa", "2026-12-30"), ("gan", "2026-11-25"), ("qua", "2026-11-20")):
        land.item(f"lay-y-kien/2026/11/{name}.md", loai="lay-y-kien", tieu_de=name, han_gop_y=last)
    home = land.pages()["/"].view.home
    assert home and [c.title for c in home.consultations] == ["gan", "xa"]


def test_the_province_shows_news_of_its_components_with_name_and_address(land: Ground) -> None:
    land.item("tin-tuc/2026/11/so.md", site="so.mau", tieu_de="Tin của Sở")
    land.item("tin-tuc/2026/11/go.md", site="so.mau", tieu_de="Đã gỡ", go_bo={"ly_do": "dang-nham"})
    land.item("tin-tuc/2026/11/han.md", site="so.mau", tieu_de="Hết hạn", het_han="2026-11-01")
    land.item(
        "tin-tuc/2026/11/hen.md", site="so.mau", tieu_de="Hẹn giờ", dang_luc="2026-11-30T08:00:00+07:00"
    )
    home = land.pages()["/"].view.home
    assert home
    (card,) = home.component_news
    assert (card.title, card.site_name) == ("Tin của Sở", "Trang thông tin điện tử Sở Mẫu")
    assert card.url == "https://so.mau.gov.vn.example/tin-tuc/2026/11/so/"
    assert [(s.title, s.url) for s in home.component_sites] == [
        ("Trang thông tin điện tử Sở Mẫu", "https://so.mau.gov.vn.example/")
    ]
    below = land.pages("so.mau")["/"]
    assert below.frame.parent and below.frame.parent.url == "https://mau.gov.vn.example/"
    assert below.view.home and not below.view.home.component_news


def test_a_closed_component_site_is_told_as_closed(land: Ground) -> None:
    land.site(
        "cu.mau",
        ten="Trang huyện cũ",
        cap="huyen",
        truc_thuoc="so.mau",
        ten_mien="cu.mau.gov.vn",
        den="2025-06-30",
    )
    home = land.pages()["/"].view.home
    assert home and {s.title: s.note for s in home.component_sites}["Trang huyện cũ"] == "đã ngừng hoạt động"


def test_a_closed_site_says_so_on_every_page_and_names_its_successors(land: Ground) -> None:
    land.site(den="2026-11-21", ke_thua=["so.mau", "khong-co"])
    frame = land.pages()["/tin-tuc/"].frame
    assert frame.closed is not None
    assert "21/11/2026" in frame.closed.text
    assert [s.url for s in frame.successors] == ["https://so.mau.gov.vn.example/"]
    land.item("en/gioi-thieu/chung.md", loai="trang", tieu_de="About")
    english = land.pages()["/en/"].frame
    assert [(s.title, s.lang) for s in english.successors] == [("Mau Department", None)]
    built = land.build(land.root.parent / "xay")
    for ref in built.pages:
        html = (built.directory / ref.file).read_text("utf-8")
        assert ("This site is closed" if ref.lang == "en" else "Trang này đã ngừng hoạt động") in html, (
            ref.file
        )
        assert '<a href="https://so.mau.gov.vn.example/"' in html, ref.file
    land.site(den="2026-11-22")
    assert land.pages()["/tin-tuc/"].frame.closed is None


def test_the_schedule_section_begins_with_this_week_of_each_kind_work_first(land: Ground) -> None:
    for kind in ("tiep-cong-dan", "lam-viec"):
        for monday in ("2026-11-09", "2026-11-16", "2026-11-23"):
            land.item(
                f"lich-lam-viec/2026/11/{kind}-{monday}.md",
                loai="lich-lam-viec",
                tieu_de=f"{kind} {monday}",
                loai_lich=kind,
                tuan_bat_dau=monday,
                muc_lich=[{"ngay": monday, "gio": "08:00", "lanh_dao": "Chủ tịch", "noi_dung": "Họp"}],
            )
    weeks = listing(land.pages(), "/lich-lam-viec/").weeks
    assert [w.title for w in weeks] == ["lam-viec 2026-11-16", "tiep-cong-dan 2026-11-16"]
    assert weeks[0].url == "/lich-lam-viec/2026/11/lam-viec-2026-11-16/"
    assert weeks[0].table.rows[0][0] == "Thứ Hai, 16/11/2026"


def test_a_list_shows_the_question_and_cuts_a_long_one_at_a_word(land: Ground) -> None:
    path = "hoi-dap/2026/11/{}.md"
    land.item(path.format("a"), loai="hoi-dap", cau_hoi="Nộp hồ sơ\nở đâu?")
    land.item(path.format("b"), loai="hoi-dap", cau_hoi="xin hỏi " * 60)
    asked = {c.url[-2]: c.summary for c in listing(land.pages(), "/hoi-dap/").cards}
    assert asked["a"] == "Nộp hồ sơ ở đâu?"
    assert asked["b"].endswith(("xin…", "hỏi…"))
    assert len(asked["b"]) <= 301


def test_front_pages_of_the_samples_differ_by_level_and_pin_what_there_is() -> None:
    corpus = load(ROOT)
    fronts = {name: site.front for name, site in corpus.registry.sites.items()}
    assert all(fronts.values()) and len({f.rows for f in fronts.values() if f}) == len(fronts)
    for name, front in fronts.items():
        assert front is not None and not front.faults, name
        procedures = {
            e.document.address.slug
            for e in corpus.of_site(name)
            if e.type == "thu-tuc" and e.document.address
        }
        assert front.pinned and set(front.pinned) <= procedures, name
        blocks = [block for row in front.rows for block in row]
        assert len(blocks) == len(set(blocks)), name
        assert {"tin-tuc", "thu-tuc", "van-ban", "hoi-dap", "lich"} <= set(blocks), name
    first = {site.level: site.front.rows[0] for site in corpus.registry.sites.values() if site.front}
    assert "tin-tuc" in first["tinh"] and "tin-tuc" not in first["cap-xa"]

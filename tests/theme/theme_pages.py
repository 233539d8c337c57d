"""Views made by hand: one page of every kind, every block filled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from theme_frame import link, site

from pipeline.build import views, views_own
from pipeline.clock.now import VIETNAM

DAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 9, 30, tzinfo=VIETNAM)
SIGNED = (
    views.Fact("Người ký", "Phạm Ngọc Nghị"),
    views.Fact("Thay thế", "28/2018/QĐ-UBND", "/van-ban/28/"),
)


def picture(name: str = "thac-nuoc") -> views.Picture:
    """Return a picture of the sample content."""
    return views.Picture(
        f"/anh/{name}.svg",
        "Thác nước nhiều dòng đổ xuống từ vách đá bazan",
        "Thác vào mùa mưa",
        "Ban Biên tập",
    )


def card(number: int = 1, kind: str = "tin-tuc", **more: Any) -> views.Card:
    """Return an item in a list."""
    given: dict[str, Any] = {
        "title": f"Tuyên truyền, hướng dẫn thực hiện chế độ báo cáo trực tuyến ở cơ sở, bài số {number}",
        "url": f"/{kind}/2026/11/bai-{number}/",
        "summary": "Hội nghị nghe báo cáo về việc chuẩn hóa thông tin, số hóa hồ sơ và hỗ trợ người dân.",
        "type": kind,
        "type_label": "Tin tức",
        "section_label": "Tin tức – sự kiện",
        "day": DAY,
    }
    return views.Card(**(given | more))


def document(number: int, badge: str = "Còn hiệu lực", kind: str = "tot") -> views.Card:
    """Return a legal document in a list."""
    facts = (
        views.Fact("Số, ký hiệu", f"{number}/2024/QĐ-UBND", key="so_ky_hieu"),
        views.Fact("Cơ quan ban hành", "Ủy ban nhân dân tỉnh Đắk Lắk", key="co_quan_ban_hanh"),
        views.Fact("Ngày ban hành", "23/02/2024", key="ngay_ban_hanh"),
        views.Fact("Ngày có hiệu lực", "12/03/2024", key="ngay_hieu_luc"),
    )
    return card(
        number,
        "van-ban",
        facts=facts,
        badge=badge,
        badge_kind=kind,
        type_label="Quyết định",
        title=(
            "Quyết định ban hành Quy chế quản lý, vận hành và cung cấp thông tin trên Cổng thông tin điện tử tỉnh"
        ),
    )


def schedule() -> views.Table:
    """Return a week's schedule."""
    rows = tuple(
        (
            f"Thứ {d}, {22 + n}/11/2026",
            "08:00",
            "Chủ tịch UBND tỉnh",
            "Họp phiên thường kỳ tháng 11",
            "Phòng họp số 1",
        )
        for n, d in enumerate(("Hai", "Ba", "Tư"))
    )
    return views.Table(
        "Lịch tuần từ 23/11/2026 đến 29/11/2026",
        ("Ngày", "Giờ", "Người chủ trì", "Nội dung", "Địa điểm"),
        rows,
    )


def page(kind: str, lang: str = "vi", **more: Any) -> views.PageView:
    """Return a page of a kind with what every page has."""
    given: dict[str, Any] = {
        "kind": kind,
        "lang": lang,
        "title": "Giới thiệu quy chế mới của Cổng thông tin điện tử tỉnh",
        "description": "Quy chế nêu rõ ai cung cấp, ai duyệt và ai chịu trách nhiệm về thông tin.",
        "url": "/tin-tuc/2026/11/bai-1/",
        "breadcrumbs": (
            link("Trang chủ", "/"),
            link("Tin tức"),
            link("Giới thiệu quy chế mới", "", current=True),
        ),
        "meta": (("DC.title", "Giới thiệu quy chế mới", ""), ("DC.date", "2026-11-20", "W3CDTF")),
        "alternates": (link("English", "/en/news/", lang="en"),),
    }
    return views.PageView(**(given | more))


def home(lang: str = "vi") -> views.PageView:
    """Return a front page with every block filled."""
    quick = (
        ("Thủ tục hành chính", "material/clipboard-text-outline"),
        ("Văn bản", "material/file-document-outline"),
        ("Lấy ý kiến", "material/forum-outline"),
        ("Lịch làm việc", "material/calendar-week"),
        ("Hỏi đáp", "material/help-circle-outline"),
        ("Liên hệ", "material/phone-outline"),
    )
    view = views.HomeView(
        lead=card(0, picture=picture("ho-nuoc")),
        news=tuple(
            card(n, picture=picture(p))
            for n, p in enumerate(("ca-phe", "cao-nguyen", "nha-dai", "thac-nuoc"), 1)
        ),
        documents=(document(10), document(28, "Hết hiệu lực", "het"), document(35), document(41)),
        procedures=tuple(card(n, "thu-tuc") for n in range(20, 23)),
        consultations=(
            card(30, "lay-y-kien", badge="Còn 28 ngày", badge_kind="tot", until=date(2026, 12, 20)),
            card(31, "lay-y-kien", badge="Hết hạn hôm nay", badge_kind="canh-bao"),
        ),
        directions=tuple(card(n, "chi-dao-dieu-hanh") for n in range(40, 43)),
        schedule=schedule(),
        schedule_url="/lich-lam-viec/",
        questions=tuple(card(n, "hoi-dap", badge="Đã trả lời", badge_kind="tot") for n in range(50, 53)),
        component_news=tuple(
            card(
                n,
                site_name="Văn phòng UBND tỉnh",
                url="https://vpubnd.example/a/",
                picture=picture("cong-dien-tu"),
            )
            for n in range(60, 63)
        ),
        component_sites=(
            link("Văn phòng UBND tỉnh", "https://vpubnd.example/"),
            link("Huyện Krông Pắc", "https://k.example/", note="đã ngừng hoạt động"),
        ),
        quick=tuple(link(title, f"/loi-tat-{n}/", note=icon) for n, (title, icon) in enumerate(quick)),
        links=(
            link("Cổng Dịch vụ công quốc gia", "https://dichvucong.gov.vn/"),
            link("Chính phủ", "https://chinhphu.vn/"),
        ),
        more={
            k: f"/{k}/"
            for k in (
                "news",
                "documents",
                "consultations",
                "directions",
                "procedures",
                "questions",
                "component_news",
            )
        },
    )
    frame = site(lang)
    return page("home", lang, title=frame.name, url=frame.home, breadcrumbs=(), home=view)


def notices() -> tuple[views.Notice, ...]:
    """Return one box of each kind."""
    kinds = ("dinh-chinh", "het-hieu-luc", "go-bo", "luu-y", "chua-hieu-luc")
    told = "Văn bản này hết hiệu lực từ ngày 01/01/2026."
    return tuple(views.Notice(k, f"Lời báo loại {n}", told, DAY) for n, k in enumerate(kinds))


def bare() -> views.HomeView:
    """Return the front page of a language that has nothing new to show."""
    return views.HomeView(None, (), (), (), (), (), None, None, (), (), (), (), (), {})


def item(kind: str = "tin-tuc") -> views.PageView:
    """Return the page of a news item, or of a document with its facts and files."""
    papers = kind == "van-ban"
    view = views.ItemView(
        type=kind,
        type_label="Văn bản" if papers else "Tin tức",
        section_label="Văn bản" if papers else "Tin tức",
        section_url=f"/{kind}/",
        author="Ban Biên tập",
        unit="Văn phòng UBND tỉnh",
        published=NOON,
        modified=NOON.replace(day=21),
        source_line="" if papers else "Nguồn: Báo Nhân Dân, đăng ngày 19/11/2026",
        citation="Cổng thông tin điện tử tỉnh Đắk Lắk (daklak.gov.vn)",
        facts=(*document(10).facts, *SIGNED) if papers else (),
        picture=None if papers else picture(),
        keywords=("cổng thông tin", "quy chế"),
        files=(views.File("Quyết định 10/2024/QĐ-UBND", "/tep/10.txt", "TXT", "96 KB"),) if papers else (),
        table=schedule() if kind == "lich-lam-viec" else None,
        notices=notices() if papers else (),
        approval=views_own.ApprovalView(
            "Trưởng Ban Biên tập", "Quyết định 01/QĐ-TD", NOON, "0123456789abcdef", ""
        ),
        related=tuple(card(n) for n in range(70, 74)),
        text_file="bai.txt",
    )
    return page("item", item=view)


def section(kind: str = "tin-tuc", register: bool = False) -> views.PageView:
    """Return a section's front page: cards with months, or the register of documents."""
    cards = (
        tuple(document(n) for n in range(10, 16))
        if register
        else tuple(card(n, picture=picture("ca-phe") if n % 2 else None) for n in range(6))
    )
    listing = views.ListView(
        "Tin về hoạt động của các cơ quan trong tỉnh.",
        cards,
        (
            link("Tháng 11/2026", "/tin-tuc/2026/11/", note="6 mục"),
            link("Tháng 10/2026", "/tin-tuc/2026/10/", note="12 mục"),
        ),
        older=link("Tháng 10/2026", "/tin-tuc/2026/10/"),
        register=register,
        data="/van-ban/danh-sach.json" if register else "",
        total=75 if register else 0,
        feed=f"/{kind}/feed.xml",
    )
    return page("section", title="Văn bản" if register else "Tin tức", url=f"/{kind}/", listing=listing)


def year() -> views.PageView:
    """Return a page of a long register: one year of it, with the other years."""
    made = section("van-ban", register=True)
    assert made.listing
    years = (
        link("Ban hành năm 2024", "/van-ban/nam-2024/", current=True, note="90 mục"),
        link("Ban hành năm 2023", "/van-ban/nam-2023/", note="1 mục"),
    )
    listing = replace(
        made.listing,
        years=years,
        months=(),
        newer=None,
        downloads=(views.File("Bảng tính", "/b.csv", "CSV", "9 KB"),),
    )
    return replace(made, kind="year", url="/van-ban/nam-2024/", listing=listing)


def consultation() -> views.PageView:
    """Return an open consultation with the ways to take part."""
    ways = (
        views.Fact(
            "Gửi thư điện tử đến", "gopy@daklak.example", "mailto:gopy@daklak.example", "thu_dien_tu_nhan"
        ),
        views.Fact("Gọi điện thoại", "0262 0000 101", "tel:0262101", "dien_thoai"),
    )
    made = item("van-ban")
    assert made.item
    told = replace(
        made.item,
        type="lay-y-kien",
        facts=(views.Fact("Thư điện tử nhận ý kiến", "gopy@daklak.example", None, "thu_dien_tu_nhan"),),
        badge="Còn 28 ngày",
        badge_kind="tot",
        until=date(2026, 12, 20),
        ways=ways,
        related=(),
    )
    return replace(made, item=told)


def question() -> views.PageView:
    """Return a question that waits for its answer."""
    made = item()
    assert made.item
    steps = (
        views.Step("Nhận câu hỏi", "08:00 ngày 20/11/2026"),
        views.Step("Hạn trả lời", "30/11/2026", done=False),
    )
    return replace(made, item=replace(made.item, type="hoi-dap", steps=steps))


def statement(lang: str = "vi") -> views.PageView:
    """Return the accessibility statement."""
    told = views_own.StatementView("WCAG 2.1", "AA", DAY, ("Kiểm tra tự động.",), ("Tệp quét.",))
    return page("statement", lang, title="Tuyên bố", url="/kha-nang-tiep-can/", statement=told)


def sites() -> views.PageView:
    """Return the directory of component sites."""
    rows = tuple(
        views_own.SiteRow(
            f"Trang {n}",
            f"https://{n}.example/",
            "Cấp huyện",
            "UBND huyện",
            "Số 1",
            "0262",
            "a@b.example",
            note,
        )
        for n, note in enumerate(("", "đã ngừng hoạt động"))
    )
    return page("sites", title="Danh bạ trang", url="/trang-thanh-phan/", sites=rows)


def receipt(lang: str = "vi", **more: Any) -> views.PageView:
    """Return an approval receipt with every line filled."""
    approval = views_own.ApprovalView(
        role="Phó Trưởng Ban Biên tập",
        decision="01/QĐ-TD",
        at=NOON,
        commit="c" * 40,
        delegation="12/UQ-TD",
        late=True,
        code="pho-truong-ban",
        level="E1",
        proof="1" * 64,
    )
    given: dict[str, Any] = {
        "state": "approved",
        "item": link("Giới thiệu quy chế mới", "/tin-tuc/2026/11/bai-1/"),
        "id": "daklak/tin-tuc/2026/11/bai-1",
        "removed": False,
        "approvals": (approval, replace(approval, level="E2", late=False, delegation="")),
        "published": NOON,
        "modified": NOON,
        "source_digest": "2" * 64,
        "text_file": "/tin-tuc/2026/11/bai-1/noi-dung.txt",
        "commit": "c" * 40,
        "change": "3" * 64,
        "line": 12,
        "line_digest": "4" * 64,
        "line_rules": "0.2",
        "rules": 300,
        "rules_version": "0.2",
        "data": "/tin-tuc/2026/11/bai-1/phieu-duyet/phieu-duyet.json",
        "tip": "/phe-duyet.json",
        "text_digest": "5" * 64,
    }
    slip = views_own.ReceiptView(**(given | more))
    title = "Approval receipt: About" if lang == "en" else "Phiếu duyệt: Giới thiệu quy chế mới"
    return page("receipt", lang, title=title, url="/tin-tuc/2026/11/bai-1/phieu-duyet/", receipt=slip)


def every_page() -> dict[str, views.PageView]:
    """Return one page of every kind."""
    return {
        "trang-chu": home(),
        "home-en": home("en"),
        "home-bare": replace(home("en"), home=bare()),
        "tin-tuc": section(),
        "so-van-ban": section("van-ban", True),
        "nam": year(),
        "bai": item(),
        "van-ban": item("van-ban"),
        "lich": item("lich-lam-viec"),
        "trong": replace(
            section(), listing=views.ListView("", (), (), empty_reason="Chưa có số liệu được công bố.")
        ),
        "thang": replace(section(), kind="archive"),
        "gop-y": consultation(),
        "hoi-dap": question(),
        "tiep-can": statement(),
        "tiep-can-en": statement("en"),
        "trang-con": sites(),
        "so-do": page("sections", groups=site().menu),
        "phieu-duyet": receipt(),
        "phieu-duyet-en": receipt("en"),
        "phieu-duyet-moc": receipt(state="before-ledger", approvals=(), change="", line=None, removed=True),
        "khong-thay": page("not-found", breadcrumbs=()),
    }

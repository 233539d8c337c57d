"""The frame of a site made by hand: menu, languages, contact."""

from __future__ import annotations

from datetime import date
from typing import Any

from pipeline.build import views, views_own


def link(title: str, url: str = "/tin-tuc/", **more: Any) -> views_own.Link:
    """Return a link."""
    return views_own.Link(title, url, **more)


def site(lang: str = "vi", *, demo: bool = True, parent: bool = False) -> views.SiteView:
    """Return the frame of a site in one language."""
    vi = lang == "vi"
    titles = (
        "Giới thiệu",
        "Tin tức",
        "Chỉ đạo, điều hành",
        "Văn bản",
        "Thủ tục hành chính",
        "Quy hoạch, dự án",
    )
    groups = [
        views.MenuGroup(
            title,
            tuple(link(f"{title}: mục {n}", f"/muc-{i}-{n}/", current=i == n == 1) for n in range(1, 6)),
            current=i == 1,
        )
        for i, title in enumerate(titles)
    ]
    groups.append(views.MenuGroup("Hỏi đáp", (link("Hỏi đáp", "/hoi-dap/"),)))
    return views.SiteView(
        id="daklak",
        lang=lang,
        name="Cổng thông tin điện tử tỉnh Đắk Lắk" if vi else "Dak Lak Portal",
        agency="Ủy ban nhân dân tỉnh Đắk Lắk" if vi else "People's Committee of Dak Lak Province",
        level="Cổng thông tin điện tử cấp tỉnh" if vi else "Provincial portal",
        home="/" if vi else "/en/",
        base_url="https://daklak.example/",
        demo=demo,
        parent=link("Cổng thông tin điện tử tỉnh", "https://tinh.example/") if parent else None,
        menu=tuple(groups),
        languages=(
            link("Tiếng Việt", "/", lang="vi", current=vi),
            link("English", "/en/", lang="en", current=not vi),
        ),
        address="Văn phòng UBND tỉnh, tỉnh Đắk Lắk",
        phone="0262 0000 101",
        fax="0262 0000 102",
        email="banbientap@daklak.example",
        responsible="Trưởng Ban Biên tập Cổng thông tin điện tử tỉnh",
        citation="Cổng thông tin điện tử tỉnh Đắk Lắk (daklak.gov.vn)",
        channels=(link("Trang của Văn phòng UBND tỉnh", "https://vpubnd.example/"),),
        accent="#9b1c1c",
        emblem=None,
        feed="/feed.xml",
        sitemap_page="/so-do-trang/",
        accessibility="/tiep-can/",
        built_on=date(2026, 11, 22),
    )

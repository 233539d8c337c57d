"""What every page of the theme keeps, whatever the build gives it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import Any

import jinja2
import pytest
import theme_frame as frames
import theme_pages as made
import theme_samples as samples
from theme_html import Page

from pipeline.build import views

PAGES = made.every_page()
NAMES = tuple(PAGES)
BODY = "<p>Mở đầu.</p><h2>Mục một</h2><table><tr><th>Cột</th></tr></table><h3>Mục nhỏ</h3>"


def drawn(name: str, *, demo: bool = True, parent: bool = False) -> str:
    """Return a sample page; items get a body."""
    view = PAGES[name]
    site = frames.site(view.lang, demo=demo, parent=parent)
    return samples.draw(view, site, BODY if view.kind == "item" else "")


@pytest.mark.parametrize("name", NAMES)
def test_elements_nest_and_ids_are_single(name: str) -> None:
    page = Page(drawn(name))
    assert page.faults == []
    assert page.open == []
    ids = Counter(a["id"] for _, a in page.tags if "id" in a)
    assert [i for i, n in ids.items() if n > 1] == []
    named = {i for _, a in page.tags for i in a.get("aria-labelledby", "").split()}
    assert named <= set(ids)
    anchors = {a["href"][1:] for a in page.all("a") if a.get("href", "").startswith("#")}
    assert anchors <= set(ids)


@pytest.mark.parametrize("name", NAMES)
def test_one_title_and_headings_in_order(name: str) -> None:
    levels = [int(tag[1]) for tag, _ in Page(drawn(name)).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", NAMES)
def test_repeated_landmarks_have_names_of_their_own(name: str) -> None:
    page = Page(drawn(name, parent=True))
    for kind in ("nav", "section"):
        names = [a.get("aria-label") or a.get("aria-labelledby") for a in page.all(kind)]
        assert all(names), kind
        assert len(set(names)) == len(names), kind
    assert len(page.all("main")) == 1


@pytest.mark.parametrize("name", NAMES)
def test_nothing_inline_and_nothing_from_afar(name: str) -> None:
    page = Page(drawn(name))
    assert page.all("style", "iframe") == []
    own = [{"src": "/assets/portal/receipt.js", "defer": ""}] if PAGES[name].receipt else []
    if PAGES[name].listing and PAGES[name].listing.data:
        own.append({"src": "/assets/portal/register.js", "type": "module"})
    if name in ("trang-chu", "home-en", "gop-y"):  # badges there count down days
        own.append({"src": "/assets/portal/countdown.js", "defer": ""})
    assert page.all("script") == own
    for tag, attrs in page.tags:
        assert "style" not in attrs, tag
        assert not [n for n in attrs if n.startswith("on")], tag
        loaded = attrs.get("src") or (
            attrs.get("href") if attrs.get("rel") in ("stylesheet", "icon") else None
        )
        assert loaded is None or loaded.startswith("/"), (tag, loaded)


@pytest.mark.parametrize("name", NAMES)
def test_no_trace_of_a_software_manual(name: str) -> None:
    html = drawn(name)
    for trace in ("md-sidebar", "md-header", "md-search", "Made with", "generator", "__config", "md-nav"):
        assert trace not in html, trace


@pytest.mark.parametrize("name", NAMES)
def test_language_of_the_page_and_of_its_switch(name: str) -> None:
    view, page = PAGES[name], Page(drawn(name))
    assert page.all("html")[0]["lang"] == view.lang
    switch = [a for a in page.all("a") if a.get("hreflang")]
    assert {a["lang"] for a in switch} == {"vi", "en"}
    assert [a["lang"] for a in switch if a.get("aria-current")] == [view.lang]


@pytest.mark.parametrize("name", NAMES)
def test_demo_says_so_on_every_page(name: str) -> None:
    view, html = PAGES[name], drawn(name)
    page, words = Page(html), samples.messages(PAGES[name].lang)
    assert {"name": "robots", "content": "noindex, nofollow"} in page.all("meta")
    assert words["demo.text"] in html
    assert re.search(r"<title>(.*)</title>", html)[1].startswith(words["demo.title_mark"])  # type: ignore[index]
    assert not [a for a in page.all("link") if a.get("rel") == "canonical"], view.url


@pytest.mark.parametrize("name", [n for n in NAMES if n != "khong-thay"])
def test_real_site_has_its_address_and_no_banner(name: str) -> None:
    view, html = PAGES[name], drawn(name, demo=False)
    page = Page(html)
    assert {"rel": "canonical", "href": "https://daklak.example" + view.url} in page.all("link")
    assert 'name="robots"' not in html
    assert "demo" not in " ".join(a.get("class", "") for _, a in page.tags)


def test_removed_item_is_hidden_from_search_engines() -> None:
    view = replace(PAGES["bai"], meta=(("robots", "noindex, nofollow", ""),))
    page = Page(samples.draw(view, frames.site(demo=False)))
    assert [a["content"] for a in page.all("meta") if a.get("name") == "robots"] == ["noindex, nofollow"]
    assert not [a for a in page.all("link") if a.get("rel") == "canonical"]


def test_head_of_an_item() -> None:
    html = drawn("bai", demo=False)
    page = Page(html)
    assert f"<title>{PAGES['bai'].title} – Cổng thông tin điện tử tỉnh Đắk Lắk</title>" in html
    assert {"name": "DC.date", "content": "2026-11-20"} in page.all("meta")
    assert {a["rel"]: a["href"] for a in page.all("link") if a["rel"].startswith("schema.")} == {
        "schema.DC": "http://purl.org/dc/elements/1.1/",
        "schema.DCTERMS": "http://purl.org/dc/terms/",
    }
    alternate = {"rel": "alternate", "hreflang": "en", "href": "https://daklak.example/en/news/"}
    assert alternate in page.all("link")


def test_item_tells_who_approved_it_and_where_it_comes_from() -> None:
    html = drawn("bai")
    flat = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", html))
    assert "Phê duyệt: Trưởng Ban Biên tập – Quyết định 01/QĐ-TD, lúc 09:30 ngày 20/11/2026" in flat
    assert "Nguồn: Báo Nhân Dân, đăng ngày 19/11/2026" in flat
    assert "Đăng lúc 09:30 ngày 20/11/2026" in flat
    assert "Ảnh: Ban Biên tập" in flat


def test_files_say_kind_and_size_in_the_link() -> None:
    link = re.search(r'<a href="/tep/10.txt">(.*?)</a>', drawn("van-ban"))
    assert link
    assert re.sub(r"<[^>]*>", "", link[1]) == "Quyết định 10/2024/QĐ-UBND (TXT, 96 KB)"


def test_register_is_a_table_with_headers_of_columns_and_rows() -> None:
    page = Page(drawn("so-van-ban"))
    heads = [a.get("scope") for a in page.all("th")]
    assert heads == ["col"] * 6 + ["row"] * 6
    assert len(page.all("table")) == len(page.all("caption")) == 1


def test_tables_of_the_text_scroll_by_themselves_and_by_keyboard() -> None:
    page = Page(drawn("bai"))
    at = next(n for n, (tag, _) in enumerate(page.tags) if tag == "table")
    tag, box = page.tags[at - 1]
    assert (tag, box["tabindex"], box["role"]) == ("div", "0", "group")
    assert box["aria-label"] == samples.messages("vi")["table.scroll"]


def test_front_page_without_news_shows_the_sections() -> None:
    main = drawn("home-bare").partition("<main")[2].partition("</main>")[0]
    for group in frames.site("en").menu:
        assert all(f'href="{link.url}"' in main for link in group.links), group.title


def test_a_consultation_tells_every_way_to_take_part_once() -> None:
    html = drawn("gop-y")
    for said in (
        "Gửi thư điện tử đến",
        'href="mailto:gopy@daklak.example"',
        'href="tel:0262101"',
        "Còn 28 ngày",
    ):
        assert html.count(said) == 1, said
    assert 'data-until="2026-12-20"' in html


def test_a_question_shows_what_is_done_and_what_is_to_come() -> None:
    main = drawn("hoi-dap")
    assert re.findall(r'class="(progress__step[^"]*)"', main) == [
        "progress__step",
        "progress__step progress__step--open",
    ]


def test_the_statement_names_the_standard_and_no_circular() -> None:
    html = drawn("tiep-can")
    assert "WCAG 2.1 mức AA" in html
    assert "Thông tư" not in html.partition("<main")[2].partition("</main>")[0]
    assert html.count("banbientap@daklak.example") >= 2


def test_filters_stay_out_of_sight_without_scripts() -> None:
    form = next(a for a in Page(drawn("so-van-ban")).all("form") if "data-register" in a)
    assert "hidden" in form
    assert "Bảng này hiện 6 văn bản mới nhất trong 75 văn bản" in drawn("so-van-ban")


def test_a_missing_page_says_so_in_both_languages() -> None:
    main = drawn("khong-thay").partition("<main")[2].partition("</main>")[0]
    english = main.partition('<section class="block" lang="en"')[2]
    assert samples.messages("en")["not_found.title"] in english
    assert samples.messages("en")["not_found.text"] in english
    assert 'href="/en/"' in english


def test_a_related_document_tells_its_own_day_not_that_of_its_page() -> None:
    view = PAGES["bai"]
    assert view.item
    told = replace(view.item, related=(made.document(10), made.card(1)))
    related = samples.draw(replace(view, item=told), frames.site()).partition('id="lien-quan"')[2]
    assert "Ngày ban hành: 23/02/2024" in related
    assert related.count("<time") == 1 + related.partition("</main>")[2].count("<time")  # of the other item


def test_empty_section_says_why() -> None:
    assert "Chưa có số liệu được công bố." in drawn("trong")


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("Ủy ban nhân dân tỉnh Đắk Lắk", True),
        ("Trưởng Ban Biên tập", True),
        ("People's Committee of Đắk Lắk Province", False),
        ("Office of the Provincial People's Committee", False),
        ("", False),
    ],
)
def test_vietnamese_parts_of_english_pages_are_marked(text: str, foreign: bool) -> None:
    env = samples.environment("en")
    template = env.from_string(
        '{% import "partials/portal/lang.html" as lang with context %}{{ lang.part(text) }}'
    )
    assert template.render(view=made.page("item", "en"), text=text).strip() == (
        'lang="vi"' if foreign else ""
    )
    assert template.render(view=made.page("item"), text=text).strip() == ""


def _poison(text: str) -> str:
    return text + '<i class="doc">&\''


@pytest.mark.parametrize("autoescape", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_texts_never_become_markup(name: str, autoescape: bool) -> None:
    view: Any = samples.spoil(PAGES[name], _poison)
    view = replace(view, lang=PAGES[name].lang)
    frame = replace(samples.spoil(frames.site(view.lang, parent=True), _poison), lang=view.lang)
    html = samples.draw(view, frame, BODY, autoescape=autoescape)
    assert '<i class="doc">' not in html
    assert "&amp;lt;" not in html
    page = Page(html)
    assert page.faults == []
    assert page.all("i") == []


def test_unknown_values_stop_the_drawing() -> None:
    with pytest.raises(jinja2.UndefinedError):
        samples.environment("vi").get_template("main.html").render(view=PAGES["bai"])


def _contact(key: str, value: str, url: str | None = None) -> views.Fact:
    return views.Fact({"dien_thoai": "Điện thoại cơ quan"}.get(key, key), value, url, key)


def test_people_stand_in_a_table_with_the_columns_that_somebody_fills() -> None:
    people = (
        made.card(
            1, "danh-ba", type_label="Danh bạ", facts=(_contact("dien_thoai", "0262 0000 101", "tel:1"),)
        ),
        made.card(2, "danh-ba", type_label="Danh bạ", facts=()),
        made.card(3, "trang"),
    )
    listing = views.ListView("", people, ())
    html = samples.draw(replace(PAGES["tin-tuc"], listing=listing), frames.site())
    heads = re.findall(r'<th scope="col">(.*?)</th>', html)
    assert heads == ["Danh bạ", "Điện thoại cơ quan"]
    assert html.count('<th scope="row"') == 2
    assert '<a href="tel:1">0262 0000 101</a>' in html
    assert html.count('class="card ') + html.count('class="card"') == 1


def test_values_under_one_label_share_it() -> None:
    view = PAGES["bai"]
    assert view.item
    facts = (_contact("can_cu", "1/2024"), _contact("can_cu", "2/2024"), _contact("dia_diem", "Hội trường"))
    html = samples.draw(replace(view, item=replace(view.item, facts=facts)), frames.site())
    box = html.partition('<dl class="facts">')[2].partition("</dl>")[0]
    assert re.findall(r"<(?!/)(\w+)|<(/div)", box) == [
        *(("div", ""), ("dt", ""), ("dd", ""), ("dd", ""), ("", "/div")),
        *(("div", ""), ("dt", ""), ("dd", ""), ("", "/div")),
    ]


def test_a_story_begins_without_a_table_of_facts() -> None:
    view = PAGES["bai"]
    assert view.item
    told = replace(view.item, facts=(_contact("dia_diem", "Hội trường"),))
    over = samples.draw(replace(view, item=told), frames.site())
    beside = samples.draw(replace(view, item=replace(told, facts_beside=True)), frames.site())
    assert 'id="thong-tin"' in over
    assert 'id="thong-tin"' not in beside
    assert "Hội trường" in beside[beside.index('id="ve-bai"') :]


@pytest.mark.parametrize("name", ["trang-chu", "home-en", "bai", "khong-thay"])
def test_a_closed_site_says_so_before_everything_else(name: str) -> None:
    view = PAGES[name]
    notice = views.Notice("luu-y", "Trang này đã ngừng hoạt động", "Ngừng sau ngày 30/06/2025.", made.DAY)
    successor = frames.link("Trang thông tin điện tử xã Ea Kly", "https://eakly.example/", lang="vi")
    site = replace(frames.site(view.lang), closed=notice, successors=(successor,))
    html = samples.draw(view, site, BODY)
    page = Page(html)
    assert page.faults == [] and page.open == []
    said = html.index(notice.text)
    assert html.index("<body") < said < html.index('<header class="site-header"')
    assert [a for a in page.all("a") if a.get("href") == successor.url]
    assert notice.title not in samples.draw(view, frames.site(view.lang), BODY)

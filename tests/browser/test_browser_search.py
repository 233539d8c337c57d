"""The search in a real browser: what is found first, by keyboard and by voice, light, within the policy."""

from __future__ import annotations

import gzip
import json
import unicodedata
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Browser, Page, Response
from portal_ground import HEIGHT, NARROW, PROVINCE, SITES, WIDE, Portal, Visitor
from test_browser_axe import violations

from pipeline.build.search.words import code, fold, tokens

pytestmark = pytest.mark.browser
PAGES = {"vi": "/tim-kiem/", "en": "/en/search/"}
ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "search_queries.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
KB = 1024
CODE, ANSWER = 12 * KB, 80 * KB
ODD = (
    *(
        "Đất Đai",
        "ĐƯỜNG Ương ướt",
        "QH13/2014",
        "ⅫＡ１０ ﬁn",
        "kỹ kĩ ly lý QUY qui",
        "İstanbul ẞ ß ΑΣ ας",
        "日本 한국 русский",
    ),
    *(
        "a\u0301\u0302\u0323",
        "\ud7ff\u3041",
        "007 000 0",
        "x" * 90,
        "9" * 90,
        "glasses cities status bus this ties",
    ),
    *("<b>&amp;</b>", "\u200bđ\u00a0\u2028đ", "😀 đ😀", "", "\u0000\u0001", "ǅ ŉ ǰ", "½ ² ª º", "đ\u0309Đ"),
)


def opened(portal: Portal, visit: Visitor, lang: str = "vi", width: int = WIDE) -> tuple[Page, list[str]]:
    visitor = visit(portal, width)
    page = visitor.go(PAGES[lang])
    page.wait_for_selector("form[data-index]:not([hidden])")
    assert not page.locator("[data-script=off]").is_visible(), (
        "a reader with scripts is told that they are off"
    )
    return page, visitor.complaints


def settled(page: Page) -> str:
    """Wait for the answer and return what is told of it."""
    page.wait_for_function(
        "() => { const s = document.querySelector('[data-part=status]');"
        " return s.textContent && !/^(Đang tìm|Searching)/.test(s.textContent)"
        " && !document.querySelector('[aria-busy]'); }"
    )
    return page.locator("[data-part=status]").inner_text()


def ask(page: Page, words: str) -> None:
    """Type a query on the page of the search and send it off."""
    page.evaluate("document.querySelector('[data-part=status]').textContent = ''")
    page.fill("#tim", words)
    page.press("#tim", "Enter")


def titles(page: Page) -> list[str]:
    return page.locator(".result h3").all_inner_texts()


def fits(expected: str, found: list[str], told: str) -> bool:
    """Return whether a first result is what was wanted: “-” is nothing, “*…” holds the words, “a|b” one of two."""
    if expected == "-":
        return not found or "gần nhất" in told or "nearest" in told
    if not found or "gần nhất" in told or "nearest" in told:
        return False
    return any(
        each[1:] in found[0] if each.startswith("*") else found[0].startswith(each)
        for each in expected.split("|")
    )


@pytest.mark.parametrize("site", SITES)
def test_queries_find_first_what_is_meant(portals: dict[str, Portal], visit: Visitor, site: str) -> None:
    rows = [r for r in ROWS if r[0] == site]
    wrong = []
    for lang in ("vi", "en"):
        if not any(r[1] == lang for r in rows):
            continue
        visitor = visit(portals[site])
        page = visitor.go(f"{PAGES[lang]}?q=x")  # a query in the address is seen to; the next ones are typed
        settled(page)
        for _, _, filters, *query, expected in (r for r in rows if r[1] == lang):
            words = "\t".join(query)
            if words.startswith("{NFD}"):
                words = unicodedata.normalize("NFD", words[5:])
            if filters:
                visitor.go(f"{PAGES[lang]}?q={quote(words)}&{filters}")
            else:
                if page.locator(".search__filters select option:checked:not([value=''])").count():
                    visitor.go(PAGES[lang])
                ask(page, words)
            told = settled(page)
            if not fits(expected, titles(page), told):
                wrong.append((words, filters, expected, titles(page)[:3], told))
        assert visitor.foreign == []
        assert visitor.complaints == []
    assert not wrong, "\n".join(map(str, wrong))


def test_the_table_has_queries_of_every_kind() -> None:
    assert len(ROWS) >= 60
    assert {r[1] for r in ROWS} == {"vi", "en"}
    assert sum(1 for r in ROWS if r[2]) >= 5


def test_script_and_build_read_words_the_same_way(portals: dict[str, Portal], visit: Visitor) -> None:
    page, _ = opened(portals[PROVINCE], visit)
    page.evaluate("import('/assets/portal/search-words.js').then(m => { window.words = m; return null; })")
    for lang in ("vi", "en"):
        told = page.evaluate(
            "([texts, lang]) => texts.map(t => [words.fold(t), words.tokens(t, lang), words.tokens(t, lang).map(words.code)])",
            [list(ODD), lang],
        )
        expected = [[fold(t), tokens(t, lang), [code(w) for w in tokens(t, lang)]] for t in ODD]
        assert told == expected


def test_the_whole_way_by_keyboard(portals: dict[str, Portal], visit: Visitor) -> None:
    portal = portals[PROVINCE]
    visitor = visit(portal)
    page = visitor.go("/")
    page.locator("header input[name=q]").focus()
    page.keyboard.type("dat dai khai sinh")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=dat+dai+khai+sinh")
    settled(page)
    field = page.locator("#tim")
    assert field.input_value() == "dat dai khai sinh"
    field.fill("luat bao chi")
    field.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=luat+bao+chi")
    assert "kết quả cho “luat bao chi”" in settled(page)
    assert page.evaluate("document.activeElement.id") == "tim"  # the focus stays where the reader is
    assert page.title().startswith("luat bao chi – ")
    for key in ("ArrowDown", "ArrowUp", "ArrowLeft"):
        field.press(key)
        assert page.evaluate("document.activeElement.id") == "tim"
    field.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Tìm"
    page.go_back()
    page.wait_for_function("() => document.querySelector('#tim').value === 'dat dai khai sinh'")
    settled(page)
    page.go_forward()
    page.wait_for_function("() => document.querySelector('#tim').value === 'luat bao chi'")
    settled(page)
    assert page.locator(".result mark").first.inner_text() == "Luật Báo chí"
    page.locator(".result a").first.press("Enter")
    page.wait_for_url("**/van-ban/**")
    assert visitor.complaints == []


def test_more_results_come_on_demand_and_take_the_focus(portals: dict[str, Portal], visit: Visitor) -> None:
    page, _ = opened(portals[PROVINCE], visit)
    page.locator("#tim").fill("thông tin")
    page.locator("#tim").press("Enter")
    settled(page)
    assert len(titles(page)) == 10
    page.get_by_role("button", name="Xem thêm kết quả").press("Enter")
    page.wait_for_function("() => document.querySelectorAll('.result').length === 20")
    assert page.evaluate("document.activeElement === document.querySelectorAll('.result a')[10]")
    assert "Đang hiện 20" in page.locator("[role=status]").inner_text()
    assert len(set(page.eval_on_selector_all(".result a", "all => all.map(a => a.href)"))) == 20


def test_filters_narrow_the_results_and_stand_in_the_address(
    portals: dict[str, Portal], visit: Visitor
) -> None:
    page, _ = opened(portals[PROVINCE], visit)
    page.locator("#tim").fill("khai sinh")
    page.locator("#tim").press("Enter")
    before = settled(page)
    page.get_by_label("Trang", exact=True).select_option("eakly.daklak")
    page.wait_for_url("**site=eakly.daklak*")
    assert settled(page) != before
    links = page.eval_on_selector_all(".result a", "all => all.map(a => a.href)")
    assert links
    assert all("eakly" in link for link in links)  # a component's items lead to its own site
    page.reload()
    settled(page)
    assert page.get_by_label("Trang", exact=True).input_value() == "eakly.daklak"


def test_hostile_queries_do_no_harm(portals: dict[str, Portal], visit: Visitor) -> None:
    visitor = visit(portals[PROVINCE])
    page = visitor.go("/tim-kiem/?q=" + quote("đất " * 1600))  # near the longest address a server takes
    settled(page)
    assert len(page.locator("#tim").input_value()) <= 200
    odd = (
        *ODD,
        "x" * 10_000,
        '"' * 300,
        "<img src=x onerror=alert(1)>",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "__proto__ constructor",
        "ng" * 90,
    )
    for text in odd:
        page.evaluate(
            "text => { const f = document.querySelector('#tim'); f.removeAttribute('maxlength'); f.value = text;"
            " document.querySelector('form[data-index]').requestSubmit(); }",
            text,
        )
        if page.locator("#tim").input_value().strip():
            settled(page)
    assert page.locator(".main img").count() == 0
    page.evaluate(
        "() => { const f = document.querySelector('#tim'); f.value = 'ab\\ud800 \\udc00c';"
        " document.querySelector('form[data-index]').requestSubmit(); }"
    )
    settled(page)
    assert visitor.complaints == []
    assert visitor.foreign == []


def test_a_release_in_between_is_noticed_and_the_search_goes_on(
    portals: dict[str, Portal], visit: Visitor
) -> None:
    portal = portals[PROVINCE]
    visitor = visit(portal)
    heads: list[str] = []
    true = json.loads((portal.built.directory / "assets/search/vi.json").read_bytes())
    stale = {**true, "folder": "0" * 16}

    def answer(route: object) -> None:
        heads.append("")
        document = stale if len(heads) == 1 else true
        route.fulfill(body=json.dumps(document), content_type="application/json")  # type: ignore[attr-defined]

    visitor.page.route("**/assets/search/vi.json", answer)
    page = visitor.go("/tim-kiem/?q=khai+sinh")
    assert "kết quả" in settled(page)
    assert len(heads) == 2
    heads.clear()
    true["folder"] = stale["folder"]  # still gone: say so instead of asking for ever
    page.reload()
    assert "Không tải được" in settled(page)
    assert len(heads) == 2
    assert page.locator("[data-part=ways]").is_visible()


def test_without_scripts_the_sections_lead_on(portals: dict[str, Portal], visit: Visitor) -> None:
    visitor = visit(portals[PROVINCE], java_script_enabled=False)
    page = visitor.go("/")
    page.locator("header input[name=q]").fill("đất đai")
    page.locator("header input[name=q]").press("Enter")
    page.wait_for_url("**/tim-kiem/?q=*")
    assert page.get_by_text("Tìm kiếm cần JavaScript").is_visible()
    assert not page.locator("#tim").is_visible()
    assert page.locator("main").get_by_role("link", name="Văn bản", exact=False).first.is_visible()


def test_the_other_language_is_one_step_away(portals: dict[str, Portal], visit: Visitor) -> None:
    visitor = visit(portals[PROVINCE])
    page = visitor.go("/tim-kiem/?q=secretary+editorial")
    settled(page)
    if not page.locator("[data-part=others] a").is_visible():
        page = visitor.go("/tim-kiem/?q=zzzqq")
        settled(page)
    page.locator("[data-part=others] a").click()
    page.wait_for_url("**/en/search/?q=*")
    settled(page)
    assert visitor.complaints == []


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_axe_finds_nothing_in_any_state(portals: dict[str, Portal], visit: Visitor, lang: str) -> None:
    visitor = visit(portals[PROVINCE])
    found = {}
    queries = (
        "",
        "thông tin" if lang == "vi" else "portal",
        "zzzqq",
        "khai sinh" if lang == "vi" else "board",
    )
    for n, query in enumerate(queries):
        asked = {"q": query, "year": "2026"} if n == 3 else {"q": query}
        page = visitor.go(f"{PAGES[lang]}?{urlencode(asked)}")
        if query:
            settled(page)
        for width in (WIDE, NARROW):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                found[query, width, scheme] = violations(page)
    assert {case: lines for case, lines in found.items() if lines} == {}


def test_the_search_is_light(portals: dict[str, Portal], visit: Visitor, chromium: Browser) -> None:
    portal = portals[PROVINCE]
    names = ("search.js", "search-index.js", "search-words.js", "search.css")
    folder = portal.built.directory / "assets/portal"
    assert sum(len(gzip.compress((folder / name).read_bytes(), mtime=0)) for name in names) <= CODE
    page = visit(portal).page
    sizes: list[int] = []

    def note(answer: Response) -> None:
        if "/assets/search/" in answer.url:
            sizes.append(int(answer.headers["content-length"]))

    page.on("response", note)
    page.goto(portal.origin + "/tim-kiem/")
    assert sizes == []  # nothing is read before somebody asks
    page.goto(portal.origin + "/tim-kiem/?q=" + quote("tiếp công dân"))
    settled(page)
    assert 0 < sum(sizes) <= ANSWER

"""Everything can be read: narrow, spaced out, without script, in the dark, on paper, in forced colours."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from portal_ground import CORE, NARROW, PROVINCE, SITES, WIDE, Portal, Visitor

pytestmark = pytest.mark.browser
# the spacing of WCAG 1.4.12
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""
# Elements that stick out of the window, but for those in a box that scrolls by itself.
OUTSIDE = """() => [...document.querySelectorAll('body *')].filter((one) => {
  const box = one.getBoundingClientRect();
  return box.right > document.documentElement.clientWidth + 1 && box.width > 1 && !one.closest('.scroll, .skip');
}).map((one) => one.outerHTML.slice(0, 120))"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("site", SITES)
def test_no_page_scrolls_sideways_when_narrow(portals: dict[str, Portal], visit: Visitor, site: str) -> None:
    portal = portals[site]
    opened = visit(portal, NARROW)
    for address in portal.one_of_each():
        page = opened.go(address)
        assert page.evaluate(WIDER) == 0, address
        assert page.evaluate(OUTSIDE) == [], address


@pytest.mark.parametrize("name", CORE)
def test_text_may_be_spaced_out(portals: dict[str, Portal], visit: Visitor, name: str) -> None:
    portal = portals[PROVINCE]
    page = visit(portal, NARROW, bypass_csp=True).go(portal.address(name))
    page.add_style_tag(content=SPACED)
    assert page.evaluate(WIDER) == 0
    assert page.evaluate(OUTSIDE) == []
    cut = page.evaluate("""() => [...document.querySelectorAll('main *')].filter((one) =>
      getComputedStyle(one).overflow === 'hidden' && !one.classList.contains('visually-hidden')
      && !one.closest('thead') && one.scrollHeight > one.clientHeight + 1).map((one) => one.outerHTML.slice(0, 120))""")
    assert cut == []


@pytest.mark.parametrize("name", CORE)
@pytest.mark.parametrize("site", SITES)
def test_all_reads_the_same_without_script(
    portals: dict[str, Portal], visit: Visitor, site: str, name: str
) -> None:
    portal = portals[site]
    address = portal.address(name)
    plain = visit(portal, java_script_enabled=False).go(address)
    scripted = visit(portal).go(address)
    # the filters of the register are there with scripts alone; the table below them is the same
    scripted.evaluate(
        "document.querySelectorAll('form[data-register]').forEach((form) => { form.hidden = true; })"
    )
    assert plain.locator("body").inner_text() == scripted.locator("body").inner_text()
    assert len(plain.locator("main").inner_text()) > 100


def test_menu_opens_without_script(portals: dict[str, Portal], visit: Visitor) -> None:
    page = visit(portals[PROVINCE], NARROW, java_script_enabled=False).go("/")
    group = page.locator(".menu__group").first
    assert not group.is_visible()
    page.locator(".menu__toggle").click()
    assert group.is_visible()
    group.locator("summary").click()
    group.locator("a").first.click()
    assert page.url != portals[PROVINCE].origin + "/"
    assert page.locator("h1").is_visible()


@pytest.mark.parametrize("site", SITES)
def test_dark_scheme_is_dark(portals: dict[str, Portal], visit: Visitor, site: str) -> None:
    colours = {}
    for scheme in ("light", "dark"):
        page = visit(portals[site], scheme=scheme).go("/")
        colours[scheme] = page.evaluate(
            "getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).map(Number)"
        )
    assert min(colours["light"]) > 240
    assert max(colours["dark"]) < 60


def test_site_has_its_own_accent(portals: dict[str, Portal], visit: Visitor) -> None:
    bands = {
        site: visit(portals[site])
        .go("/")
        .evaluate("getComputedStyle(document.querySelector('.band')).backgroundColor")
        for site in SITES
    }
    assert len(set(bands.values())) == len(SITES)


def test_paper_keeps_the_content_and_leaves_out_the_ways(portals: dict[str, Portal], visit: Visitor) -> None:
    portal = portals[PROVINCE]
    page = visit(portal, scheme="dark").go(portal.address("news"))
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert page.locator(".about").is_visible()
    assert page.locator(".demo").is_visible()
    for hidden in (".menu", ".topline", ".finder", ".breadcrumb", ".skip", ".site-footer nav"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"


def test_forced_colours_keep_the_shape_of_things(portals: dict[str, Portal], visit: Visitor) -> None:
    page = visit(portals[PROVINCE], forced_colors="active").go("/")
    badge = page.locator(".badge").first
    assert badge.evaluate("one => getComputedStyle(one).borderTopWidth") == "1px"
    current = page.locator(".menu [aria-current=page]").first
    assert current.evaluate("one => getComputedStyle(one).textDecorationLine") == "underline"
    leaving = page.locator(".site-footer a[href^=http]").first
    assert "↗" in leaving.evaluate("one => getComputedStyle(one, '::after').content")  # marked in any colours
    assert (
        page.locator(".site-footer a[href='/']").evaluate("one => getComputedStyle(one, '::after').content")
        == "none"
    )
    page.keyboard.press("Tab")
    assert page.locator(":focus").evaluate("one => getComputedStyle(one).outlineStyle") == "solid"


def test_nothing_moves_for_those_who_ask(portals: dict[str, Portal], visit: Visitor) -> None:
    page = visit(portals[PROVINCE], reduced_motion="reduce").go("/")
    moving = page.evaluate("""() => [...document.querySelectorAll('*')].filter((one) => {
      const style = getComputedStyle(one);
      return style.animationName !== 'none' || style.transitionDuration !== '0s';
    }).map((one) => one.outerHTML.slice(0, 80))""")
    assert moving == []


@pytest.mark.parametrize(("address", "lang"), [("/", "vi"), ("/en/", "en"), ("/van-ban/", "vi")])
def test_language_is_said(portals: dict[str, Portal], visit: Visitor, address: str, lang: str) -> None:
    page = visit(portals[PROVINCE]).go(address)
    assert page.locator("html").get_attribute("lang") == lang
    other = page.locator(".languages a").filter(has_text="English" if lang == "vi" else "Tiếng Việt")
    other.click()
    assert page.locator("html").get_attribute("lang") == ("en" if lang == "vi" else "vi")


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_pictures_are_drawn(portals: dict[str, Portal], visit: Visitor, width: int) -> None:
    portal = portals[PROVINCE]
    page = visit(portal, width).go("/")
    lead = page.locator(".lead img")
    assert lead.evaluate("one => one.complete && one.naturalWidth > 0")
    assert lead.bounding_box()["height"] > 100  # type: ignore[index]


def test_the_menu_begins_where_the_content_does(portals: dict[str, Portal], visit: Visitor) -> None:
    page = visit(portals[PROVINCE], WIDE).go("/tin-tuc/")
    left = page.evaluate("""() => ['.menu__bar > li > .menu__top', 'h1'].map((name) => {
      const one = document.querySelector(name), box = one.getBoundingClientRect();
      return box.left + parseFloat(getComputedStyle(one).paddingLeft);
    })""")
    assert abs(left[0] - left[1]) < 1


@pytest.mark.parametrize("name", CORE)
def test_text_grows_without_scripts_and_nothing_is_lost(
    portals: dict[str, Portal], visit: Visitor, name: str
) -> None:
    portal = portals[PROVINCE]
    page = visit(portal, NARROW, java_script_enabled=False).go(portal.address(name))
    label = "Large text" if name == "english" else "Chữ lớn"
    box = page.get_by_role("checkbox", name=label)
    before = page.locator("h1").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    box.focus()
    page.keyboard.press("Space")
    after = page.locator("h1").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert after > before * 1.15  # the size of titles also rests on the width of the window
    text = "parseFloat(getComputedStyle(document.body).fontSize)"
    assert page.evaluate(text) >= 21
    assert page.evaluate(WIDER) == 0
    assert page.evaluate(OUTSIDE) == []


def test_an_item_can_be_shared_by_its_address(portals: dict[str, Portal], visit: Visitor) -> None:
    portal = portals[PROVINCE]
    address = portal.address("news")
    page = visit(portal).go(address)
    link = page.get_by_role("link", name="Gửi địa chỉ này qua thư điện tử").get_attribute("href")
    assert link is not None
    asked = parse_qs(urlsplit(link).query, strict_parsing=True)
    assert asked["subject"] == [page.locator("h1").inner_text()]
    assert asked["body"] == ["https://daklak.gov.vn.example" + address]

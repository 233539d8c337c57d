"""All is reached by the keyboard alone, and one always sees where one is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from portal_ground import NARROW, PROVINCE, SITES, WIDE, Portal, Visitor

pytestmark = pytest.mark.browser
MOST = 400  # tab stops of the longest page, with room

# What a sighted keyboard user needs of the element in focus: it shows, it is marked, nothing lies over it.
FOCUS = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  const style = getComputedStyle(here), box = here.getClientRects()[0];
  const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
  const y = Math.min(Math.max(box.top + Math.min(box.height, innerHeight) / 2, 1), innerHeight - 1);
  const over = document.elementFromPoint(x, y);
  return {
    key: here.dataset.stop, name: here.outerHTML.slice(0, 120),
    marked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    inside: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    bare: here.contains(over),
  };
}"""
STOPS = """() => {
  const all = [...document.querySelectorAll('a[href], summary, button, input, select, [tabindex="0"]')];
  all.forEach((one, n) => { one.dataset.stop = String(n); });
  return all.filter((one) => one.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true}))
    .map((one) => one.dataset.stop);
}"""


def walk(page: Page) -> tuple[list[str], list[str]]:
    """Press Tab from the start to the end; return the stops that were reached, and what was wrong there."""
    reached: list[str] = []
    faults: list[str] = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS)
        if at is None or (reached and at["key"] == reached[0]):
            return reached, faults
        reached.append(at["key"])
        faults += [f"{want}: {at['name']}" for want in ("marked", "inside", "bare") if not at[want]]
    raise AssertionError("Tab never comes to an end")


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", ["home", "register", "news"])
@pytest.mark.parametrize("site", SITES)
def test_every_stop_is_reached_once_in_order_and_seen(
    portals: dict[str, Portal], visit: Visitor, site: str, name: str, width: int
) -> None:
    portal = portals[site]
    page = visit(portal, width).go(portal.address(name))
    if name == "register":  # its filters drop what offers no choice once their data is there
        page.dispatch_event("form[data-register]", "pointerenter")
        expect(page.locator("#loc-year option")).not_to_have_count(1)
    wanted = page.evaluate(STOPS)
    reached, faults = walk(page)
    assert faults == []
    assert reached == wanted


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_menu_opens_closes_and_leads_on_by_keyboard(
    portals: dict[str, Portal], visit: Visitor, width: int
) -> None:
    page = visit(portals[PROVINCE], width).go("/")
    first, second = page.locator(".menu__group summary").nth(0), page.locator(".menu__group summary").nth(1)
    if width == NARROW:
        assert not first.is_visible()
        page.locator(".menu__toggle").focus()
        page.keyboard.press("Enter")
    first.focus()
    page.keyboard.press("Enter")
    panel = page.locator(".menu__panel").nth(0)
    assert panel.is_visible()
    links = panel.locator("a").count()
    for number in range(links):
        page.keyboard.press("Tab")
        assert panel.locator("a").nth(number).evaluate("one => one === document.activeElement")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.locator(".menu__panel").nth(1).is_visible()
    assert not panel.is_visible()  # one group at a time
    assert second.evaluate("one => one === document.activeElement")
    page.keyboard.press("Enter")
    assert not page.locator(".menu__panel").nth(1).is_visible()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_open_menu_keeps_every_stop_in_sight(portals: dict[str, Portal], visit: Visitor, width: int) -> None:
    page = visit(portals[PROVINCE], width).go("/")
    if width == NARROW:
        page.locator(".menu__toggle").click()
    page.locator(".menu__group summary").nth(2).click()
    page.evaluate("document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0)")
    page.evaluate(STOPS)
    page.locator(".skip a").first.focus()
    reached, faults = walk(page)
    assert len(reached) > 20
    assert faults == []


def test_open_menu_steps_aside_for_what_has_the_focus(portals: dict[str, Portal], visit: Visitor) -> None:
    page = visit(portals[PROVINCE]).go("/")
    page.locator(".menu__group summary").last.focus()
    page.keyboard.press("Enter")
    panel = page.locator(".menu__panel").last
    assert panel.is_visible()
    for _ in range(panel.locator("a").count() + 1):
        assert panel.is_visible()
        page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    assert not panel.is_visible()
    page.keyboard.press("Shift+Tab")
    page.locator(".menu__group summary").last.focus()
    assert panel.is_visible()


def test_skip_links_say_and_do_where_they_lead(portals: dict[str, Portal], visit: Visitor) -> None:
    page = visit(portals[PROVINCE]).go("/")
    page.keyboard.press("Tab")
    link = page.locator(":focus")
    assert link.inner_text() == "Tới nội dung chính"
    assert link.bounding_box()["y"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_no_single_key_does_anything(portals: dict[str, Portal], visit: Visitor) -> None:
    page = visit(portals[PROVINCE]).go("/")
    before = page.content()
    for key in ("s", "f", "/", "n", "p", ",", "."):
        page.keyboard.press(key)
    assert page.content() == before
    assert page.url.endswith("/")

"""axe finds nothing: WCAG 2.0 to 2.2, A and AA, and best practices, in light and dark, wide and narrow."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from portal_ground import CORE, HEIGHT, NARROW, PROVINCE, SITES, WIDE, Portal, Visitor

pytestmark = pytest.mark.browser
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations", "incomplete"],
}


def violations(page: Page) -> list[str]:
    """Return what axe finds, one line for each element; a contrast it cannot tell counts as found."""
    answer = Axe().run(page, options=RULES).response
    found = answer["violations"] + [v for v in answer["incomplete"] if v["id"] == "color-contrast"]
    return [f"{v['id']}: {node['html'][:200]}" for v in found for node in v["nodes"]]


def test_axe_sees_planted_faults(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content(
        '<html lang="vi"><title>Thử</title><main><h1>Thử</h1><img src="data:,"><p style="color:#aaa">Nhạt'
    )
    found = {line.partition(":")[0] for line in violations(page)}
    page.close()
    assert {"image-alt", "color-contrast"} <= found


@pytest.mark.parametrize("name", CORE)
@pytest.mark.parametrize("site", SITES)
def test_core_pages_in_both_schemes_and_widths(
    portals: dict[str, Portal], visit: Visitor, site: str, name: str
) -> None:
    portal = portals[site]
    page = visit(portal).go(portal.address(name))
    found = {}
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found[width, scheme] = violations(page)
    assert {case: lines for case, lines in found.items() if lines} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_open_menu(portals: dict[str, Portal], visit: Visitor, width: int, scheme: str) -> None:
    page = visit(portals[PROVINCE], width, scheme).go("/")
    if width == NARROW:
        page.locator(".menu__toggle").click()
    page.locator(".menu__group summary").nth(1).click()
    assert page.locator(".menu__panel").nth(1).is_visible()
    assert violations(page) == []


def test_one_page_of_each_kind(portals: dict[str, Portal], visit: Visitor) -> None:
    portal = portals[PROVINCE]
    opened = visit(portal)
    found = {address: violations(opened.go(address)) for address in portal.one_of_each()}
    assert len(found) > 20
    assert {address: lines for address, lines in found.items() if lines} == {}

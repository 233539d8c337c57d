"""An approval receipt verifies its text in the reader's browser, and says how to do it without one."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route
from portal_ground import HEIGHT, NARROW, PROVINCE, WIDE, Portal, Visitor
from test_browser_axe import violations

pytestmark = pytest.mark.browser


def receipt(portal: Portal, lang: str = "vi") -> str:
    return next(p.address for p in portal.built.pages if p.kind == "receipt" and p.lang == lang)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_receipts_are_accessible_and_never_wider_than_the_screen(
    portals: dict[str, Portal], visit: Visitor, lang: str
) -> None:
    portal = portals[PROVINCE]
    page = visit(portal).go(receipt(portal, lang))
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert violations(page) == [], (width, scheme)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_the_browser_compares_the_text_with_the_receipt(portals: dict[str, Portal], visit: Visitor) -> None:
    portal = portals[PROVINCE]
    opened = visit(portal)
    page = opened.go(receipt(portal))
    button = page.get_by_role("button", name="Kiểm chứng ngay trong trình duyệt")
    answer = page.get_by_role("status")
    button.focus()
    page.keyboard.press("Enter")
    answer.get_by_text("Khớp:").wait_for()

    def tampered(route: Route) -> None:
        route.fulfill(body="nội dung khác", content_type="text/plain; charset=utf-8")

    page.route("**/noi-dung.txt", tampered)
    button.click()
    answer.get_by_text("KHÔNG khớp").wait_for()
    assert opened.foreign == []
    assert opened.complaints == []
    page.unroute("**/noi-dung.txt")
    page.route("**/noi-dung.txt", lambda route: route.abort())
    button.click()
    answer.get_by_text("Không tải được").wait_for()


def test_without_scripts_the_command_stands_there(portals: dict[str, Portal], visit: Visitor) -> None:
    portal = portals[PROVINCE]
    page = visit(portal, java_script_enabled=False).go(receipt(portal))
    assert page.locator("button.verify").is_hidden()
    assert page.get_by_text("sha256sum noi-dung.txt").is_visible()
    assert page.get_by_role("link", name="Tải về bản văn bản thuần").is_visible()

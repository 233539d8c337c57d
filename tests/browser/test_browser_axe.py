"""axe finds nothing: WCAG 2.0 to 2.2, A and AA, and best practices, in light and dark, wide and narrow."""

from __future__ import annotations

import os
import re
from itertools import combinations, product
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from portal_ground import CORE, CORRECTED, HEIGHT, NARROW, PROVINCE, SITES, WIDE, Portal, Visitor, every_kind

from tests.closed_commune import COMMUNE

pytestmark = pytest.mark.browser
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations", "incomplete"],
}

FULL = os.environ.get("CONGTINH_A11Y") == "1"
OVER = ("bgOverlap", "elmPartiallyObscured", "elmPartiallyObscuring")
AXES = ((WIDE, 768, NARROW), ("light", "dark"), ("plain", "menu"))
CASES = tuple(product(*AXES))
# three cases of a page that together have every width, palette and state; the rows take turns
PAIRS = (
    ((WIDE, "light", "plain"), (768, "dark", "plain"), (NARROW, "dark", "menu")),
    ((WIDE, "dark", "menu"), (768, "light", "menu"), (NARROW, "light", "plain")),
)


def seen_in(page: Page, case: tuple[int, str, str]) -> list[str]:
    """Return what axe finds on a loaded page at a width, in a palette, with the menu closed or open."""
    width, scheme, state = case
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.evaluate(
        "open => { const all = document.querySelector('.menu__all'), group = document.querySelectorAll('.menu__group')[1];"
        " if (all) all.open = open; if (group) group.open = open; }",
        state == "menu",
    )
    page.evaluate(  # colours that are still changing into those of the other palette are nobody's
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {"
        " document.getAnimations().forEach(each => each.finish()); done(); })))"
    )
    return violations(page, covered=state == "menu")


def violations(page: Page, covered: bool = False) -> list[str]:
    """Return what axe finds, one line for each element; a contrast it cannot tell counts as found.

    `covered`: an open menu lies over the page; text and links below it are judged when the menu is closed.
    """
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(Axe().axe_script)
    answer = page.evaluate(
        "rules => axe.run(rules).then(({ violations, incomplete }) => ({ violations, incomplete }))", RULES
    )
    found = answer["violations"] + [v for v in answer["incomplete"] if v["id"] == "color-contrast"]
    return [
        f"{v['id']}: {node['html'][:200]}"
        for v in found
        for node in v["nodes"]
        if not (covered and v["id"] == "color-contrast" and _overlapped(node))
        and not (covered and v["id"] == "target-size" and _below(page, node))
    ]


def _below(page: Page, node: dict[str, Any]) -> bool:
    """Return whether a link is none of the menu: the open menu may leave but a strip of it in sight."""
    told = page.evaluate("each => Boolean(document.querySelector(each).closest('.menu'))", node["target"][0])
    return not told


def _overlapped(node: dict[str, Any]) -> bool:
    return any((check.get("data") or {}).get("messageKey") in OVER for check in node["any"])


def test_axe_sees_planted_faults(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content(
        '<html lang="vi"><title>Thử</title><main><h1>Thử</h1><img src="data:,"><p style="color:#aaa">Nhạt'
    )
    found = {line.partition(":")[0] for line in violations(page)}
    page.close()
    assert {"image-alt", "color-contrast"} <= found


@pytest.mark.parametrize("name", CORE)
@pytest.mark.parametrize("site", [s for s in SITES if s != PROVINCE])
def test_core_pages_of_the_other_sites(
    portals: dict[str, Portal], visit: Visitor, site: str, name: str
) -> None:
    portal = portals[site]
    page = visit(portal).go(portal.address(name))
    found = {case: seen_in(page, case) for case in (CASES[0], CASES[10])}
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


def test_the_cases_cover_every_pair() -> None:
    for one, other in combinations(range(3), 2):
        wanted = set(product(AXES[one], AXES[other]))
        assert {(case[one], case[other]) for row in PAIRS for case in row} == wanted
    for row in PAIRS:  # of each kind: every width, both palettes, both states
        assert [{case[n] for case in row} for n in range(3)] == [set(axis) for axis in AXES]


@pytest.mark.parametrize("part", range(4))
def test_one_page_of_each_kind(portals: dict[str, Portal], visit: Visitor, part: int) -> None:
    """Three cases a page by default; all twelve with CONGTINH_A11Y=1 (`make a11y`). In parts for several workers."""
    opened = {site: visit(portal) for site, portal in portals.items()}
    found = {}
    addresses = every_kind(portals)
    whole = {(PROVINCE, address) for address in portals[PROVINCE].one_of_each()}
    whole |= {place for place in addresses if place[0] == COMMUNE} | {CORRECTED}
    kinds = {(site, page.address): page.kind for site, p in portals.items() for page in p.built.pages}
    assert {"removed", "year", "not-found", "archive", "receipt"} <= {kinds[place] for place in addresses}
    assert {kinds[place] for place in addresses} == set(kinds.values())
    assert len(addresses) > 60
    for number, (site, address) in list(enumerate(addresses))[part::4]:
        page = opened[site].go(address, 410 if kinds[site, address] == "removed" else 200)
        row = PAIRS[number % len(PAIRS)]
        # further sections and tables share their template with a page seen in all three cases: one case each
        for case in CASES if FULL else row if (site, address) in whole else row[number // 2 % 3 :][:1]:
            found[address, case] = seen_in(page, case)
    assert {place: lines for place, lines in found.items() if lines} == {}


IN_USE = (
    tuple(product((WIDE, 768, NARROW), ("light", "dark"))) if FULL else ((WIDE, "light"), (NARROW, "dark"))
)


@pytest.mark.parametrize(("width", "scheme"), IN_USE)
@pytest.mark.parametrize("site", SITES if FULL else [PROVINCE])
def test_search_with_results_and_filters_in_use(
    portals: dict[str, Portal], visit: Visitor, site: str, width: int, scheme: str
) -> None:
    page = visit(portals[site], width, scheme).go("/tim-kiem/?q=luat")
    results = page.locator(".result")
    expect(results).not_to_have_count(0)
    assert violations(page) == []
    kind = page.locator("#loc-kind option").nth(1).get_attribute("value")
    page.select_option("#loc-kind", kind)
    expect(page).to_have_url(re.compile(f"kind={kind}"))
    expect(page.locator("[aria-busy]")).to_have_count(0)
    assert violations(page) == []
    page.fill("#tim", "khongcotunaynhuthe")
    page.keyboard.press("Enter")
    expect(results).to_have_count(0)
    assert violations(page) == []


@pytest.mark.parametrize(("width", "scheme"), IN_USE)
def test_filters_in_use(portals: dict[str, Portal], visit: Visitor, width: int, scheme: str) -> None:
    page = visit(portals[PROVINCE], width, scheme).go("/van-ban/")
    rows = page.locator(".register tbody tr")
    page.fill("#loc-so", "quyet dinh 10/2024")
    expect(rows).to_have_count(1)
    assert "10/2024/QĐ-UBND" in rows.first.inner_text()
    assert violations(page) == []
    page.click(".filter__reset")
    expect(rows).not_to_have_count(1)
    page.select_option("#loc-sort", "old")
    page.select_option("#loc-state", "Hết hiệu lực")
    expect(page.locator(".register .badge").filter(has_text="Còn hiệu lực")).to_have_count(0)
    assert rows.count() > 1
    assert violations(page) == []


def test_a_countdown_goes_on_between_builds(portals: dict[str, Portal], visit: Visitor) -> None:
    portal = portals[PROVINCE]
    opened = visit(portal)
    address = portal.items("lay-y-kien")[0].address
    for day, told in (
        ("2026-12-18", "Còn 2 ngày"),
        ("2026-12-20", "Hết hạn hôm nay"),
        ("2026-12-21", "Đã kết thúc"),
    ):
        opened.page.clock.set_fixed_time(f"{day}T20:00:00+07:00")
        assert opened.go(address).locator(".dateline .badge").inner_text() == told

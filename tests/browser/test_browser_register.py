"""Filters over a register of 200 documents: all of them count, a hundred at a time are shown, focus goes on."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Route, expect
from portal_ground import NARROW, PROVINCE, Portal, Visitor
from test_browser_axe import violations

pytestmark = pytest.mark.browser


def long_register(route: Route) -> None:
    """Answer with the site's own register, made 200 rows long."""
    data = route.fetch().json()
    keys = data["keys"]
    model = dict(zip(keys, data["rows"][0], strict=True))
    data["rows"] = [
        [
            {**model, "number": f"{n}/2024/QĐ-UBND", "title": f"Quy định số {n}", "url": f"/van-ban/{n}/"}[k]
            for k in keys
        ]
        for n in range(1, 201)
    ]
    route.fulfill(body=json.dumps(data), content_type="application/json")


def test_filters_reach_all_of_a_long_register(portals: dict[str, Portal], visit: Visitor) -> None:
    opened = visit(portals[PROVINCE], NARROW)
    opened.page.route("**/danh-sach.json", long_register)
    page = opened.go("/van-ban/")
    rows, more = page.locator(".register tbody tr"), page.get_by_role("button", name="Hiện thêm")
    expect(more).to_be_hidden()
    page.select_option("#loc-sort", "number")
    expect(rows).to_have_count(100)
    assert page.locator("[data-part=count]").inner_text() == "Có 200 văn bản, đang hiện 100."
    assert violations(page) == []
    more.click()
    expect(rows).to_have_count(200)
    expect(more).to_be_hidden()
    assert page.evaluate("document.activeElement.textContent") == "Quy định số 101"
    assert page.locator("[data-part=count]").inner_text() == "Có 200 văn bản, đang hiện 200."
    page.fill("#loc-so", "qd-ubnd 187")
    expect(rows).to_have_count(1)
    expect(more).to_be_hidden()
    assert opened.complaints == []

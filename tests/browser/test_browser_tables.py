"""Tables that become labelled lines on a narrow screen stay tables for assistive technology, without ARIA."""

from __future__ import annotations

from collections import Counter

import pytest
from portal_ground import NARROW, PROVINCE, WIDE, Portal, Visitor

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("address", ["/van-ban/", "/danh-ba/", "/lich-lam-viec/"])
def test_a_table_is_the_same_table_at_every_width(
    portals: dict[str, Portal], visit: Visitor, address: str
) -> None:
    told = {}
    for width in (WIDE, NARROW):
        opened = visit(portals[PROVINCE], width)
        page = opened.go(address)
        display = page.locator("table.stack tbody tr").first.evaluate("e => getComputedStyle(e).display")
        assert (display == "block") is (width == NARROW)
        assert page.locator("table.stack [role]").count() == 0
        nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
        roles = Counter(n["role"]["value"] for n in nodes if not n.get("ignored"))
        told[width] = {r: roles[r] for r in ("table", "row", "columnheader", "rowheader", "cell", "gridcell")}
        if width == NARROW:  # a sheet of paper is narrow too, yet there it is a table
            page.emulate_media(media="print")
            row = page.locator("table.stack tbody tr").first
            assert row.evaluate("e => getComputedStyle(e).display") == "table-row"
    assert told[WIDE] == told[NARROW]
    assert told[WIDE]["table"] > 0
    assert told[WIDE]["row"] > 1
    assert told[WIDE]["columnheader"] > 1
    assert told[WIDE]["cell"] > 1

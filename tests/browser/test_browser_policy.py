"""Nothing leaves the host, the strict policy is never hurt, and every page says that it is a sample."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from portal_ground import CORE, PROVINCE, SITES, Portal, Visitor

from pipeline.publish.headers import CONTENT_SECURITY_POLICY

pytestmark = pytest.mark.browser
KB = 1024
DATA = re.compile(r'<script type="application/ld\+json">[^<]*</script>')  # a block of data: never run
FIRST_VIEW, FURTHER = 60 * KB, 15 * KB  # HTML and styles compressed, without pictures


def test_browser_tells_of_a_hurt_policy(
    portals: dict[str, Portal], chromium: Browser, tmp_path: Path
) -> None:
    page = chromium.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.route(
        "**/thu/",
        lambda route: route.fulfill(
            body="<title>Thử</title><p style='color:red'>Thử",
            headers={
                "Content-Security-Policy": CONTENT_SECURITY_POLICY,
                "Content-Type": "text/html; charset=utf-8",
            },
        ),
    )
    page.goto(next(iter(portals.values())).origin + "/thu/")
    page.close()
    assert any("Content Security Policy" in line for line in heard)


_LISTEN = """
window.hurt = [];
document.addEventListener("securitypolicyviolation", e => window.hurt.push(e.effectiveDirective + " " + e.blockedURI));
"""


def test_blocks_of_data_do_not_hurt_the_policy_and_inline_scripts_do(
    portals: dict[str, Portal], visit: Visitor
) -> None:
    portal = portals[PROVINCE]
    opened = visit(portal)
    opened.page.add_init_script(_LISTEN)
    kinds = set()
    for address in (
        "/",
        *(portal.items(s)[0].address for s in ("tin-tuc", "van-ban", "thu-tuc-hanh-chinh", "hoi-dap")),
    ):
        page = opened.go(address)
        (text,) = page.locator('script[type="application/ld+json"]').all_text_contents()
        kinds |= {node["@type"] for node in json.loads(text)["@graph"]}
        assert page.evaluate("window.hurt") == [], address
    assert {
        "GovernmentOrganization",
        "WebSite",
        "NewsArticle",
        "Legislation",
        "GovernmentService",
        "QAPage",
        "BreadcrumbList",
    } <= kinds
    assert opened.complaints == []
    # the listener does hear: the same text as a script that would run is refused and told of
    opened.page.evaluate(
        "document.head.appendChild(Object.assign(document.createElement('script'), {text: 'window.ran = true'}))"
    )
    opened.page.wait_for_function("window.hurt.length > 0")
    assert opened.page.evaluate("[window.hurt[0], window.ran]") == ["script-src-elem inline", None]


@pytest.mark.parametrize("site", SITES)
def test_pages_ask_their_own_host_alone_and_nothing_is_refused(
    portals: dict[str, Portal], visit: Visitor, site: str
) -> None:
    portal = portals[site]
    opened = visit(portal)
    # the kinds of pages are the same everywhere: all of them on the province, the core ones on the others
    addresses = portal.one_of_each() if site == PROVINCE else [portal.address(name) for name in CORE]
    for address in addresses:
        opened.go(address)
    assert opened.complaints == []
    assert opened.foreign == []
    assert len(opened.requests) > len(addresses)  # the listener heard the styles too


def test_missing_address_gets_the_page_of_the_site(portals: dict[str, Portal], visit: Visitor) -> None:
    portal = portals[SITES[0]]
    opened = visit(portal)
    answer = opened.page.goto(portal.origin + "/khong/co/trang/nay/")
    assert answer is not None
    assert answer.status == 404
    assert opened.page.locator("h1").inner_text() == "Không tìm thấy trang"
    assert opened.page.locator("section[lang=en] h2").inner_text() == "Page not found"
    assert opened.page.evaluate("document.styleSheets.length") > 5
    opened.page.get_by_role("link", name="Về trang chủ").click()
    assert opened.page.url == portal.origin + "/"


@pytest.mark.parametrize("site", SITES)
def test_every_page_is_marked_as_a_sample(portals: dict[str, Portal], site: str) -> None:
    portal = portals[site]
    for ref in portal.built.pages:
        html = (portal.built.directory / ref.file).read_text("utf-8")
        title = re.search(r"<title>\s*(.*?)\s*</title>", html, re.S)
        assert title, ref.file
        assert title[1].startswith("[DEMO]" if ref.lang == "en" else "[TRÌNH DIỄN]"), ref.file
        assert re.search(r'<meta name="robots" content="noindex, nofollow">', html), ref.file
        assert ("DEMONSTRATION" if ref.lang == "en" else "đây không phải trang thông tin chính thức") in html
        assert 'rel="canonical"' not in html, ref.file


@pytest.mark.parametrize("site", SITES)
def test_no_page_carries_inline_script_or_style_and_only_receipts_and_search_load_one(
    portals: dict[str, Portal], site: str
) -> None:
    portal = portals[site]
    for ref in portal.built.pages:
        html = DATA.sub("", (portal.built.directory / ref.file).read_text("utf-8"))
        if ref.kind in (
            "home",
            "item",
            "section",
            "archive",
        ):  # days that count down, filters of the register
            html = re.sub(
                r'<script src="/assets/portal/(countdown\.js" defer|register\.js" type="module")></script>',
                "",
                html,
            )
        if ref.kind == "receipt":
            html = html.replace('<script src="/assets/portal/receipt.js" defer></script>', "", 1)
        if ref.kind == "search":
            html = html.replace('<script src="/assets/portal/search.js" type="module"></script>', "", 1)
        assert not re.search(r"<(?:script|style|iframe)\b|\sstyle=|\son[a-z]+=[\"']", html), ref.file


@pytest.mark.parametrize("site", SITES)
def test_pages_are_light(portals: dict[str, Portal], site: str) -> None:
    folder, heavy = portals[site].built.directory, {}
    files = {page.address: page.file for page in portals[site].built.pages}
    for address in portals[site].one_of_each():
        html = (folder / files[address]).read_bytes()
        loaded = set(re.findall(rb'(?:rel="?stylesheet"? href|<script src)="/([^"]+)"', html))
        assert len(loaded) > 5
        page = len(gzip.compress(html, mtime=0))
        rest = sum(len(gzip.compress((folder / name.decode()).read_bytes(), mtime=0)) for name in loaded)
        if page > FURTHER or page + rest > FIRST_VIEW:
            heavy[address] = (page, rest)
    assert heavy == {}

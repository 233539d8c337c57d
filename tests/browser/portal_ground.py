"""Sample sites built once from the working tree, served with the strict policy, and a browser to visit them."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from pipeline.build import build_site
from pipeline.clock.now import VIETNAM
from pipeline.model.approval import PreviewCorpus
from pipeline.model.release import BuiltSite, PageRef
from pipeline.publish.serve import SiteServer
from pipeline.source.corpus import load
from tests.closed_commune import COMMUNE, closed_commune

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=VIETNAM)
PROVINCE, DEPARTMENT, DISTRICT = "daklak", "vpubnd.daklak", "krongpac.daklak"
SITES = (PROVINCE, DEPARTMENT, DISTRICT)
OTHERS = ("travinh", "gialai")  # built for the kinds of items and pages that the sites above have none of
CORRECTED = ("gialai", "/tin-tuc/2026/09/bao-cao-6-thang-va-hang-nam/")
WIDE, NARROW = 1280, 320
HEIGHT = 900
# the pages that every site is looked at in both colour schemes and at both widths
CORE = ("home", "section", "register", "news", "document", "english")
# front pages that show a table of their own columns
TABLES = (
    "thu-tuc-hanh-chinh",
    "danh-ba",
    "du-an",
    "dau-thau",
    "thong-ke",
    "ngan-sach",
    "khoa-hoc",
    "lich-lam-viec",
)
_SWITCHES = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True, slots=True)
class Portal:
    """A built site and where it answers."""

    built: BuiltSite
    origin: str

    def items(self, kind: str, lang: str = "vi") -> list[PageRef]:
        """Return the item pages of a section, or of all sections for ""."""
        start = ("/en/" if lang == "en" else "/") + (f"{kind}/" if kind else "")
        return [
            p for p in self.built.pages if p.kind == "item" and p.lang == lang and p.address.startswith(start)
        ]

    def address(self, name: str) -> str:
        """Return the address of one of the core pages."""
        match name:
            case "home":
                return "/"
            case "english":
                return "/en/"
            case "section":
                return "/tin-tuc/"
            case "register":
                return "/van-ban/"
            case "news":
                return self.items("tin-tuc")[0].address
            case "document":
                return self.items("van-ban")[0].address
        raise AssertionError(name)

    def one_of_each(self) -> list[str]:
        """Return an address of every kind of page and of an item of every section, in both languages."""
        seen: dict[tuple[str, ...], str] = {}
        for page in self.built.pages:
            parts = page.address.strip("/").split("/")
            section = parts[1] if parts[0] == "en" and len(parts) > 1 else parts[0]
            seen.setdefault((page.kind, page.lang, section if page.kind == "item" else ""), page.address)
        return sorted(seen.values())


def every_kind(portals: dict[str, Portal]) -> list[tuple[str, str]]:
    """Return (site, address) of every kind of page, of an item of every section, and of every list that is a table.

    The closed site is there with its front page and its register, of which the years have pages of their own.
    """
    found = [(PROVINCE, address) for address in portals[PROVINCE].one_of_each()]
    found += [(PROVINCE, f"/{section}/") for section in TABLES]
    found += [CORRECTED, (COMMUNE, "/"), (COMMUNE, "/en/"), (COMMUNE, "/van-ban/")]
    seen = {section_of(address) for _, address in found}
    kinds = {page.kind for page in portals[PROVINCE].built.pages}
    for site, portal in portals.items():
        for page in portal.built.pages:
            if page.kind not in kinds:
                kinds.add(page.kind)
                found.append((site, page.address))
        for page in portal.items(""):
            if (section := section_of(page.address)) not in seen:
                seen.add(section)
                found += [(site, page.address), (site, f"/{section}/")]
    return list(dict.fromkeys(found))


def section_of(address: str) -> str:
    """Return the section of a Vietnamese address."""
    return address.strip("/").partition("/")[0]


@dataclass
class Visit:
    """An open page with everything it asked for and complained of."""

    page: Page
    origin: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def go(self, address: str, status: int = 200) -> Page:
        """Load a page of the site."""
        answer = self.page.goto(self.origin + address)
        assert answer is not None
        assert answer.status == status, address
        return self.page

    @property
    def foreign(self) -> list[str]:
        """Return the requests that left the site's own origin."""
        own = urlsplit(self.origin).netloc
        return [r for r in self.requests if urlsplit(r).netloc != own and not r.startswith("data:")]


class Visitor(Protocol):
    """Opens a page on a site; settings are those of a browser context."""

    def __call__(
        self, portal: Portal, width: int = WIDE, scheme: str = "light", **settings: Any
    ) -> Visit: ...


@pytest.fixture(scope="session")
def portals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Portal]]:
    """The sample sites, each on a port of its own."""
    workdir = tmp_path_factory.mktemp("trang")
    closed = closed_commune(tmp_path_factory.mktemp("dong"))
    sample = load(ROOT)
    sources = [(site, ROOT, sample) for site in (*SITES, *OTHERS)] + [(COMMUNE, closed, load(closed))]
    servers, found = [], {}
    for site, root, corpus in sources:
        built = build_site(PreviewCorpus(corpus, NOW), site, workdir, NOW, root=root)
        server = SiteServer(built.directory, noindex=True)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
        servers.append(server)
        found[site] = Portal(built, server.address.rstrip("/"))
    yield found
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests, with a profile of its own."""
    program = shutil.which("chromium")
    if program is None:
        pytest.fail(
            "Không thấy Chromium trên máy này: chạy `python3 tests/preflight.py` (cài gói chromium) rồi kiểm thử lại."
        )
    with tempfile.TemporaryDirectory(prefix="chromium-") as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=list(_SWITCHES), chromium_sandbox=False, env={"HOME": home}
        )
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visitor]:
    """A function that opens a page and listens to it; all are closed after the test."""
    contexts = []

    def open_page(portal: Portal, width: int = WIDE, scheme: str = "light", **settings: Any) -> Visit:
        context = chromium.new_context(
            viewport={"width": width, "height": HEIGHT},
            color_scheme=scheme,  # type: ignore[arg-type]
            locale="vi-VN",
            **settings,
        )
        contexts.append(context)
        opened = Visit(context.new_page(), portal.origin)
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        opened.page.on("console", lambda message: opened.complaints.append(f"{message.type}: {message.text}"))
        return opened

    yield open_page
    for context in contexts:
        context.close()

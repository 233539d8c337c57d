"""`make screenshots`: a picture book of the sample sites in var/anh-chup/, with index.html to leaf through it.

The first site shows every kind of page and an item of every section, in both languages; the others their front
pages and what the sites before had none of, a closed site among them. Search, filters and the menu are shown in use.
Each at 1280 and 320 px, light and dark.

The picture of the README (docs/hinh/trang-chu-daklak.png) is made anew with `--readme`.
"""

from __future__ import annotations

import re
import sys
import tempfile
import threading
from collections.abc import Iterable
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from pipeline.build import build_sites
from pipeline.clock.now import parse_time
from pipeline.model.approval import PreviewCorpus
from pipeline.model.release import BuiltSite, PageRef
from pipeline.publish.serve import SiteServer
from pipeline.source.corpus import load
from tests.casework import ROOT
from tests.closed_commune import COMMUNE, closed_commune

NOW = parse_time("2026-11-22T09:30:00+07:00")
SITES = ("daklak", "vpubnd.daklak", "krongpac.daklak", "gialai", "travinh")
# addresses in use: what is asked, or the menu opened
IN_USE = ("/tim-kiem/?q=khai+sinh", "/tim-kiem/?q=khongcotunaynhuthe", "/van-ban/#loc", "/#menu")
LANGUAGES = ("/en/search/?q=domain",)
NOTED = (("gialai", "/tin-tuc/2026/09/bao-cao-6-thang-va-hang-nam/"),)  # a correction note
WIDTHS, SCHEMES = (1280, 320), ("light", "dark")
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def main(arguments: list[str]) -> int:
    """Build the sites as previews, serve them, take the pictures."""
    readme = "--readme" in arguments
    out = ROOT / "docs" / "hinh" if readme else ROOT / "var" / "anh-chup"
    out.mkdir(parents=True, exist_ok=True)
    source = PreviewCorpus(load(ROOT), NOW)
    wanted = SITES[:1] if readme else SITES
    taken: list[str] = []
    seen: set[tuple[str, ...]] = set()
    with tempfile.TemporaryDirectory() as work, sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        sites = build_sites(source, wanted, Path(work, "xay"), NOW, root=ROOT)
        if not readme:
            closed = closed_commune(Path(work, "dong"))
            sites |= build_sites(
                PreviewCorpus(load(closed), NOW), (COMMUNE,), Path(work, "xay"), NOW, root=closed
            )
        for site, built in sites.items():
            if not isinstance(built, BuiltSite):
                print(f"{site}: {built.message.vi}")
                return 1
            first = site == SITES[0]
            addresses = [] if first else ["/", "/van-ban/", "/en/"]
            addresses += one_of_each(built.pages, seen)
            addresses += [*IN_USE, *LANGUAGES] if first else [a for s, a in NOTED if s == site]
            taken += shoot(browser, site, built.directory, out, [] if readme else addresses)
        browser.close()
    if not readme:
        (out / "index.html").write_text(book(taken), encoding="utf-8")
    return 0


def one_of_each(pages: Iterable[PageRef], seen: set[tuple[str, ...]]) -> list[str]:
    """Return an address of every kind of page and of an item of every section, in both languages, not yet seen."""
    found = []
    for page in pages:
        section = page.address.removeprefix("/en").strip("/").partition("/")[0]
        key = page.kind, page.lang, section if page.kind in ("item", "section") else ""
        if key not in seen:
            seen.add(key)
            found.append(page.address)
    return sorted(found)


def book(names: list[str]) -> str:
    """Return the page that shows all pictures, those of one page in a row."""
    rows: dict[str, list[str]] = {}
    for name in names:
        rows.setdefault(name.rsplit("-", 2)[0], []).append(name)
    told = "".join(
        f"<h2>{row}</h2><p>"
        + "".join(f'<a href="{n}"><img src="{n}" alt="{n}" height="600"></a> ' for n in found)
        + "</p>"
        for row, found in sorted(rows.items())
    )
    return f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>Sổ ảnh</title><h1>Sổ ảnh</h1>{told}</html>'


def shoot(browser: Browser, site: str, folder: Path, out: Path, addresses: list[str]) -> list[str]:
    """Serve one site and take its pictures; without addresses only that of the README. Return their names."""
    taken: list[str] = []
    with SiteServer(folder) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        if not addresses:
            page = browser.new_page(viewport={"width": 1280, "height": 1000})
            page.goto(server.address)
            page.screenshot(path=out / f"trang-chu-{site}.png")
        for scheme, width in product(SCHEMES, WIDTHS) if addresses else ():
            context = browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
            )
            page = context.new_page()
            for address in addresses:
                page.goto(server.address.rstrip("/") + address)
                settle(page, address)
                name = re.sub(r"[^\w.-]+", "_", address.strip("/") or "trang-chu").strip("_")
                taken.append(f"{site}-{name}-{width}-{scheme}.png")
                page.screenshot(path=out / taken[-1], full_page=True)
            context.close()
        server.shutdown()
    print(f"{site}: {out.relative_to(ROOT)}")
    return taken


def settle(page: Page, address: str) -> None:
    """Wait for what scripts and slow pictures show; open the menu where that is asked."""
    page.evaluate(
        "() => Promise.all([...document.images].map(each => { each.loading = 'eager'; return each.complete ||"
        " new Promise(done => { each.onload = each.onerror = done; }); }))"
    )
    if "?q=" in address:
        page.wait_for_selector("[aria-busy]", state="detached")
        page.wait_for_timeout(400)
    if address.endswith("#loc"):
        page.fill("#loc-so", "quyet dinh")
        page.wait_for_timeout(400)
    if address.endswith("#menu"):
        toggle = page.locator(".menu__toggle")
        if toggle.is_visible():
            toggle.click()
        page.locator(".menu__group summary").nth(1).click()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

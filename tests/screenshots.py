"""`make screenshots`: pictures of the sample sites at 1280 and 320 px, light and dark, into var/anh-chup/.

The picture of the README (docs/hinh/trang-chu-daklak.png) is made anew with `--readme`.
"""

from __future__ import annotations

import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from pipeline.build import build_sites
from pipeline.clock.now import parse_time
from pipeline.model.approval import PreviewCorpus
from pipeline.model.release import BuiltSite
from pipeline.publish.serve import SiteServer
from pipeline.source.corpus import load
from tests.casework import ROOT

NOW = parse_time("2026-11-22T09:30:00+07:00")
PAGES = {
    "daklak": (
        "",
        "tin-tuc/",
        "van-ban/",
        "van-ban/2024/02/10-2024-qd-ubnd/",
        "en/",
        "lay-y-kien/",
        "so-do-trang/",
    ),
    "vpubnd.daklak": ("", "van-ban/", "en/"),
    "krongpac.daklak": ("", "lich-lam-viec/", "en/"),
    "gialai": ("", "van-ban/2017/11/32-2017-qd-ubnd/", "en/"),
}
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
    wanted = ["daklak"] if readme else list(PAGES)
    with tempfile.TemporaryDirectory() as work, sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        for site, built in build_sites(source, wanted, Path(work), NOW, root=ROOT).items():
            if not isinstance(built, BuiltSite):
                print(f"{site}: {built.message.vi}")
                return 1
            shoot(browser, site, built.directory, out, readme)
        browser.close()
    return 0


def shoot(browser: Browser, site: str, folder: Path, out: Path, readme: bool) -> None:
    """Serve one site and take its pictures."""
    with SiteServer(folder) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        if readme:
            page = browser.new_page(viewport={"width": 1280, "height": 1000})
            page.goto(server.address)
            page.screenshot(path=out / f"trang-chu-{site}.png")
        else:
            for scheme in ("light", "dark"):
                for width in (1280, 320):
                    context = browser.new_context(
                        viewport={"width": width, "height": 900},
                        color_scheme="dark" if scheme == "dark" else "light",
                    )
                    page = context.new_page()
                    for address in PAGES[site]:
                        page.goto(server.address + address)
                        name = (address.strip("/") or "trang-chu").replace("/", "_")
                        page.screenshot(path=out / f"{site}-{name}-{width}-{scheme}.png", full_page=True)
                    context.close()
        server.shutdown()
    print(f"{site}: {out.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

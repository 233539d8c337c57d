"""Build the sample sites as for the public, run the Nu HTML checker on every page and Lighthouse on three."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.build import build_site
from pipeline.clock.now import VIETNAM
from pipeline.model.approval import PreviewCorpus
from pipeline.model.content import Corpus
from pipeline.model.release import BuiltSite
from pipeline.publish.serve import SiteServer
from pipeline.source.corpus import load
from tests.closed_commune import COMMUNE, closed_commune
from tests.validate.tools import Tools, run, tools

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=VIETNAM)
FOLDER = ROOT / "var/validate"
PROVINCE = "daklak"
LEAST = {"accessibility": 100, "best-practices": 100, "seo": 95, "performance": 95}
_FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
)
_SHOWN = 40  # messages
_HIDDEN = ("receipt", "removed", "not-found")  # kept out of search engines on purpose


@dataclass(frozen=True, slots=True)
class Public:
    """A site built without the marks of a demonstration, and where it answers."""

    built: BuiltSite
    origin: str


@contextmanager
def public(sites: Sequence[str]) -> Iterator[dict[str, Public]]:
    """Build sites as if they were no samples, each for the address at which it answers here; the commune's is closed."""
    work, closed = FOLDER / "build", FOLDER / "dong"
    for folder in (work, closed):
        shutil.rmtree(folder, ignore_errors=True)
    sample = ROOT, _in_earnest(load(ROOT))
    roots = {COMMUNE: (closed, _in_earnest(load(closed_commune(closed))))} if COMMUNE in sites else {}
    servers = {site: SiteServer(work / site) for site in sites}
    addresses = {site: server.address for site, server in servers.items()}
    found = {}
    for site, server in servers.items():
        print(f"Đang dựng {site} …", flush=True)
        root, corpus = roots.get(site, sample)
        built = build_site(PreviewCorpus(corpus, NOW), site, work, NOW, root=root, addresses=addresses)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
        found[site] = Public(built, addresses[site].rstrip("/"))
    try:
        yield found
    finally:
        for server in servers.values():
            server.shutdown()
            server.server_close()


def _in_earnest(corpus: Corpus) -> Corpus:
    known = {s: replace(site, demo=False) for s, site in corpus.registry.sites.items()}
    return replace(corpus, registry=replace(corpus.registry, sites=known))


def check_html(used: Tools, sites: dict[str, Public]) -> int:
    """Return how many errors the Nu HTML checker finds on all pages, and tell the first of them."""
    files = [str(p.built.directory / page.file) for p in sites.values() for page in p.built.pages]
    kinds = {page.kind for p in sites.values() for page in p.built.pages}
    marked = [
        page.file
        for site in sites.values()
        for page in site.built.pages
        if page.kind not in _HIDDEN and _sample(site.built.directory / page.file)
    ]
    for name in marked:
        print(f"  còn dấu trình diễn: {name}")
    said = run(
        [
            "java",
            "-Xss2m",
            "-jar",
            str(used.checker),
            "--format",
            "json",
            "--stdout",
            "--exit-zero-always",
            *files,
        ],
        FOLDER,
    )
    told: list[dict[str, Any]] = json.loads(said)["messages"]
    errors = [m for m in told if m["type"] != "info"]
    warned = [m for m in told if m.get("subType") == "warning"]
    print(
        f"Nu HTML Checker {used.versions['vnu-jar']}: {len(files)} trang, {len(kinds)} loại ({', '.join(sorted(kinds))})"
    )
    print(f"  {len(errors)} lỗi, {len(warned)} cảnh báo")
    first: dict[str, tuple[int, dict[str, Any]]] = {}
    for message in (*errors, *warned):
        count, kept = first.get(message["message"], (0, message))
        first[message["message"]] = (count + 1, kept)
    for text, (count, message) in list(first.items())[:_SHOWN]:
        place = Path(message["url"].removeprefix("file:")).relative_to(FOLDER / "build")
        kind = "cảnh báo" if message["type"] == "info" else "lỗi"
        print(f"  {kind} ×{count}: {text}\n    {place}:{message.get('lastLine')}:{message.get('lastColumn')}")
    return len(errors) + len(marked)


def _sample(file: Path) -> bool:
    """Return whether a page still says that it is a sample, or keeps robots out."""
    html = file.read_text("utf-8")
    return "noindex" in html or "[TRÌNH DIỄN]" in html or 'rel="canonical"' not in html


def light(used: Tools, sites: dict[str, Public], runs: int) -> int:
    """Return how many marks of Lighthouse are too low; of several runs the median counts."""
    province = sites[PROVINCE]
    news = next(
        p.address for p in province.built.pages if p.kind == "item" and p.address.startswith("/tin-tuc/")
    )
    low = 0
    print(
        f"Lighthouse {used.versions['lighthouse']}, Chromium {used.versions['chromium']}, điện thoại, {runs} lượt"
    )
    for name, address in (("trang chủ", "/"), ("tin", news), ("sổ văn bản", "/van-ban/")):
        scores: dict[str, list[int]] = {category: [] for category in LEAST}
        failed: dict[str, str] = {}
        for number in range(runs):
            report = _report(used, province.origin + address, FOLDER / f"lighthouse-{number}.json")
            for category in LEAST:
                part = report["categories"][category]
                scores[category].append(round(100 * (part["score"] or 0)))
                for ref in part["auditRefs"]:
                    audit = report["audits"][ref["id"]]
                    if ref["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                        failed[audit["id"]] = f"{category}: {audit['title']} {audit.get('displayValue', '')}"
        marks = {category: round(statistics.median(found)) for category, found in scores.items()}
        print(f"  {name} {address}: " + ", ".join(f"{c} {m}" for c, m in marks.items()))
        for what, text in failed.items():
            print(f"    {what}: {text}")
        low += sum(marks[category] < least for category, least in LEAST.items())
    return low


def _report(used: Tools, address: str, file: Path) -> dict[str, Any]:
    command = ["node", str(used.lighthouse), address, "--quiet", "--output=json", f"--output-path={file}"]
    command += [f"--only-categories={','.join(LEAST)}", f"--chrome-flags={_FLAGS}"]
    run(command, FOLDER, {**os.environ, "CHROME_PATH": used.chromium, "HOME": str(FOLDER)})
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found


def main() -> int:
    """Run both; return 1 where a page has an error or a mark is too low."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--sites", nargs="+", default=[PROVINCE, "vpubnd.daklak", "gialai", "travinh", COMMUNE]
    )
    parser.add_argument("--runs", type=int, default=3, help="lượt Lighthouse mỗi trang")
    args = parser.parse_args()
    used = tools(FOLDER)
    with public(args.sites) as sites:
        errors = check_html(used, sites)
        low = light(used, sites, args.runs) if args.runs else 0
    print("Đạt." if not errors and not low else "Chưa đạt.")
    return 1 if errors or low else 0


if __name__ == "__main__":
    sys.exit(main())

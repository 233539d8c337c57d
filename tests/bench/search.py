"""`make bench-search`: what the index of a large portal costs to make, to change, and to ask in Chromium."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from playwright.sync_api import Request, sync_playwright

from pipeline.build.context import BuildContext
from pipeline.build.inputs import site_input
from pipeline.build.pages import context_of
from pipeline.build.plan import digest_files
from pipeline.build.render import THEME
from pipeline.build.search import Standing, write_index
from pipeline.model.approval import PreviewCorpus
from pipeline.source.corpus import load
from tests.bench.corpus import NOW, items, write

SITE = "daklak"
QUERIES = (
    "tuyển dụng viên chức",
    "thu tuc hanh chinh",
    "đất đai",
    "đăng ký khai sinh",
    "ho so khai sinh",
    "lịch tiếp công dân",
    "100123/QĐ-UBND",
    "cà phê",
    "ủy ban nhân dân tỉnh",
    "thủtục hànhchính",
)
_PAGE = """<!doctype html><html lang="vi"><title>Tìm</title><script type="module" src="/do.js"></script>"""
_SCRIPT = """
import { Index } from "/assets/portal/search-index.js";
window.ask = async (query) => {
  const index = new Index("/assets/search/vi.json", "vi");
  const start = performance.now();
  const [n, shown] = await index.use(async () => {
    const found = await index.search(query, {});
    return [found.hits.length, await index.records(found.hits.slice(0, 10))];
  });
  return [performance.now() - start, n, shown[0]?.title ?? ""];
};
window.ready = true;
"""


def context(root: Path) -> BuildContext:
    """Return the context of the benchmark's site, all its items on it."""
    return context_of(site_input(PreviewCorpus(load(root), NOW), SITE, NOW, root))


def build(root: Path, cache: Path, folder: Path, known: dict[str, str]) -> dict[str, str]:
    """Write the index, print what it cost and return the digests of its files."""
    ctx = context(root)
    fresh = folder.with_name(folder.name + ".moi")
    wall, cpu = time.perf_counter(), time.process_time()
    write_index(ctx, ("vi", "en"), cache, fresh, Standing(folder, known))
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    digests = digest_files(fresh)
    new = len(digests.items() - known.items())
    size = sum((fresh / name).stat().st_size for name in digests)
    told = json.loads((fresh / "assets/search/vi.json").read_bytes())
    print(
        f"{told['items']:,} items, {len(digests):,} files, {size / 1e6:.1f} MB; "
        f"{new:,} files new: {wall:.2f} s, CPU {cpu:.2f} s",
        flush=True,
    )
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
    return digests


_NGINX = """
daemon off; pid {work}/pid; error_log {work}/loi; {user}
events {{ }}
http {{
  access_log off; default_type application/octet-stream;
  client_body_temp_path {work}/a; proxy_temp_path {work}/b; fastcgi_temp_path {work}/c; uwsgi_temp_path {work}/d; scgi_temp_path {work}/e;
  types {{ text/html html; application/json json; text/javascript js; text/css css; }}
  gzip on; gzip_types application/json text/javascript text/css;
  server {{ listen 127.0.0.1:{port}; root {root}; index index.html; add_header Cache-Control no-cache; }}
}}
"""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder by nginx, as readers get it."""
    program = shutil.which("nginx", path="/usr/sbin:/sbin:/usr/bin:/usr/local/sbin") or "nginx"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        user = "user root;" if os.geteuid() == 0 else ""
        (work / "conf").write_text(_NGINX.format(work=work, root=folder.resolve(), port=port, user=user))
        with subprocess.Popen([program, "-c", str(work / "conf")]) as process:
            while process.poll() is None:
                with socket.socket() as asked:
                    if not asked.connect_ex(("127.0.0.1", port)):
                        break
            yield f"http://127.0.0.1:{port}"
            process.terminate()


def note(found: list[Request], request: Request) -> None:
    """Keep a request that belongs to the index."""
    if "/assets/search/" in request.url:
        found.append(request)


def ask(folder: Path) -> None:
    """Print bytes and milliseconds of every query, each from a cold browser cache."""
    shutil.copytree(THEME / "assets", folder / "assets", dirs_exist_ok=True)
    (folder / "index.html").write_text(_PAGE)
    (folder / "do.js").write_text(_SCRIPT)
    print(f"\n{'query':<26} {'results':>8} {'requests':>9} {'KB':>7} {'ms':>7}")
    with served(folder) as origin, sync_playwright() as playwright:
        program = shutil.which("chromium") or "chromium"
        browser = playwright.chromium.launch(
            executable_path=program, args=["--disable-gpu"], chromium_sandbox=False
        )
        for query in QUERIES:
            times, sizes, count, hits, first = [], [], 0, 0, ""
            for _ in range(5):
                new = browser.new_context()
                page = new.new_page()
                got: list[Request] = []
                page.on("requestfinished", partial(note, got))
                page.goto(origin + "/")
                page.wait_for_function("() => window.ready")
                took, hits, first = page.evaluate("query => window.ask(query)", query)
                page.wait_for_timeout(20)
                times.append(took)
                sizes.append(sum(r.sizes()["responseBodySize"] for r in got))
                count = len(got)
                new.close()
            print(
                f"{query:<26} {hits:>8,} {count:>9} {max(sizes) / 1024:>7.1f} {statistics.median(times):>7.0f}   {first[:60]}"
            )
        browser.close()


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--keep", type=Path, help="a folder to work in and to leave as it is")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = args.keep or Path(name)
        root, cache, folder = work / "kho", work / "nho", work / "trang"
        if not root.is_dir():
            root.mkdir(parents=True)
            write(root, args.articles)
        shutil.rmtree(folder, ignore_errors=True)
        known = build(root, cache, folder, {})
        last = max(
            (i for i in items(args.articles) if i.path.startswith(f"content/{SITE}/tin-tuc/2026/11")),
            key=lambda i: i.path,
        )
        with (root / last.path).open("a", encoding="utf-8") as stream:
            stream.write("\nBổ sung một câu về thời gian tiếp nhận.\n")
        known = build(root, cache, folder, known)
        build(root, cache, folder, known)
        ask(folder)


if __name__ == "__main__":
    main()

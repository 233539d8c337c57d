"""Outside links, tried by the real linkchecker against a real server on this machine."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pipeline.audit import check_external, outside_links
from pipeline.audit.tree import Tree
from pipeline.errors import ToolError

ANSWERS = {"/tot": 200, "/mat": 404, "/hong": 500, "/cam": 403, "/tieng%20vi%E1%BB%87t": 200}


@dataclass
class Outside:
    """A server that counts what it was asked for."""

    address: str
    asked: list[str] = field(default_factory=list)
    release: threading.Event = field(default_factory=threading.Event)


@pytest.fixture(scope="module")
def outside() -> Iterator[Outside]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            server.asked.append(path)
            if path == "/cham":
                server.release.wait(30)  # never answers while the check runs
            if path == "/chuyen":
                self.send_response(301)
                self.send_header("Location", "/tot")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            robots = path == "/robots.txt"
            body = b"User-agent: *\nDisallow: /rieng\n" if robots else b'<a href="/khong-duoc-theo">x</a>'
            self.send_response(200 if robots else ANSWERS.get(path, 200))
            self.send_header("Content-Type", "text/plain" if robots else "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_HEAD = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    server = Outside(f"http://127.0.0.1:{http.server_address[1]}")
    threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield server
    server.release.set()
    http.shutdown()
    http.server_close()


def _closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_good_missing_broken_slow_and_forbidden(outside: Outside) -> None:
    base = outside.address
    nobody = f"http://127.0.0.1:{_closed_port()}/"
    names = (
        "tot",
        "tot?a=1&b=2#muc",
        "mat",
        "hong",
        "cham",
        "chuyen",
        "cam",
        "rieng/a",
        "tieng%20vi%E1%BB%87t",
    )
    links = {f"{base}/{name}": ("index.html:1",) for name in names} | {nobody: ("index.html:2",)}
    found = check_external(links, timeout=2)
    said = {address.removeprefix(base): why.vi for address, why in found.dead.items()}
    assert said == {
        "/mat": "máy chủ trả lời 404",
        "/hong": "máy chủ trả lời 500",
        "/cham": "máy chủ không trả lời kịp",
        nobody: "không kết nối được máy chủ",
    }
    assert sorted(a.removeprefix(base) for a in found.unjudged) == ["/cam", "/rieng/a"]
    assert found.tried == len(links)
    assert found.remark.vi == "Đã thử 10 liên kết ra ngoài: 4 hỏng, 2 không xác định được."
    assert "/rieng/a" not in outside.asked  # robots.txt is obeyed
    assert "/khong-duoc-theo" not in outside.asked  # pages of others are not crawled


def test_addresses_with_signs_that_html_escapes(outside: Outside) -> None:
    address = f"{outside.address}/mat?x=%22%3Cb%3E&y='z'"
    assert list(check_external({address: ('a"<b>.html:1',)}, timeout=2).dead) == [address]


def test_nothing_to_try_starts_nothing() -> None:
    assert check_external({}, program=["/khong/co"]).tried == 0


def test_missing_and_failing_programs_are_named(tmp_path: Path) -> None:
    links = {"http://127.0.0.1/": ("a.html:1",)}
    with pytest.raises(ToolError, match="linkchecker không chạy được"):
        check_external(links, program=[str(tmp_path / "khong-co")])
    with pytest.raises(ToolError, match="hỏng rồi"):
        check_external(
            links,
            program=[sys.executable, "-c", "import sys; print('hỏng rồi', file=sys.stderr); sys.exit(3)"],
        )
    with pytest.raises(ToolError, match="linkchecker không chạy được"):
        check_external(links, program=[sys.executable, "-c", "print('không phải CSV')"])


def test_outside_links_with_their_places(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        '<a href="https://chinhphu.vn/">Cổng</a>\n<a href="/trong/">Trong</a> <a href="//quochoi.vn/x">QH</a>\n'
        '<a href=" https://chinhphu.vn/ ">Cổng</a> <a href="mailto:a@b.example">Thư</a> <img src="https://i.vn/a.png">'
        '<a href="https://daklak.gov.vn/">Nhà</a>'
    )
    found = outside_links(Tree(tmp_path, frozenset(("daklak.gov.vn",))))
    assert found == {
        "//quochoi.vn/x": ("a.html:2",),
        "https://chinhphu.vn/": ("a.html:1", "a.html:3"),
    }

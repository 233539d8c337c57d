"""The server serves what is in the release and nothing else, with the policy on every answer."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from publish_ground import DOMAIN, NOW, Ground, Make, maker_for

from pipeline.errors import UsageError
from pipeline.publish import publish_site, rollback
from pipeline.publish.headers import SECURITY, content_type
from pipeline.publish.serve import Servers, SiteServer, locate

OTHER = "gialai.gov.vn"


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    folder = tmp_path_factory.mktemp("phuc-vu")
    ground = Ground(folder / "public", folder / "lock", folder / "work")
    make = maker_for(ground)
    more = {
        "tep/quy-che.txt": "Điều 1. Phạm vi điều chỉnh",
        "anh/so-do.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
        "khong-muc-luc/a.json": "{}",
        ".bi-mat": "giữ kín",
        ".well-known/security.txt": "Contact: mailto:quantri@daklak.example",
    }
    publish_site(make("Đắk Lắk", more=more), ground.public, ground.locks, NOW)
    publish_site(make("Gia Lai", domain=OTHER), ground.public, ground.locks, NOW)
    with Servers(ground.public, [DOMAIN, OTHER], noindex=True) as running:
        yield running


def _get(address: str, path: str, method: str = "GET") -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    try:
        connection.putrequest(method, path, skip_accept_encoding=True)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read().decode("utf-8")
    finally:
        connection.close()


def test_several_sites_each_on_its_port(servers: Servers) -> None:
    addresses = servers.addresses
    assert "Đắk Lắk" in _get(addresses[DOMAIN], "/")[2]
    assert "Gia Lai" in _get(addresses[OTHER], "/")[2]
    assert all(a.startswith("http://127.0.0.1:") for a in addresses.values())


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/index.html", "text/html; charset=utf-8"),
        ("/assets/kieu.css", "text/css; charset=utf-8"),
        ("/tep/quy-che.txt", "text/plain; charset=utf-8"),
        ("/anh/so-do.svg", "image/svg+xml; charset=utf-8"),
        ("/khong-muc-luc/a.json", "application/json; charset=utf-8"),
        ("/tin-tuc/2026/bai-viet/?trang=2", "text/html; charset=utf-8"),
        ("/t%69n-tuc/2026/bai-viet/", "text/html; charset=utf-8"),
        ("/.well-known/security.txt", "text/plain; charset=utf-8"),
    ],
)
def test_files_have_their_type_and_the_policy(servers: Servers, path: str, kind: str) -> None:
    status, headers, body = _get(servers.addresses[DOMAIN], path)
    assert (status, headers["Content-Type"]) == (200, kind)
    assert body
    for name, value in SECURITY.items():
        assert headers[name] == value
    assert headers["X-Robots-Tag"] == "noindex"


def test_policy_lets_nothing_in_from_elsewhere() -> None:
    policy = SECURITY["Content-Security-Policy"]
    assert policy == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )


def test_folder_without_slash_is_redirected_within_the_site(servers: Servers) -> None:
    address = servers.addresses[DOMAIN]
    status, headers, _ = _get(address, "/tin-tuc/2026/bai-viet?trang=2")
    assert (status, headers["Location"]) == (301, "/tin-tuc/2026/bai-viet/?trang=2")
    status, headers, _ = _get(address, "//tin-tuc/2026/bai-viet")
    assert (status, headers["Location"]) == (301, "/tin-tuc/2026/bai-viet/")


@pytest.mark.parametrize(
    "path",
    [
        "/khong-co",
        "/khong-muc-luc/",  # no listing of a folder without a page
        "/index.html/",
        "/../../../../etc/hostname",
        "/%2e%2e/%2e%2e/history.jsonl",
        "/..%2f..%2fhistory.jsonl",
        "/..%5c..%5chistory.jsonl",
        "/assets/../index.html",
        "/.bi-mat",
        "/%2Ebi-mat",
        "/a%00b",
        "/%ff%fe",
        "/" + "a" * 5000,
    ],
)
def test_what_is_not_there_gets_the_sites_own_page(servers: Servers, path: str) -> None:
    status, headers, body = _get(servers.addresses[DOMAIN], path)
    assert status == 404
    assert "Không tìm thấy trang" in body
    assert headers["Content-Security-Policy"] == SECURITY["Content-Security-Policy"]
    assert headers["X-Robots-Tag"] == "noindex"


def test_links_below_the_root_lead_nowhere(tmp_path: Path) -> None:
    outside = tmp_path / "ngoai"
    outside.mkdir()
    (outside / "index.html").write_text("ngoài")
    root = tmp_path / "goc"
    root.mkdir()
    (root / "a.html").symlink_to(outside / "index.html")
    (root / "thu-muc").symlink_to(outside)
    (root / "that").mkdir()
    (root / "that" / "index.html").symlink_to(outside / "index.html")
    (root / "b.html").write_text("trong")
    (root / "c.html").symlink_to("b.html")
    assert locate(root, "/b.html") is not None
    for path in ("/a.html", "/thu-muc/", "/thu-muc", "/thu-muc/index.html", "/that/", "/c.html"):
        assert locate(root, path) is None, path


def test_head_has_no_body_and_writing_is_refused(servers: Servers) -> None:
    address = servers.addresses[DOMAIN]
    status, headers, body = _get(address, "/", "HEAD")
    assert (status, body) == (200, "") and int(headers["Content-Length"]) > 20
    status, headers, _ = _get(address, "/", "POST")
    assert status == 501 and headers["X-Content-Type-Options"] == "nosniff"


def test_switch_is_seen_at_once(ground: Ground, make: Make) -> None:
    publish_site(make("Bản cũ"), ground.public, ground.locks, NOW)
    with Servers(ground.public, [DOMAIN]) as running:
        publish_site(make("Bản mới"), ground.public, ground.locks, NOW)
        assert "Bản mới" in _get(running.addresses[DOMAIN], "/")[2]
        rollback(ground.public, ground.locks, DOMAIN, NOW)
        assert "Bản cũ" in _get(running.addresses[DOMAIN], "/")[2]


def test_site_without_its_own_page_or_without_release(tmp_path: Path) -> None:
    with SiteServerRunning(tmp_path / "chua-co") as address:
        status, headers, body = _get(address, "/")
        assert status == 404 and "Không tìm thấy" in body and "X-Robots-Tag" not in headers


def test_taken_port_is_an_operators_fault(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(UsageError, match="Không mở được cổng"):
            Servers(tmp_path, [DOMAIN], first_port=taken.getsockname()[1])


def test_unknown_ending_is_never_guessed() -> None:
    assert content_type("a.exe") == "application/octet-stream"
    assert content_type("html") == "application/octet-stream"
    assert content_type("ANH.PNG") == "image/png"


class SiteServerRunning:
    """One server in a thread, for a root that is no release."""

    def __init__(self, root: Path) -> None:
        self.server = SiteServer(root)

    def __enter__(self) -> str:
        threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        ).start()
        return self.server.address

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

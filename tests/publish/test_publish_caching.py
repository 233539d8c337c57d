"""What is kept by browsers, what is asked for anew, what is never told: alike from our own server and from nginx."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from nginx_run import get, nginx
from publish_ground import DOMAIN, NOW, Ground, maker_for

from pipeline.publish import publish_site
from pipeline.publish.headers import ASK, FOREVER, SECURITY, TYPES, cache_control, is_text
from pipeline.publish.serve import Servers

INDEX = "assets/search/d56376750b417f35-128"
TREE = {
    f"{INDEX}/t1.bin": "x" * 2000,
    f"{INDEX}/r1.json": "[]",
    "assets/search/vi.json": "{}",
    "assets/stylesheets/main.57a0d79d.min.css": "body { color: black }",
    "assets/portal/tokens.css": "body { margin: 0 }",
    "tin-tuc/2026/manifest.json": "{}",
    ".well-known/security.txt": "Contact: mailto:a@b.example",
}
KEPT = ["/assets/stylesheets/main.57a0d79d.min.css"]
ASKED = [
    "/",
    f"/{INDEX}/t1.bin",
    f"/{INDEX}/r1.json",
    "/assets/search/vi.json",
    "/assets/portal/tokens.css",
    "/tin-tuc/2026/bai-viet/",
    "/tin-tuc/2026/manifest.json",  # an editor's file of that name is a file like any other
    "/.well-known/security.txt",
]
HIDDEN = [
    "/manifest.json",
    "/%6danifest.json",
    "//manifest.json",
    "/./manifest.json",
    "/manifest.json?x=1",
    "/tin-tuc/../manifest.json",
    "/.git/config",
    "/.htaccess",
    "/assets/.env",
    "/tin-tuc/.an/x.txt",
    "/.well-known/.x",
]


@pytest.fixture(scope="module", params=["own", "nginx"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("luu")
    ground = Ground(folder / "public", folder / "lock", folder / "work")
    hidden = {".git/config": "x", ".htaccess": "x", "assets/.env": "x", "tin-tuc/.an/x.txt": "x"}
    publish_site(maker_for(ground)("Đắk Lắk", more=TREE | hidden), ground.public, ground.locks, NOW)
    assert (ground.folder / "current" / "manifest.json").is_file()
    if request.param == "own":
        with Servers(ground.public, [DOMAIN]) as running:
            yield running.addresses[DOMAIN]
    else:
        (folder / "nginx").mkdir()
        with nginx(ground.public, folder / "nginx") as address:
            yield address


@pytest.mark.parametrize("path", KEPT)
def test_what_changes_its_address_with_its_bytes_is_kept_for_good(server: str, path: str) -> None:
    status, headers, _ = get(server, path)
    assert (status, headers["Cache-Control"]) == (200, FOREVER)
    assert headers["X-Content-Type-Options"] == SECURITY["X-Content-Type-Options"]


@pytest.mark.parametrize("path", ASKED)
def test_everything_else_is_asked_for_anew(server: str, path: str) -> None:
    status, headers, _ = get(server, path)
    assert (status, headers["Cache-Control"]) == (200, ASK)


def test_what_is_not_there_is_never_kept(server: str) -> None:
    for path in (f"/{INDEX}/t2.bin", "/assets/stylesheets/main.00000000.min.css"):
        status, headers, body = get(server, path)
        assert (status, headers.get("Cache-Control", ASK)) == (404, ASK)
        assert "Không tìm thấy trang" in body


@pytest.mark.parametrize("path", HIDDEN)
def test_the_manifest_and_hidden_files_are_not_told(server: str, path: str) -> None:
    status, headers, body = get(server, path)
    assert status == 404
    assert "sha256" not in body and body != "x"
    for name, value in SECURITY.items():
        assert headers[name] == value


def test_nginx_sends_text_compressed_and_asks_by_tag(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("nen")
    ground = Ground(folder / "public", folder / "lock", folder / "work")
    long = {"dai.txt": "Cổng thông tin điện tử " * 200}
    publish_site(maker_for(ground)("Đắk Lắk", more=long), ground.public, ground.locks, NOW)
    (folder / "nginx").mkdir()
    with nginx(ground.public, folder / "nginx") as address:
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
        connection.request("GET", "/dai.txt", headers={"Host": DOMAIN, "Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        assert len(answer.read()) < 300
        assert answer.getheader("Content-Encoding") == "gzip"
        assert answer.getheader("Vary") == "Accept-Encoding"
        tag = answer.getheader("ETag")
        assert tag
        connection.request("GET", "/dai.txt", headers={"Host": DOMAIN, "If-None-Match": tag})
        again = connection.getresponse()
        assert (again.status, again.read(), again.getheader("Cache-Control")) == (304, b"", ASK)
        connection.close()
    assert is_text(TYPES["txt"])


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/assets/stylesheets/main.57a0d79d.min.css", FOREVER),
        ("/assets/search/0123456789abcdef-1/t0.bin", ASK),
        ("/assets/search/vi.json", ASK),
        ("/en/assets/stylesheets/main.57a0d79d.min.css", ASK),
        ("/assets/stylesheets/main.css", ASK),
        ("/assets/stylesheets/main.57a0d79d.min.css.txt", ASK),
        ("", ASK),
    ],
)
def test_only_names_made_from_the_bytes_last(path: str, kept: str) -> None:
    assert cache_control(path) == kept

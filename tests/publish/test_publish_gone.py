"""Old addresses answer 301 and removed ones 410 with their notice, alike from our own server and from nginx."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from nginx_run import get, nginx
from publish_ground import DOMAIN, NOW, Ground, Make, maker_for

from pipeline.model.release import GONE_MARK, MOVED_FILE
from pipeline.publish import publish_site
from pipeline.publish.headers import SECURITY
from pipeline.publish.routes import moved
from pipeline.publish.serve import Servers, SiteServer

NOTICE = "<!doctype html><html lang=vi><title>Đã gỡ</title><h1>Nội dung đã được gỡ bỏ</h1>"
MOVED = [
    {"from": "/tin-tuc/2024/03/cu/", "to": "/tin-tuc/2026/bai-viet/"},
    {"from": "/trang-cu/bài.html", "to": "/tin-tuc/2026/bai-viet/"},
    {"from": "/Pages/chi-tiet.aspx", "to": "/tin-tuc/2026/bai-viet/"},
]
TREE = {
    "tin-tuc/2026/go/index.html": NOTICE,
    f"tin-tuc/2026/go/{GONE_MARK}": NOTICE,
    f"tin-tuc/2026/go/noi-dung.txt{GONE_MARK}": NOTICE,
    f"tep/don.pdf{GONE_MARK}": NOTICE,
    f"anh/bản đồ.svg{GONE_MARK}": NOTICE,
    "tin-tuc/2024/03/cu/index.html": "<!doctype html><html lang=vi><title>Đã chuyển</title>",
    MOVED_FILE: json.dumps({"schema": 1, "site": "daklak", "moved": MOVED}, ensure_ascii=False),
}
GONE = [
    "/tin-tuc/2026/go/",
    "/tin-tuc/2026/go/?in=1",
    "/tin-tuc/2026/go/noi-dung.txt",
    "/tep/don.pdf",
    quote("/anh/bản đồ.svg"),
]
OLD = [
    "/tin-tuc/2024/03/cu/",
    "/tin-tuc/2024/03/cu",
    quote("/trang-cu/bài.html"),
    "/Pages/chi-tiet.aspx",
]


@pytest.fixture(scope="module", params=["own", "nginx"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("go")
    ground = Ground(folder / "public", folder / "lock", folder / "work")
    publish_site(maker_for(ground)("Đắk Lắk", more=TREE), ground.public, ground.locks, NOW)
    if request.param == "own":
        with Servers(ground.public, [DOMAIN]) as running:
            yield running.addresses[DOMAIN]
    else:
        (folder / "nginx").mkdir()
        with nginx(ground.public, folder / "nginx") as address:
            yield address


@pytest.mark.parametrize("path", GONE)
def test_what_was_taken_down_answers_410_with_its_notice(server: str, path: str) -> None:
    status, headers, body = get(server, path)
    assert (status, body) == (410, NOTICE)
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    for name, value in SECURITY.items():
        assert headers[name] == value
    assert get(server, path, "HEAD")[0::2] == (410, "")


@pytest.mark.parametrize("path", OLD)
def test_old_addresses_lead_on(server: str, path: str) -> None:
    status, headers, _ = get(server, path)
    assert status == 301
    assert urlsplit(headers["Location"]).path == "/tin-tuc/2026/bai-viet/"
    for name, value in SECURITY.items():
        assert headers[name] == value


@pytest.mark.parametrize(
    "path",
    [
        f"/tin-tuc/2026/go/{GONE_MARK}",
        f"/tep/don.pdf{GONE_MARK}",
        "/tep/khac.pdf",
        "/tin-tuc/2024/03/",
        "/Pages/",
    ],
)
def test_marks_are_served_to_nobody_and_neighbours_are_not_found(server: str, path: str) -> None:
    status, _, body = get(server, path)
    assert status == 404
    assert "Không tìm thấy trang" in body


def test_living_pages_answer_as_before(server: str) -> None:
    assert get(server, "/")[0] == 200
    assert get(server, "/tin-tuc/2026/bai-viet/")[0] == 200
    assert get(server, f"/{MOVED_FILE}")[0] == 200
    status, headers, _ = get(server, "/tin-tuc/2026/bai-viet")
    assert (status, urlsplit(headers["Location"]).path) == (301, "/tin-tuc/2026/bai-viet/")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"moved": 3}',
        '{"moved": [1]}',
        '{"moved": [{"from": 1, "to": "/a/"}]}',
        '{"moved": [{"from": "/a b/", "to": "/a/"}]}',
        '{"moved": [{"from": "/a\\"; }/", "to": "/a/"}]}',
        '{"moved": [{"from": "/$uri/", "to": "/a/"}]}',
        '{"moved": [{"from": "/a/\\n", "to": "/a/"}]}',
        '{"moved": [{"from": "/../a/", "to": "/a/"}]}',
        '{"moved": [{"from": "//evil.example/", "to": "/a/"}]}',
        '{"moved": [{"from": "/a/", "to": "//evil.example/"}]}',
        '{"moved": [{"from": "/a/", "to": "https://evil.example/"}]}',
        '{"moved": [{"from": "/a/", "to": "/$host/"}]}',
        '{"moved": [{"from": "/a/", "to": "/a/"}]}',
    ],
)
def test_a_list_of_redirects_is_not_taken_on_trust(tmp_path: Path, text: str) -> None:
    file = tmp_path / MOVED_FILE
    file.parent.mkdir()
    file.write_text(text, "utf-8")
    assert moved(tmp_path) == {}


def test_another_release_brings_its_own_redirects(ground: Ground, make: Make) -> None:
    old = {"from": "/cu/", "to": "/tin-tuc/2026/bai-viet/"}
    publish_site(make("Một"), ground.public, ground.locks, NOW)
    server = SiteServer(ground.folder / "current")
    try:
        assert server.routes.find(server.root, "/cu/") is None
        more = {MOVED_FILE: json.dumps({"moved": [old]})}
        publish_site(make("Hai", more=more), ground.public, ground.locks, NOW)
        assert server.routes.find(server.root, "/cu/") == "/tin-tuc/2026/bai-viet/"
        assert server.routes.find(server.root, "/cu") == "/tin-tuc/2026/bai-viet/"
        publish_site(make("Ba"), ground.public, ground.locks, NOW)
        assert server.routes.find(server.root, "/cu/") is None
    finally:
        server.server_close()

"""The one resolver of links, for rules and build."""

from __future__ import annotations

import pytest

from pipeline.model.links import LinkIndex, LinkKind, anchor

A = "content/mau/tin-tuc/2026/11/a.md"
B = "content/mau/van-ban/2024/02/10-2024-qd-ubnd.md"
EN = "content/mau/en/gioi-thieu/chung.md"
INDEX = LinkIndex(
    "mau",
    {A: "/tin-tuc/2026/11/a/", B: "/van-ban/2024/02/10-2024-qd-ubnd/", EN: "/en/gioi-thieu/chung/"},
    {"content/mau/anh/nhà dài.svg", "content/mau/tep/x.txt", "content/mau/tin-tuc/2026/11/y.csv"},
    {"/", "/tin-tuc/", "/tin-tuc/2026/11/", "/feed.xml", "/so-do-trang/"},
)


@pytest.mark.parametrize(
    ("target", "kind", "url"),
    [
        ("../../../van-ban/2024/02/10-2024-qd-ubnd.md", LinkKind.ITEM, "/van-ban/2024/02/10-2024-qd-ubnd/"),
        (
            "/van-ban/2024/02/10-2024-qd-ubnd.md#dieu-3",
            LinkKind.ITEM,
            "/van-ban/2024/02/10-2024-qd-ubnd/#muc-dieu-3",
        ),
        ("/van-ban/2024/02/10-2024-qd-ubnd/", LinkKind.ITEM, "/van-ban/2024/02/10-2024-qd-ubnd/"),
        ("/en/gioi-thieu/chung.md", LinkKind.ITEM, "/en/gioi-thieu/chung/"),
        ("a.md?in=1", LinkKind.ITEM, "/tin-tuc/2026/11/a/?in=1"),
        ("/tep/x.txt", LinkKind.FILE, "/tep/x.txt"),
        ("y.csv", LinkKind.FILE, "/tin-tuc/2026/11/y.csv"),
        ("/anh/nhà dài.svg", LinkKind.FILE, "/anh/nh%C3%A0%20d%C3%A0i.svg"),
        ("/anh/nh%C3%A0%20d%C3%A0i.svg", LinkKind.FILE, "/anh/nh%C3%A0%20d%C3%A0i.svg"),
        ("/anh/nha\u0300 da\u0300i.svg", LinkKind.FILE, "/anh/nh%C3%A0%20d%C3%A0i.svg"),
        ("/", LinkKind.PAGE, "/"),
        ("/tin-tuc/", LinkKind.PAGE, "/tin-tuc/"),
        ("/feed.xml", LinkKind.PAGE, "/feed.xml"),
        ("#Điều 3", LinkKind.ANCHOR, "#muc-dieu-3"),
        ("#fn:1", LinkKind.ANCHOR, "#fn:1"),
        ("https://dichvucong.gov.vn/a?b=c#d", LinkKind.EXTERNAL, "https://dichvucong.gov.vn/a?b=c#d"),
        ("mailto:bbt@mau.example", LinkKind.EXTERNAL, "mailto:bbt@mau.example"),
        ("tel:0262", LinkKind.EXTERNAL, "tel:0262"),
        ("//mau.example/x", LinkKind.EXTERNAL, "//mau.example/x"),
        ("b.md", LinkKind.MISSING, ""),
        ("/tin-tuc", LinkKind.MISSING, ""),
        ("/anh/khong-co.svg", LinkKind.MISSING, ""),
        ("../../../../so.mau/tin-tuc/2026/11/a.md", LinkKind.MISSING, ""),
        ("/../../pyproject.toml", LinkKind.MISSING, ""),
        ("%2e%2e/%2e%2e/%2e%2e/%2e%2e/x.txt", LinkKind.MISSING, ""),
        ("javascript:alert(1)", LinkKind.FORBIDDEN, ""),
        ("JaVa\tScript:alert(1)", LinkKind.FORBIDDEN, ""),
        ("data:text/html,x", LinkKind.FORBIDDEN, ""),
        ("/\\evil.example", LinkKind.FORBIDDEN, ""),
        ("/%5cevil.example", LinkKind.FORBIDDEN, ""),
        ("a%00.md", LinkKind.FORBIDDEN, ""),
        ("http://[::1", LinkKind.FORBIDDEN, ""),
    ],
)
def test_links(target: str, kind: LinkKind, url: str) -> None:
    found = INDEX.resolve(target, A)
    if kind is LinkKind.FORBIDDEN:
        assert found.kind is kind
        assert found.url == ""
    else:
        assert (found.kind, found.url) == (kind, url)


def test_a_missing_target_tells_where_it_was_looked_for() -> None:
    assert INDEX.resolve("../10/b.md", A).path == "content/mau/tin-tuc/2026/10/b.md"


@pytest.mark.parametrize("text", ["Điều 3. Phạm vi", "muc-da-co", "fnref2:1", "", "<script>"])
def test_an_anchor_is_stable(text: str) -> None:
    assert anchor(anchor(text)) == anchor(text)

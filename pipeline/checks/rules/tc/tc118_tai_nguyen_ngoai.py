"""Trang lấy ảnh, mã, kiểu hoặc phông chữ từ máy chủ khác.

## Vì sao
Mỗi lần mở trang, máy chủ ấy biết địa chỉ của người đọc; khi nó ngừng hoặc bị chiếm, trang của cơ quan nhà nước hỏng
hoặc chạy mã lạ. Chính sách an toàn nội dung của cổng cũng chặn các tài nguyên này.

## Cách sửa
Tải tệp về, đặt trong `anh/` hoặc `tep/` của trang và dẫn đến đó; ghi nguồn và quyền sử dụng. Video ở nơi khác thì
đặt liên kết, không nhúng.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import fetched, short
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text

_FETCHED_LINKS = frozenset(
    "stylesheet icon apple-touch-icon mask-icon preload prefetch modulepreload manifest preconnect "  # noqa: SIM905
    "dns-prefetch prerender".split()
)


@rule(
    "TC118",
    "tai-nguyen-ngoai",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.ERROR,
    legal=(),
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each address of another host that a browser fetches with the page."""
    own = ctx.facts.get("hosts", ())
    for element in page.elements:
        for address in _addresses(element):
            host = _host(address)
            if host is None or host in own:
                continue
            yield Problem(
                element.line,
                element.column,
                Text(
                    f"Trang lấy {short(address)} từ máy chủ khác.",
                    f"The page fetches {short(address)} from another host.",
                ),
                Text(
                    "Đặt tệp trong anh/ hoặc tep/ của trang và dẫn đến đó.",
                    "Put the file into anh/ or tep/ of the site and point there.",
                ),
                address,
            )


def _addresses(element: Element) -> Iterator[str]:
    if element.tag == "form" and "action" in element.attrs:
        yield element.attrs["action"]
    yield from fetched(element, _FETCHED_LINKS)


def _host(address: str) -> str | None:
    """Return the host of an address with scheme http(s) or without scheme, None for places of this site."""
    try:
        split = urlsplit(address.strip().replace("\\", "/"))
        return (split.hostname or "?") if split.netloc or split.scheme in ("http", "https", "ftp") else None
    except ValueError:
        return "?"

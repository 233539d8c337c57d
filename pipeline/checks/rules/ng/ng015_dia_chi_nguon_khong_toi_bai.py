"""Địa chỉ nguồn không dẫn tới bài gốc: trang chủ, mạng xã hội, kết quả tìm kiếm, hoặc tên miền của báo khác.

## Vì sao
Địa chỉ nguồn để người đọc và người duyệt mở đúng bản gốc. Trang chủ thay đổi từng giờ; bài trên mạng xã hội không phải bản của
tòa soạn; địa chỉ của báo khác làm cả tên nguồn lẫn địa chỉ mất tin cậy.

## Cách sửa
Mở bài gốc trên trang của chính nguồn ấy, chép toàn bộ địa chỉ: `dia_chi: https://nhandan.vn/ten-bai-post123456.html`.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from pipeline.checks.press import OPEN_PLACES, Press, host_of, is_under
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import bare, short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_SOCIAL_WORDS = ("facebook", "fanpage", "zalo", "youtube", "tiktok", "kenh")
_FRONT_PAGES = (
    "",
    "/",
    "/index.html",
    "/index.php",
    "/index.htm",
    "/default.aspx",
    "/home",
    "/trang-chu",
    "/vi",
    "/vn",
)


@rule(
    "NG015",
    "dia-chi-nguon-khong-toi-bai",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S0 Đ7 k2", "S4 Đ7 k1 a"),
    since="0.2",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a quoted item whose `nguon.dia_chi` cannot be the original of the named source."""
    address, name = edition.get("nguon.dia_chi").strip(), edition.get("nguon.ten").strip()
    if edition.get("nguon_tin") != "trich-dan" or not address or len(address) > 2000:
        return
    host = host_of(address)
    if not host:
        return  # not an address at all: SD003
    press: Press | None = ctx.facts.get("press")
    paper = press.named(name) if press and name else None
    there = press.at(host) if press else None
    message: Text | None = None
    if is_under(host, OPEN_PLACES) and not any(w in bare(name) for w in _SOCIAL_WORDS):
        message = Text(
            f"Địa chỉ nguồn ở {host}, không phải trang của “{short(name)}”.",
            f"The address is on {host}, not on a site of “{short(name)}”.",
        )
    elif _is_front_page(address):
        message = Text(
            f"Địa chỉ nguồn {short(address)} chỉ là trang chủ, không phải bài gốc.",
            f"The address {short(address)} is a front page, not the original.",
        )
    elif paper and there and paper != there:
        message = Text(
            f"Tên nguồn là “{short(name)}” nhưng địa chỉ là của {there.name} ({host}).",
            f"The source is “{short(name)}”, yet the address belongs to {there.name} ({host}).",
        )
    elif paper and host.endswith(".gov.vn") and not is_under(host, paper.hosts):
        message = Text(
            f"Tên nguồn là “{short(name)}” nhưng địa chỉ là của cơ quan nhà nước ({host}).",
            f"The source is “{short(name)}”, yet the address is a public agency's ({host}).",
        )
    if message is None:
        return
    mark = edition.mark("nguon.dia_chi")
    own = f"https://{paper.hosts[0]}" if paper and paper.hosts else "https://nhandan.vn"
    yield Problem(
        mark.line,
        mark.column,
        message,
        Text(
            f"Chép địa chỉ đầy đủ của bài gốc, ví dụ: dia_chi: {own}/ten-bai-goc.html",
            f"Copy the full address of the original, for example: dia_chi: {own}/name-of-the-article.html",
        ),
        anchor="nguon.dia_chi",
    )


def _is_front_page(address: str) -> bool:
    try:
        split = urlsplit(address if "//" in address else "//" + address)
    except ValueError:
        return False
    return split.path.rstrip("/").lower() in _FRONT_PAGES and not split.query

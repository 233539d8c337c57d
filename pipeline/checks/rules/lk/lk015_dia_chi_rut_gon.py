"""Liên kết dùng địa chỉ rút gọn (bit.ly, tinyurl…) nên không biết dẫn tới đâu.

## Vì sao
Người đọc không biết mình sắp mở trang nào; kẻ gian cũng giấu trang giả sau địa chỉ như vậy. Dịch vụ rút gọn ngừng hoặc đổi đích
thì liên kết của cơ quan dẫn sang nơi khác mà không ai hay.

## Cách sửa
Mở địa chỉ rút gọn, chép địa chỉ đầy đủ trên thanh địa chỉ vào liên kết, ví dụ `[Phiếu khảo sát](https://docs.google.com/forms/…)`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.inline import NAMES_SOMETHING
from pipeline.checks.inventory import answer
from pipeline.checks.markdown import scan
from pipeline.checks.press import host_of
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_SHORT = frozenset(
    (
        *(
            "bit.ly",
            "tinyurl.com",
            "goo.gl",
            "t.ly",
            "cutt.ly",
            "shorturl.at",
            "rb.gy",
            "ow.ly",
            "is.gd",
            "s.id",
        ),
        *("t.co", "tiny.cc", "rebrand.ly", "shorten.asia", "by.com.vn", "linktr.ee", "me-qr.com", "qrco.de"),
    )
)


@rule("LK015", "dia-chi-rut-gon", on=Edition, severity=Severity.WARNING, legal=("S1 Đ14 k1",), since="0.3")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every link whose address hides where it leads."""
    if not answer(edition.body) & NAMES_SOMETHING or not any(f"{host}/" in edition.body for host in _SHORT):
        return
    for link in scan(edition).links:
        if host_of(link.target) not in _SHORT:
            continue
        yield Problem(
            link.line,
            link.column,
            Text(
                f"Liên kết “{short(link.text)}” dùng địa chỉ rút gọn {short(link.target)}, không biết dẫn tới đâu.",
                f"The link “{short(link.text)}” goes through the short address {short(link.target)}.",
            ),
            Text(
                "Mở liên kết, chép địa chỉ đầy đủ vào bài, ví dụ: [Phiếu khảo sát](https://docs.google.com/forms/…)",
                "Open it and write the full address, for example: [Survey](https://docs.google.com/forms/…)",
            ),
            anchor=link.target,
        )

"""Liên kết tới địa chỉ chỉ mở được trong cơ quan.

## Vì sao
`localhost`, `192.168.…` hay tên máy không có tên miền chỉ mở được trên máy người viết hoặc trong mạng cơ quan; người dân bấm vào
gặp lỗi, và cấu trúc mạng nội bộ bị lộ ra ngoài. Địa chỉ chép từ hộp thư trên web (`mail.google.com/…`) cũng chỉ chủ hộp thư mở được.

## Cách sửa
Đưa tệp vào thư mục `tep/` của trang rồi dẫn tới, hoặc dùng địa chỉ công khai.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.linking import host
from pipeline.checks.registry import Context, rule
from pipeline.checks.weblinks import every_address, is_inside
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

# web mail: what stands there opens for the owner of the mailbox alone
_MAILBOXES = frozenset(
    ("mail.google.com", "outlook.live.com", "outlook.office.com", "outlook.office365.com", "mail.yahoo.com")
)


@rule(
    "LK011",
    "dia-chi-noi-bo",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S4 Đ4 k2 b", "S1 Đ14 k1"),
    since="0.3",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every address that only an office's own network answers."""
    for line, column, address in every_address(edition, ctx):
        if "://" not in address:
            continue
        name = host(address)
        if is_inside(name):
            what = Text("địa chỉ nội bộ", "an internal address")
        elif name in _MAILBOXES:
            what = Text("địa chỉ trong hộp thư riêng", "an address in a mailbox")
        else:
            continue
        yield (
            Problem(
                line,
                column,
                Text(
                    f"{short(address, 100)} là {what.vi}, người dân không mở được.",
                    f"{short(address, 100)} is {what.en} that the public cannot open.",
                ),
                Text(
                    "Đưa tệp lên trang rồi dẫn tới, ví dụ: [Mẫu đơn](/tep/mau-don.pdf)",
                    "Put the file on the site, for example: [Form](/tep/mau-don.pdf)",
                ),
                anchor=address,
            )
        )

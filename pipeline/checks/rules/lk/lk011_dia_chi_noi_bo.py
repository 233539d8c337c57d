"""Liên kết tới địa chỉ chỉ mở được trong cơ quan.

## Vì sao
`localhost`, `192.168.…` hay tên máy không có tên miền chỉ mở được trên máy người viết hoặc trong mạng cơ quan; người dân bấm vào
gặp lỗi, và cấu trúc mạng nội bộ bị lộ ra ngoài.

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
        if "://" in address and is_inside(host(address)):
            yield Problem(
                line,
                column,
                Text(
                    f"{short(address, 100)} là địa chỉ nội bộ, người dân không mở được.",
                    f"{short(address, 100)} is an internal address that the public cannot open.",
                ),
                Text(
                    "Đưa tệp lên trang rồi dẫn tới, ví dụ: [Mẫu đơn](/tep/mau-don.pdf)",
                    "Put the file on the site, for example: [Form](/tep/mau-don.pdf)",
                ),
                anchor=address,
            )

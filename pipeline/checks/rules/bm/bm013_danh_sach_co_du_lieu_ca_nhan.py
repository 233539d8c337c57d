"""Bài có bảng ghi họ tên kèm ngày sinh, số giấy tờ, chỗ ở hoặc tài khoản.

## Vì sao
Một bảng như thế lộ dữ liệu của nhiều người một lúc, máy tìm kiếm giữ lại nhiều năm. Danh sách trúng tuyển, chi trả chỉ được
đăng phần mà luật buộc.

## Cách sửa
Bỏ cột thừa, chỉ giữ điều cần để người có tên nhận ra mình: số báo danh, họ tên, thôn. Ví dụ: `| Số báo danh | Họ và tên |
Kết quả |`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.personal_signs import LISTED
from pipeline.checks.personal_told import told
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "BM013",
    "danh-sach-co-du-lieu-ca-nhan",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S1 Đ7 k2", "S2 Đ6", "S4 Đ5 k2", "Luật BVDLCN 91/2025"),
    since="0.2",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every such place, unless the item names its legal ground."""
    yield from told(
        edition,
        LISTED,
        Text("Bảng có {} của từng người.", "A table with private data of each person: {}."),
        Text("Bỏ các cột đó, ví dụ còn: | Số báo danh | Họ và tên | Kết quả |", "Drop these columns"),
    )

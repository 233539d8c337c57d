"""Liên kết `http://` tới trang `.gov.vn`.

## Vì sao
Địa chỉ `http://` không mã hóa: người ở giữa đường truyền có thể đổi nội dung. Các trang của cơ quan nhà nước nay đều có
`https://`.

## Cách sửa
Thử địa chỉ với `https://` rồi thay. Trang thật sự chưa có `https://` thì giữ nguyên; đây chỉ là lưu ý.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.linking import host, weblinks
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule("LK005", "gov-vn-khong-ma-hoa", on=Edition, severity=Severity.NOTE, legal=("S1 Đ16 k2",), since="0.1")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every plain address of a state site; closed service portals are LK004's."""
    for line, column, address in weblinks(edition, ctx):
        name = host(address)
        if (
            not address.lower().startswith("http://")
            or not name.endswith(".gov.vn")
            or name.startswith("dvc.")
        ):
            continue
        better = "https" + address[4:]
        yield Problem(
            line,
            column,
            Text(f"{short(address)} không được mã hóa.", f"{short(address)} is not encrypted."),
            Text(f"Thử rồi thay bằng: {short(better)}", f"Try and use: {short(better)}"),
            anchor=address,
        )

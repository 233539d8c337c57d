"""Điện thoại, fax, thư điện tử hoặc địa chỉ của trang không đọc được.

## Vì sao
Thông tin giao dịch chính thức hiện ở chân mọi trang. Số gõ thiếu, thư thiếu tên miền hay chữ giữ chỗ thì người dân không
liên hệ được.

## Cách sửa
Sửa dòng được nêu trong `lien_he` của `site.yml`, ví dụ `dien_thoai: 0262 0000 101`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.kinds import KINDS
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import bare
from pipeline.model.finding import Problem, Severity
from pipeline.model.site import SiteConfig
from pipeline.model.text import Text

_KINDS = {"dien_thoai": "dien-thoai", "fax": "dien-thoai", "thu_dien_tu": "thu-dien-tu"}
_PLACEHOLDERS = ("", "xxx", "dang cap nhat", "chua co", "n a", "khong co", "cap nhat sau")


@rule(
    "TR025",
    "lien-he-sai-dang",
    on=SiteConfig,
    severity=Severity.ERROR,
    legal=("S0 Đ8 k1 l", "NĐ 42/2022 Đ4 k1 e"),
    since="0.2",
)
def check(config: SiteConfig, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every contact that is there and cannot be used; TR004 tells of missing ones."""
    contact = ctx.registry.sites[config.site_id].contact
    given = {
        "dia_chi": contact.address,
        "dien_thoai": contact.phone,
        "fax": contact.fax,
        "thu_dien_tu": contact.email,
    }
    for key, value in given.items():
        if not value.strip():
            continue
        test, wanted = KINDS.get(_KINDS.get(key, ""), (None, Text("địa chỉ có chữ", "an address in words")))
        if bare(value[:200]) in _PLACEHOLDERS or (test is not None and not test(value)):
            line, column = config.mark(f"lien_he.{key}")
            example = {"thu_dien_tu": "banbientap@daklak.gov.vn", "dia_chi": "Số nhà, đường, phường, tỉnh"}
            yield Problem(
                line,
                column,
                Text(
                    f"“{value[:60]}” không phải là {wanted.vi}.",
                    f"“{value[:60]}” is not {wanted.en}.",
                ),
                Text(
                    f"Sửa thành, ví dụ: {key}: {example.get(key, '0262 0000 101')}",
                    f"Write for example: {key}: {example.get(key, '0262 0000 101')}",
                ),
                anchor=f"lien_he.{key}",
            )

"""Trang thiếu thông tin giao dịch: địa chỉ, điện thoại, fax hoặc thư điện tử.

## Vì sao
Thông tin giao dịch chính thức phải có trên mọi trang; chân trang lấy từ đây.

## Cách sửa
Điền đủ các mục trong `lien_he` của `site.yml`. Thư điện tử phải thuộc `.gov.vn` (trang trình diễn dùng `.example`).
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.finding import Problem, Severity
from pipeline.model.site import SiteConfig
from pipeline.model.text import Text

_PARTS = {
    "dia_chi": Text("địa chỉ", "address"),
    "dien_thoai": Text("điện thoại", "telephone"),
    "fax": Text("số fax", "fax"),
    "thu_dien_tu": Text("thư điện tử", "e-mail"),
}


@rule(
    "TR004",
    "thieu-lien-he",
    on=SiteConfig,
    severity=Severity.ERROR,
    legal=("S0 Đ8 k1 l", "NĐ 42/2022 Đ4 k1 e"),
    since="0.1",
)
def check(config: SiteConfig, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every missing contact and for an e-mail outside the state's domains."""
    site = ctx.registry.sites[config.site_id]
    given = {
        "dia_chi": site.contact.address,
        "dien_thoai": site.contact.phone,
        "fax": site.contact.fax,
        "thu_dien_tu": site.contact.email,
    }
    for key, name in _PARTS.items():
        if not given[key].strip():
            line, column = config.mark(f"lien_he.{key}")
            yield Problem(
                line,
                column,
                Text(f"Trang chưa có {name.vi} để người dân liên hệ.", f"The site has no {name.en}."),
                Text(f"Thêm vào lien_he dòng: {key}: …", f"Add under lien_he: {key}: …"),
                anchor=f"lien_he.{key}",
            )
    allowed = (".gov.vn", ".example") if site.demo else (".gov.vn",)
    mail = site.contact.email.strip().lower()
    if mail and not mail.endswith(allowed):
        line, column = config.mark("lien_he.thu_dien_tu")
        yield Problem(
            line,
            column,
            Text(f"Thư điện tử “{mail}” không thuộc .gov.vn.", f"“{mail}” is not an address under .gov.vn."),
            Text(
                "Dùng thư điện tử công vụ, ví dụ: thu_dien_tu: banbientap@daklak.gov.vn",
                "Use the official address, for example banbientap@daklak.gov.vn",
            ),
            anchor="thu_dien_tu",
        )

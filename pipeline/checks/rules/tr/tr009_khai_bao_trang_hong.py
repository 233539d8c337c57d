"""Tệp `site.yml` hỏng hoặc thiếu thông tin căn bản của trang.

## Vì sao
Tên trang, cấp, cơ quan chủ quản, tên miền, đơn vị và chuyên mục đều lấy từ đây; thiếu một thứ thì không dựng được trang.
Giá trị sai dạng cũng như thiếu: ngày `den` viết `31/12/2026` thì trang không bao giờ đóng.

## Cách sửa
Bổ sung dòng nêu trong thông báo vào `site.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.siteforms import wrong_forms
from pipeline.model.finding import Problem, Severity
from pipeline.model.site import LEVELS, SiteConfig
from pipeline.model.text import Text

_REQUIRED = {
    "ten": ("tên trang", "ten: Cổng thông tin điện tử tỉnh Đắk Lắk"),
    "cap": ("cấp của trang", "cap: tinh"),
    "co_quan": ("cơ quan chủ quản", "co_quan: Ủy ban nhân dân tỉnh Đắk Lắk"),
    "ten_mien": ("tên miền", "ten_mien: daklak.gov.vn"),
    "ngon_ngu": ("ngôn ngữ", "ngon_ngu: [vi, en]"),
    "chiu_trach_nhiem": ("người chịu trách nhiệm", "chiu_trach_nhiem: {chuc_danh: Trưởng Ban Biên tập}"),
    "trich_dan": ("dòng trích dẫn", "trich_dan: Cổng thông tin điện tử tỉnh Đắk Lắk (daklak.gov.vn)"),
    "don_vi": ("danh sách đơn vị", "don_vi: [{ma: so-noi-vu, ten: Sở Nội vụ}]"),
    "muc": ("danh sách chuyên mục", "muc: [gioi-thieu, tin-tuc]"),
}


@rule(
    "TR009",
    "khai-bao-trang-hong",
    on=SiteConfig,
    severity=Severity.ERROR,
    legal=("S1 Đ5 k1", "S2 Đ2"),
    since="0.1",
)
def check(config: SiteConfig, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a site file that cannot be read, and for each missing or impossible entry."""
    for fault in config.faults:
        yield Problem(
            fault.line,
            fault.column,
            Text(
                f"Không đọc được site.yml: {fault.kind} {fault.detail}",
                f"site.yml: {fault.kind} {fault.detail}",
            ),
            Text("Sửa dòng này theo mẫu của các trang khác.", "Mend this line after the other sites' files."),
            anchor=fault.kind,
        )
    if not config.meta:
        return
    for key, (label, example) in _REQUIRED.items():
        if config.meta.get(key) in (None, "", ()):
            line, column = config.mark(key)
            yield Problem(
                line,
                column,
                Text(f"Trang chưa có {label} ({key}).", f"The site has no {key}."),
                Text(f"Thêm dòng: {example}", f"Add the line: {example}"),
                anchor=key,
            )
    for key, form, example in wrong_forms(config.meta):
        line, column = config.mark(key)
        yield Problem(
            line,
            column,
            Text(f"Khóa {key} phải là {form.vi}.", f"{key} must be {form.en}."),
            Text(f"Viết dạng: {example}", f"Write it like: {example}"),
            anchor=f"dạng {key}",
        )
    level = config.meta.get("cap")
    if level and (not isinstance(level, str) or level not in LEVELS):
        line, column = config.mark("cap")
        listed = ", ".join(LEVELS)
        yield Problem(
            line,
            column,
            Text(f"Không có cấp “{level}”.", f"There is no level “{level}”."),
            Text(f"Chọn một trong: {listed}.", f"Choose one of: {listed}."),
            anchor="cap",
        )
    for number, section in enumerate(ctx.registry.sites[config.site_id].sections):
        if section not in ctx.registry.sections:
            line, column = config.mark(f"muc[{number}]")
            yield Problem(
                line,
                column,
                Text(f"Không có chuyên mục “{section}”.", f"There is no section “{section}”."),
                Text("Dùng mã mục trong sites/_chung/muc.yml.", "Use a section of sites/_chung/muc.yml."),
                anchor=f"muc {section}",
            )

"""Kênh thông tin của cơ quan khai thiếu tên hoặc sai địa chỉ.

## Vì sao
Cơ quan công bố các kênh cung cấp thông tin của mình ở chân trang. Dòng thiếu tên hoặc địa chỉ không đầy đủ thì không hiện
được, người dân không phân biệt kênh thật với kênh giả.

## Cách sửa
Mỗi dòng ghi tên và địa chỉ đầy đủ, ví dụ `kenh_thong_tin: [{ten: Trang Zalo của tỉnh, dia_chi: "https://zalo.me/..."}]`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.checks.kinds import KINDS
from pipeline.checks.registry import Context, rule
from pipeline.model.content import as_list
from pipeline.model.finding import Problem, Severity
from pipeline.model.site import SiteConfig
from pipeline.model.text import Text


@rule(
    "TR019",
    "kenh-thong-tin-hong",
    on=SiteConfig,
    severity=Severity.ERROR,
    legal=("NĐ 42/2022 Đ5 k3",),
    since="0.2",
)
def check(config: SiteConfig, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every channel without a name or with an address that is none."""
    is_address, _ = KINDS["dia-chi-web"]
    for number, row in enumerate(as_list(config.meta.get("kenh_thong_tin"))):
        if not isinstance(row, Mapping):
            continue  # TR009 tells of it
        place = f"kenh_thong_tin[{number}]"
        name, address = row.get("ten"), row.get("dia_chi")
        if not (isinstance(name, str) and name.strip()):
            line, column = config.mark(f"{place}.ten")
            yield Problem(
                line,
                column,
                Text("Kênh thông tin chưa có tên.", "The channel has no name."),
                Text("Thêm: ten: Trang Zalo của tỉnh", "Add: ten: …"),
                anchor=f"{place}.ten",
            )
        if not is_address(address):
            line, column = config.mark(f"{place}.dia_chi")
            yield Problem(
                line,
                column,
                Text(
                    f"Địa chỉ kênh “{str(address or '')[:60]}” không đầy đủ.",
                    f"“{str(address or '')[:60]}” is not a full address.",
                ),
                Text(
                    'Viết đầy đủ, ví dụ: dia_chi: "https://zalo.me/…"', 'Write it whole: dia_chi: "https://…"'
                ),
                anchor=f"{place}.dia_chi",
            )

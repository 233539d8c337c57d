"""Cơ quan ban hành không hợp với chữ viết tắt cơ quan trong số, ký hiệu.

## Vì sao
Ký hiệu `QĐ-UBND` là của Ủy ban nhân dân, `NQ-HĐND` của Hội đồng nhân dân, `QĐ-VPUBND` của Văn phòng. Ghi nhầm cơ quan là cung
cấp sai thông tin về thẩm quyền ban hành.

## Cách sửa
Đối chiếu bản chính rồi sửa `co_quan_ban_hanh` hoặc `so_ky_hieu`. Cơ quan đổi tên thì sửa bảng `sites/_chung/so-hieu.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.documents import DOCUMENT
from pipeline.checks.numbers import Codes
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_COMMON = {
    "HĐND": "Hội đồng nhân dân tỉnh",
    "UBND": "Ủy ban nhân dân tỉnh",
    "CP": "Chính phủ",
    "TTg": "Thủ tướng Chính phủ",
}


@rule(
    "VB010",
    "co-quan-trai-ky-hieu",
    on=Edition,
    severity=Severity.WARNING,
    legal=("NĐ 42/2022 Đ4 k1 a", "NĐ 30/2020 Đ8 k2 b"),
    since="0.3",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where number and name lead to different kinds of agency, both of them known."""
    if edition.type != DOCUMENT or edition.document.lang != "vi":
        return
    codes: Codes = ctx.facts["codes"]
    named = codes.group_of(edition.get("co_quan_ban_hanh")[:200])
    issuers = codes.agencies_of(edition.get("so_ky_hieu"))
    groups = [codes.agency_group(code) for code in issuers]
    if not named or not any(groups) or named in groups:
        return
    code = next(c for c, group in zip(issuers, groups, strict=True) if group)
    mark = edition.mark("co_quan_ban_hanh")
    authority, number = short(edition.get("co_quan_ban_hanh")), edition.get("so_ky_hieu").strip()[:60]
    yield Problem(
        mark.line,
        mark.column,
        Text(
            f"Ký hiệu {number} có chữ {code}, không phải của “{authority}”.",
            f"The number {number} holds {code}, which is not “{authority}”.",
        ),
        Text(
            "Đối chiếu bản chính rồi sửa cơ quan hoặc số, ví dụ: "
            + (
                f"co_quan_ban_hanh: {_COMMON[code]}"
                if code in _COMMON
                else "co_quan_ban_hanh: Ủy ban nhân dân tỉnh Đắk Lắk (số 10/2024/QĐ-UBND)"
            ),
            "Compare with the original and mend the authority or the number.",
        ),
        anchor="co_quan_ban_hanh",
    )

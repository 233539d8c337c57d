"""Hình thức văn bản không hợp với chữ viết tắt trong số, ký hiệu.

## Vì sao
Chữ viết tắt trong ký hiệu là tên loại của văn bản: QĐ là quyết định, KH là kế hoạch. Ô hình thức ghi khác đi thì bộ lọc văn bản
xếp sai chỗ, người dân tìm không thấy.

## Cách sửa
Đối chiếu bản chính rồi sửa `hinh_thuc` hoặc `so_ky_hieu`. Ký hiệu bắt đầu bằng tên cơ quan (`237/STTTT-CNTT`) là công văn. Bảng
chữ viết tắt ở `sites/_chung/so-hieu.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.documents import DOCUMENT
from pipeline.checks.numbers import Codes, parts
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_LETTER = "cong-van"


@rule(
    "VB009",
    "hinh-thuc-trai-ky-hieu",
    on=Edition,
    severity=Severity.WARNING,
    legal=("NĐ 42/2022 Đ4 k1 a", "NĐ 30/2020 Đ8 k2 c"),
    since="0.3",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where the type code of the number stands for another form than the written one."""
    written = edition.get("hinh_thuc")
    if edition.type != DOCUMENT or not written:
        return
    codes: Codes = ctx.facts["codes"]
    found = parts(edition.get("so_ky_hieu"))
    if not found:
        return
    form = codes.form(found[0])
    if form is None and len(found) > 1 and codes.agency_group(found[0]):
        if written in (_LETTER, "khac"):
            return
        fitting, said = _LETTER, Text("công văn (không có tên loại)", "an official letter")
    elif form is None or not form.forms or written in form.forms:
        return
    else:
        fitting, said = form.forms[0], Text(form.name, f"“{form.forms[0]}”")
    mark = edition.mark("hinh_thuc")
    number = edition.get("so_ky_hieu").strip()[:60]
    yield Problem(
        mark.line,
        mark.column,
        Text(
            f"Ký hiệu {number} là của {said.vi}, nhưng hinh_thuc ghi “{written[:40]}”.",
            f"The number {number} is one of {said.en}, but hinh_thuc says “{written[:40]}”.",
        ),
        Text(
            f"Đối chiếu bản chính rồi sửa, ví dụ: hinh_thuc: {fitting}",
            f"Compare with the original, for example: hinh_thuc: {fitting}",
        ),
        anchor="hinh_thuc",
    )

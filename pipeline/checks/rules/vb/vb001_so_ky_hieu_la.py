"""Số, ký hiệu văn bản không theo mẫu thường dùng.

## Vì sao
Người dân tra văn bản bằng số, ký hiệu; gõ thiếu năm, thiếu gạch chéo hoặc dùng chữ D thay cho Đ thì tra không ra, và các bài
dựa vào văn bản không nối được với nó.

## Cách sửa
Đối chiếu bản chính. Văn bản quy phạm pháp luật: `10/2024/QĐ-UBND`; văn bản có tên loại: `1526/QĐ-UBND`; công văn:
`237/STTTT-CNTT`. Bản nguồn để trống số thì bỏ khóa này và ghi `khong_so: true`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text, squeeze

_LAW = re.compile(r"\d{2,}[a-z]?/\d{4}/(?:QH\d+|[A-ZĐ]+(?:-[A-ZĐ][A-ZĐa-z0-9.&]*)*)")
_TYPED = re.compile(
    r"\d{2,}[a-z]?/(?:NQ|QĐ|CT|QC|QyĐ|TC|TB|HD|CTr|KH|PA|ĐA|DA|BC|BB|TTr|HĐ|CĐ)-[A-ZĐ][A-ZĐa-z0-9.&-]*"
)
_LETTER = re.compile(r"\d{2,}[a-z]?/[A-ZĐ0-9]{2,}-[A-ZĐ0-9][A-ZĐ0-9.&-]*")
_CLASSES = {"qppl": ((_LAW,), "10/2024/QĐ-UBND"), "hanh-chinh": ((_TYPED, _LETTER), "1526/QĐ-UBND")}
_ANY = ((_LAW, _TYPED, _LETTER), "10/2024/QĐ-UBND")


@rule(
    "VB001",
    "so-ky-hieu-la",
    on=Edition,
    severity=Severity.WARNING,
    legal=("NĐ 42/2022 Đ4 k1 a", "NĐ 30/2020 Đ8 k2 c"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a document number outside the patterns of its class."""
    written = edition.get("so_ky_hieu")
    if edition.type != "van-ban" or not written.strip() or edition.value("khong_so") is True:
        return
    patterns, example = _CLASSES.get(edition.get("phan_loai"), _ANY)
    number = squeeze(written).replace(" ", "")
    if len(number) < 100 and any(p.fullmatch(number) for p in patterns):
        return
    mark = edition.mark("so_ky_hieu")
    yield Problem(
        mark.line,
        mark.column,
        Text(
            f"Số, ký hiệu “{written[:60]}” không theo mẫu thường dùng của loại văn bản này.",
            f"The number “{written[:60]}” does not follow the usual pattern of its class.",
        ),
        Text(
            f"Đối chiếu bản chính rồi sửa, ví dụ: so_ky_hieu: {example}",
            f"Compare with the original, for example: so_ky_hieu: {example}",
        ),
        anchor="so_ky_hieu",
    )

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

from pipeline.checks.numbers import LAW, LETTER, OLD, OLD_UNTIL, PARTY, TYPED, compact, mended, parts
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.legal import issued_on
from pipeline.model.text import Text

_EXAMPLES = {"hanh-chinh": "1526/QĐ-UBND"}
_EXAMPLE = "10/2024/QĐ-UBND"
_CLASSES = {"qppl": (LAW,), "hanh-chinh": (TYPED, LETTER, PARTY)}
_WITHOUT_D = frozenset(("QD", "QYD", "HDND", "VPHDND"))  # QĐ, HĐND typed without Vietnamese letters
_ANY = (LAW, TYPED, LETTER, PARTY)


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
    group = edition.get("phan_loai")
    patterns = _CLASSES.get(group, _ANY)
    number, year = compact(written), issued_on(edition)[:4]
    if any(p.fullmatch(number) for p in patterns) and _WITHOUT_D.isdisjoint(parts(number)):
        return
    if year.isdigit() and int(year) <= OLD_UNTIL and OLD.fullmatch(number):
        return
    mark = edition.mark("so_ky_hieu")
    message, hint = _words(written, group, patterns, year)
    yield Problem(mark.line, mark.column, message, hint, anchor="so_ky_hieu")


def _words(written: str, group: str, patterns: tuple[re.Pattern[str], ...], year: str) -> tuple[Text, Text]:
    """Return what is wrong with a number and how to mend it: of the other class, badly typed, or unknown."""
    meant = mended(written, year)
    example = _EXAMPLES.get(group, _EXAMPLE)
    sure = meant and any(p.fullmatch(meant) for p in patterns)
    shown = written[:60].strip()
    other = any(p.fullmatch(compact(written)[:100]) for p in _ANY) or (meant and not sure)
    if other and group == "qppl":
        return Text(
            f"Số, ký hiệu “{shown}” không có năm như của văn bản quy phạm pháp luật (phan_loai: qppl).",
            f"The number “{shown}” has no year, as legal documents have (phan_loai: qppl).",
        ), Text(
            f"Đối chiếu bản chính: thêm năm, ví dụ so_ky_hieu: {example}, hoặc ghi phan_loai: hanh-chinh",
            f"Compare with the original: add the year ({example}) or write phan_loai: hanh-chinh",
        )
    if other and group == "hanh-chinh":
        return Text(
            f"Số, ký hiệu “{shown}” có năm như của văn bản quy phạm pháp luật, nhưng phan_loai ghi hanh-chinh.",
            f"The number “{shown}” has a year, as legal documents have, but phan_loai says hanh-chinh.",
        ), Text(
            f"Đối chiếu bản chính: ghi phan_loai: qppl, hoặc bỏ năm, ví dụ so_ky_hieu: {example}",
            f"Compare with the original: write phan_loai: qppl, or leave the year out ({example})",
        )
    better = meant if sure else example
    asked = (
        Text("Có phải là: ", "Did you mean: ") if sure else Text("Đối chiếu bản chính rồi sửa, ví dụ: ", "")
    )
    return Text(
        f"Số, ký hiệu “{shown}” không theo mẫu thường dùng của loại văn bản này.",
        f"The number “{shown}” does not follow the usual pattern of its class.",
    ), Text(
        f"{asked.vi}so_ky_hieu: {better}",
        f"{asked.en or 'Compare with the original, for example: '}so_ky_hieu: {better}",
    )

"""Số điện thoại nêu trong bài thiếu hoặc thừa chữ số.

## Vì sao
Gõ sót một chữ số là người dân gọi không được, có khi gọi nhầm vào máy của người khác. Số di động có 10 chữ số; số cố định kể cả mã
vùng có 11 chữ số.

## Cách sửa
Gọi thử rồi sửa: `0269 3824 404` (cố định), `0905 123 456` (di động). Hai số thì viết cách nhau bằng dấu chấm phẩy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.inventory import of_text, question
from pipeline.checks.phones import MOBILE, digits_wanted
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_LABEL = r"(?:điện thoại|đt|sđt|tel|hotline|đường dây nóng|số máy|di động|zalo|fax|số liên hệ|liên hệ[^\d\n.;:]{0,40}(?=:)|liên hệ|gọi(?: số)?|qua số|tổng đài)"
_AFTER_LABEL = re.compile(
    rf"(?<!\w){_LABEL}(?: (?:bàn|cơ quan|số|liên hệ|theo|qua|của|trực|miễn phí|nóng|máy))*[ :.*_]{{0,6}}"
    r"(?P<number>\(?0\d{1,3}\)?(?:[ .]?\d++){1,5}+)(?![\d/xX-]|\*(?!\*)|\*{2,3}\d|[.,]\d| ?(?:đồng|đ\b|người|lượt|tỷ|triệu|xx))",
    re.IGNORECASE,
)
# the whole value of a field, or its first number before another one
_FIELD = re.compile(r"\s*(\(?0\d{1,3}\)?(?:[ .]?\d++){1,5}+)\s*(?:$|[;,(–/]|- )")
_START = re.compile(r"[(*_]*0\d[\d)*_]")
_BEGINS = question(lambda word: bool(_START.match(word)))


@rule("SD033", "so-dien-thoai-sai-so-chu-so", on=Edition, severity=Severity.WARNING, legal=(), since="0.3")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each telephone number of a field, and each labelled one of the body, with a digit too few or too many."""
    for key in ("dien_thoai", "so_fax", "fax"):
        if key in edition.meta and (field := _FIELD.match(edition.get(key))):
            mark = edition.mark(key)
            yield from _problem(mark.line, mark.column, field[1])
    if not of_text(edition) & _BEGINS:
        return
    for number, line in edition.body_lines():
        if "0" not in line:
            continue
        for found in _AFTER_LABEL.finditer(line):
            yield from _problem(number, found.start("number") + 1, found["number"].strip())


def _problem(line: int, column: int, written: str) -> Iterator[Problem]:
    digits = "".join(c for c in written if c.isdigit())
    wanted = digits_wanted(digits)
    if not wanted or len(digits) == wanted or not 8 <= len(digits) <= 12:
        return
    kind = ("di động", "mobile") if wanted == MOBILE else ("cố định, kể cả mã vùng,", "fixed-line")
    yield Problem(
        line,
        column,
        Text(
            f"Số điện thoại {written} có {len(digits)} chữ số; số {kind[0]} phải có {wanted}.",
            f"The telephone number {written} has {len(digits)} digits; a {kind[1]} number has {wanted}.",
        ),
        Text(
            "Gọi thử rồi sửa cho đủ, ví dụ: 0269 3824 404 hoặc 0905 123 456",
            "Try it and mend it, for example: 0269 3824 404 or 0905 123 456",
        ),
        anchor=digits,
    )

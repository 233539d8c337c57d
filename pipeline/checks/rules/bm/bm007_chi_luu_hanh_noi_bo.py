"""Bài có dòng “lưu hành nội bộ”, “không phổ biến”.

## Vì sao
Chỉ dẫn ấy nói rằng người viết chưa định công khai. Đăng nhầm là lộ tài liệu nội bộ.

## Cách sửa
Hỏi lại đơn vị soạn thảo. Được công khai thì xin bản không có dòng này; không thì rút bài.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.inventory import of_text
from pipeline.checks.registry import Context, rule
from pipeline.checks.secrecy import MAY_LIMIT, SECRETS, internal_lines, internal_problem
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity


@rule(
    "BM007",
    "chi-luu-hanh-noi-bo",
    on=Edition,
    severity=Severity.WARNING,
    legal=SECRETS,
    since="0.2",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every line that limits who may see the item."""
    if not of_text(edition) & MAY_LIMIT:
        return
    for line, column, words in internal_lines(edition.text):
        yield internal_problem(line, column, words)

"""Tệp đính kèm có dòng “lưu hành nội bộ”, “không phổ biến”.

## Vì sao
Tài liệu nội bộ thường lọt ra ngoài dưới dạng tệp đính kèm, nhất là ở đầu trang hoặc chân trang.

## Cách sửa
Hỏi lại đơn vị soạn thảo. Được công khai thì thay bằng bản không có dòng này; không thì gỡ tệp.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.attachments import lines_of, place
from pipeline.checks.registry import Context, rule
from pipeline.checks.secrecy import SECRETS, internal_lines, internal_problem
from pipeline.model.content import Attachment
from pipeline.model.finding import Problem, Severity


@rule(
    "BM008",
    "tep-luu-hanh-noi-bo",
    on=Attachment,
    severity=Severity.WARNING,
    legal=SECRETS,
    since="0.2",
)
def check(attachment: Attachment, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every line that limits who may see the file."""
    facts = attachment.facts
    for line, column, words in internal_lines(lines_of(facts)):
        row, start, page = place(facts, line, column)
        yield internal_problem(row, start, words, page)

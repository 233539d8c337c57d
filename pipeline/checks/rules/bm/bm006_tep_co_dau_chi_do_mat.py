"""Tệp đính kèm có dấu chỉ độ mật.

## Vì sao
Văn bản mật thường lọt ra ngoài dưới dạng tệp đính kèm. Dấu “MẬT”, “TỐI MẬT”, “TUYỆT MẬT” nằm ở đầu văn bản.

## Cách sửa
Dừng ngay: báo người phụ trách bảo vệ bí mật nhà nước và quản trị kho để xóa tệp khỏi lịch sử. Quy tắc này đọc chữ của tệp PDF,
Word, Excel, PowerPoint, ODF và tệp chữ, cả đầu trang, chân trang và hộp chữ; ảnh và bản quét phải do người duyệt mở ra xem.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.attachments import lines_of, place
from pipeline.checks.registry import Context, rule
from pipeline.checks.secrecy import SECRETS, stamp_problem, stamped_lines
from pipeline.model.content import Attachment
from pipeline.model.finding import Problem, Severity


@rule(
    "BM006",
    "tep-co-dau-chi-do-mat",
    on=Attachment,
    severity=Severity.ERROR,
    legal=SECRETS,
    since="0.1",
)
def check(attachment: Attachment, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every stamp in the text of a file, at its line or with its page."""
    facts = attachment.facts
    for line, column, stamp in stamped_lines(lines_of(facts)):
        row, start, page = place(facts, line, column)
        yield stamp_problem(row, start, stamp, page)

"""Tệp đính kèm có dấu chỉ độ mật.

## Vì sao
Văn bản mật thường lọt ra ngoài dưới dạng tệp đính kèm. Dấu “MẬT”, “TỐI MẬT”, “TUYỆT MẬT” nằm ở đầu văn bản.

## Cách sửa
Dừng ngay: báo người phụ trách bảo vệ bí mật nhà nước và quản trị kho để xóa tệp khỏi lịch sử. Quy tắc này xem 4.096 byte đầu
của tệp chữ (.txt, .csv, .html …); tệp PDF, Word và ảnh phải do người duyệt mở ra xem.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.secrecy import stamp_problem, stamped_lines
from pipeline.model.content import Attachment
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import nfc

_TEXT_FILES = (".txt", ".csv", ".tsv", ".html", ".htm", ".json", ".xml", ".svg", ".vtt")


@rule(
    "BM006",
    "tep-co-dau-chi-do-mat",
    on=Attachment,
    severity=Severity.ERROR,
    legal=(
        "S0 Đ7 k1 c",
        "S0 Đ12 k2",
        "S1 Đ5 k2 c",
        "S2 Đ9 k2",
        "S3 Đ6 k1 b",
        "S4 Đ2 k1",
        "Luật BVBMNN 117/2025",
    ),
    since="0.1",
)
def check(attachment: Attachment, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every stamp in the first 4,096 bytes of a text file."""
    if attachment.path.lower().endswith(_TEXT_FILES):
        head = attachment.head.decode("utf-8-sig", "ignore").replace("\r\n", "\n").replace("\r", "\n")
        for line, column, stamp in stamped_lines(nfc(head)):
            yield stamp_problem(line, column, stamp)

"""PDF chỉ là ảnh quét, nhưng đã có bản chữ kèm theo.

## Vì sao
Bản chữ đã giúp người đọc; bản quét vẫn nên có lớp chữ để tìm được ngay trong tệp.

## Cách sửa
Khi có thể, thay bằng PDF xuất từ tệp Word và ký số, ví dụ: `quyet-dinh-10-2026.pdf`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.attachments import has_equivalent
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Attachment
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "TC022",
    "pdf-quet-co-ban-chu",
    on=Attachment,
    severity=Severity.NOTE,
    legal=("S1 Đ5 k2 d", "S4 Đ2 k3", "TT 26/2020"),
    since="0.2",
)
def check(attachment: Attachment, ctx: Context) -> Iterator[Problem]:
    """Yield one problem for such a file."""
    facts = attachment.facts
    if facts.scanned and has_equivalent(attachment, ctx):
        yield Problem(
            1,
            1,
            Text(
                "PDF là ảnh quét; bản chữ đã có bên cạnh.",
                "The PDF is a scan; a version with text is beside it.",
            ),
            Text(
                "Khi có thể, thay bằng PDF xuất từ tệp Word",
                "Where possible, use a PDF made from the word processor",
            ),
            anchor="",
        )

"""PDF chỉ là ảnh quét, không có chữ, và không có bản chữ kèm theo.

## Vì sao
Máy đọc màn hình không đọc được, không ai tìm hay chép được câu nào. Người khiếm thị hoàn toàn không biết văn bản nói gì.

## Cách sửa
Đăng bản PDF xuất từ tệp Word, hoặc đính kèm thêm bản `.docx`, hoặc chép nội dung vào bài. Chỉ có bản giấy thì quét kèm nhận
dạng chữ (OCR).
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.attachments import has_equivalent
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Attachment
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "TC021",
    "pdf-quet-khong-co-chu",
    on=Attachment,
    severity=Severity.WARNING,
    legal=("S1 Đ5 k2 d", "S4 Đ2 k3", "TT 26/2020"),
    since="0.2",
)
def check(attachment: Attachment, ctx: Context) -> Iterator[Problem]:
    """Yield one problem for such a file."""
    facts = attachment.facts
    if facts.scanned and not has_equivalent(attachment, ctx):
        yield Problem(
            1,
            1,
            Text("PDF chỉ có ảnh quét, không có chữ để đọc hay tìm.", "The PDF is a scan without any text."),
            Text(
                "Thêm bản có chữ bên cạnh, ví dụ: tep_dinh_kem: [{tep: quyet-dinh.docx, ten: Bản chữ}], hoặc chép nội dung vào bài",
                "Add a version with text beside it, or put the text into the item",
            ),
            anchor="",
        )

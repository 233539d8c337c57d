"""Tệp PDF hoặc Word không ghi ngôn ngữ, hoặc ghi tiếng nước ngoài cho văn bản tiếng Việt.

## Vì sao
Máy đọc màn hình chọn giọng đọc theo ngôn ngữ đã ghi; ghi tiếng Anh thì cả văn bản bị đọc thành tiếng lạ.

## Cách sửa
Word: chọn hết (Ctrl+A), Review, Language, Set Proofing Language, Vietnamese, “Set As Default”, lưu rồi xuất PDF lại.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.attachments import wrong_language
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Attachment
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "TC024",
    "tep-thieu-ngon-ngu",
    on=Attachment,
    severity=Severity.WARNING,
    legal=("S1 Đ5 k2 d", "S4 Đ2 k3", "TT 26/2020"),
    since="0.2",
)
def check(attachment: Attachment, ctx: Context) -> Iterator[Problem]:
    """Yield one problem for such a file."""
    facts = attachment.facts
    fault = wrong_language(facts)
    if fault:
        yield Problem(
            1,
            1,
            Text(
                "Tệp không ghi ngôn ngữ."
                if fault == "thieu"
                else f"Văn bản tiếng Việt mà tệp ghi ngôn ngữ “{fault}”.",
                "The file names no language."
                if fault == "thieu"
                else f"The text is Vietnamese but the file says “{fault}”.",
            ),
            Text(
                "Word: Ctrl+A, Review, Language, Set Proofing Language, Vietnamese, rồi lưu và xuất lại",
                "Set the proofing language to Vietnamese and save it anew",
            ),
            anchor="ngon-ngu",
        )

"""Tệp còn ghi tên riêng của người soạn.

## Vì sao
Thuộc tính của tệp thường giữ tên hoặc tài khoản của người gõ văn bản, không phải tên cơ quan.

## Cách sửa
Trong Word: File, Info, Inspect Document, “Remove All” ở mục Document Properties; hoặc đổi Author thành tên cơ quan. Ví dụ:
`Author: Sở Nội vụ tỉnh Đắk Lắk`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.attachments import person_named
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Attachment
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "BM024",
    "tep-co-ten-nguoi-soan",
    on=Attachment,
    severity=Severity.WARNING,
    legal=("S1 Đ7 k2", "S2 Đ6", "S4 Đ5 k2", "Luật BVDLCN 91/2025"),
    since="0.2",
)
def check(attachment: Attachment, ctx: Context) -> Iterator[Problem]:
    """Yield one problem for such a file."""
    facts = attachment.facts
    who = person_named(facts.author) or person_named(facts.last_author)
    if who:
        yield Problem(
            1,
            1,
            Text(
                f"Thuộc tính của tệp ghi tên người soạn: “{short(who)}”.",
                f"The properties name the writer: “{short(who)}”.",
            ),
            Text(
                "Xóa hoặc đổi thành tên cơ quan, ví dụ Author: Sở Nội vụ; trong Word: File, Info, Inspect Document",
                "Remove it or put the agency there",
            ),
            anchor="tac-gia",
        )

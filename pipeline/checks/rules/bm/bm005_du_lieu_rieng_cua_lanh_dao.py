"""Tiểu sử lãnh đạo có dữ liệu riêng tư: ngày sinh, chỗ ở, điện thoại riêng.

## Vì sao
Công khai họ tên, chức vụ, tiểu sử công tác và nhiệm vụ là nghĩa vụ; ngày tháng sinh, nơi ở và số điện thoại riêng thì không,
và bị lợi dụng để giả danh.

## Cách sửa
Bỏ ngày tháng sinh (năm sinh thì được), địa chỉ nhà, số điện thoại riêng; chỉ để liên hệ của cơ quan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_PRIVATE = re.compile(
    r"\b(?:sinh\s+ngày|ngày\s+sinh|ngày,?\s+tháng,?\s+năm\s+sinh|nơi\s+ở|chỗ\s+ở|nhà\s+riêng|địa\s+chỉ\s+nhà"
    r"|hộ\s+khẩu\s+thường\s+trú|thường\s+trú\s+tại|tạm\s+trú|điện\s+thoại\s+riêng|số\s+riêng|di\s+động\s+cá\s+nhân"
    r"|di\s+động(?=\s*:)|(?:vợ|chồng|con(?:\s+(?:trai|gái))?)(?=\s*:)|(?:vợ|chồng)\s+là\s+(?:ông|bà)"
    r"|date\s+of\s+birth|born\s+on|home\s+address|private\s+phone|sinh\s+\d{1,2}[/.-]\d{1,2}[/.-]\d{4})\b",
    re.IGNORECASE,
)


@rule(
    "BM005",
    "du-lieu-rieng-cua-lanh-dao",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S1 Đ7 k2", "S4 Đ5 k2", "Luật BVDLCN 91/2025"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every line of a leader's item that tells something private.

    A key of its own for such data is unknown to the type, which SD002 tells.
    """
    if edition.type != "lanh-dao" or edition.get("co_so_phap_ly").strip():
        return
    for number, line in edition.written_lines():
        found = _PRIVATE.search(line)
        if found:
            yield Problem(
                number,
                found.start() + 1,
                Text(
                    f"Có dữ liệu riêng tư: “{short(line[found.start() :][:60])}”.",
                    f"Private data: “{short(found[0])}”.",
                ),
                Text(
                    "Bỏ phần này, chỉ giữ quá trình công tác, ví dụ: tieu_su: Từng giữ các chức vụ tại Văn phòng.",
                    "Remove it and keep the career only.",
                ),
                anchor=short(found[0]),
            )

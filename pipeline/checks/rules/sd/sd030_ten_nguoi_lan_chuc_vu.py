"""Ô họ tên ghi lẫn chức vụ, lời xưng hô hoặc “đã ký”.

## Vì sao
Máy tìm kiếm, danh bạ và dữ liệu mở cần đúng họ tên ở ô họ tên; “Đ/c Hùng – PCT”, “(Đã ký)” thì tra không ra và xếp sai thứ tự.
Chức vụ đã có ô riêng.

## Cách sửa
Tách ra hai ô: `nguoi_ky: Nguyễn Văn Bình` và `chuc_vu_nguoi_ky: Phó Chủ tịch`. Bỏ “đồng chí”, “ông”, “bà”, “đã ký”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.personal_signs import SURNAMES
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_POST = (
    r"(?:chủ tịch|phó chủ tịch|pct|ct|giám đốc|phó giám đốc|pgđ|gđ|chánh văn phòng|phó chánh văn phòng|trưởng phòng"
    r"|phó trưởng phòng|bí thư|phó bí thư|trưởng ban|phó trưởng ban|bộ trưởng|thứ trưởng|thủ tướng|hiệu trưởng|chuyên viên|văn thư|kế toán)"
)
_MIXED = re.compile(
    rf"(?:(?:đ/c|đồng chí)[.: ]|(?:ông|bà) (?=(?:{SURNAMES}) ))\s*(?P<called>.+?)(?:\s*[-–—,(].*)?|\(?đã k[ýí]\)?.*|k[tý]\.? ?{_POST}.*|tm\..*"
    rf"|(?P<name>[^-–—,(]+?)\s*[-–—,(]\s*{_POST}\b.*",
    re.IGNORECASE,
)
_KEYS = (
    ("van-ban", "nguoi_ky", "chuc_vu_nguoi_ky"),
    ("lanh-dao", "ho_ten", "chuc_vu"),
    ("danh-ba", "ho_ten", "chuc_vu"),
)


@rule(
    "SD030",
    "ten-nguoi-lan-chuc-vu",
    on=Edition,
    severity=Severity.WARNING,
    legal=("TT 24/2011 Đ4",),
    since="0.3",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a name that holds a form of address, a post, or only that somebody signed."""
    for kind, key, post in _KEYS:
        if edition.type != kind:
            continue
        written = edition.get(key).strip()
        found = _MIXED.fullmatch(written) if len(written) <= 120 else None
        # a post alone, without any name; who publishes a post in place of a person says so in full
        if found is None and (key != "nguoi_ky" or not re.fullmatch(_POST, written, re.IGNORECASE)):
            continue
        name = (found["called"] or found["name"]) if found else ""
        better = (name or "Nguyễn Văn Bình").strip()
        mark = edition.mark(key)
        yield Problem(
            mark.line,
            mark.column,
            Text(
                f"Ô họ tên ghi “{short(written)}”, không chỉ có họ tên.",
                f"“{short(written)}” is not only a person's name.",
            ),
            Text(
                f"Ghi riêng họ tên, chức vụ để ở {post}, ví dụ: {key}: {better}",
                f"Write the name only, the post under {post}, for example: {key}: {better}",
            ),
            anchor=key,
        )

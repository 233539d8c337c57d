"""Tác giả không phải tên người hay tên đơn vị.

## Vì sao
Người tạo là yếu tố bắt buộc của dữ liệu đặc tả và phải nêu rõ. Địa chỉ thư, số điện thoại, tên đăng nhập hay “Sưu tầm”
không cho biết ai viết; địa chỉ thư còn là dữ liệu cá nhân.

## Cách sửa
Ghi họ tên người viết hoặc tên đơn vị viết, ví dụ `tac_gia: Phòng Tổng hợp`. Bài lấy lại thì ghi nguồn ở `nguon`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.checks.registry import Context, rule
from pipeline.checks.words import bare
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_NO_NAME = frozenset(
    (
        *(
            "admin",
            "administrator",
            "root",
            "user",
            "quan tri",
            "quan tri vien",
            "quantri",
            "webmaster",
            "editor",
        ),
        *("tac gia", "nguoi viet", "suu tam", "st", "internet", "mang", "nguon internet", "theo internet"),
        *("google", "facebook", "zalo", "tong hop tu internet", "nhieu tac gia", "an danh", "khong ro"),
        *("pv", "p v", "nhom pv"),
        *("khuyet danh", "khong co", "khong", "toi", "minh"),
    )
)
_MAIL = re.compile(r"\S@\S|https?://|www\.", re.IGNORECASE)


@rule(
    "SD025",
    "tac-gia-khong-phai-ten",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S0 Đ7 k1 đ", "TT 24/2011 Đ4"),
    since="0.2",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for an author that is an address, a number or a word that names nobody."""
    written = edition.get("tac_gia").strip()[:200]
    value = edition.value("tac_gia")
    number = isinstance(value, int) and not isinstance(value, bool)
    if not written and not number:
        return
    if not (number or _names_nobody(written)):
        return
    mark = edition.mark("tac_gia")
    shown = written or str(value)
    yield Problem(
        mark.line,
        mark.column,
        Text(
            f"Tác giả “{shown[:60]}” không phải tên người hay tên đơn vị.",
            f"The author “{shown[:60]}” is no person's or unit's name.",
        ),
        Text(
            "Ghi họ tên người viết hoặc tên đơn vị viết, ví dụ: tac_gia: Phòng Tổng hợp",
            "Name the person or unit that wrote it, for example: tac_gia: Phòng Tổng hợp",
        ),
        anchor="tac_gia",
    )


@lru_cache(maxsize=1024)
def _names_nobody(text: str) -> bool:
    return bool(_MAIL.search(text)) or bare(text) in _NO_NAME or _no_letters(text)


def _no_letters(text: str) -> bool:
    """Return whether a text has digits but no letters; signs alone belong to SD016."""
    return any(c.isdigit() for c in text) and not any(c.isalpha() for c in text)

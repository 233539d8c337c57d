"""Bài nêu số căn cước, số định danh của một người.

## Vì sao
Số căn cước công dân, chứng minh nhân dân là dữ liệu cá nhân; lộ ra thì kẻ xấu dùng để vay tiền, giả danh. Chỉ được đăng khi
luật buộc.

## Cách sửa
Xóa dãy số, hoặc che bớt: `0010…789`. Luật buộc công khai thì ghi căn cứ: `co_so_phap_ly: Khoản … Điều … Luật …`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text, fold

_WORDS = re.compile(
    r"cccd|can cuoc|cmnd|cmtnd|chung minh nhan dan|chung minh thu|so dinh danh|ma dinh danh|dinh danh ca nhan"
    r"|citizen id|identity card|id card|id number|identification number"
)
_DIGITS = re.compile(r"(?<![\d.,/:-])\d{3} ?\d{3} ?\d{3}(?: ?\d{3})?(?![\d/]|[.,]\d)")
_QUANTITY = re.compile(
    r"\s*(?:dong|vnd|trieu|ty|nguoi|the|ho so|truong hop|luot|cong dan|tai khoan|people|cards)\b"
)
_BEFORE, _AFTER = 80, 25
_MOST = 20


@rule(
    "BM004",
    "so-dinh-danh-ca-nhan",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S1 Đ7 k2", "S2 Đ6", "S4 Đ5 k2", "Luật BVDLCN 91/2025"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every run of nine or twelve digits near a word for an identity number."""
    if edition.get("co_so_phap_ly").strip():
        return
    told = 0
    for number, line in enumerate(edition.text.split("\n"), start=1):
        for found in _DIGITS.finditer(line):
            around = fold(
                line[max(0, found.start() - _BEFORE) : found.start()]
                + " # "
                + line[found.end() : found.end() + _AFTER]
            )
            if not _WORDS.search(around) or _QUANTITY.match(fold(line[found.end() : found.end() + 20]) + " "):
                continue
            digits = found[0].replace(" ", "")
            yield Problem(
                number,
                found.start() + 1,
                Text(
                    f"Có số định danh cá nhân {digits[:4]}…{digits[-2:]} ({len(digits)} chữ số).",
                    f"A personal identity number {digits[:4]}…{digits[-2:]} ({len(digits)} digits).",
                ),
                Text(
                    "Xóa hoặc che dãy số; luật buộc công khai thì thêm: co_so_phap_ly: Khoản 1 Điều … Luật …",
                    "Remove or mask it; where a law demands it, add: co_so_phap_ly: …",
                ),
                anchor=f"{digits[:4]}{digits[-2:]}",
            )
            told += 1
            if told == _MOST:
                return

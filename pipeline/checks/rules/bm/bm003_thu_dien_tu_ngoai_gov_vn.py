"""Thư điện tử của cán bộ, đơn vị không thuộc `.gov.vn`.

## Vì sao
Người dân gửi hồ sơ, phản ánh tới hộp thư này. Hộp thư miễn phí không do cơ quan quản lý: dễ giả mạo, mất là mất luôn thư của
dân. Quy chế yêu cầu thư điện tử chính thức.

## Cách sửa
Dùng hộp thư công vụ: `thu_dien_tu: tonghop@daklak.gov.vn`. Trang trình diễn dùng địa chỉ `.example`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_TYPES = ("danh-ba", "lanh-dao", "don-vi", "lay-y-kien")
_KEYS = ("thu_dien_tu", "thu_dien_tu_nhan")
_ADDRESS = re.compile(r"[^@\s]++@(?P<domain>[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)++)")
_WEBMAIL = re.compile(
    r"[A-Za-z0-9._%+-]{1,64}@(?:gmail|yahoo|ymail|hotmail|outlook|live|icloud|protonmail|zoho)\.[a-z.]{2,10}\b",
    re.IGNORECASE,
)
# Elsewhere people may name their own mailbox; one that is named after an office is the office's.
_OFFICIAL = re.compile(
    r"(?<![\w.%+-])(?:[A-Za-z0-9-]{1,30}[._-](?=(?:ubnd|hdnd|vpubnd|vpub|stttt|skhcn|snnmt|snnptnt|stnmt|sgddt|svhttdl|sldtbxh"
    r"|sonoivu|sotuphap|soyte)[\d.]{0,6}@)|ubnd|hdnd|ubmt|mttq|vpub|vphd|vanphong|van\.phong|motcua|mot\.cua|banbientap|bbt|gopy|tuphap"
    r"|phong(?:kinhte|noivu|taichinh|tuphap|vanhoa|vhtt|ktht|gddt|tnmt|nnmt)|so(?:noivu|tuphap|taichinh|yte|gddt|vhttdl|nnmt|nnptnt)"
    r"|congan(?:xa|phuong|huyen)|tramyte|ttyt|ttpvhcc|ttvh|daitruyenthanh|(?:xa|phuong)[._-])"
    r"[A-Za-z0-9._%+-]{0,60}@(?:gmail|yahoo|ymail|hotmail|outlook|live|icloud|protonmail|zoho)\.[a-z.]{2,10}\b",
    re.IGNORECASE,
)


@rule(
    "BM003",
    "thu-dien-tu-ngoai-gov-vn",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S0 Đ8 k1 k", "NĐ 42/2022 Đ4 k1 e"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for an address outside the state's domain; what is no address is told by SD003."""
    if "@" in edition.body:
        yield from _in_body(edition, _WEBMAIL if edition.type in (*_TYPES, "trang") else _OFFICIAL)
    if edition.type not in (*_TYPES, "trang"):
        return
    site = ctx.site(edition)
    allowed = (".gov.vn", ".example") if site is None or site.demo else (".gov.vn",)
    for key in _KEYS:
        found = _ADDRESS.fullmatch(edition.get(key).strip())
        if found is None or found["domain"].lower().endswith(allowed):
            continue
        mark = edition.mark(key)
        better = f"{key}: tonghop@{site.domain if site and site.domain else 'daklak.gov.vn'}"
        yield Problem(
            mark.line,
            mark.column,
            Text(
                f"Thư điện tử “{short(found[0])}” không thuộc .gov.vn.",
                f"“{short(found[0])}” is not an address under .gov.vn.",
            ),
            Text(
                f"Dùng hộp thư công vụ, ví dụ: {better}", f"Use the official address, for example: {better}"
            ),
            anchor=key,
        )


def _in_body(edition: Edition, pattern: re.Pattern[str]) -> Iterator[Problem]:
    """Tell free mailboxes that a page of an office gives to the public."""
    for number, line in edition.body_lines():
        for found in pattern.finditer(line) if "@" in line else ():
            yield Problem(
                number,
                found.start() + 1,
                Text(
                    f"Hộp thư miễn phí “{short(found[0])}” được nêu làm nơi liên hệ.",
                    f"A free mailbox is given: “{short(found[0])}”.",
                ),
                Text(
                    "Dùng hộp thư công vụ, ví dụ: tonghop@daklak.gov.vn",
                    "Use the official address, for example: tonghop@daklak.gov.vn",
                ),
                anchor=found[0].lower(),
            )

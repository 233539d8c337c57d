"""Chức vụ người ký không thuộc cơ quan ban hành.

## Vì sao
Văn bản của Ủy ban nhân dân do lãnh đạo Ủy ban ký, nghị quyết của Hội đồng nhân dân do lãnh đạo Hội đồng ký. Chức vụ của cơ quan
khác thường là do chép từ bài khác.

## Cách sửa
Chép chức vụ ở phần ký của bản chính. Ký thừa lệnh, thừa ủy quyền thì ghi cả, ví dụ
`chuc_vu_nguoi_ky: TL. Chủ tịch, Chánh Văn phòng`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.documents import DOCUMENT
from pipeline.checks.numbers import Codes
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text, fold

_BY_ORDER = ("tl.", "tuq", "thua lenh", "thua uy quyen", "uy quyen", "thay mat")
# group of the authority → words in a position that belong to another one
_FOREIGN = {
    "hdnd": ("uy ban nhan dan", "ubnd", "giam doc so", "bo truong"),
    "ubnd": ("hoi dong nhan dan", "hdnd", "giam doc so", "bo truong", "chu tich quoc hoi"),
    "quoc-hoi": ("bo truong", "uy ban nhan dan", "ubnd", "giam doc", "thu tuong"),
    "chinh-phu": ("chu tich quoc hoi", "uy ban nhan dan", "ubnd", "giam doc so"),
    "thu-tuong": ("chu tich quoc hoi", "uy ban nhan dan", "ubnd", "giam doc so", "bo truong"),
    "so": ("uy ban nhan dan", "ubnd", "hoi dong nhan dan", "hdnd", "bo truong", "chu tich"),
    "bo": ("uy ban nhan dan", "ubnd", "hoi dong nhan dan", "hdnd", "giam doc so"),
}


@rule(
    "VB013",
    "nguoi-ky-trai-co-quan",
    on=Edition,
    severity=Severity.WARNING,
    legal=("NĐ 30/2020 Đ8 k2 g",),
    since="0.3",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where the signer's position names another kind of agency than the issuing one."""
    if edition.type != DOCUMENT or edition.document.lang != "vi":
        return
    position = fold(edition.get("chuc_vu_nguoi_ky")[:200])
    if not position or any(word in position for word in _BY_ORDER):
        return
    codes: Codes = ctx.facts["codes"]
    group = codes.group_of(edition.get("co_quan_ban_hanh")[:200])
    foreign = _FOREIGN.get(group) or _FOREIGN.get(group.partition("-")[0], ())
    if not any(word in position for word in foreign):
        return
    mark = edition.mark("chuc_vu_nguoi_ky")
    said, authority = short(edition.get("chuc_vu_nguoi_ky")), short(edition.get("co_quan_ban_hanh"))
    yield Problem(
        mark.line,
        mark.column,
        Text(
            f"Chức vụ “{said}” không thuộc cơ quan ban hành “{authority}”.",
            f"The position “{said}” does not belong to the issuing “{authority}”.",
        ),
        Text(
            "Chép đúng phần ký của bản chính, ví dụ: chuc_vu_nguoi_ky: Chủ tịch",
            "Copy it from the signature of the original, for example: chuc_vu_nguoi_ky: Chủ tịch",
        ),
        anchor="chuc_vu_nguoi_ky",
    )

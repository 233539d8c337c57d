"""Bài trùng gần như nguyên văn một bài đã có trong kho mà không ghi nguồn.

## Vì sao
Bài của trang khác, đơn vị khác được dùng lại thì phải ghi rõ tác giả và nguồn, kể cả khi cùng trong một tỉnh. Bài của chính
trang đăng hai lần thì người đọc không biết bản nào là bản chính, và nhuận bút bị tính hai lần.

## Cách sửa
Ghi nguồn ở phần đầu bài: `nguon_tin: co-quan` và `nguon: {ten: …, dia_chi: …}` dẫn đến bài gốc. Nếu lỡ đăng hai lần trên cùng
một trang thì bỏ bài sau, hoặc thay bằng vài câu giới thiệu kèm liên kết tới bài trước.

Thông báo lập theo mẫu (lịch, thông báo hằng năm) chỉ khác số liệu, tên riêng thì không bị coi là chép.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.taken import how_to_name, taken
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "NG009",
    "chep-nguyen-bai",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S0 Đ7 k1 đ", "S2 Đ9 k3", "S1 Đ5 k2 c", "S1 Đ25 k1"),
    since="0.2",
    across=True,
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for an item that is a copy of an earlier one which it does not name."""
    found = taken(edition, ctx)
    if found is None or not found.whole:
        return
    mark = edition.mark("nguon_tin")
    source, title = found.source, short(found.source.title or found.source.path)
    own = source.document.site == edition.document.site
    named = how_to_name(source, edition, ctx)
    yield Problem(
        mark.line,
        mark.column,
        Text(
            f"{found.percent}% nội dung trùng với bài “{title}” ({source.path}) mà không ghi nguồn.",
            f"{found.percent}% of the text is that of “{title}” ({source.path}), which is not named.",
        ),
        Text(
            f"Nếu đăng hai lần thì bỏ bài này; nếu viết tiếp từ bài ấy thì dẫn liên kết: {named.vi}"
            if own
            else f"Ghi nguồn ở phần đầu bài: {named.vi}",
            f"Drop this item if it was sent twice; otherwise link to the first: {named.en}"
            if own
            else f"Name the source in the front matter: {named.en}",
        ),
        anchor=source.path,
    )

"""Bài lấy nhiều đoạn của một bài khác trong kho mà không nêu bài ấy.

## Vì sao
Trích nhiều đoạn của bài khác cũng là sử dụng lại thông tin, phải ghi tác giả và nguồn. Có liên kết thì người đọc còn xem được
bản đầy đủ và biết đoạn ấy viết lúc nào.

## Cách sửa
Dẫn liên kết tới bài được lấy lại trong câu có đoạn ấy, hoặc ghi `nguon` ở phần đầu bài, hoặc viết “Theo …” trước đoạn trích.
Đoạn do trang mình viết lại bằng lời khác thì không phải nêu.
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
    "NG010",
    "chep-nhieu-doan",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S0 Đ7 k1 đ", "S2 Đ9 k3", "S1 Đ5 k2 c", "S1 Đ25 k1"),
    since="0.2",
    across=True,
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem at the longest passage that an item has from an earlier one which it does not name."""
    found = taken(edition, ctx)
    if found is None or found.whole:
        return
    source, title = found.source, short(found.source.title or found.source.path)
    named = how_to_name(source, edition, ctx)
    yield Problem(
        found.longest.line,
        1,
        Text(
            f"{found.found.common} tiếng ({found.percent}% bài) lấy từ bài “{title}” ({source.path}) mà không nêu bài ấy.",
            f"{found.found.common} syllables ({found.percent}% of the item) are those of “{title}” ({source.path}),"
            " which is not named.",
        ),
        Text(f"Nêu nguồn, ví dụ: {named.vi}", f"Name it, for example: {named.en}"),
        anchor=source.path,
    )

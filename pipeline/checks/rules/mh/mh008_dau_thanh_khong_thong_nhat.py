"""Trong một bài, cùng một chữ lúc đặt dấu kiểu “hòa”, lúc đặt dấu kiểu “hoà”.

## Vì sao
Cả hai cách đặt dấu thanh đều được dùng, nhưng lẫn lộn trong một bài thì tìm trong trang (Ctrl+F) chỉ ra một nửa và bài trông
như ghép từ nhiều nguồn. Đây chỉ là lưu ý.

## Cách sửa
Chọn một kiểu cho cả bài và đặt bộ gõ theo kiểu ấy. Tên riêng giữ đúng như chủ nhân viết.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from pipeline.checks.inventory import of_text, question, words_with
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.encoding.tones import other_placement, placements, tone_placement
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_OLDER = question(lambda word: bool(placements(word)[0]), ascii_too=False)
_NEWER = question(lambda word: bool(placements(word)[1]), ascii_too=False)


@rule(
    "MH008",
    "dau-thanh-khong-thong-nhat",
    on=Edition,
    severity=Severity.NOTE,
    legal=(),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield one problem for the first word that stands in both placements, in the rarer one.

    Words in capitals at their beginning may be names and count only when the text has them both ways in
    small letters.
    """
    given = of_text(edition)
    if not given & _OLDER or not given & _NEWER or not _both(edition.text):
        return
    older, newer = tone_placement(edition.text)
    rare, common = (older, newer) if len(older) <= len(newer) else (newer, older)
    known = {m.group() for m in common if m.group().islower()}
    for match in rare:
        other = other_placement(match)
        if not match.group().islower() or other not in known:
            continue
        starts = [i + 1 for i, c in enumerate(edition.text) if c == "\n"]
        row = bisect_right(starts, match.start())
        column = match.start() - (starts[row - 1] if row else 0) + 1
        word = match.group()
        yield Problem(
            row + 1,
            column,
            Text(
                f"Bài viết lúc “{word}”, lúc “{other}”: dấu thanh đặt không thống nhất.",
                f"The text has “{word}” and “{other}”: two placements of the tone mark.",
            ),
            Text(
                f"Chọn một kiểu cho cả bài, ví dụ viết “{other}” ở mọi chỗ.",
                f"Keep to one, for example “{other}”.",
            ),
            anchor=word,
        )
        return


def _both(text: str) -> bool:
    """Return whether some word of a text stands in both placements."""
    told = [placements(word) for word in words_with(text, _OLDER | _NEWER)]
    return not {w for older, _ in told for w in older}.isdisjoint(w for _, newer in told for w in newer)

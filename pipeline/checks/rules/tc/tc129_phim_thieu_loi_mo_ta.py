"""Video không có lời mô tả hình hoặc bản chữ thay thế.

## Vì sao
Người khiếm thị không thấy hình trong video. Họ cần lời thuyết minh mô tả hình, hoặc một bản chữ kể cả lời nói lẫn điều nhìn
thấy. Thẻ `<track kind="descriptions">` chưa được trình duyệt nào đọc.

## Cách sửa
Đặt ngay dưới video một liên kết `[Bản chữ của video](…)` hoặc đoạn chữ “Video trên cho thấy …”; hoặc đăng bản có thuyết minh
mô tả hình.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.media import described, has_transcript, media_sources, silent, stands_for_text
from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, short
from pipeline.checks.styles import hidden_of
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text


@rule(
    "TC129",
    "phim-thieu-loi-mo-ta",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each film in sight whose pictures are told neither in sound nor in text."""
    unseen = hidden_of(page).viewers
    for element in page.all("video"):
        sources = media_sources(page, element)
        if unseen[element.index] or not sources or described(page, element):
            continue
        if has_transcript(page, element) or stands_for_text(page, element):
            continue
        quiet = silent(page, element)
        yield Problem(
            element.line,
            element.column,
            Text(
                f"Video {short(sources[0])} không có lời mô tả hình, cũng không có bản chữ.",
                f"The film {short(sources[0])} has neither an audio description nor a transcript.",
            ),
            Text(
                "Đặt ngay dưới video: [Bản chữ của video](ban-chu.md)",
                "Put right below the film: [Transcript of the film](transcript.md)",
            ),
            sources[0],
            ("1.2.1",) if quiet else ("1.2.3", "1.2.5"),
            ("c3232f", "d7ba54") if quiet else ("c5a4ea", "1ea59c", "1a02b0"),
        )

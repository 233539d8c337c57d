"""Bản ghi âm không có bản chữ.

## Vì sao
Người điếc và người nghe kém không nghe được; người đang ở nơi ồn hay muốn tìm một câu cũng cần bản chữ.

## Cách sửa
Đặt ngay dưới bản ghi âm toàn văn lời nói, hoặc liên kết `[Bản chữ của bài nói](…)`. Bản chữ phải nhìn thấy được.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.media import has_transcript, media_sources, stands_for_text
from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, short
from pipeline.checks.styles import hidden_of
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text


@rule(
    "TC130",
    "am-thanh-thieu-ban-chu",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each recording that can be heard and has no transcript in sight."""
    away = hidden_of(page)
    for element in page.all("audio"):
        sources = media_sources(page, element)
        heard = "autoplay" in element.attrs or (
            "controls" in element.attrs and not away.viewers[element.index]
        )
        if not heard or not sources or _beside_a_film(page):
            continue
        if has_transcript(page, element) or stands_for_text(page, element):
            continue
        yield Problem(
            element.line,
            element.column,
            Text(
                f"Bản ghi âm {short(sources[0])} không có bản chữ.",
                f"The recording {short(sources[0])} has no transcript.",
            ),
            Text(
                "Đặt ngay dưới bản ghi âm: [Bản chữ của bài nói](ban-chu.md)",
                "Put right below the recording: [Transcript of the speech](transcript.md)",
            ),
            sources[0],
            ("1.2.1",),
            ("e7aa44", "2eb176"),
        )


def _beside_a_film(page: BuiltPage) -> bool:
    return bool(page.all("video"))  # then it may be what tells the pictures of the film

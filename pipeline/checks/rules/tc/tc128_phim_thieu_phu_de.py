"""Video có tiếng mà không có phụ đề.

## Vì sao
Người điếc, người nghe kém và người xem ở nơi ồn không biết video nói gì. Đoạn chữ ở gần không thay được phụ đề, trừ khi
trang nói rõ video chỉ kể lại phần chữ đó.

## Cách sửa
Làm tệp phụ đề WebVTT và thêm vào thẻ video: `<track kind="captions" srclang="vi" src="hop-bao.vtt">`. Video đã có phụ đề
trong hình hoặc không có tiếng thì không phải sửa.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.media import captioned, media_sources, silent, stands_for_text
from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, short
from pipeline.checks.styles import hidden_of
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text


@rule(
    "TC128",
    "phim-thieu-phu-de",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each film in sight that has sound and no captions."""
    unseen = hidden_of(page).viewers
    for element in page.all("video"):
        sources = media_sources(page, element)
        if unseen[element.index] or not sources or silent(page, element) or captioned(page, element):
            continue
        # As an alternative of a text a film may do without; whether it tells more, people have to see.
        act = ("f51b46",) if stands_for_text(page, element) else ("eac66b", "f51b46")
        yield Problem(
            element.line,
            element.column,
            Text(
                f"Video {short(sources[0])} không có phụ đề.",
                f"The film {short(sources[0])} has no captions.",
            ),
            Text(
                'Thêm vào trong thẻ video: <track kind="captions" srclang="vi" src="phu-de.vtt">',
                'Add inside the video tag: <track kind="captions" srclang="vi" src="captions.vtt">',
            ),
            sources[0],
            ("1.2.2",),
            act,
        )

"""Chữ của trang không phải bằng ngôn ngữ mà trang khai báo.

## Vì sao
Trang tiếng Việt ghi `<html lang="en">` bị phần mềm đọc màn hình đọc từng chữ theo âm tiếng Anh, người khiếm thị
không hiểu được gì. Trình duyệt cũng mời người xem “dịch” nhầm.

## Cách sửa
Ghi đúng ngôn ngữ của phần lớn chữ trên trang: `<html lang="vi">` cho trang tiếng Việt. Với bài dịch sang tiếng Anh,
đặt bài ở bản tiếng Anh của cổng.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, short
from pipeline.checks.rules.passages import reading
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text


@rule(
    "TC142",
    "ngon-ngu-trang-khong-khop",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.ERROR,
    legal=ACCESSIBILITY,
    since="0.2",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem when most of the page's text is surely in another language than the page says."""
    heard = reading(page)
    for element in page.all("html")[:1]:
        found = heard.mismatch(element.index)
        if not found:
            continue
        lang = element.attrs["lang"].strip()
        yield Problem(
            element.line,
            element.column,
            Text(
                f"Trang ghi lang=“{short(lang)}” nhưng chữ của trang là ngôn ngữ “{found}”.",
                f"The page says lang=“{short(lang)}” but its text is in “{found}”.",
            ),
            Text(f'Ghi <html lang="{found}">.', f'Write <html lang="{found}">.'),
            "lang",
            ("3.1.1",),
            ("ucwvc8",),
        )

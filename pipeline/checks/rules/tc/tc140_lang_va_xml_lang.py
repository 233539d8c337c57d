"""Thẻ `<html>` khai báo hai ngôn ngữ khác nhau ở `lang` và `xml:lang`.

## Vì sao
Phần mềm đọc cũ đọc theo `xml:lang`, phần mềm mới đọc theo `lang`. Hai giá trị khác nhau thì có người nghe trang
tiếng Việt bằng giọng nước ngoài.

## Cách sửa
Ghi cùng một ngôn ngữ: `<html lang="vi" xml:lang="vi">`, hoặc bỏ hẳn `xml:lang`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.language_tags import primary
from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, short
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text


@rule(
    "TC140",
    "lang-va-xml-lang",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.2",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem when lang and xml:lang of the page name two languages."""
    for element in page.all("html")[:1]:
        lang, other = element.attrs.get("lang", "").strip(), element.attrs.get("xml:lang", "").strip()
        if not primary(lang) or not other or primary(other) == primary(lang):
            continue
        yield Problem(
            element.line,
            element.column,
            Text(
                f"Trang ghi lang là “{short(lang)}” nhưng xml:lang là “{short(other)}”.",
                f"The page says “{short(lang)}” in lang but “{short(other)}” in xml:lang.",
            ),
            Text(f'Bỏ xml:lang, chỉ giữ <html lang="{lang}">.', f'Drop xml:lang, keep <html lang="{lang}">.'),
            "xml:lang",
            ("3.1.1",),
            ("5b7ae0",),
        )

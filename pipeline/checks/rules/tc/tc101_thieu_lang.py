"""Trang không khai báo ngôn ngữ, hoặc khai báo sai.

## Vì sao
Phần mềm đọc màn hình chọn giọng đọc theo thuộc tính `lang` của thẻ `<html>`. Thiếu hoặc sai thuộc tính này
thì tiếng Việt bị đọc bằng giọng nước ngoài và người khiếm thị không nghe được nội dung.

## Cách sửa
Trang tiếng Việt ghi `<html lang="vi">`, trang tiếng Anh ghi `<html lang="en">`. Thuộc tính này do mẫu giao
diện đặt, nên lỗi ở đây là việc của người quản trị kỹ thuật, không phải của người viết tin, bài.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.language_tags import meant, primary
from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, piece, short
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text


@rule(
    "TC101",
    "thieu-lang",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.ERROR,
    legal=ACCESSIBILITY,
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem when the page's language is not said, no language tag, or not the page's."""
    if piece(page, ctx):
        return  # it is in the language of the page around it
    found = page.all("html")
    line, column = (found[0].line, found[0].column) if found else (1, 1)
    lang = found[0].attrs.get("lang", "").strip() if found else ""
    expected = page.ref.lang or meant(lang, "vi")
    hint = Text(f'Ghi <html lang="{expected}">.', f'Write <html lang="{expected}">.')
    if not lang:
        message = Text("Thẻ html không có thuộc tính lang.", "The html tag has no attribute lang.")
        yield Problem(line, column, message, hint, "lang", ("3.1.1",), ("b5c3f8",))
    elif not primary(lang):
        message = Text(f"“{short(lang)}” không phải là mã ngôn ngữ.", f"“{short(lang)}” is no language tag.")
        yield Problem(line, column, message, hint, "lang", ("3.1.1",), ("bf051a",))
    elif page.ref.lang and lang.split("-")[0].lower() != page.ref.lang:
        message = Text(
            f"Trang thuộc bản “{page.ref.lang}” nhưng khai báo ngôn ngữ “{lang}”.",
            f"The page belongs to the “{page.ref.lang}” edition but says its language is “{lang}”.",
        )
        yield Problem(line, column, message, hint, "lang", ("3.1.1",), ("ucwvc8",))

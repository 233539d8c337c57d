"""Cả bài viết bằng ngôn ngữ khác với ngôn ngữ của trang.

## Vì sao
Trang trong thư mục `en/` được khai là tiếng Anh, các trang khác là tiếng Việt; trình đọc màn hình chọn giọng đọc theo đó. Bài tiếng
Việt đặt trong `en/` bị đọc bằng giọng Anh, không ai hiểu.

## Cách sửa
Chuyển tệp sang đúng thư mục: `content/<trang>/en/…` cho bài tiếng Anh, ngoài `en/` cho bài tiếng Việt; hoặc dịch bài. Bài bằng
ngôn ngữ khác thì bao nội dung trong `<div lang="…">…</div>`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.inventory import of_text
from pipeline.checks.languages import FOREIGN_LETTERS, WITHOUT_MARKS, guess, plainly_vietnamese, same
from pipeline.checks.marked import pieces
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_NAMES = {
    "vi": Text("tiếng Việt", "Vietnamese"),
    "en": Text("tiếng Anh", "English"),
    "fr": Text("tiếng Pháp", "French"),
    "zh": Text("tiếng Trung", "Chinese"),
    "ja": Text("tiếng Nhật", "Japanese"),
    "ko": Text("tiếng Hàn", "Korean"),
    "km": Text("tiếng Khmer", "Khmer"),
    "lo": Text("tiếng Lào", "Lao"),
    "ru": Text("tiếng Nga", "Russian"),
    "de": Text("tiếng Đức", "German"),
}
_PASSAGE = 60  # characters; a shorter piece is a name or an address
_SAMPLE = 2000  # characters; what begins in Vietnamese is left to the rule on passages
_KEYS = {"tieu_de": Text("Tiêu đề", "The title"), "tom_tat": Text("Tóm tắt", "The summary")}


def language_name(code: str) -> Text:
    """Return the name of a language by its tag, the tag itself where the name is not known."""
    told = "vi" if code == WITHOUT_MARKS else code.partition("-")[0].lower()
    return _NAMES.get(told, Text(f"ngôn ngữ “{told}”", f"the language “{told}”"))


@rule(
    "TC013",
    "sai-ngon-ngu-bai",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S1 Đ5 k2 d", "S4 Đ3 k4"),
    since="0.2",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for title, summary and body that are surely in another language than the page's."""
    lang = edition.document.lang
    foreign = bool(of_text(edition) & FOREIGN_LETTERS)
    for key, what in _KEYS.items():
        told = _other(edition.get(key), lang, foreign)
        if told:
            mark = edition.mark(key)
            yield _problem(mark.line, mark.column, what, told, lang, key)
    own = [p for p in pieces(edition) if p.lang is None or same(p.lang, lang)]
    told = _other("\n".join([p.text for p in own]), lang, foreign)
    # where Vietnamese passages stand beside foreign ones, TC014 tells of each of those
    mixed = lang == "vi" and told and any(len(p.text) > _PASSAGE and guess(p.text).lang == "vi" for p in own)
    if told and not mixed:
        yield _problem(own[0].line, own[0].column, Text("Nội dung", "The body"), told, lang, "body")


def _other(text: str, lang: str, foreign: bool) -> str:
    if lang == "vi" and plainly_vietnamese(text[:_SAMPLE], foreign=foreign):
        return ""
    told = guess(text)
    if told.lang is None or not told.sure or same(lang, told.lang):
        return ""
    return told.lang


def _problem(line: int, column: int, what: Text, told: str, lang: str, anchor: str) -> Problem:
    name, own = language_name(told), language_name(lang)
    if told in ("en", "vi"):
        folder = "thư mục en/" if told == "en" else "ngoài thư mục en/"
        hint = Text(
            f"Dịch sang {own.vi}, hoặc chuyển tệp ra {folder}."
            if told == "vi"
            else f"Dịch sang {own.vi}, hoặc chuyển tệp vào {folder}.",
            f"Translate it into {own.en}, or move the file {'into' if told == 'en' else 'out of'} en/.",
        )
    else:
        hint = Text(
            f'Dịch sang {own.vi}, hoặc đánh dấu: <div lang="{told}">…</div>',
            f'Translate it into {own.en}, or mark it: <div lang="{told}">…</div>',
        )
    return Problem(
        line,
        column,
        Text(
            f"{what.vi} viết bằng {name.vi} trên trang {own.vi}.",
            f"{what.en} is in {name.en} on a page that is in {own.en}.",
        ),
        hint,
        anchor=anchor,
        wcag=("3.1.1",),
    )

"""Lời thay thế của ảnh không nói ảnh cho thấy điều gì.

## Vì sao
“IMG_2041.jpg”, “hình ảnh”, “ảnh minh họa” hay chép lại chú thích, tiêu đề bài, dòng ghi nguồn ảnh thì người nghe đọc màn hình
không biết gì thêm. Lời quá dài (trên 200 ký tự) thì không ai nghe hết.

## Cách sửa
Viết một câu ngắn: ai, làm gì, ở đâu. Không bắt đầu bằng tên tệp, không chép lại chú thích. Chuyện dài thì để trong nội dung.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.checks.markdown import scan
from pipeline.checks.parts import media, pictures
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import bare, says_nothing, short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_LONGEST = 200
_TITLE_WORDS = 4  # blanks in a title that is more than a name
_NAMED_BY_TITLE = ("lanh-dao", "ban-do", "danh-ba", "don-vi")
_CREDIT = re.compile(r"\(?(?:ảnh|hình|nguồn ảnh|nguồn|photo|source)\s*+:.*", re.IGNORECASE)
_ENGLISH = {
    "chú thích": "the caption",
    "tiêu đề bài": "the title of the item",
    "nguồn ảnh": "the credit",
    "chữ khi rê chuột (title)": "the title text",
}


@rule(
    "TC002",
    "loi-thay-the-vo-nghia",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S1 Đ5 k2 d", "TT 32/2017 Đ18 k1 c"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every alternative that says nothing, repeats the caption, or runs too long."""
    lang = edition.document.lang
    # A portrait or a map is rightly called what its item is called.
    title = (
        edition.title
        if edition.title.count(" ") >= _TITLE_WORDS and edition.type not in _NAMED_BY_TITLE
        else ""
    )
    for named in (*pictures(edition, ctx), *media(edition)):
        said = named.text("mo_ta")
        repeated = {
            "chú thích": named.text("chu_thich"),
            "tiêu đề bài": title,
            "nguồn ảnh": named.text("nguon"),
        }
        fault = _fault(said, named.file, repeated, lang)
        if fault:
            mark = edition.mark(f"{named.path}.mo_ta")
            hint = Text(
                "Viết ai, làm gì, ở đâu, ví dụ: mo_ta: Người dân nộp hồ sơ tại bộ phận một cửa",
                "Write who does what where, for example: mo_ta: Citizens hand in papers at the counter",
            )
            yield Problem(mark.line, mark.column, fault, hint, anchor=f"{named.path}.mo_ta", wcag=("1.1.1",))
    found = scan(edition)
    for picture in found.pictures:
        below = _CREDIT.sub("", found.below(picture.end_line)[:500])
        repeated = {"chú thích": below, "tiêu đề bài": title, "chữ khi rê chuột (title)": picture.title}
        fault = _fault((picture.alt or "").strip(), picture.target, repeated, lang)
        if fault:
            target = short(picture.target)
            hint = Text(
                f"Viết ai, làm gì, ở đâu, ví dụ: ![Người dân nộp hồ sơ tại bộ phận một cửa]({target})",
                f"Write who does what where, for example: ![Citizens hand in papers at the counter]({target})",
            )
            yield Problem(picture.line, picture.column, fault, hint, anchor=picture.target, wcag=("1.1.1",))


def _fault(said: str, file: str, repeated: Mapping[str, str], lang: str) -> Text | None:
    if not said:
        return None  # TC001 tells of it
    if len(said) > _LONGEST:
        return Text(
            f"Lời mô tả ảnh dài {len(said)} ký tự, quá {_LONGEST}.",
            f"The alternative has {len(said)} characters, more than {_LONGEST}.",
        )
    for what, other in repeated.items():
        if other and bare(other) == bare(said):
            return Text(
                f"Lời mô tả “{short(said)}” chép lại nguyên {what}.",
                f"The alternative “{short(said)}” repeats {_ENGLISH[what]}.",
            )
    if says_nothing(said, file, lang):
        return Text(
            f"Lời mô tả “{short(said)}” không nói ảnh cho thấy điều gì.",
            f"The alternative “{short(said)}” does not say what the picture shows.",
        )
    return None

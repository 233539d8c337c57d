"""Lời thay thế của ảnh không nói ảnh cho thấy điều gì.

## Vì sao
“IMG_2041.jpg”, “hình ảnh”, “ảnh minh họa” hay chép lại chú thích thì người nghe đọc màn hình không biết gì thêm. Lời quá
dài (trên 200 ký tự) thì không ai nghe hết.

## Cách sửa
Viết một câu ngắn: ai, làm gì, ở đâu. Không bắt đầu bằng tên tệp, không chép lại chú thích. Chuyện dài thì để trong nội dung.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.markdown import scan
from pipeline.checks.parts import media, pictures
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import bare, says_nothing, short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_LONGEST = 200


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
    for named in (*pictures(edition, ctx), *media(edition)):
        said = named.text("mo_ta")
        fault = _fault(said, named.file, named.text("chu_thich"))
        if fault:
            mark = edition.mark(f"{named.path}.mo_ta")
            hint = Text(
                "Viết ai, làm gì, ở đâu, ví dụ: mo_ta: Người dân nộp hồ sơ tại bộ phận một cửa",
                "Write who does what where, for example: mo_ta: Citizens hand in papers at the counter",
            )
            yield Problem(mark.line, mark.column, fault, hint, anchor=f"{named.path}.mo_ta", wcag=("1.1.1",))
    for picture in scan(edition).pictures:
        fault = _fault((picture.alt or "").strip(), picture.target, "")
        if fault:
            target = short(picture.target)
            hint = Text(
                f"Viết ai, làm gì, ở đâu, ví dụ: ![Người dân nộp hồ sơ tại bộ phận một cửa]({target})",
                f"Write who does what where, for example: ![Citizens hand in papers at the counter]({target})",
            )
            yield Problem(picture.line, picture.column, fault, hint, anchor=picture.target, wcag=("1.1.1",))


def _fault(said: str, file: str, caption: str) -> Text | None:
    if not said:
        return None  # TC001 tells of it
    if len(said) > _LONGEST:
        return Text(
            f"Lời mô tả ảnh dài {len(said)} ký tự, quá {_LONGEST}.",
            f"The alternative has {len(said)} characters, more than {_LONGEST}.",
        )
    if caption and bare(caption) == bare(said):
        return Text(
            f"Lời mô tả “{short(said)}” chép lại nguyên chú thích.",
            f"The alternative “{short(said)}” repeats the caption.",
        )
    if says_nothing(said, file):
        return Text(
            f"Lời mô tả “{short(said)}” không nói ảnh cho thấy điều gì.",
            f"The alternative “{short(said)}” does not say what the picture shows.",
        )
    return None

"""Bài không có nội dung, hoặc nội dung chỉ là chữ giữ chỗ.

## Vì sao
Loại bài này đăng để người dân đọc phần nội dung. Chỉ có tiêu đề và tóm tắt, hoặc chỉ có ảnh chụp văn bản, thì người dùng
trình đọc màn hình và máy tìm kiếm không có gì để đọc.

## Cách sửa
Viết nội dung dưới dòng `---` thứ hai. Nếu nội dung nằm trong tệp hoặc ảnh thì tóm lại bằng chữ những điểm chính.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.markdown import scan
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import bare
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_PLACEHOLDER = re.compile(
    r"(?:noi dung |thong tin |chuyen muc |trang )?(?:nay )?(?:hien )?(?:dang|se|chua)(?: duoc| trong qua trinh)? ?"
    r"(?:cap nhat|bo sung|hoan thien|xay dung|bien tap|co noi dung)(?: sau| tiep)?|tra loi|coming soon|under construction|to be updated|lorem ipsum.*|x{2,}|test|abc"
)
_NO_LETTERS = re.compile(r"[\W_]+")
_LONGEST = 120  # characters of a body that may be a placeholder


@rule("SD023", "than-bai-trong", on=Edition, severity=Severity.ERROR, legal=("S0 Đ7 k1",), since="0.2")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for an item whose type lives by its text and that has none."""
    kind = ctx.type(edition)
    if kind is None or edition.value("go_bo"):
        return
    words = ""
    for block in scan(edition).blocks:
        if block.kind != "tieu-de" and len(words) <= _LONGEST:
            said = block.plain[:600]
            if len(_NO_LETTERS.sub("", said[:240])) > _LONGEST:  # ten times as cheap a look
                words = said
                break
            words = f"{words} {bare(said)}".strip()
    if words and (len(words) > _LONGEST or not _PLACEHOLDER.fullmatch(words)):
        yield from _sections(edition)
        return
    if not words and not kind.needs_body:
        return
    message = (
        Text("Nội dung bài chỉ là chữ giữ chỗ.", "The text only keeps a place.")
        if words
        else Text("Bài chưa có nội dung bằng chữ.", "The item has no text.")
    )
    hint = Text(
        "Viết nội dung dưới dòng --- thứ hai; bài chỉ có ảnh hoặc tệp thì nêu những điểm chính bằng chữ.",
        "Write the text below the second ---; say in words what a picture or file holds.",
    )
    yield Problem(edition.body_line, 1, message, hint, anchor="than-bai")


def _sections(edition: Edition) -> Iterator[Problem]:
    """Yield a problem for every section that holds nothing but “đang cập nhật”."""
    if not any(
        word in edition.body
        for word in ("ập nhật", "ổ sung", "oàn thiện", "orem ipsum", "oming soon", "nder construction")
    ):
        return
    for block in scan(edition).blocks:
        if block.kind != "chu" or len(block.plain) > _LONGEST:
            continue
        words = bare(block.plain)
        if len(words) > 5 and _PLACEHOLDER.fullmatch(words):
            yield Problem(
                block.line,
                1,
                Text("Đoạn này chỉ là chữ giữ chỗ.", "This paragraph only keeps a place."),
                Text(
                    "Viết nội dung thật; chưa có thì xóa cả mục, kể cả tiêu đề của mục.",
                    "Write the text, or remove the section with its heading.",
                ),
                anchor=words,
            )

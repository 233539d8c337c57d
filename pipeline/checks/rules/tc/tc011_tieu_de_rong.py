"""Tiêu đề trống, hoặc cả một đoạn văn làm tiêu đề.

## Vì sao
Tiêu đề trống vẫn có trong danh sách tiêu đề mà trình đọc màn hình nêu ra, nhưng không nói gì. Cả đoạn văn làm tiêu đề cho chữ to
thì mục lục và danh sách ấy không dùng được. Dòng `---` viết sát dưới một câu cũng biến câu ấy thành tiêu đề.

## Cách sửa
Xóa dòng tiêu đề trống. Đoạn văn thì bỏ dấu `#` ở đầu; muốn nhấn mạnh thì in đậm vài chữ. Đường kẻ `---` đặt sau một dòng trống.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.markdown import Heading, scan
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import bare, short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_WORDS = 12  # a heading of so many words that ends with a full stop is a sentence
_LONGEST = 250  # characters; long names of documents stay below


@rule("TC011", "tieu-de-rong", on=Edition, severity=Severity.ERROR, legal=("S1 Đ5 k2 d",), since="0.2")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every heading without words and every paragraph that is made a heading."""
    found = scan(edition)
    for heading in found.headings:
        if not heading.text[:1].isalpha() and not bare(heading.text[:1000]):
            message = Text("Tiêu đề không có chữ.", "The heading has no text.")
            hint = Text(
                "Xóa dòng này hoặc viết tiêu đề, ví dụ: ## Thời hạn nộp hồ sơ", "Remove it, or write one."
            )
        elif _is_paragraph(heading):
            said = short(heading.text)
            message = Text(
                f"Cả đoạn văn “{said}” được làm tiêu đề.", f"The paragraph “{said}” is made a heading."
            )
            line = found.body[heading.line - found.first_line] if heading.line >= found.first_line else ""
            hint = (
                Text("Bỏ dấu # ở đầu dòng để thành đoạn văn thường.", "Take the # away.")
                if line.startswith("#")
                else Text(
                    "Thêm một dòng trống trước dòng --- ngay bên dưới.", "Put an empty line above the ---."
                )
            )
        else:
            continue
        yield Problem(
            heading.line, heading.column, message, hint, anchor=short(heading.text), wcag=("1.3.1", "2.4.6")
        )


def _is_paragraph(heading: Heading) -> bool:
    text = heading.text
    return len(text) > _LONGEST or (text.endswith((".", ";")) and text.count(" ") >= _WORDS - 1)

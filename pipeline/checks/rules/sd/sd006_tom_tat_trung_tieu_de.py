"""Tóm tắt chỉ chép lại tiêu đề.

## Vì sao
Tóm tắt là phần “mô tả” trong dữ liệu đặc tả: nó phải cho người đọc biết thêm điều gì đó ngoài tiêu đề, nhất là
người nghe bằng trình đọc màn hình phải nghe cả hai.

## Cách sửa
Viết một đến ba câu nói rõ việc gì, ai, khi nào, ảnh hưởng tới ai.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.words import bare
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

# Two spellings of one name say the same.
_SHORT_FORMS = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "mttq": "mat tran to quoc",
    "tp": "thanh pho",
    "vp": "van phong",
}
_SHORTEST = 5  # words of a title below which one word more or less makes another sense


@rule(
    "SD006",
    "tom-tat-trung-tieu-de",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S1 Đ5 k2 đ", "TT 24/2011"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where the summary says nothing beyond the title (case, marks, full stop aside)."""
    if len(edition.get("tom_tat")) > 1.5 * len(edition.title) + 40:
        return  # it has words of its own
    raw = [set(edition.get(k)[:1000].casefold().split()) for k in ("tieu_de", "tom_tat")]
    if len(raw[0] & raw[1]) * 3 < len(raw[0]):
        return  # a cheap look before the thorough one
    title, summary = (_words(edition.get(k)) for k in ("tieu_de", "tom_tat"))
    if title and _repeats(title, summary):
        mark = edition.mark("tom_tat")
        yield Problem(
            mark.line,
            mark.column,
            Text("Tóm tắt chỉ chép lại tiêu đề.", "The summary only repeats the title."),
            Text(
                "Viết một câu cho biết thêm, ví dụ: tom_tat: Người dân nộp hồ sơ trên mạng từ ngày 01/12/2026.",
                "Write a sentence that says more, such as who is affected and from when.",
            ),
            anchor="tom_tat",
        )


def _words(text: str) -> list[str]:
    plain = f" {bare(text[:1000])} "
    for short_form, full in _SHORT_FORMS.items():
        plain = plain.replace(f" {short_form} ", f" {full} ")
    return plain.split()


def _repeats(title: list[str], summary: list[str]) -> bool:
    """Return whether a summary has the title's words and next to none of its own."""
    if title == summary:
        return True
    own, missing = Counter(summary) - Counter(title), Counter(title) - Counter(summary)
    few = max(1, len(title) // 8)
    return len(title) >= _SHORTEST and own.total() <= few and missing.total() <= few

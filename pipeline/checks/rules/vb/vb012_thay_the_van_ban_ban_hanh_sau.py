"""Văn bản ghi thay thế, sửa đổi một văn bản ban hành sau nó.

## Vì sao
Văn bản chỉ thay thế, sửa đổi được văn bản đã có. Ghi ngược chiều thì văn bản mới hiện là đã hết hiệu lực, người dân làm theo văn
bản cũ.

## Cách sửa
Văn bản mới ghi `thay_the`, văn bản cũ ghi `bi_thay_the_boi`. Nếu chiều đã đúng thì xem lại `ngay_ban_hanh` của hai bài.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.documents import DOCUMENT, Register, first_day, last_day, references
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.legal import identity, year_of
from pipeline.model.text import Text

# key, whether the named document must be the older one, what is said of it
_KEYS = (
    ("thay_the", True, Text("thay thế", "replace")),
    ("sua_doi", True, Text("sửa đổi", "amend")),
    ("bi_thay_the_boi", False, Text("bị thay thế bởi", "be replaced by")),
)


@rule(
    "VB012",
    "thay-the-van-ban-ban-hanh-sau",
    on=Edition,
    severity=Severity.ERROR,
    legal=("NĐ 42/2022 Đ4 k1 a", "S4 Đ22 k2"),
    since="0.3",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every replacement or amendment that runs against the days of issue.

    Where a number without a year finds a document of another year only, another document may be meant.
    """
    if edition.type != DOCUMENT:
        return
    register: Register = ctx.facts["register"]
    for key, backwards, word in _KEYS:
        for reference in references(edition, key):
            other = register.find(reference, edition)
            if other is None and backwards and _of_later_year(reference.number, edition):
                mark = edition.mark(reference.path)
                yield Problem(
                    mark.line,
                    mark.column,
                    Text(
                        f"Bài ghi văn bản này {word.vi} {reference.number}, số của năm sau năm ban hành văn bản này.",
                        f"It is said to {word.en} {reference.number}, a number of a later year than its own.",
                    ),
                    Text(
                        f"Đối chiếu số của văn bản cũ rồi sửa, ví dụ: {key}: [10/2024/QĐ-UBND]",
                        f"Compare with the original, for example: {key}: [10/2024/QĐ-UBND]",
                    ),
                    anchor=f"{key} {reference.number}",
                )
            if other is None or identity(other) == identity(edition):
                continue
            older, newer = (other, edition) if backwards else (edition, other)
            issued, before = first_day(older.value("ngay_ban_hanh")), last_day(newer.value("ngay_ban_hanh"))
            if issued is None or before is None or issued <= before:
                continue
            if year_of(reference.number) is None and issued.year != before.year:
                continue
            mark = edition.mark(reference.path)
            own, its = (before, issued) if backwards else (issued, before)
            yield Problem(
                mark.line,
                mark.column,
                Text(
                    f"Bài ghi văn bản này {word.vi} {reference.number}, nhưng nó ban hành ngày {own:%d/%m/%Y} "
                    f"còn {reference.number} ban hành ngày {its:%d/%m/%Y}.",
                    f"It is said to {word.en} {reference.number}, but was issued on {own} and that on {its}.",
                ),
                Text(
                    "Xem lại ngay_ban_hanh của hai bài; nếu đúng thì đổi chiều, ví dụ: bi_thay_the_boi: "
                    f"[{reference.number}]"
                    if backwards
                    else f"Xem lại ngay_ban_hanh của hai bài; nếu đúng thì đổi chiều, ví dụ: thay_the: [{reference.number}]",
                    "Look at both days of issue; if they are right, turn the relation round.",
                ),
                anchor=f"{key} {reference.number}",
            )


def _of_later_year(number: str, edition: Edition) -> bool:
    year, issued = year_of(number), last_day(edition.value("ngay_ban_hanh"))
    return year is not None and issued is not None and year > issued.year

"""Bài nhắc tới văn bản đã hết hiệu lực mà không nói rõ.

## Vì sao
Người đọc tra theo số trong bài sẽ gặp văn bản không còn giá trị. Tin cũ được xét theo ngày tiếp nhận; trang hướng dẫn, thủ tục,
giới thiệu được xét theo ngày hôm nay vì người dân đang làm theo.

## Cách sửa
Thay bằng văn bản hiện hành, hoặc nói rõ trong câu, ví dụ “Nghị định số 43/2011/NĐ-CP (nay được thay thế bằng Nghị định số
42/2022/NĐ-CP)”. Cố ý giữ thì ghi `giu_lai:` kèm lý do.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.documents import DOCUMENT, Reference, Register, references
from pipeline.checks.kinds import parse_moment
from pipeline.checks.mentioned import named, speaks_of_past
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.legal import mentions, number_key
from pipeline.model.text import Text, fold

# Items of one day: what they say was right when it was said.
_OF_A_DAY = ("tin-tuc", "chi-dao-dieu-hanh", "lay-y-kien", "hoi-dap", "khen-thuong-xu-phat", "bai-nghien-cuu")
# Keys that already name a document; rules of their own judge these.
_NAMED = ("can_cu", "thay_the", "sua_doi", "bi_thay_the_boi", "van_ban", "tu_van_ban", "van_ban_luat")


@rule(
    "VB014",
    "nhac-van-ban-het-hieu-luc",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S4 Đ22 k2",),
    since="0.3",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for the first mention of every lapsed document of which the text does not say so.

    Documents themselves keep the words of their day; quotations are not the item's own words.
    """
    if edition.type in (DOCUMENT, "") or edition.get("giu_lai").strip() or edition.value("go_bo"):
        return
    found = named(edition)
    if not found:
        return
    day = ctx.now.date()
    received = parse_moment(edition.value("tiep_nhan_luc"))
    if edition.type in _OF_A_DAY and received is not None:
        day = min(day, received.date())
    register: Register = ctx.facts["register"]
    told = {number_key(r.number) for key in _NAMED for r in references(edition, key)}
    told |= {n.key for n in found if n.past}  # said once is enough
    above = f"{edition.title[:500]}\n{edition.get('tom_tat')[:1000]}"
    if speaks_of_past(fold(above)):
        told |= {number_key(m.number) for m in mentions(above)}
    for each in found:
        if each.key in told or each.quoted:
            continue
        told.add(each.key)
        lapse = register.lapse(Reference(each.number, "", ""), edition, day)
        if lapse is None or not register.may_mean(each.number, edition):
            continue
        if lapse.by and _names(f"{each.around}\n{above}", lapse.by):
            continue
        since = Text(f" từ {lapse.since:%d/%m/%Y}", f" since {lapse.since}") if lapse.since else Text("", "")
        by = Text(f", thay bằng {lapse.by}", f", replaced by {lapse.by}") if lapse.by else Text("", "")
        better = lapse.by or "42/2022/NĐ-CP"
        yield Problem(
            each.line,
            each.column,
            Text(
                f"Bài nhắc {each.number}, văn bản đã hết hiệu lực{since.vi}{by.vi}.",
                f"The text names {each.number}, which has lapsed{since.en}{by.en}.",
            ),
            Text(
                f"Dẫn văn bản hiện hành, hoặc nói rõ, ví dụ: {each.number} (nay được thay thế bằng {better})",
                f"Name the law in force, or say so: {each.number} (since replaced by {better})",
            ),
            anchor=each.key,
        )


def _names(around: str, number: str) -> bool:
    """Return whether the words around a number also name what replaced it."""
    return any(number_key(m.number) == number_key(number) for m in mentions(around))

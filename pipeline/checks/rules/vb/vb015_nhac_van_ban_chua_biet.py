"""Bài nhắc tới văn bản mà chưa đăng ký văn bản nào biết.

## Vì sao
Số có trong đăng ký thì trang tự nối tới văn bản; số lạ thì người đọc không mở được, và có thể là số gõ sai.

## Cách sửa
Đối chiếu số. Nếu đúng và văn bản của cơ quan mình thì thêm vào mục `van-ban/`; văn bản của nơi khác thì có thể để nguyên.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.documents import Reference, Register, references
from pipeline.checks.mentioned import named
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.legal import mentions, number_key
from pipeline.model.text import Text

# VB007 tells of the numbers of can_cu; a document's own number is in the register.
_NAMED_ABOVE = ("can_cu",)
_STATED = (
    "van_ban",
    "van_ban_luat",
    "tu_van_ban",
    "thay_the",
    "sua_doi",
    "quyet_dinh_cong_bo",
    "quyet_dinh_phe_duyet",
)


@rule(
    "VB015",
    "nhac-van-ban-chua-biet",
    on=Edition,
    severity=Severity.NOTE,
    legal=("NĐ 42/2022 Đ4 k1 a",),
    since="0.3",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for the first mention of every number that neither a register nor the table knows."""
    if edition.value("go_bo"):
        return
    found = named(edition)
    stated = [r for key in _STATED if key in edition.meta for r in _stated(edition, key)]
    if not found and not stated:
        return
    register: Register = ctx.facts["register"]
    told = {number_key(r.number) for key in _NAMED_ABOVE for r in references(edition, key)}
    places = [(r, *_at(edition, r.path)) for r in stated]
    places += [(Reference(each.number, "", ""), each.line, each.column) for each in found]
    for reference, line, column in places:
        key, number = number_key(reference.number), reference.number
        if key in told:
            continue
        told.add(key)
        if register.known(reference, edition):
            continue
        yield Problem(
            line,
            column,
            Text(
                f"Không thấy văn bản {short(number)} nhắc trong bài ở đăng ký nào.",
                f"No register knows the document {short(number)} that the text names.",
            ),
            Text(
                "Kiểm tra lại số; nếu là văn bản của mình thì thêm vào mục van-ban/ với so_ky_hieu: "
                f"{short(number)}",
                f"Check the number; a document of your own belongs under van-ban/ as so_ky_hieu: {short(number)}",
            ),
            anchor=key,
        )


def _stated(edition: Edition, key: str) -> Iterator[Reference]:
    """Yield the numbers that a key of the front matter names; what is called made up is in no register."""
    value = edition.value(key)
    if isinstance(value, str) and "trình diễn" in value:
        return
    yield from (r for r in references(edition, key) if next(iter(mentions(r.number)), None))


def _at(edition: Edition, path: str) -> tuple[int, int]:
    mark = edition.mark(path)
    return mark.line, mark.column

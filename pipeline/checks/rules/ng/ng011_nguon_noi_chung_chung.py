"""Nguồn ảnh, phim, âm thanh ghi “sưu tầm”, “internet” hoặc tên mạng xã hội.

## Vì sao
“Sưu tầm”, “Internet”, “Facebook” không cho biết ai là tác giả, ai giữ quyền. Ghi như vậy cũng như không ghi nguồn, và khi có
người hỏi thì cơ quan không trả lời được đã xin phép ai.

## Cách sửa
Tìm người chụp hoặc nơi đăng đầu tiên rồi ghi tên: `nguon: Báo Đắk Lắk`, `Ảnh: Trần Văn A`, `Ảnh: Trang Facebook Công an xã Ea Kly`.
Không tìm được thì thay bằng ảnh của cơ quan mình.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.credits import credit_in, names_nobody
from pipeline.checks.markdown import scan
from pipeline.checks.parts import media, pictures
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_MAYBE_SIGNED = re.compile(r"(?:in|ài|ảnh|iả|iết)\s*:")
# The signature under an item: “Tin, ảnh: Sưu tầm”.
_SIGNED = re.compile(
    r"(?:tin|bài|tin bài|tin, bài|(?:tin|bài)(?:,| và| -| &) ?ảnh|tác giả|người viết)\s*:\s*(?P<who>[^:\n]{2,50})",
    re.IGNORECASE,
)


@rule(
    "NG011",
    "nguon-noi-chung-chung",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S0 Đ7 k2", "S1 Đ5 k2 c", "S2 Đ9 k2", "S3 Đ7"),
    since="0.2",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every credit that names nobody, in the front matter and under pictures."""
    for named in (*pictures(edition, ctx), *media(edition)):
        credit = named.text("nguon")
        if credit and names_nobody(credit):
            mark = edition.mark(f"{named.path}.nguon")
            yield _problem(credit, mark.line, mark.column, f"{named.path}.nguon")
    if edition.value("nguon.tac_gia") and names_nobody(edition.get("nguon.tac_gia") or "Báo"):
        mark = edition.mark("nguon.tac_gia")
        yield _problem(edition.get("nguon.tac_gia"), mark.line, mark.column, "nguon.tac_gia")
    found = scan(edition)
    told: set[int] = set()
    ending = edition.body[-400:]
    for number, line in list(edition.body_lines())[-6:] if _MAYBE_SIGNED.search(ending) else ():
        signed = _SIGNED.fullmatch(line.strip(" *_()")) if len(line) <= 80 else None
        if signed and names_nobody(signed["who"]):
            told.add(number)
            yield _problem(signed["who"], number, line.find(signed["who"]) + 1, f"cuoi-bai {number}")
    for picture in found.pictures:
        if picture.title and credit_in(picture.title) and names_nobody(picture.title):
            yield _problem(picture.title, picture.line, picture.column, picture.target)
        first = picture.end_line - found.first_line
        for number, line in enumerate(found.body[first : first + 4], start=picture.end_line):
            said = line.rpartition(")")[2] if "](" in line else line
            credit = credit_in(said)
            if credit and names_nobody(credit) and number not in told:
                told.add(number)
                yield _problem(credit, number, line.find(credit) + 1, f"{picture.target} {credit}")
            if credit:
                break


def _problem(credit: str, line: int, column: int, anchor: str) -> Problem:
    return Problem(
        line,
        max(1, column),
        Text(
            f"Nguồn ghi là “{short(credit)}”, không cho biết của ai.",
            f"The credit “{short(credit)}” does not tell whose work it is.",
        ),
        Text(
            "Ghi tên người hoặc nơi đăng đầu tiên, ví dụ: nguon: Báo Đắk Lắk; Ảnh: Trần Văn A",
            "Name the maker or the first publisher, for example: Photo: Name of the maker",
        ),
        anchor=anchor,
    )

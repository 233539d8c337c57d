"""Hai văn bản nói khác nhau về việc thay thế.

## Vì sao
Bài này ghi bị văn bản A thay thế, còn văn bản B lại ghi chính B thay nó: một trong hai bài sai, và người đọc bị dẫn tới nhầm
văn bản.

## Cách sửa
Đối chiếu điều khoản thi hành của văn bản mới. Chỉ cần ghi một phía; xóa dòng sai.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.documents import DOCUMENT, Register, references
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.legal import identity, number_key
from pipeline.model.text import Text


@rule(
    "VB006",
    "thay-the-mau-thuan",
    on=Edition,
    severity=Severity.ERROR,
    legal=("NĐ 42/2022 Đ4 k1 a", "S4 Đ22 k2"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where the successor that a document names and those that claim it are not the same."""
    if edition.type != DOCUMENT:
        return
    yield from _within(edition)
    named = list(references(edition, "bi_thay_the_boi"))
    if not named:
        return
    register: Register = ctx.facts["register"]
    own = edition.get("so_ky_hieu") or edition.title
    numbers = {number_key(r.number) for r in named}
    for reference in named:
        newer = register.find(reference, edition)
        older = {number_key(r.number) for r in references(newer, "thay_the")} if newer else set()
        if newer and older and number_key(own) not in older and identity(newer) != identity(edition):
            listed = ", ".join(r.number for r in references(newer, "thay_the"))
            yield _problem(
                edition,
                reference.path,
                Text(
                    f"Bài ghi bị {reference.number} thay thế, nhưng {newer.path} ghi văn bản đó thay {listed}.",
                    f"It says that {reference.number} replaces it, but {newer.path} says that replaces {listed}.",
                ),
                reference.number,
            )
    for newer in register.successors(edition):
        number = newer.get("so_ky_hieu")
        if number_key(number) not in numbers:
            yield _problem(
                edition,
                "bi_thay_the_boi",
                Text(
                    f"Bài ghi bị {named[0].number} thay thế, nhưng {newer.path} ghi {number} thay nó.",
                    f"It says that {named[0].number} replaces it, but {newer.path} says that {number} does.",
                ),
                number,
            )


def _within(edition: Edition) -> Iterator[Problem]:
    """Yield a problem for every document that the item says two things of."""
    replaced = {number_key(r.number) for r in references(edition, "thay_the")}
    if not replaced:
        return
    for key, said in (
        ("sua_doi", Text("vừa được thay thế vừa được sửa đổi", "both replaced and amended")),
        (
            "bi_thay_the_boi",
            Text("vừa bị thay thế vừa thay thế bài này", "both older and newer than this one"),
        ),
    ):
        for reference in references(edition, key):
            if number_key(reference.number) in replaced:
                message = Text(
                    f"Bài ghi {reference.number} {said.vi}.", f"{reference.number} is said to be {said.en}."
                )
                yield _problem(edition, reference.path, message, f"{key} {reference.number}")


def _problem(edition: Edition, key: str, message: Text, anchor: str) -> Problem:
    mark = edition.mark(key)
    hint = Text(
        "Đối chiếu điều khoản thi hành của văn bản mới rồi sửa một phía, ví dụ: bi_thay_the_boi: [42/2022/NĐ-CP]",
        "Compare with the new document's final articles and mend one side.",
    )
    return Problem(mark.line, mark.column, message, hint, anchor=anchor)

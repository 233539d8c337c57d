"""Cùng một chữ liên kết dẫn đến những nơi khác nhau.

## Vì sao
Trong danh sách liên kết, hai liên kết cùng tên là một; người nghe không biết vì sao chúng dẫn đi hai nơi.

## Cách sửa
Thêm vào chữ của liên kết điều phân biệt: “Mẫu tờ khai (người lớn)”, “Mẫu tờ khai (trẻ em)”.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.markdown import scan
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import bare, is_file_name, is_generic_link, short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.links import LinkIndex
from pipeline.model.text import Text


@rule(
    "TC010",
    "cung-chu-khac-dich",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S1 Đ5 k2 d", "TT 32/2017 Đ18 k1 d"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for the first link of each text that leads elsewhere than an earlier one."""
    site = ctx.site(edition)
    index = ctx.facts["links"][site.id] if site else None
    first: dict[str, tuple[str, int]] = {}
    told: set[str] = set()
    for link in scan(edition).links:
        said = bare(link.text[:300])
        if link.bare or not said or said in told or is_generic_link(link.text) or is_file_name(link.text):
            continue  # a generic text is told by TC004
        target = _meant(link.target, edition.path, index)
        known, line = first.setdefault(said, (target, link.line))
        if known == target:
            continue
        told.add(said)
        yield Problem(
            link.line,
            link.column,
            Text(
                f"Liên kết “{short(link.text)}” ở dòng {line} và ở đây dẫn đến hai nơi khác nhau.",
                f"“{short(link.text)}” leads elsewhere here than on line {line}.",
            ),
            Text(
                f"Thêm điều phân biệt, ví dụ: [{short(link.text)} (bản năm 2026)]({short(link.target)})",
                f"Add what tells them apart, for example: [{short(link.text)} (2026)]({short(link.target)})",
            ),
            anchor=said,
            wcag=("2.4.4",),
        )


def _meant(target: str, path: str, index: LinkIndex | None) -> str:
    """Return one form for all writings of a target."""
    if index is None:
        return target
    found = index.resolve(target, path)
    return found.url or found.path or target

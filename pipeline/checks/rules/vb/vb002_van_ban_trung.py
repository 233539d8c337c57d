"""Một văn bản có hai bài trong cùng một trang.

## Vì sao
Hai bài cùng số và cùng cơ quan ban hành làm người đọc không biết bài nào đúng; sửa một bài thì bài kia vẫn sai.

## Cách sửa
Giữ một bài, chuyển những gì còn thiếu sang đó; bài kia ghi `go_bo` với lý do `dang-nham`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.documents import DOCUMENT
from pipeline.checks.kinds import parse_moment
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "VB002", "van-ban-trung", on=Edition, severity=Severity.ERROR, legal=("NĐ 42/2022 Đ4 k1 a",), since="0.1"
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a document that another item of the site already holds; the later item is at fault."""
    if edition.type != DOCUMENT or edition.value("go_bo") or not edition.get("so_ky_hieu").strip():
        return
    same = [e for e in ctx.facts["register"].same(edition) if not e.value("go_bo")]
    first = min(same, key=_order, default=edition)
    if first.path == edition.path:
        return
    mark = edition.mark("so_ky_hieu")
    number = edition.get("so_ky_hieu")
    yield Problem(
        mark.line,
        mark.column,
        Text(
            f"Văn bản {number} của {edition.get('co_quan_ban_hanh')} đã có ở {first.path}.",
            f"The document {number} is already held by {first.path}.",
        ),
        Text(
            "Giữ một bài; bài thừa ghi: go_bo: {ly_do: dang-nham, ngay: 2026-11-22, nguoi_quyet_dinh: …, can_cu: …}",
            "Keep one; in the other write go_bo: {ly_do: dang-nham, …}",
        ),
        anchor=number,
    )


def _order(edition: Edition) -> tuple[float, str]:
    received = parse_moment(edition.value("tiep_nhan_luc"))
    return (received.timestamp() if received else float("inf"), edition.path)

"""Bản gốc đã thay đổi sau khi dịch.

## Vì sao
Nội dung tiếng Anh phải được cập nhật ngay khi bài tiếng Việt thay đổi; bản dịch cũ cho người nước ngoài thông tin sai.

## Cách sửa
Xem bài tiếng Việt đã đổi gì, sửa bản dịch theo, rồi thay `ban_goc_ma_bam` bằng mã băm nêu trong thông báo.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.linking import original_path
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_PREFIX = "sha256:"


@rule(
    "LK007",
    "ban-dich-loi-thoi",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S4 Đ8 k1 g", "NĐ 42/2022 Đ7 k2"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where the digest of the original is not that of the original's bytes."""
    path = original_path(edition, ctx)
    original = ctx.facts["editions"].get(path)
    written = edition.get("ban_goc_ma_bam").strip()
    if original is None or not original.digest or not written.startswith(_PREFIX):
        return
    if written == _PREFIX + original.digest or original.path == edition.path:
        return
    mark = edition.mark("ban_goc_ma_bam")
    title = original.title or original.path
    yield Problem(
        mark.line,
        mark.column,
        Text(
            f"Bản gốc “{title[:80]}” đã thay đổi sau khi dịch.",
            f"The original “{title[:80]}” has changed since it was translated.",
        ),
        Text(
            f"Đối chiếu, sửa bản dịch rồi ghi: ban_goc_ma_bam: {_PREFIX}{original.digest}",
            f"Compare, mend the translation, then write: ban_goc_ma_bam: {_PREFIX}{original.digest}",
        ),
        anchor="ban_goc_ma_bam",
    )

"""Thiếu mốc để tính hạn đăng.

## Vì sao
Quy chế đặt hạn đăng cho loại bài này, tính từ một mốc (như ngày phê duyệt dự án). Không có mốc thì không ai biết bài đăng đúng
hạn hay muộn, và thống kê cuối năm thiếu bài.

## Cách sửa
Ghi ô được nêu vào đầu bài, ví dụ `ngay_phe_duyet: 2026-11-12`. Nếu dự án chưa được phê duyệt thì để trống và bỏ qua cảnh báo.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.fields import example_line, is_required
from pipeline.checks.registry import Context, rule
from pipeline.checks.timing import deadlines, judged
from pipeline.clock.deadlines import Row
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.site import FieldSpec
from pipeline.model.text import Text


@rule(
    "TH002",
    "thieu-moc-tinh-han",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S2 Đ11 k1 a", "S4 Đ8 k1"),
    since="0.2",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every empty optional field from which a deadline of the item runs."""
    site = judged(edition, ctx)
    if site is None:
        return
    fields: dict[str, FieldSpec] = {}
    asked: dict[str, list[Row]] = {}
    for row in deadlines(ctx).applying(edition, site, "dang"):
        fields = fields or {f.key: f for f in ctx.fields(edition)}
        spec = fields.get(row.trigger)  # triggers in documents and in the ledger are no fields of the item
        if spec is None or row.amount is None or is_required(edition, ctx, spec):
            continue
        if edition.value(row.trigger) in (None, ""):
            asked.setdefault(row.trigger, []).append(row)
    for key, rows in asked.items():
        label = fields[key].label
        legal = tuple(dict.fromkeys(s for row in rows for s in row.sources()))
        basis = ", ".join(legal)
        mark = edition.mark(key)
        yield Problem(
            mark.line,
            mark.column,
            Text(
                f"Thiếu `{key}` ({label.vi}), mốc để tính hạn đăng theo {basis}.",
                f"`{key}` ({label.en}) is missing; the deadline of {basis} runs from it.",
            ),
            Text(
                f"Thêm vào đầu bài: {example_line(key, fields[key])}",
                f"Add to the front matter: {example_line(key, fields[key])}",
            ),
            anchor=key,
            legal=legal,
        )

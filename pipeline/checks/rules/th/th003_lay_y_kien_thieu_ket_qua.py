"""Lấy ý kiến đã xong mà chưa đăng kết quả tiếp thu.

## Vì sao
Người góp ý cần biết ý kiến của mình được tiếp thu hay không. Các quy chế không nêu số ngày; hệ thống nhắc sau 30 ngày kể từ
hạn góp ý. Con số này là của hệ thống, ghi “[chưa kiểm chứng]”, không phải quy định của pháp luật.

## Cách sửa
Ghi kết quả tiếp thu, giải trình vào `ket_qua` (đoạn chữ hoặc đường dẫn tệp).
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.timing import deadlines, judged, limit, lookup, span
from pipeline.clock.deadlines import strictest
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_CONSULTATION = "lay-y-kien"


@rule(
    "TH003",
    "lay-y-kien-thieu-ket-qua",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S0 Đ8 k1 h [chưa kiểm chứng]",),
    since="0.2",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where the result of a closed consultation is overdue."""
    site = judged(edition, ctx)
    if site is None or edition.type != _CONSULTATION or edition.value("ket_qua"):
        return
    dues = deadlines(ctx).all_due(edition, site, "cap-nhat", lookup(ctx), old_too=True)
    due = strictest(d for d in dues if d.row.trigger == "han_gop_y")
    if due is None or due.at >= ctx.now:
        return
    by, late = limit(due), span(ctx.now - due.trigger)
    mark = edition.mark("han_gop_y")
    yield Problem(
        mark.line,
        mark.column,
        Text(
            f"Hết hạn góp ý đã {late.vi} mà chưa có `ket_qua`; mốc nhắc là {by.vi}.",
            f"The consultation ended {late.en} ago without `ket_qua`; reminder due {by.en}.",
        ),
        Text(
            "Thêm vào đầu bài: ket_qua: /tep/tiep-thu-giai-trinh.pdf (hoặc một đoạn chữ).",
            "Add to the front matter: ket_qua: /tep/tiep-thu-giai-trinh.pdf (or a passage of text).",
        ),
        anchor="ket_qua",
        legal=due.row.sources(),
    )

"""Liên kết trong bài trỏ tới bài, tệp hoặc trang không có.

## Vì sao
Người đọc bấm vào gặp trang lỗi. Thường là gõ sai tên tệp, bài đã chuyển thư mục, hoặc chưa đưa tệp lên.

## Cách sửa
Đường dẫn bắt đầu bằng `/` tính từ thư mục nội dung của trang, ví dụ `/van-ban/2024/02/10-2024-qd-ubnd.md`; không có `/` thì
tính từ thư mục của bài. Xem gợi ý trong thông báo.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.linking import MOST_SUGGESTED, nearest, resolve
from pipeline.checks.markdown import scan
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.links import LinkKind
from pipeline.model.text import Text


@rule(
    "LK001",
    "lien-ket-khong-co-dich",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S1 Đ14 k1", "S0 Đ5 k2"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every link of the body that leads nowhere on the site."""
    told = 0
    for link in scan(edition).links:
        found = resolve(link.target, edition, ctx)
        if found is None or found.kind is not LinkKind.MISSING or link.bare:
            continue
        told += 1
        better = nearest(found.path, edition, ctx) if told <= MOST_SUGGESTED else ""
        yield Problem(
            link.line,
            link.column,
            Text(
                f"Liên kết “{short(link.text)}” trỏ tới {short(link.target, 100)}, nơi không có.",
                f"The link “{short(link.text)}” leads to {short(link.target, 100)}, which does not exist.",
            ),
            Text(
                f"Có phải là: [{short(link.text)}]({better})"
                if better
                else "Sửa đường dẫn, hoặc đưa tệp lên rồi kiểm tra lại, ví dụ: [Quy chế](/van-ban/2024/02/10-2024-qd-ubnd.md)",
                f"Did you mean: [{short(link.text)}]({better})"
                if better
                else "Mend the path or add the file.",
            ),
            anchor=link.target,
        )

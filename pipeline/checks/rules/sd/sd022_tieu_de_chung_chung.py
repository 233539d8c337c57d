"""Tiêu đề chỉ là tên loại bài: “Thông báo”, “Công văn”, “Lịch làm việc”.

## Vì sao
Trong danh sách, kết quả tìm kiếm và khi nghe bằng trình đọc màn hình, người dân chỉ có tiêu đề để biết bài nói gì.

## Cách sửa
Nói rõ việc gì, của ai, khi nào, ví dụ: `tieu_de: Thông báo lịch tiếp công dân tháng 12/2026`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.words import bare
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_GENERIC = re.compile(
    r"(?:(?:thong bao|tin tuc|tin|tin moi|bai viet|tin bai|cong van|bao cao|ke hoach|quyet dinh|to trinh|chi thi"
    r"|nghi quyet|nghi dinh|thong tu|huong dan|giay moi|thu moi|lich lam viec|lich tiep cong dan|lich cong tac"
    r"|van ban|du thao|lay y kien|gop y|cau hoi|hoi dap|tra loi|tuyen dung|dau thau|moi thau|du an|hoi nghi"
    r"|cuoc hop|su kien|hinh anh|phong su|video|danh sach|khen thuong|xu phat|thong ke|tai lieu|file|new post"
    r"|bao cao tai chinh|cong khai ngan sach|du toan ngan sach|quyet toan ngan sach|thong bao moi thau|thong bao tuyen dung|thong bao dau thau|thong bao lay y kien|cau hoi cua (?:cong dan|nguoi dan|ban doc))"
    r"(?: (?:moi|so|cua|ve|viec|ubnd|ubnd tinh|ubnd huyen|ubnd xa|tinh|huyen|xa|nam|thang|tuan|ngay|\d{1,4})){0,4})"
)
_SCHEDULE = re.compile(r"lich .{0,40}?(?:thang|tuan) \d{1,2}(?: nam)? \d{4}")
# What editing programs put into an empty title.
_TEMPLATE = frozenset(
    (
        "bai viet moi",
        "bai viet",
        "new post",
        "untitled",
        "tieu de",
        "tieu de bai viet",
        "new page",
        "trang moi",
        "test",
    )
)


@rule(
    "SD022",
    "tieu-de-chung-chung",
    on=Edition,
    severity=Severity.WARNING,
    legal=("TT 24/2011 Đ4",),
    since="0.2",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a dated item whose title is only the name of its kind."""
    kind, title = ctx.type(edition), edition.title
    if (
        kind is None
        or len(title) > 60
        or not (kind.dated or bare(title) in _TEMPLATE)
        or not _says_nothing(title)
    ):
        return
    mark = edition.mark("tieu_de")
    yield Problem(
        mark.line,
        mark.column,
        Text(
            f"Tiêu đề “{title.strip()}” không cho biết bài nói về việc gì.",
            f"The title “{title.strip()}” says nothing.",
        ),
        Text(
            "Nói rõ việc gì, của ai, khi nào, ví dụ: tieu_de: Thông báo lịch tiếp công dân tháng 12/2026",
            "Say what, whose and when, for example: tieu_de: Thông báo lịch tiếp công dân tháng 12/2026",
        ),
        anchor="tieu_de",
    )


def _says_nothing(title: str) -> bool:
    # A document's number says which document it is.
    words = bare(title)
    if _SCHEDULE.fullmatch(words):
        return False  # which month or week of a schedule is all there is to say
    return "/" not in title and (words in _TEMPLATE or bool(_GENERIC.fullmatch(words)))

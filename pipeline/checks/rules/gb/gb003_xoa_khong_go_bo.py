"""Bài đã đăng bị xóa tệp thay vì được gỡ.

## Vì sao
Thông tin đã công khai chỉ được gỡ theo quy định, có người quyết định và căn cứ; không xóa gì mà không để lại dấu vết. Xóa tệp thì
địa chỉ của bài thành trang không có, người đọc không biết vì sao.

## Cách sửa
Khôi phục tệp và thêm khối `go_bo` vào phần đầu bài; trang sẽ hiện thông báo gỡ. Bài chỉ chuyển chỗ thì ghi địa chỉ cũ vào
`dia_chi_cu` của bài ở chỗ mới.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.kinds import parse_moment
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.change import Change
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule("GB003", "xoa-khong-go-bo", on=Change, severity=Severity.ERROR, legal=("S4 Đ8 k3",), since="0.2")
def check(change: Change, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a published item whose file is gone; a lost notice of removal is told by GB005."""
    old, _ = change.items
    if old is None or change.new is not None or old.value("go_bo"):
        return
    embargo = parse_moment(old.value("dang_luc"))
    if embargo and embargo > ctx.now:
        return  # nobody has seen it yet
    title = short(old.title) or old.path.rpartition("/")[2]
    block = (
        f"go_bo:\n  ly_do: khong-con-phu-hop\n  ngay: {ctx.now.date()}\n"
        "  nguoi_quyet_dinh: Trưởng Ban Biên tập\n  can_cu: …"
    )
    yield Problem(
        1,
        1,
        Text(f"Bài đã đăng “{title}” bị xóa tệp.", f"The published item “{title}” was deleted."),
        Text(
            f"Khôi phục tệp rồi thêm vào phần đầu bài:\n{block}",
            f"Restore the file and add to its front matter:\n{block}",
        ),
        anchor="tep",
    )
